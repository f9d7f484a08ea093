"""Running text under a symbol: which pieces share a line, and how large it is.

A piece is an AI with its data, ``(17)270331``. Lines break between pieces only.

Source: GS1 General Specifications, section 4.14 (human-readable interpretation).
"""

import math
from dataclasses import dataclass

from catalogue.barcodes.grids import LinearSymbol, Symbol
from catalogue.barcodes.roboto import DIGIT_UNITS, text_units

# Heights of digits in modules: under bars, where text may shrink a little before it takes another line, and
# under a square, which has few modules for as much text.
_BARS_HEIGHT, _BARS_LEAST = 8.0, 7.0
_SQUARE_HEIGHT = 2.5
_MARGIN = 1


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines of text; lengths in modules, downwards from the bottom of the symbol.

    ``height`` is the room for all lines, ``baseline`` where the first line stands, ``pitch`` from one line to
    the next. ``digit_height`` is the height of a digit.
    """

    lines: tuple[str, ...]
    digit_height: float
    baseline: int
    pitch: int
    height: int

    @property
    def scale(self) -> float:
        """Modules to a font unit."""
        return self.digit_height / DIGIT_UNITS

    @property
    def width(self) -> int:
        """Room for the longest line, margins included."""
        return math.ceil(max(map(text_units, self.lines)) * self.scale) + 2 * _MARGIN

    def beside(self, symbol: Symbol) -> int:
        """Return how many modules stand free on each side of ``symbol`` where the text is wider."""
        return max(0, math.ceil((self.width - symbol.total_width_modules) / 2))


def lettering(symbol: Symbol) -> Lettering:
    """Return the text of ``symbol`` in lines. Under a square it may be wider than the symbol."""
    room = symbol.total_width_modules - 2 * _MARGIN
    if isinstance(symbol, LinearSymbol):
        fitting = room * DIGIT_UNITS / text_units(" ".join(symbol.elements))
        height = min(_BARS_HEIGHT, fitting)
        lines: tuple[str, ...] = (" ".join(symbol.elements),)
        if height < _BARS_LEAST:
            lines = _broken(symbol.elements, room * DIGIT_UNITS / _BARS_LEAST)
            height = min(_BARS_LEAST, room * DIGIT_UNITS / max(map(text_units, lines)))
        return Lettering(lines, height, baseline=10, pitch=12, height=13 + 12 * (len(lines) - 1))
    units = room * DIGIT_UNITS / _SQUARE_HEIGHT
    lines = _broken(symbol.elements, max(units, *map(text_units, symbol.elements)))
    return Lettering(lines, _SQUARE_HEIGHT, baseline=3, pitch=4, height=4 * len(lines))


def _broken(pieces: tuple[str, ...], units: float) -> tuple[str, ...]:
    """Return ``pieces`` in as few lines of at most ``units`` as go, a longer piece in a line of its own."""
    lines = [pieces[0]]
    for piece in pieces[1:]:
        longer = f"{lines[-1]} {piece}"
        if text_units(longer) <= units:
            lines[-1] = longer
        else:
            lines.append(piece)
    return tuple(lines)
