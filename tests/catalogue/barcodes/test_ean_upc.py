"""EAN and UPC as module grids."""

from itertools import pairwise

import pytest
import zxingcpp
from barcode.ean import EAN13
from hypothesis import given
from hypothesis import strategies as st

from catalogue.barcodes import ean_upc
from catalogue.barcodes.symbols import LinearSymbol, encode
from catalogue.gs1.errors import GtinCheckDigit
from catalogue.gs1.gtin import check_digit
from tests.catalogue.barcodes.pictures import modules_of_another_encoder


def linear(symbology: str, content: str) -> LinearSymbol:
    symbol = encode(symbology, content)
    assert isinstance(symbol, LinearSymbol)
    return symbol


def numbers(length: int, head: str = "") -> st.SearchStrategy[str]:
    size = length - 1 - len(head)
    return st.text("0123456789", min_size=size, max_size=size).map(
        lambda tail: head + tail + check_digit(head + tail)
    )


def test_the_modules_of_a_known_number() -> None:
    # The example of the General Specifications: 5901234123457.
    assert linear("ean13", "5901234123457").modules == (
        "10100010110100111011001100100110111101001110101010110011011011001000010101110010011101000100101"
    )


@given(numbers(13, "9"))
def test_ean_13_agrees_with_another_encoder(number: str) -> None:
    symbol = linear("ean13", number)

    assert symbol.text == number
    assert symbol.modules == modules_of_another_encoder(number, zxingcpp.BarcodeFormat.EAN13)[0]
    assert (symbol.width_modules, symbol.quiet_left, symbol.quiet_right) == (95, 11, 7)
    assert symbol.total_width_modules == 113


@given(numbers(8, "9"))
def test_ean_8_agrees_with_another_encoder(number: str) -> None:
    symbol = linear("ean8", number)

    assert symbol.text == number
    assert symbol.modules == modules_of_another_encoder(number, zxingcpp.BarcodeFormat.EAN8)[0]
    assert (symbol.width_modules, symbol.quiet_left, symbol.quiet_right) == (67, 7, 7)


@given(numbers(12, "6"))
def test_upc_a_agrees_with_another_encoder(number: str) -> None:
    symbol = linear("upca", number)

    assert symbol.text == number
    assert symbol.modules == modules_of_another_encoder(number, zxingcpp.BarcodeFormat.UPCA)[0]
    assert (symbol.width_modules, symbol.quiet_left, symbol.quiet_right) == (95, 9, 9)


@pytest.mark.parametrize(
    ("symbology", "number"), [("ean13", "9521234567899"), ("ean8", "95200002"), ("upca", "614141000036")]
)
def test_bars_and_spaces_cover_the_symbol(symbology: str, number: str) -> None:
    symbol = linear(symbology, number)
    drawn = ["0"] * symbol.width_modules
    for column, width in symbol.runs():
        drawn[column : column + width] = "1" * width

    assert "".join(drawn) == symbol.modules
    assert all(left + width < right for (left, width), (right, _) in pairwise(symbol.runs()))
    assert "".join(group.text for group in symbol.hri) == number


@pytest.mark.parametrize(
    ("symbology", "number", "guards"),
    [
        ("ean13", "9521234567899", [0, 2, 46, 48, 92, 94]),
        ("ean8", "95200002", [0, 2, 32, 34, 64, 66]),
        ("upca", "614141000036", [0, 2, 4, 6, 46, 48, 85, 87, 92, 94]),
    ],
)
def test_guard_bars_are_the_outer_and_middle_ones(symbology: str, number: str, guards: list[int]) -> None:
    symbol = linear(symbology, number)

    assert [column for column, _ in symbol.runs() if symbol.is_guard(column)] == guards


def test_digits_stand_under_their_half_and_the_first_one_in_the_left_quiet_zone() -> None:
    groups = linear("ean13", "9521234567899").hri

    assert [(group.text, group.start, group.width) for group in groups] == [
        ("9", -10, 7),
        ("521234", 4.5, 39),
        ("567899", 51.5, 39),
    ]


@given(numbers(13, "952"), st.integers(1, 9))
def test_a_wrong_check_digit_is_never_replaced(number: str, shift: int) -> None:
    wrong = number[:-1] + str((int(number[-1]) + shift) % 10)

    with pytest.raises(GtinCheckDigit):
        encode("ean13", wrong)


def test_bars_that_say_another_number_are_never_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ean_upc, "EAN13", lambda number: EAN13(number[:11] + "0"))

    with pytest.raises(AssertionError, match="got those of 8931234567804"):
        encode("ean13", "8931234567897")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("09521234567899", "9521234567899"),
        ("2000000000015", "2000000000015"),
        ("614141000036", "0614141000036"),
    ],
)
def test_ean_13_takes_zero_filled_in_store_and_upc_numbers(content: str, text: str) -> None:
    assert encode("ean13", content).text == text
