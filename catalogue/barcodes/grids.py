"""The shape of a symbol: exact grids of modules, with what belongs around them.

Columns are counted in modules from the first bar.
"""

import re
from dataclasses import dataclass

_DARK_RUN = re.compile("1+")


@dataclass(frozen=True, slots=True)
class HriGroup:
    """Digits under the bars, in equal cells over ``width`` modules from column ``start``.

    ``scale`` is the height of the digits beside that of the others (the outer digits of a UPC-A are small).
    """

    text: str
    start: float
    width: float
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class LinearSymbol:
    """A row of modules, "1" for dark, with what belongs around it; all widths in modules.

    ``guards`` are the half-open column ranges whose bars reach down between the digits. Digits in cells stand
    in ``hri``; ``elements`` are pieces of running text, none of which may be broken between two lines.
    ``nominal_height`` is the height of the bars at the standard's target size; in millimetres it grows to
    ``tallest_mm``, where the standard gives one height for all sizes. ``bearer`` is the thickness of the bars
    that lie across the top and the bottom, quiet zones included.
    """

    symbology: str
    text: str
    modules: str
    quiet_left: int
    quiet_right: int
    guards: tuple[tuple[int, int], ...]
    hri: tuple[HriGroup, ...]
    nominal_height: float
    elements: tuple[str, ...] = ()
    tallest_mm: float | None = None
    bearer: int = 0

    @property
    def width_modules(self) -> int:
        """Width of the bars, without quiet zones."""
        return len(self.modules)

    @property
    def total_width_modules(self) -> int:
        """Width with both quiet zones."""
        return self.quiet_left + len(self.modules) + self.quiet_right

    def runs(self) -> list[tuple[int, int]]:
        """Return column and width of every dark bar, left to right."""
        return [(run.start(), run.end() - run.start()) for run in _DARK_RUN.finditer(self.modules)]

    def is_guard(self, column: int) -> bool:
        """Return whether the bar that begins at ``column`` reaches down between the digits."""
        return any(start <= column < end for start, end in self.guards)


@dataclass(frozen=True, slots=True)
class MatrixSymbol:
    """A square of modules, rows of "1" for dark, with a quiet zone of ``quiet`` modules on all sides.

    ``elements`` are the pieces of the text for people, none of which may be broken between two lines.
    """

    symbology: str
    text: str
    rows: tuple[str, ...]
    quiet: int
    elements: tuple[str, ...]

    @property
    def width_modules(self) -> int:
        """Width and height, without quiet zone."""
        return len(self.rows)

    @property
    def total_width_modules(self) -> int:
        """Width and height with the quiet zone."""
        return self.width_modules + 2 * self.quiet

    def runs(self) -> list[tuple[int, int, int]]:
        """Return row, column and width of every dark run, row by row."""
        return [
            (row, run.start(), run.end() - run.start())
            for row, modules in enumerate(self.rows)
            for run in _DARK_RUN.finditer(modules)
        ]


Symbol = LinearSymbol | MatrixSymbol
