"""Sizes of a drawn symbol: what belongs under the bars, and the bounds of what may be asked for.

Source: GS1 General Specifications, section 5.2.5 (human-readable interpretation: digits at least half a
module below the bars, guard bars 5 modules longer), 5.3 (digits 1.02 mm below a bearer bar) and 5.12 (symbol
specification tables).
"""

from catalogue.barcodes.errors import (
    DpiOutOfRange,
    HeightNotApplicable,
    HeightOutOfRange,
    OutOfRange,
    XDotsOutOfRange,
    XOutOfRange,
)
from catalogue.barcodes.grids import LinearSymbol, MatrixSymbol, Symbol
from catalogue.gs1.errors import printable

# Under the bars, in modules: how far guard bars reach down, then gap, digits and what is left below them.
GUARD_REACH = 5
DIGIT_HEIGHT = 8
_DIGIT_GAP = 1
_BEARER_GAP = 3
_BELOW_DIGITS = 1

X_MM = (0.05, 5.0)
X_DOTS = (1, 40)
DPI = (72, 2400)
HEIGHT_MM = (2.0, 200.0)
MAX_SIDE_DOTS = 5000


def digit_baseline(symbol: LinearSymbol) -> int:
    """Return how many modules below the symbol its digits stand."""
    return (_BEARER_GAP if symbol.bearer else _DIGIT_GAP) + DIGIT_HEIGHT


def digit_block(symbol: LinearSymbol) -> int:
    """Return how many modules the digits take below the symbol."""
    return digit_baseline(symbol) + _BELOW_DIGITS


def nominal_height_mm(symbol: LinearSymbol, x_mm: float) -> float:
    """Return the height of the bars in the standard's proportion, or its one height for larger symbols."""
    proportional = symbol.nominal_height * x_mm
    return proportional if symbol.tallest_mm is None else min(proportional, symbol.tallest_mm)


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
