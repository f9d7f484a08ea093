"""EAN-13, EAN-8 and UPC-A as module grids.

python-barcode gives the modules; nothing reaches it unchecked, for it replaces a wrong check digit without a
word.

Source: GS1 General Specifications, section 5.2 (quiet zones, guard bars, digits) and 5.12.3 (heights).
"""

from functools import lru_cache

from barcode.ean import EAN8, EAN13
from barcode.upc import UPCA

from catalogue.barcodes.errors import SymbologyMismatch
from catalogue.barcodes.grids import HriGroup, LinearSymbol
from catalogue.gs1.gtin import display_gtin, is_gtin_8, parse_gtin


@lru_cache(maxsize=2048)
def ean13(content: str) -> LinearSymbol:
    """Return the symbol of a GTIN-13, or a GTIN-12 as such; in-store numbers are drawn as well.

    Raises SymbologyMismatch, or the Gs1Error of a wrong number.
    """
    gtin14 = parse_gtin(content)
    if gtin14[0] != "0" or is_gtin_8(gtin14):
        raise SymbologyMismatch(
            symbology="ean13", content=display_gtin(gtin14), wanted_vi="GTIN-13", wanted_en="a GTIN-13"
        )
    number = gtin14[1:]
    drawn = EAN13(number)
    _require_same(drawn.get_fullcode(), number)
    return LinearSymbol(
        "ean13",
        number,
        drawn.build()[0],
        quiet_left=11,
        quiet_right=7,
        guards=((0, 3), (45, 50), (92, 95)),
        hri=(HriGroup(number[0], -10, 7), HriGroup(number[1:7], 4.5, 39), HriGroup(number[7:], 51.5, 39)),
        nominal_height=22.85 / 0.33,
    )


@lru_cache(maxsize=256)
def ean8(content: str) -> LinearSymbol:
    """Return the symbol of a GTIN-8. Raises SymbologyMismatch, or the Gs1Error of a wrong number."""
    gtin14 = parse_gtin(content)
    if not is_gtin_8(gtin14):
        raise SymbologyMismatch(
            symbology="ean8", content=display_gtin(gtin14), wanted_vi="GTIN-8", wanted_en="a GTIN-8"
        )
    number = display_gtin(gtin14)
    drawn = EAN8(number)
    _require_same(drawn.get_fullcode(), number)
    return LinearSymbol(
        "ean8",
        number,
        drawn.build()[0],
        quiet_left=7,
        quiet_right=7,
        guards=((0, 3), (31, 36), (64, 67)),
        hri=(HriGroup(number[:4], 4, 26), HriGroup(number[4:], 37, 26)),
        nominal_height=18.23 / 0.33,
    )


@lru_cache(maxsize=256)
def upca(content: str) -> LinearSymbol:
    """Return the symbol of a GTIN-12. Raises SymbologyMismatch, or the Gs1Error of a wrong number."""
    gtin14 = parse_gtin(content)
    number = gtin14[2:]
    if not gtin14.startswith("00") or is_gtin_8(gtin14):
        raise SymbologyMismatch(
            symbology="upca", content=display_gtin(gtin14), wanted_vi="GTIN-12", wanted_en="a GTIN-12"
        )
    drawn = UPCA(number)
    _require_same(drawn.get_fullcode(), number)
    return LinearSymbol(
        "upca",
        number,
        drawn.build()[0],
        quiet_left=9,
        quiet_right=9,
        guards=((0, 10), (45, 50), (85, 95)),
        hri=(
            HriGroup(number[0], -8, 5, 0.75),
            HriGroup(number[1:6], 11.5, 32),
            HriGroup(number[6:11], 51.5, 32),
            HriGroup(number[11], 98, 5, 0.75),
        ),
        nominal_height=22.85 / 0.33,
    )


def _require_same(drawn: str, number: str) -> None:
    """Refuse bars that say another number than the one asked for; a last guard behind ``parse_gtin``."""
    if drawn != number:
        raise AssertionError(f"Asked for the bars of {number}, got those of {drawn}.")
