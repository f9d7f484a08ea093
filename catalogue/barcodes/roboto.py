"""The characters of Roboto as outlines, so that a drawing needs no font where it is shown.

Source: GS1 General Specifications, section 7.11 (character set 82).
"""

import string
from dataclasses import dataclass
from functools import cache

import font_roboto
from fontTools.pens.basePen import decomposeQuadraticSegment
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

FONT_PATH: str = font_roboto.Roboto
UNITS_PER_EM = 2048
DIGIT_UNITS = 1456

# All that an element string may hold, and the blank between two elements.
_CHARACTERS = f" !\"%&'()*+,-./:;<=>?_{string.digits}{string.ascii_letters}"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character in font units, y downwards, the baseline at 0.

    ``x``, ``y`` is where its outline begins and ``path`` the rest, in relative SVG path commands.
    """

    advance: int
    x: int
    y: int
    path: str


@cache
def glyphs() -> dict[str, Glyph]:
    """Return the glyph of each character of GS1's set 82, and of the blank."""
    with TTFont(FONT_PATH) as font:
        names = font.getBestCmap()
        return {character: _glyph(font, names[ord(character)]) for character in _CHARACTERS}


def text_units(text: str) -> int:
    """Return the width of ``text`` in font units."""
    return sum(glyphs()[character].advance for character in text)


def _glyph(font: TTFont, name: str) -> Glyph:
    outlines = font.getGlyphSet()
    pen = DecomposingRecordingPen(outlines)
    outlines[name].draw(pen)
    path, origin, start, at = "", (0, 0), (0, 0), (0, 0)

    def step(point: Point) -> str:
        return f"{round(point[0]) - at[0]} {at[1] - round(point[1])}"

    for order, points in pen.value:
        if order == "closePath":
            path, at = f"{path}z", start
        elif order == "moveTo":
            path = f"{path}m{step(points[0])}" if path else ""
            start = at = (round(points[0][0]), round(points[0][1]))
            origin = origin if path else start
        elif order == "lineTo":
            path = f"{path}l{step(points[0])}"
            at = (round(points[0][0]), round(points[0][1]))
        else:
            for control, end in decomposeQuadraticSegment(points):
                path = f"{path}q{step(control)} {step(end)}"
                at = (round(end[0]), round(end[1]))
    return Glyph(round(outlines[name].width), origin[0], -origin[1], path)
