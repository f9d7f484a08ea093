"""What a laid out label says about its symbols that no single one of them can tell.

Source: GS1 General Specifications, 4.15 and 8.4 (a 2D symbol beside bars of the same item: within 50 mm of
their middle), 5.12.3 (X-dimensions).
"""

import math
from itertools import product

from catalogue.barcodes.symbols import LinearSymbol, MatrixSymbol
from catalogue.labels.geometry import LabelLayout, PlacedSymbol
from catalogue.labels.notices import Notice, module_stretched, symbols_apart
from catalogue.labels.printer import Printer
from catalogue.labels.symbol_sizes import ON_DEMAND_X_MIN_MM, ROUNDING_MM, x_range

DUAL_MARKING_MM = 50.0
_POINT_OF_SALE = ("ean13", "ean8", "upca")


def symbol_notices(layout: LabelLayout) -> list[Notice]:
    """Return the remarks about the distances of symbols, and about modules on a printer with a scale."""
    printer = layout.frame.printer
    bars = [placed for placed in layout.symbols if placed.symbol.symbology in _POINT_OF_SALE]
    squares = [placed for placed in layout.symbols if isinstance(placed.symbol, MatrixSymbol)]
    apart = max((reach_mm(one, two, printer) for one, two in product(bars, squares)), default=0.0)
    notices = [] if apart <= DUAL_MARKING_MM else [symbols_apart(apart)]
    for placed in layout.symbols:
        notices += _stretched(placed, printer, on_demand=layout.on_demand)
    return notices


def reach_mm(bars: PlacedSymbol, square: PlacedSymbol, printer: Printer) -> float:
    """Return how far ``square``, with its quiet zone, reaches from the middle of ``bars``."""
    middle_x, middle_y = bars.left + bars.bars_width / 2, bars.top + bars.height / 2
    area = square.area
    corners = product((area.left, area.right), (area.top, area.bottom))
    return printer.millimetres(max(math.hypot(x - middle_x, y - middle_y) for x, y in corners))


def too_far(bars: PlacedSymbol, square: PlacedSymbol, printer: Printer) -> bool:
    """Return whether the two are further apart than those of one item may be."""
    return reach_mm(bars, square, printer) > DUAL_MARKING_MM


def _stretched(placed: PlacedSymbol, printer: Printer, *, on_demand: bool) -> list[Notice]:
    """Return the remark that modules come out of their range by the printer's own scale, if they do."""
    linear = isinstance(placed.symbol, LinearSymbol)
    allowed = x_range(placed.symbol.symbology)
    least = ON_DEMAND_X_MIN_MM if on_demand and linear else allowed.least_mm
    for scale in (printer.scale_x_percent, *(() if linear else (printer.scale_y_percent,))):
        x_mm = printer.millimetres(placed.x) * scale / 100
        if scale != 100 and not least - ROUNDING_MM <= x_mm <= allowed.most_mm + ROUNDING_MM:
            return [module_stretched(x_mm, least, allowed.most_mm)]
    return []
