"""How many printer dots a module gets, and what room the symbol then needs.

Source: GS1 General Specifications, 5.12.3, table 1 (EAN/UPC: X 0.264 to 0.660 mm, target 0.330, bars in
proportion; QR with Digital Link: X from 0.396 mm) and its exception for on-demand printing: X about 0.25 mm,
with the bar height and the total width of the 80 % symbol. Tables 2 and 4 (cases and logistic units): X from
0.495 mm, bars of 31.75 mm.
"""

import math
from dataclasses import dataclass
from typing import Literal

from catalogue.barcodes.sizes import nominal_height_mm
from catalogue.barcodes.symbols import LinearSymbol, MatrixSymbol
from catalogue.labels.geometry import GUARD_MODULES, PlacedSymbol, PlacedText, digits_under
from catalogue.labels.printers import Printer
from catalogue.labels.typefaces import DIGIT_ASCENT, DIGIT_DESCENT

Use = Literal["retail", "case", "logistic"]

# Lower bars are a matter of luck even for a hand scanner.
LOWEST_BARS_MM = 5.0
# A scanner at a gate reads past a case in one sweep: half an inch is what is left of 31.75 mm.
LOWEST_CASE_BARS_MM = 12.7


@dataclass(frozen=True, slots=True)
class XRange:
    """The X-dimensions that the standard allows, and the least height of bars; all in mm."""

    least_mm: float
    target_mm: float
    most_mm: float
    lowest_bars_mm: float = LOWEST_BARS_MM


_RETAIL_BARS = XRange(0.264, 0.330, 0.660)
_RETAIL_SQUARE = XRange(0.396, 0.495, 0.990)
_CASE = XRange(0.495, 0.495, 1.016, LOWEST_CASE_BARS_MM)
_LOGISTIC = XRange(0.495, 0.495, 0.940, LOWEST_CASE_BARS_MM)
_EAN_ON_CASE = XRange(0.495, 0.660, 0.660, LOWEST_CASE_BARS_MM)
_RANGES = {
    "ean13": _RETAIL_BARS,
    "ean8": _RETAIL_BARS,
    "upca": _RETAIL_BARS,
    "databar-expanded": _RETAIL_BARS,
    "itf14": _CASE,
    "gs1-128": _CASE,
    "gs1-qr": _RETAIL_SQUARE,
    "gs1-datamatrix": _RETAIL_SQUARE,
    "datamatrix-link": _RETAIL_SQUARE,
}
_RANGES_IN_USE: dict[tuple[str, Use], XRange] = {
    ("ean13", "case"): _EAN_ON_CASE,
    ("upca", "case"): _EAN_ON_CASE,
    ("gs1-128", "logistic"): _LOGISTIC,
}

LINEAR_X_MIN_MM = _RETAIL_BARS.least_mm
LINEAR_X_TARGET_MM = _RETAIL_BARS.target_mm
LINEAR_X_MAX_MM = _RETAIL_BARS.most_mm
ON_DEMAND_X_MIN_MM = 0.249
QR_X_MIN_MM = _RETAIL_SQUARE.least_mm
QR_X_TARGET_MM = _RETAIL_SQUARE.target_mm
# Only the symbols of the point of sale may be smaller when printed on demand.
_ON_DEMAND_SYMBOLOGIES = ("ean13", "ean8", "upca")
# A printer's dots fall a little to this or that side of a bound that is given in inches or thousandths.
ROUNDING_MM = 0.0005


def x_range(symbology: str, use: Use = "retail") -> XRange:
    """Return the X-dimensions of ``symbology``; those of cases are the same wherever they are scanned."""
    return _RANGES_IN_USE.get((symbology, use), _RANGES[symbology])


def x_dots_in_range(symbology: str, printer: Printer, use: Use = "retail") -> list[int]:
    """Return the whole dots to a module that the standard allows, nearest to the target first."""
    allowed = x_range(symbology, use)
    dots = range(1, int(printer.dots(allowed.most_mm + ROUNDING_MM)) + 1)
    in_range = [x for x in dots if printer.millimetres(x) >= allowed.least_mm - ROUNDING_MM]
    return sorted(in_range, key=lambda x: abs(printer.millimetres(x) - allowed.target_mm))


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


def linear_sizes(symbol: LinearSymbol, printer: Printer, use: Use = "retail") -> list[LinearSize]:
    """Return the sizes in the standard's range, nearest to the target first; on-demand sizes come last."""
    sizes = [_regular(symbol, x, printer, use) for x in x_dots_in_range(symbol.symbology, printer, use)]
    if printer.on_demand and use == "retail" and symbol.symbology in _ON_DEMAND_SYMBOLOGIES:
        dots = range(1, int(printer.dots(LINEAR_X_MIN_MM)) + 1)
        small = [
            x for x in dots if ON_DEMAND_X_MIN_MM <= printer.millimetres(x) < LINEAR_X_MIN_MM - ROUNDING_MM
        ]
        sizes += [_on_demand(symbol, x, printer) for x in small]
    return sizes


def _regular(symbol: LinearSymbol, x: int, printer: Printer, use: Use) -> LinearSize:
    height_mm = nominal_height_mm(symbol, printer.millimetres(x))
    return LinearSize(
        symbol,
        x,
        full_height=math.ceil(printer.dots(height_mm) - 1e-6),
        lowest=math.ceil(printer.dots(x_range(symbol.symbology, use).lowest_bars_mm)),
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


def matrix_dots(symbology: str, printer: Printer) -> int:
    """Return the least whole dots to the module of a square symbol."""
    return min(x_dots_in_range(symbology, printer))


def qr_dots(printer: Printer) -> int:
    """Return the least whole dots to the module of a QR code."""
    return matrix_dots("gs1-qr", printer)


def place_qr(symbol: MatrixSymbol, x: int, left: int, top: int) -> PlacedSymbol:
    """Return the QR code with its first module at ``left`` and ``top``."""
    quiet = symbol.quiet * x
    return PlacedSymbol(symbol, x, left, top, symbol.width_modules * x, quiet, quiet)
