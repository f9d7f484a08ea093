"""ITF-14."""

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from catalogue.barcodes.symbols import LinearSymbol, encode
from catalogue.gs1.gtin import check_digit
from tests.catalogue.barcodes.pictures import modules_of_another_encoder

# Five elements to a digit, W for the two wide ones (ISO/IEC 16390, table 1; General Specifications, 5.3).
DIGITS = ["NNWWN", "WNNNW", "NWNNW", "WWNNN", "NNWNW", "WNWNN", "NWWNN", "NNNWW", "WNNWN", "NWNWN"]

gtins = st.text("0123456789", min_size=13, max_size=13).filter(lambda text: text.strip("0"))


def itf14(content: str) -> LinearSymbol:
    symbol = encode("itf14", content)
    assert isinstance(symbol, LinearSymbol)
    return symbol


def modules_by_the_table(number: str) -> str:
    """Bars of the first and spaces of the second digit of each pair, in turn; a wide one has 3 modules."""
    width = {"N": 1, "W": 3}
    drawn = "1010"
    for bars, spaces in zip(number[::2], number[1::2], strict=True):
        for bar, space in zip(DIGITS[int(bars)], DIGITS[int(spaces)], strict=True):
            drawn += "1" * width[bar] + "0" * width[space]
    return drawn + "11101"


@given(gtins)
def test_the_modules_are_those_of_the_standards_table(payload: str) -> None:
    number = payload + check_digit(payload)

    assert itf14(number).modules == modules_by_the_table(number)


@given(gtins)
def test_the_modules_agree_with_another_encoder(payload: str) -> None:
    number = payload + check_digit(payload)

    assert itf14(number).modules == modules_of_another_encoder(number, zxingcpp.BarcodeFormat.ITF)[0]


def test_the_symbol_has_135_modules_with_ten_quiet_ones_on_each_side() -> None:
    symbol = itf14("19521234567896")

    assert (symbol.quiet_left, symbol.width_modules, symbol.quiet_right) == (10, 135, 10)
    assert {width for _, width in symbol.runs()} == {1, 3}


def test_bearer_bars_are_at_least_twice_the_narrow_bar() -> None:
    assert itf14("19521234567896").bearer == 3


def test_bars_are_31_75_mm_high_at_the_target_size() -> None:
    symbol = itf14("19521234567896")

    assert symbol.nominal_height * 0.495 == pytest.approx(31.75)
    assert symbol.tallest_mm == 31.75


@pytest.mark.parametrize(
    ("content", "number"),
    [
        ("19521234567896", "19521234567896"),
        ("9521234567899", "09521234567899"),
        ("614141000036", "00614141000036"),
        ("95200002", "00000095200002"),
        ("2000000000015", "02000000000015"),
    ],
)
def test_every_number_takes_14_digits(content: str, number: str) -> None:
    symbol = itf14(content)

    assert symbol.text == number
    assert symbol == itf14(number)


def test_digits_are_grouped_and_centred_under_the_bars() -> None:
    groups = itf14("15400141288763").hri

    assert [group.text for group in groups] == ["1", "54", "00141", "28876", "3"]
    assert groups[0].start == 135 - (groups[-1].start + groups[-1].width)
    assert {group.width / len(group.text) for group in groups} == {7.0}
