"""Words of two weights set into lines: a bold caption and the text behind it are one paragraph.

Widths are in em; lines break at blanks only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from catalogue.labels.geometry import PlacedText
from catalogue.labels.templates.design import Align
from catalogue.labels.text_fitting import ELLIPSIS
from catalogue.labels.typefaces import ASCENT, LINE, Weight, typeface

_TOLERANCE = 1e-9


class Word(NamedTuple):
    """A word with the white before it and what its last letter has beyond its own width."""

    text: str
    weight: Weight
    width: float
    blank: float
    overhang: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words in their order."""

    words: tuple[Word, ...]

    @property
    def widest_word(self) -> float:
        """The least width it can be set in."""
        return max((word.width + word.overhang for word in self.words), default=0.0)

    @property
    def width(self) -> float:
        """Its width on one line."""
        return self.width_of(0, len(self.words))

    def width_of(self, start: int, end: int) -> float:
        """Return the width of some of its words on one line."""
        words = self.words[start:end]
        if not words:
            return 0.0
        return words[0].width + sum(word.blank + word.width for word in words[1:]) + words[-1].overhang


def paragraph(*pieces: tuple[str, Weight]) -> Paragraph:
    """Return the words of texts that follow each other, each in its weight."""
    words: list[Word] = []
    for text, weight in pieces:
        for part in text.split(" ") if text else ():
            blank = typeface(words[-1].weight).pen_width(" ") if words else 0.0
            words.append(_word(part, weight)._replace(blank=blank))
    return Paragraph(tuple(words))


@lru_cache(maxsize=4096)
def _word(text: str, weight: Weight) -> Word:
    face = typeface(weight)
    return Word(text, weight, face.pen_width(text), 0.0, face.overhang(text[-1:]))


def wrap(text: Paragraph, room: float) -> list[int] | None:
    """Return where the lines end, as counts of words, or None where a word is wider than ``room`` em."""
    ends: list[int] = []
    pen = 0.0
    room += _TOLERANCE
    for index, (_, _, width, blank, overhang) in enumerate(text.words):
        if width + overhang > room:
            return None
        further = pen + blank + width if pen else width
        if pen and further + overhang > room:
            ends.append(index)
            further = width
        pen = further
    return [*ends, len(text.words)]


def wrap_evenly(text: Paragraph, room: float) -> list[int] | None:
    """Return the fewest lines, as ``wrap`` does, made as equal in length as they go."""
    ends = wrap(text, room)
    if ends is None or len(ends) == 1:
        return ends
    low, high = text.widest_word, room
    for _ in range(7):
        middle = (low + high) / 2
        tried = wrap(text, middle)
        if tried is not None and len(tried) == len(ends):
            high, ends = middle, tried
        else:
            low = middle
    return ends


def shortened(text: Paragraph, room: float, lines: int) -> Paragraph | None:
    """Return as many words as stand on so many lines with "…" behind them, or None where none does."""
    words = text.words
    for count in range(len(words) - 1, 0, -1):
        last = words[count - 1]
        cut = _word(last.text.rstrip(" ,.;:-–(") + ELLIPSIS, last.weight)._replace(blank=last.blank)
        tried = Paragraph((*words[: count - 1], cut))
        ends = wrap(tried, room)
        if ends is not None and len(ends) <= lines:
            return tried
    return None


def place_lines(
    field: str,
    text: Paragraph,
    ends: Sequence[int],
    size: float,
    left: float,
    top: float,
    width: float,
    align: Align,
) -> list[PlacedText]:
    """Return the lines from ``top`` down, each as one piece of text for every change of weight."""
    placed: list[PlacedText] = []
    share = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
    for row, (start, end) in enumerate(pairwise([0, *ends])):
        pen = left + share * (width - text.width_of(start, end) * size)
        baseline = top + (row * LINE + ASCENT) * size
        for first, last in _runs(text.words, start, end):
            if first > start:
                pen += text.words[first].blank * size
            run = text.words[first:last]
            reach = run[0].width + sum(word.blank + word.width for word in run[1:])
            shown = " ".join(word.text for word in run)
            whole = (reach + run[-1].overhang) * size
            placed.append(PlacedText(field, shown, run[0].weight, size, pen, baseline, whole))
            pen += reach * size
    return placed


def _runs(words: Sequence[Word], start: int, end: int) -> list[tuple[int, int]]:
    changes = [index for index in range(start + 1, end) if words[index].weight != words[index - 1].weight]
    return list(pairwise([start, *changes, end]))
