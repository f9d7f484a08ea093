"""ITF-14 as a module grid: the number of a case, printed also on rough board.

A wide element has three modules. The standard aims at 2.5 and takes 2.25 to 3, so three is the one whole
number: every edge stands on a module, at the price of a symbol one eighth wider.

Source: GS1 General Specifications, section 5.3 (ratio, quiet zones of 10X, bearer bars of at least 2X above
and below, digits at least 1.02 mm under them) and 5.12.3 (bars of 31.75 mm at every X); ISO/IEC 16390.
"""

from functools import lru_cache

from barcode.itf import ITF

from catalogue.barcodes.grids import HriGroup, LinearSymbol
from catalogue.gs1.gtin import parse_gtin

TARGET_X_MM = 0.495
HEIGHT_MM = 31.75
_WIDE = 3
# One more than the standard asks for: a bar that loses an edge in print is still thick enough.
_BEARER = 3
# Indicator, twice two and five digits as the standard's own drawings group them, check digit.
_GROUPS = (1, 2, 5, 5, 1)
_CELL, _BETWEEN = 7.0, 5.0


@lru_cache(maxsize=256)
def itf14(content: str) -> LinearSymbol:
    """Return the symbol of a GTIN of any length, in 14 digits. Raises the Gs1Error of a wrong number."""
    number = parse_gtin(content)
    modules = ITF(number, narrow=1, wide=_WIDE).build()[0]
    return LinearSymbol(
        "itf14",
        number,
        modules,
        quiet_left=10,
        quiet_right=10,
        guards=(),
        hri=_grouped(number, len(modules)),
        nominal_height=HEIGHT_MM / TARGET_X_MM,
        tallest_mm=HEIGHT_MM,
        bearer=_BEARER,
    )


def _grouped(number: str, width: int) -> tuple[HriGroup, ...]:
    left = (width - len(number) * _CELL - (len(_GROUPS) - 1) * _BETWEEN) / 2
    groups = []
    for size in _GROUPS:
        text, number = number[:size], number[size:]
        groups.append(HriGroup(text, left, size * _CELL))
        left += size * _CELL + _BETWEEN
    return tuple(groups)
