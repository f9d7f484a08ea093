"""The pieces of a finished label, in printer dots from its top left corner.

Bars stand on whole dots; texts stand where they look best.
"""

import math
import re
from dataclasses import dataclass, replace

from catalogue.barcodes.symbols import LinearSymbol, MatrixSymbol, Symbol
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.notices import Notice
from catalogue.labels.printer import Printer, insets_of
from catalogue.labels.typefaces import (
    ASCENT,
    DESCENT,
    DIGIT_ASCENT,
    DIGIT_DESCENT,
    X_HEIGHT,
    Weight,
    typeface,
)

# The guards of EAN and UPC reach five modules down between the digits.
GUARD_MODULES = 5
_DARK_RUN = re.compile("1+")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle: left, top, right and bottom in dots."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Length across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Length down."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Frame:
    """One label of a stock on a printer: its size in whole dots, and where ink may lie (``ink``)."""

    stock: LabelStock
    printer: Printer
    width: int
    height: int
    ink: Area
    smallest_type: float

    def dots(self, mm: float) -> float:
        """Return a length in dots."""
        return self.printer.dots(mm)

    @property
    def gap(self) -> float:
        """The white between two pieces."""
        return 0.018 * self.height


def frame_of(stock: LabelStock, printer: Printer) -> Frame:
    """Return the frame that suits every cell of the page."""
    width = int(printer.dots(stock.label_width_mm) + 1e-6)
    height = int(printer.dots(stock.label_height_mm) + 1e-6)
    insets = insets_of(stock, printer)

    def inset(mm: float) -> int:
        return math.ceil(printer.dots(mm) - 1e-6)

    return Frame(
        stock,
        printer,
        width,
        height,
        Area(
            inset(insets.left), inset(insets.top), width - inset(insets.right), height - inset(insets.bottom)
        ),
        printer.dots(stock.letter_mm / X_HEIGHT),
    )


@dataclass(frozen=True, slots=True)
class PlacedText:
    """One line: the left end of its base line, its size and the white added between its letters."""

    field: str
    text: str
    weight: Weight
    size: float
    left: float
    baseline: float
    width: float
    ascent: float = ASCENT
    descent: float = DESCENT
    tracking: float = 0.0

    @property
    def area(self) -> Area:
        """The room its ink may take."""
        return Area(
            self.left,
            self.baseline - self.ascent * self.size,
            self.left + self.width,
            self.baseline + self.descent * self.size,
        )

    def moved(self, *, down: float) -> "PlacedText":
        """Return the same line so many dots lower."""
        return replace(self, baseline=self.baseline + down)


@dataclass(frozen=True, slots=True)
class PlacedSymbol:
    """A symbol with ``x`` dots to the module; ``left`` and ``top`` are its first bar, ``height`` its bars.

    The quiet zones are in dots and may be wider than the standard's. Bearer bars lie above and below the bars
    and across the quiet zones.
    """

    symbol: Symbol
    x: int
    left: int
    top: int
    height: int
    quiet_left: int
    quiet_right: int
    truncated: bool = False

    @property
    def bars_width(self) -> int:
        """Width without quiet zones."""
        return self.symbol.width_modules * self.x

    @property
    def width(self) -> int:
        """Width with quiet zones."""
        return self.quiet_left + self.bars_width + self.quiet_right

    @property
    def area(self) -> Area:
        """The room of bars, bearer bars and quiet zones; a square has its quiet zone above and below too."""
        if isinstance(self.symbol, MatrixSymbol):
            above = below = self.quiet_left
        else:
            above = below = self.symbol.bearer * self.x
            below = max(below, GUARD_MODULES * self.x if self.symbol.guards else 0)
        return Area(
            self.left - self.quiet_left,
            self.top - above,
            self.left + self.bars_width + self.quiet_right,
            self.top + self.height + below,
        )

    def rectangles(self) -> list[tuple[int, int, int, int]]:
        """Return left, top, width and height of every dark rectangle, in dots of the label."""
        x, left, top = self.x, self.left, self.top
        symbol = self.symbol
        if isinstance(symbol, MatrixSymbol):
            return [(left + x * column, top + x * row, x * run, x) for row, column, run in symbol.runs()]
        guard = self.height + GUARD_MODULES * x
        bars = [
            (left + x * column, top, x * run, guard if symbol.is_guard(column) else self.height)
            for column, run in symbol.runs()
        ]
        if symbol.bearer:
            across, thick = (left - self.quiet_left, self.width), symbol.bearer * x
            bars.insert(0, (across[0], top - thick, across[1], thick))
            bars.append((across[0], top + self.height, across[1], thick))
        return bars


@dataclass(frozen=True, slots=True)
class Rule:
    """A solid dark rectangle in whole dots: a line between two parts, or one side of a frame."""

    left: int
    top: int
    width: int
    height: int

    @property
    def area(self) -> Area:
        """The room it takes."""
        return Area(self.left, self.top, self.left + self.width, self.top + self.height)


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture of black and white dots, such as a logo, already at the printer's resolution.

    ``rows`` are ``height`` rows from the top, each of ``width`` bits padded to whole bytes; the first dot is
    the highest bit, and a set bit is dark.
    """

    left: int
    top: int
    width: int
    height: int
    rows: tuple[bytes, ...]

    @property
    def area(self) -> Area:
        """The room it takes."""
        return Area(self.left, self.top, self.left + self.width, self.top + self.height)

    def runs(self) -> list[tuple[int, int, int]]:
        """Return row, column and width of every dark run, counted from the picture's top left corner."""
        runs = []
        for row, packed in enumerate(self.rows):
            bits = f"{int.from_bytes(packed):0{8 * len(packed)}b}"[: self.width]
            runs += [(row, run.start(), run.end() - run.start()) for run in _DARK_RUN.finditer(bits)]
        return runs


@dataclass(frozen=True, slots=True)
class LabelLayout:
    """One label ready to be drawn."""

    frame: Frame
    texts: tuple[PlacedText, ...]
    symbols: tuple[PlacedSymbol, ...]
    notices: tuple[Notice, ...]
    on_demand: bool
    rules: tuple[Rule, ...] = ()
    pictures: tuple[PlacedPicture, ...] = ()


def digits_under(symbol: LinearSymbol, placed: PlacedSymbol, size: float, gap: float) -> list[PlacedText]:
    """Return the digits of EAN and UPC: each in the middle of its cell, ``gap`` dots under the bars."""
    baseline = placed.top + placed.height + gap + DIGIT_ASCENT * size
    texts = []
    for group in symbol.hri:
        cell = group.width * placed.x / len(group.text)
        own = size * group.scale
        tracking = cell - typeface("regular").pen_width("0") * own
        texts.append(
            PlacedText(
                "number",
                group.text,
                "regular",
                own,
                placed.left + group.start * placed.x + tracking / 2,
                baseline,
                cell * len(group.text) - tracking,
                DIGIT_ASCENT,
                DIGIT_DESCENT,
                tracking,
            )
        )
    return texts
