"""Symbols of a GS1 Digital Link: QR Code and Data Matrix.

Any phone opens the link, a till takes the GTIN out of it. These are plain QR and Data Matrix symbols, without
FNC1: the link itself says what is in it.

Source: GS1 General Specifications, section 5.12.3 (quiet zones of 4X and 1X); ISO/IEC 18004, ISO/IEC 16022.
"""

from functools import lru_cache

from zxingcpp import BarcodeFormat

from catalogue.barcodes.errors import SymbologyMismatch
from catalogue.barcodes.grids import MatrixSymbol
from catalogue.barcodes.native_encoder import encode_text
from catalogue.gs1.digital_link import parse_digital_link
from catalogue.gs1.element_string_building import bracketed_elements
from catalogue.gs1.errors import printable
from catalogue.gs1.gtin import require_trade_item


@lru_cache(maxsize=1024)
def gs1_qr(content: str) -> MatrixSymbol:
    """Return the QR symbol, error correction M, of a link with a GTIN.

    Raises SymbologyMismatch or the Gs1Error of a link that is not valid.
    """
    pieces = _elements_of(content, "gs1-qr")
    rows = encode_text("gs1-qr", BarcodeFormat.QRCode, content, ec_level="M")
    return MatrixSymbol("gs1-qr", content, rows, quiet=4, elements=pieces)


@lru_cache(maxsize=512)
def datamatrix_link(content: str) -> MatrixSymbol:
    """Return the square Data Matrix symbol of a link with a GTIN.

    Raises SymbologyMismatch or the Gs1Error of a link that is not valid.
    """
    pieces = _elements_of(content, "datamatrix-link")
    rows = encode_text("datamatrix-link", BarcodeFormat.DataMatrix, content, force_square=True)
    return MatrixSymbol("datamatrix-link", content, rows, quiet=1, elements=pieces)


def _elements_of(content: str, symbology: str) -> tuple[str, ...]:
    link = parse_digital_link(content)
    gtin14 = link.get("01")
    if gtin14 is None:
        raise SymbologyMismatch(
            symbology=symbology,
            content=printable(content, 80),
            wanted_vi="liên kết có GTIN (/01/…)",
            wanted_en="a link with a GTIN (/01/…)",
        )
    require_trade_item(gtin14)
    return bracketed_elements(link)
