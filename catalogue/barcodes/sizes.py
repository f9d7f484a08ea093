"""Sizes of a drawn symbol: what belongs under the bars, and the bounds of what may be asked for.

Source: GS1 General Specifications, section 5.2.5 (human-readable interpretation: digits at least half a
module below the bars, guard bars 5 modules longer) and 5.12 (symbol specification tables).
"""

from catalogue.barcodes.errors import (
    DpiOutOfRange,
    HeightNotApplicable,
    HeightOutOfRange,
    OutOfRange,
    XDotsOutOfRange,
    XOutOfRange,
)
from catalogue.barcodes.roboto import DIGIT_UNITS, text_units
from catalogue.barcodes.symbols import MatrixSymbol, Symbol
from catalogue.gs1.errors import printable

# Under EAN and UPC, in modules: how far guard bars reach down, then gap, digits and the block with both.
GUARD_REACH = 5
DIGIT_GAP = 1
DIGIT_HEIGHT = 8
DIGIT_BLOCK = 10
# Under a QR symbol, below its quiet zone: room at the sides, the highest digits, baseline and block.
LINE_MARGIN = 1
LINE_DIGIT_HEIGHT = 2.5
LINE_BASELINE = 3
LINE_BLOCK = 4

X_MM = (0.05, 5.0)
X_DOTS = (1, 40)
DPI = (72, 2400)
HEIGHT_MM = (2.0, 200.0)
MAX_SIDE_DOTS = 5000


def line_scale(symbol: MatrixSymbol) -> float:
    """Return how many modules a font unit has in the line under ``symbol``, so that it fits the width."""
    room = symbol.total_width_modules - 2 * LINE_MARGIN
    return min(room / text_units(symbol.hri), LINE_DIGIT_HEIGHT / DIGIT_UNITS)


def check_x_mm(x_mm: float) -> float:
    """Return ``x_mm``. Raises XOutOfRange."""
    return _within(XOutOfRange, "x_mm", x_mm, X_MM)


def check_x_dots(x_dots: int) -> int:
    """Return ``x_dots``, a whole number. Raises XDotsOutOfRange."""
    return int(_within(XDotsOutOfRange, "x_dots", x_dots, X_DOTS))


def check_dpi(dpi: int) -> int:
    """Return ``dpi``, a whole number. Raises DpiOutOfRange."""
    return int(_within(DpiOutOfRange, "dpi", dpi, DPI))


def check_height_mm(symbol: Symbol, height_mm: float | None) -> float | None:
    """Return ``height_mm`` of the bars of ``symbol``; None stands for the standard's proportion.

    Raises HeightOutOfRange, or HeightNotApplicable for a square symbol.
    """
    if height_mm is None:
        return None
    if isinstance(symbol, MatrixSymbol):
        raise HeightNotApplicable(symbology=symbol.symbology)
    return _within(HeightOutOfRange, "height_mm", height_mm, HEIGHT_MM)


def _within(error: type[OutOfRange], field: str, found: float, bounds: tuple[float, float]) -> float:
    least, most = bounds
    kinds = int if isinstance(least, int) else (int, float)
    # A comparison with "not a number" is false, so it is refused as well.
    if isinstance(found, bool) or not isinstance(found, kinds) or not least <= found <= most:
        raise error(field=field, least=least, most=most, found=printable(f"{found}"))
    return found
