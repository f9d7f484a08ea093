"""GS1-128, GS1 DataMatrix and DataBar Expanded."""

import pytest
from barcode.charsets import code128
from barcode.codex import Gs1_128
from hypothesis import example, given
from hypothesis import strategies as st
from zxingcpp import BarcodeFormat

from catalogue.barcodes.errors import SymbologyMismatch
from catalogue.barcodes.native_encoder import encode_text
from catalogue.barcodes.png import image
from catalogue.barcodes.symbols import ELEMENT_SYMBOLOGIES, LinearSymbol, MatrixSymbol, encode
from catalogue.gs1.element_string_building import build_element_string
from catalogue.gs1.gtin import check_digit
from tests.catalogue.barcodes.datamatrix_codewords import codewords
from tests.catalogue.barcodes.pictures import read_bytes

GTIN = "09521234567899"
GS = "\x1d"
IDENTIFIERS = {"gs1-128": "]C1", "gs1-datamatrix": "]d2", "databar-expanded": "]e0"}
START_C, FNC1, CODE_B, CODE_C = 105, 102, 100, 99

each_symbology = pytest.mark.parametrize("symbology", ELEMENT_SYMBOLOGIES)
lots = st.text(
    st.sampled_from([chr(code) for code in range(0x21, 0x7B) if chr(code) not in "#$@[\\]^`"]),
    min_size=1,
    max_size=12,
)


def linear(symbology: str, content: str) -> LinearSymbol:
    symbol = encode(symbology, content)
    assert isinstance(symbol, LinearSymbol)
    return symbol


def matrix(content: str) -> MatrixSymbol:
    symbol = encode("gs1-datamatrix", content)
    assert isinstance(symbol, MatrixSymbol)
    return symbol


def characters(modules: str) -> list[int]:
    """Return the values of the symbol characters of a Code 128 symbol, without its check and stop."""
    *words, stop = [modules[at : at + 11] for at in range(0, len(modules) - 2, 11)]
    assert stop + modules[-2:] == code128.STOP + "11"
    values = [code128.CODES.index(word) for word in words]
    weighted = values[0] + sum(place * value for place, value in enumerate(values[:-1]) if place)
    assert values.pop() == weighted % 103
    return values


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (GTIN, [START_C, FNC1, 1, 9, 52, 12, 34, 56, 78, 99]),
        ("(00)095212345678901235", [START_C, FNC1, 0, 9, 52, 12, 34, 56, 78, 90, 12, 35]),
        (f"(01){GTIN}(17)270331", [START_C, FNC1, 1, 9, 52, 12, 34, 56, 78, 99, 17, 27, 3, 31]),
        # "L" and "1" in code set B are 44 and 17; an FNC1 ends the lot, none the last value.
        (
            f"(01){GTIN}(10)L1(21)7",
            [START_C, FNC1, 1, 9, 52, 12, 34, 56, 78, 99, 10, CODE_B, 44, 17, FNC1, 18, CODE_C, 17],
        ),
    ],
)
def test_gs1_128_begins_with_fnc1_and_holds_no_brackets(content: str, expected: list[int]) -> None:
    assert characters(linear("gs1-128", content).modules) == expected


@given(st.text("0123456789", min_size=11, max_size=11), st.integers(0, 8))
def test_gs1_128_agrees_with_another_encoder(tail: str, indicator: int) -> None:
    payload = f"{indicator}9{tail}"
    gtin14 = payload + check_digit(payload)

    assert linear("gs1-128", gtin14).modules == Gs1_128(f"01{gtin14}").build()[0]


def test_databar_expanded_draws_the_example_of_its_standard() -> None:
    # ISO/IEC 24724: (01)98898765432106(3202)012345(15)991231.
    symbol = linear("databar-expanded", "(01)98898765432106(3202)012345(15)991231")

    assert symbol.modules == (
        "01001000011000110110111111110000101110000110010100011010000001100010101111110000111010011100000010"
        "01010011111011100110001111110000101110110000010010010001111001011000101111111100111000110111101000"
        "0101"
    )


def test_a_data_matrix_symbol_of_the_standard_is_placed_as_there() -> None:
    # ISO/IEC 16022, annex O: "123456".
    rows = encode_text("datamatrix-link", BarcodeFormat.DataMatrix, "123456")

    assert rows == (
        *("1010101010", "1100101101", "1100000100", "1100011101", "1100001000"),
        *("1000001111", "1110110000", "1111011001", "1001110100", "1111111111"),
    )
    assert codewords(rows) == [142, 164, 186, 114, 25, 5, 88, 102]


def test_gs1_datamatrix_has_the_codewords_of_the_guidelines_example() -> None:
    # GS1 DataMatrix Guideline, 2.3, example 2. Codeword 232 is FNC1: in front, and after the lot.
    symbol = matrix("(01)09501101020917(17)190508(10)ABCD1234(21)10")

    assert codewords(symbol.rows)[:23] == [
        *(232, 131, 139, 180, 141, 131, 132, 139, 147, 147, 149, 135, 138),
        *(140, 66, 67, 68, 69, 142, 164, 232, 151, 140),
    ]


def test_gs1_datamatrix_is_always_square() -> None:
    for size in range(1, 21):
        symbol = matrix(f"(01){GTIN}(10){'L' * size}(240){'x' * size}")

        assert all(len(row) == len(symbol.rows) for row in symbol.rows)


@each_symbology
@pytest.mark.parametrize(
    "elements",
    [
        {"01": GTIN},
        {"01": GTIN, "17": "270331", "10": "L1-2026"},
        {"01": GTIN, "10": "A(21)B", "21": "7/8"},
        {"01": GTIN, "3103": "001250", "3921": "87500"},
        {"01": GTIN, "422": "704", "10": "L1"},
        {"02": GTIN, "37": "24"},
        {"00": "095212345678901235"},
        {"10": "L1"},
        {"414": "9521234567899", "254": "1"},
    ],
)
def test_the_payload_is_read_back_exactly(symbology: str, elements: dict[str, str]) -> None:
    raw = build_element_string(elements)
    symbol = encode(symbology, GS + raw)

    for x_dots in (1, 2, 4):
        picture = image(symbol, x_dots=x_dots, dpi=203, text=x_dots == 4)
        assert read_bytes(picture) == [(raw.encode(), IDENTIFIERS[symbology])]


@each_symbology
@example("0:OU0=kJIIIc", "0:OU0=kJIIIc")
@given(lots, lots)
def test_any_lot_and_serial_are_read_back_exactly(symbology: str, lot: str, serial: str) -> None:
    raw = build_element_string({"10": lot, "21": serial})

    # A set: zxing-cpp may report a wide DataBar Expanded twice, whole both times.
    assert set(read_bytes(image(encode(symbology, GS + raw), x_dots=3, dpi=203))) == {
        (raw.encode(), IDENTIFIERS[symbology])
    }


@each_symbology
def test_brackets_stand_in_the_text_only(symbology: str) -> None:
    symbol = encode(symbology, f"(10)L1(17)270331(01){GTIN}")

    assert symbol.text == f"(01){GTIN}(17)270331(10)L1"
    assert symbol.elements == (f"(01){GTIN}", "(17)270331", "(10)L1")


@each_symbology
def test_a_number_stands_under_its_identifier_in_14_digits(symbology: str) -> None:
    assert encode(symbology, "95200002") == encode(symbology, "(01)00000095200002")


def test_quiet_zones_and_heights_are_the_standards() -> None:
    code, bar, square = linear("gs1-128", GTIN), linear("databar-expanded", GTIN), matrix(GTIN)

    assert (code.quiet_left, code.quiet_right) == (10, 10)
    assert code.nominal_height * 0.495 == pytest.approx(31.75)
    assert code.tallest_mm == 31.75
    assert (bar.quiet_left, bar.quiet_right) == (1, 1)
    assert bar.nominal_height == 34
    assert square.quiet == 1


def test_gs1_128_holds_48_characters_and_no_more() -> None:
    fits = f"(01){GTIN}(91){'A' * 30}"

    assert len(build_element_string({"01": GTIN, "91": "A" * 30})) == 48
    assert encode("gs1-128", fits).text == fits
    with pytest.raises(SymbologyMismatch, match="can not carry 49: it takes at most 48 characters"):
        encode("gs1-128", f"{fits}A")
    assert encode("gs1-datamatrix", f"{fits}A").text == f"{fits}A"
