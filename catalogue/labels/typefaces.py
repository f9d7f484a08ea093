"""The letters of a label: Roboto, which has every Vietnamese letter and the đồng sign.

Lengths are in em, the size of the type. ``ASCENT`` and ``DESCENT`` hold the ink of every glyph of the font,
so that lines of that pitch never touch: the highest is Ẳ with 1.032, the lowest are marks with 0.271.
"""

from functools import cache, lru_cache
from typing import Literal

import font_roboto
from PIL import ImageFont
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

Weight = Literal["regular", "bold"]

ASCENT = 1.04
DESCENT = 0.272
LINE = ASCENT + DESCENT
# The ink of prices ("₫" reaches lowest) and of plain digits.
FIGURE_ASCENT = 0.755
FIGURE_DESCENT = 0.185
DIGIT_ASCENT = 0.722
DIGIT_DESCENT = 0.012
X_HEIGHT = 0.528

_OUTLINE_SIZE = 1000
_PATHS: dict[Weight, str] = {"regular": font_roboto.Roboto, "bold": font_roboto.RobotoBold}

# Streams stay binary: ASCII-85 makes the file a fifth larger and says nothing more.
rl_config.useA85 = 0


class Typeface:
    """One weight of the type: its file, its name in a PDF, and the widths of its letters."""

    def __init__(self, weight: Weight) -> None:
        self.path = _PATHS[weight]
        self.pdf_name = f"Label-{weight}"
        font = TTFont(self.pdf_name, self.path)
        pdfmetrics.registerFont(font)
        self._widths: dict[int, float] = {code: width / 1000 for code, width in font.face.charWidths.items()}
        self._covered = frozenset(font.face.charToGlyph)
        self._outline = ImageFont.truetype(self.path, _OUTLINE_SIZE, layout_engine=ImageFont.Layout.BASIC)
        self._overhangs: dict[str, float] = {}
        # The same words stand on many labels of a job, and are tried in many places of one.
        self._measured = lru_cache(maxsize=4096)(self._measure)

    def has(self, character: str) -> bool:
        """Return whether the font draws ``character``."""
        return ord(character) in self._covered

    def pen_width(self, text: str) -> float:
        """Return how far the pen moves on over ``text``, in em."""
        return self._measured(text)

    def _measure(self, text: str) -> float:
        widths = self._widths
        return sum([widths[ord(character)] for character in text])

    def width(self, text: str) -> float:
        """Return the width of a line in em, with what its last letter has beyond its own width."""
        return self.pen_width(text) + self.overhang(text[-1:])

    def overhang(self, letter: str) -> float:
        """Return how far ink stands out to the right of ``letter``: the horn of Ư, the accent of í."""
        known = self._overhangs.get(letter)
        if known is None:
            right = self._outline.getbbox(letter, anchor="ls")[2] / _OUTLINE_SIZE
            known = self._overhangs[letter] = max(right - self.pen_width(letter), 0.0)
        return known


@cache
def typeface(weight: Weight) -> Typeface:
    """Return the type of this weight, read once."""
    return Typeface(weight)
