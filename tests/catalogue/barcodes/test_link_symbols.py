"""Symbols of a Digital Link."""

import zxingcpp

from catalogue.barcodes.native_encoder import encode_text
from catalogue.barcodes.png import image
from catalogue.barcodes.symbols import MatrixSymbol, encode
from tests.catalogue.barcodes.datamatrix_codewords import codewords
from tests.catalogue.barcodes.pictures import modules_of_another_encoder
from tests.catalogue.barcodes.qr_codewords import codewords as qr_codewords
from tests.catalogue.barcodes.qr_codewords import level_and_mask

LINK = "https://id.example.vn/01/09521234567899"
LONG = f"{LINK}/10/L%2F1?17=270331&linkType=all"


def matrix(content: str, symbology: str = "gs1-qr") -> MatrixSymbol:
    symbol = encode(symbology, content)
    assert isinstance(symbol, MatrixSymbol)
    return symbol


def test_a_qr_symbol_carries_the_link_with_four_quiet_modules() -> None:
    symbol = matrix(LINK)

    assert symbol.text == LINK
    assert symbol.quiet == 4
    assert symbol.elements == ("(01)09521234567899",)
    assert symbol.total_width_modules == symbol.width_modules + 8
    assert all(len(row) == symbol.width_modules for row in symbol.rows)
    assert (symbol.width_modules - 17) % 4 == 0


def test_a_qr_symbol_corrects_errors_at_level_m() -> None:
    (found,) = zxingcpp.read_barcodes(image(matrix(LINK), x_dots=4, dpi=203).convert("L"))

    assert found.ec_level == "M"


def test_a_qr_symbol_of_the_standard_has_the_codewords_given_there() -> None:
    # ISO/IEC 18004, annex I: "01234567" as version 1, level M: data, padding, error correction.
    rows = encode_text("gs1-qr", zxingcpp.BarcodeFormat.QRCode, "01234567", ec_level="M")

    assert len(rows) == 21
    assert level_and_mask(rows)[0] == 0b00
    assert qr_codewords(rows) == [
        *(0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11),
        *(0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55),
    ]


def test_the_runs_of_a_qr_symbol_are_its_dark_modules() -> None:
    symbol = matrix(LINK)
    grid = [["0"] * symbol.width_modules for _ in symbol.rows]
    for row, column, width in symbol.runs():
        grid[row][column : column + width] = "1" * width

    assert tuple("".join(row) for row in grid) == symbol.rows
    assert symbol.rows[0].startswith("1111111")


def test_the_text_names_all_that_the_link_says_and_nothing_else() -> None:
    elements = ("(01)09521234567899", "(10)L/1", "(17)270331")

    assert matrix(LONG).elements == elements
    assert matrix(LONG, "datamatrix-link").elements == elements


def test_a_data_matrix_symbol_carries_the_link_with_one_quiet_module() -> None:
    symbol = matrix(LINK, "datamatrix-link")

    assert symbol.text == LINK
    assert symbol.quiet == 1
    assert symbol.rows == modules_of_another_encoder(LINK, zxingcpp.BarcodeFormat.DataMatrix)
    assert symbol.total_width_modules == 24
    assert all(len(row) == 22 for row in symbol.rows)


def test_a_data_matrix_symbol_of_a_link_has_no_fnc1_in_front() -> None:
    # ISO/IEC 16022: codeword 232 is FNC1.
    assert codewords(matrix(LINK, "datamatrix-link").rows)[0] != 232
