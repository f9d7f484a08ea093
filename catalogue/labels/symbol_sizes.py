"""How many printer dots a module gets, and what room the symbol then needs.

Source: GS1 General Specifications, 5.12.3, table 1 (EAN/UPC: X 0.264 to 0.660 mm, target 0.330, bars in
proportion; QR with Digital Link: X from 0.396 mm) and its exception for on-demand printing: X about 0.25 mm,
with the bar height and the total width of the 80 % symbol.
"""

import math
from dataclasses import dataclass

from catalogue.barcodes.symbols import LinearSymbol, MatrixSymbol
from catalogue.labels.geometry import GUARD_MODULES, PlacedSymbol, PlacedText, digits_under
from catalogue.labels.printers import Printer
from catalogue.labels.typefaces import DIGIT_ASCENT, DIGIT_DESCENT

LINEAR_X_MIN_MM = 0.264
LINEAR_X_TARGET_MM = 0.330
LINEAR_X_MAX_MM = 0.660
ON_DEMAND_X_MIN_MM = 0.249
QR_X_MIN_MM = 0.396
QR_X_TARGET_MM = 0.495
# Lower bars are a matter of luck even for a hand scanner.
LOWEST_BARS_MM = 5.0

# Digits of 7 modules' height, one module under the bars.
_DIGIT_MODULES = 7
_DIGIT_GAP_MODULES = 1


@dataclass(frozen=True, slots=True)
class LinearSize:
    """A linear symbol at ``x`` dots to the module, before it has a place; all lengths in dots."""

    symbol: LinearSymbol
    x: int
    full_height: int
    lowest: int
    quiet_left: int
    quiet_right: int
    on_demand: bool

    @property
    def width(self) -> int:
        """Width with quiet zones."""
        return self.quiet_left + self.symbol.width_modules * self.x + self.quiet_right

    @property
    def digit_size(self) -> float:
        """Type size of the digits under the bars."""
        return _DIGIT_MODULES * self.x / DIGIT_ASCENT

    @property
    def depth(self) -> int:
        """What digits and guards take below the bars."""
        digits = _DIGIT_GAP_MODULES * self.x + (DIGIT_ASCENT + DIGIT_DESCENT) * self.digit_size
        return math.ceil(max(digits, GUARD_MODULES * self.x))

    def reach(self) -> tuple[int, int]:
        """Return how far ink stands out left and right of the bars."""
        left = max(-min(group.start for group in self.symbol.hri), 0)
        ends = max(group.start + group.width for group in self.symbol.hri)
        return math.ceil(left * self.x), math.ceil(max(ends - self.symbol.width_modules, 0) * self.x)

    def place(self, left: int, top: int, height: int) -> tuple[PlacedSymbol, list[PlacedText]]:
        """Return the symbol with its first bar at ``left``, and its digits."""
        placed = PlacedSymbol(
            self.symbol,
            self.x,
            left,
            top,
            height,
            self.quiet_left,
            self.quiet_right,
            truncated=height < self.full_height,
        )
        return placed, digits_under(self.symbol, placed, self.digit_size, _DIGIT_GAP_MODULES * self.x)


def linear_sizes(symbol: LinearSymbol, printer: Printer) -> list[LinearSize]:
    """Return the sizes in the standard's range, nearest to the target first; on-demand sizes come last."""
    dots = range(1, int(printer.dots(LINEAR_X_MAX_MM)) + 1)
    regular = [x for x in dots if printer.millimetres(x) >= LINEAR_X_MIN_MM]
    regular.sort(key=lambda x: abs(printer.millimetres(x) - LINEAR_X_TARGET_MM))
    sizes = [_regular(symbol, x, printer) for x in regular]
    if printer.on_demand:
        small = [x for x in dots if ON_DEMAND_X_MIN_MM <= printer.millimetres(x) < LINEAR_X_MIN_MM]
        sizes += [_on_demand(symbol, x, printer) for x in small]
    return sizes


def _regular(symbol: LinearSymbol, x: int, printer: Printer) -> LinearSize:
    return LinearSize(
        symbol,
        x,
        full_height=math.ceil(symbol.nominal_height * x),
        lowest=math.ceil(printer.dots(LOWEST_BARS_MM)),
        quiet_left=symbol.quiet_left * x,
        quiet_right=symbol.quiet_right * x,
        on_demand=False,
    )


def _on_demand(symbol: LinearSymbol, x: int, printer: Printer) -> LinearSize:
    """Return the small size with the height and, by wider quiet zones, the total width of the 80 % symbol."""
    least = printer.dots(LINEAR_X_MIN_MM)
    height = math.ceil(symbol.nominal_height * least)
    quiet = symbol.total_width_modules * least - symbol.width_modules * x
    left_share = symbol.quiet_left / (symbol.quiet_left + symbol.quiet_right)
    return LinearSize(
        symbol,
        x,
        full_height=height,
        lowest=height,
        quiet_left=math.ceil(quiet * left_share),
        quiet_right=math.ceil(quiet * (1 - left_share)),
        on_demand=True,
    )


def qr_dots(printer: Printer) -> int:
    """Return the least whole dots to the module of a QR code."""
    return math.ceil(printer.dots(QR_X_MIN_MM))


def place_qr(symbol: MatrixSymbol, x: int, left: int, top: int) -> PlacedSymbol:
    """Return the QR code with its first module at ``left`` and ``top``."""
    quiet = symbol.quiet * x
    return PlacedSymbol(symbol, x, left, top, symbol.width_modules * x, quiet, quiet)
