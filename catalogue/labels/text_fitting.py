"""Texts made to fit a box: as large as it allows, wrapped at blanks, shortened only where that is allowed.

Sizes and lengths are in printer dots.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.labels.typefaces import LINE, Typeface

ELLIPSIS = "…"
# Sizes go in quarter dots: fine enough for the eye, short in the file.
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Box:
    """The room for a text and the sizes it may have there."""

    width: float
    height: float
    largest: float
    smallest: float
    lines: int
    fewest_lines: bool = False
    """Rather small on one line than large on two."""


@dataclass(frozen=True, slots=True)
class FittedText:
    """Lines of one size that stay inside their box."""

    lines: tuple[str, ...]
    size: float
    width: float
    shortened: bool = False

    @property
    def height(self) -> float:
        """Height of all lines."""
        return len(self.lines) * LINE * self.size


def fit(text: str, face: Typeface, box: Box) -> FittedText | None:
    """Return ``text`` whole at the best size for ``box``, or None without room at the smallest."""
    words = text.split(" ")
    widths = [face.pen_width(word) for word in words]
    overhangs = [face.overhang(word[-1:]) for word in words]
    blank = face.pen_width(" ")
    smallest = smallest_step(box.smallest)
    room = box.width / smallest
    least_lines = math.ceil((sum(widths) + blank * (len(words) - 1)) / (room + blank) - 1e-9)
    best: tuple[float, list[int]] | None = None
    for count in range(max(least_lines, 1), min(box.lines, len(words)) + 1):
        tallest = step_down(min(box.largest, box.height / (count * LINE)))
        if tallest < smallest or (best and best[0] >= tallest):
            break
        breaks, widest = _break_evenly(widths, overhangs, blank, count)
        size = min(tallest, step_down(box.width / widest))
        if size >= smallest and (best is None or size > best[0]):
            best = size, breaks
            if box.fewest_lines:
                break
    return None if best is None else _fitted(_lines(words, best[1]), face, best[0])


def fit_or_shorten(text: str, face: Typeface, box: Box) -> FittedText | None:
    """Return ``text`` fitted, at worst cut behind a word with "…"; None without room for one letter."""
    whole = fit(text, face, box)
    if whole is not None:
        return whole
    size = smallest_step(box.smallest)
    count = min(box.lines, int(box.height / (LINE * size) + 1e-9))
    room = box.width / size
    if count < 1:
        return None
    lines = _fill(text.split(" "), face, room, count)
    return _fitted(lines, face, size, shortened=True) if lines else None


def step_down(size: float) -> float:
    """Return the size of the next step below."""
    return math.floor(size * _STEPS + 1e-9) / _STEPS


def smallest_step(size: float) -> float:
    """Return the size of the next step above, so that a least size is kept."""
    return math.ceil(size * _STEPS - 1e-9) / _STEPS


def _fitted(lines: Sequence[str], face: Typeface, size: float, *, shortened: bool = False) -> FittedText:
    return FittedText(tuple(lines), size, max(face.width(line) for line in lines) * size, shortened)


def _lines(words: list[str], breaks: list[int]) -> list[str]:
    """Return the words joined into lines that end before each of ``breaks``."""
    starts = [0, *breaks]
    return [" ".join(words[start:end]) for start, end in zip(starts, [*breaks, len(words)], strict=True)]


def _break_evenly(
    widths: list[float], overhangs: list[float], blank: float, count: int
) -> tuple[list[int], float]:
    """Return where to break into ``count`` lines so that the widest is least, and its width in em."""
    reach = [0.0]
    for width in widths:
        reach.append(reach[-1] + width + blank)
    total = len(widths)

    def width_of(start: int, end: int) -> float:
        return reach[end] - reach[start] - blank + overhangs[end - 1]

    if count == 1:
        return [], width_of(0, total)
    # widest[i]: how wide the widest line must be with the first i words on the lines so far.
    widest = [math.inf, *(width_of(0, end) for end in range(1, total + 1))]
    cuts: list[list[int]] = []
    for line in range(2, count + 1):
        last = total if line == count else 0
        row, cut = [math.inf] * (total + 1), [0] * (total + 1)
        for end in range(max(line, last), total + 1):
            for start in range(end - 1, line - 2, -1):
                tail = width_of(start, end)
                if tail >= row[end]:
                    break
                if max(tail, widest[start]) < row[end]:
                    row[end], cut[end] = max(tail, widest[start]), start
        widest = row
        cuts.append(cut)
    breaks, end = [], total
    for cut in reversed(cuts):
        end = cut[end]
        breaks.append(end)
    return breaks[::-1], widest[total]


def _fill(words: list[str], face: Typeface, room: float, count: int) -> list[str]:
    """Return at most ``count`` lines no wider than ``room`` em, the last ending with "…"; [] without room."""
    lines: list[str] = []
    rest = words
    while rest and len(lines) < count - 1:
        taken = _words_that_fit(rest, face, room, "")
        if taken == 0:
            break
        lines.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    last = _ended(rest, face, room) if rest else ""
    while not last and lines:
        last = _ended(lines.pop().split(" "), face, room)
    return [*lines, last] if last else []


def _ended(words: list[str], face: Typeface, room: float) -> str:
    """Return as much of ``words`` as has room on one line with "…" behind it, or "" where nothing has."""
    taken = _words_that_fit(words, face, room, ELLIPSIS)
    line = " ".join(words[:taken]).rstrip(" ,.;:-–(") or _letters_that_fit(words[0], face, room)
    return f"{line}{ELLIPSIS}" if line else ""


def _words_that_fit(words: list[str], face: Typeface, room: float, ending: str) -> int:
    """Return how many of ``words`` stand on one line with ``ending`` behind them."""
    blank, pen = face.pen_width(" "), 0.0
    for count, word in enumerate(words):
        pen += face.pen_width(word)
        if pen + (face.width(ending) if ending else face.overhang(word[-1:])) > room:
            return count
        pen += blank
    return len(words)


def _letters_that_fit(word: str, face: Typeface, room: float) -> str:
    """Return the head of a word too long for a line, leaving room for "…"."""
    for count in range(len(word) - 1, 0, -1):
        if face.width(word[:count] + ELLIPSIS) <= room:
            return word[:count]
    return ""
