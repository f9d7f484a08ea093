"""Symbols of element strings: GS1-128, GS1 DataMatrix and GS1 DataBar Expanded.

The brackets round an AI are for people. In the symbol an FNC1 in the first position says that AIs follow, and
another one ends each value that could go on.

Source: GS1 General Specifications, section 5.4 (GS1-128: at most 48 characters, quiet zones of 10X), 5.5
(DataBar Expanded: bars of 34X), 5.6 (GS1 DataMatrix: quiet zone of 1X) and 5.12.3 (bars of 31.75 mm).
"""

from functools import lru_cache

from zxingcpp import BarcodeFormat

from catalogue.barcodes.errors import SymbologyMismatch
from catalogue.barcodes.grids import LinearSymbol, MatrixSymbol
from catalogue.barcodes.itf import HEIGHT_MM, TARGET_X_MM
from catalogue.barcodes.native_encoder import encode_elements
from catalogue.gs1.element_string_building import bracketed_elements, build_element_string, read_elements

GS1_128_CHARACTERS = 48
_DATABAR_HEIGHT = 34


@lru_cache(maxsize=512)
def gs1_128(content: str) -> LinearSymbol:
    """Return the symbol of a GTIN or an element string. Raises SymbologyMismatch or the Gs1Error in it."""
    elements = read_elements(content)
    length = len(build_element_string(elements))
    if length > GS1_128_CHARACTERS:
        raise SymbologyMismatch(
            symbology="gs1-128",
            content=f"{length}",
            wanted_vi=f"tối đa {GS1_128_CHARACTERS} ký tự",
            wanted_en=f"at most {GS1_128_CHARACTERS} characters",
        )
    pieces = bracketed_elements(elements)
    return LinearSymbol(
        "gs1-128",
        "".join(pieces),
        encode_elements("gs1-128", BarcodeFormat.Code128, elements)[0],
        quiet_left=10,
        quiet_right=10,
        guards=(),
        hri=(),
        nominal_height=HEIGHT_MM / TARGET_X_MM,
        elements=pieces,
        tallest_mm=HEIGHT_MM,
    )


@lru_cache(maxsize=512)
def databar_expanded(content: str) -> LinearSymbol:
    """Return the symbol of a GTIN or an element string. Raises SymbologyMismatch or the Gs1Error in it.

    It needs no quiet zone; one module on each side keeps the outer bars off what stands beside the picture.
    """
    elements = read_elements(content)
    pieces = bracketed_elements(elements)
    return LinearSymbol(
        "databar-expanded",
        "".join(pieces),
        encode_elements("databar-expanded", BarcodeFormat.DataBarExp, elements)[0],
        quiet_left=1,
        quiet_right=1,
        guards=(),
        hri=(),
        nominal_height=_DATABAR_HEIGHT,
        elements=pieces,
    )


@lru_cache(maxsize=512)
def gs1_datamatrix(content: str) -> MatrixSymbol:
    """Return the square symbol of a GTIN or an element string.

    Raises SymbologyMismatch or the Gs1Error in it.
    """
    elements = read_elements(content)
    pieces = bracketed_elements(elements)
    rows = encode_elements("gs1-datamatrix", BarcodeFormat.DataMatrix, elements, force_square=True)
    return MatrixSymbol("gs1-datamatrix", "".join(pieces), rows, quiet=1, elements=pieces)
