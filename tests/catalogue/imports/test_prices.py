"""Prices: every spelling people use, each with its exact value, and refusals for what is ambiguous."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.imports.cell_errors import CellError
from catalogue.imports.cells import CellValue
from catalogue.imports.prices import HIGHEST_PRICE_VND, LOWEST_PRICE_VND, read_price_vnd

prices = st.integers(LOWEST_PRICE_VND, HIGHEST_PRICE_VND)


@pytest.mark.parametrize(
    ("written", "price_vnd"),
    [
        ("85000", 85_000),
        (85000, 85_000),
        (85000.0, 85_000),
        ("85000.0", 85_000),
        ("85000,00", 85_000),
        ("85.000", 85_000),
        ("85,000", 85_000),
        ("85 000", 85_000),
        ("85\u00a0000 ₫", 85_000),
        ("85.000đ", 85_000),
        ("85.000 đồng", 85_000),
        ("85.000 VNĐ", 85_000),
        ("vnd 85,000", 85_000),
        ("₫85.000", 85_000),
        ("'85.000", 85_000),
        ("85k", 85_000),
        ("85K", 85_000),
        ("85 kđ", 85_000),
        ("85k5", 85_500),
        ("85,5k", 85_500),
        ("85.5 nghìn", 85_500),
        ("85 nghìn", 85_000),
        ("85 ngàn đồng", 85_000),
        ("85 nghi\u0300n", 85_000),
        ("1tr", 1_000_000),
        ("1tr2", 1_200_000),
        ("1tr25", 1_250_000),
        ("1tr250", 1_250_000),
        ("1tr05", 1_050_000),
        ("1TR5", 1_500_000),
        ("1 triệu 2", 1_200_000),
        ("1 triệu 200 nghìn", 1_200_000),
        ("1tr200k", 1_200_000),
        ("1,2 triệu", 1_200_000),
        ("1.2 triệu", 1_200_000),
        ("1,25tr", 1_250_000),
        ("1.200.000", 1_200_000),
        ("1,200,000", 1_200_000),
        ("1.200.000,00", 1_200_000),
        ("1,200,000.00 đ", 1_200_000),
        ("1000", 1_000),
        ("1.000.000.000", 1_000_000_000),
    ],
)
def test_reads_a_price_as_people_write_it(written: CellValue, price_vnd: int) -> None:
    assert read_price_vnd(written) == price_vnd


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("85.5", "price_ambiguous"),
        ("85,50", "price_ambiguous"),
        (85.5, "price_ambiguous"),
        ("85.0", "price_ambiguous"),
        ("85.0000", "price_ambiguous"),
        ("8.50.000", "price_ambiguous"),
        ("1.200,000", "price_ambiguous"),
        ("85.000,50", "price_ambiguous"),
        ("0.500", "price_ambiguous"),
        ("85.000k", "price_ambiguous"),
        ("1.250 triệu", "price_ambiguous"),
        ("1,2tr5", "price_ambiguous"),
        ("85,1234k", "price_ambiguous"),
        ("1tr2000", "price_not_understood"),
        ("85.000 - 90.000", "price_not_understood"),
        ("85.000/kg", "price_not_understood"),
        ("liên hệ", "price_not_understood"),
        ("8.5E4", "price_not_understood"),
        ("8,5e4", "price_not_understood"),
        ("=1+1", "price_not_understood"),
        ("８５０００", "price_not_understood"),
        ("85000$", "price_not_understood"),
        ("", "price_not_understood"),
        (None, "price_not_understood"),
        (True, "price_not_understood"),
        (float("nan"), "price_not_understood"),
        ("-5", "price_negative"),
        ("−85.000", "price_negative"),
        ("(85.000)", "price_negative"),
        (-85000.0, "price_negative"),
        ("0", "price_out_of_range"),
        ("85", "price_out_of_range"),
        (85.0, "price_out_of_range"),
        ("999", "price_out_of_range"),
        ("1000000001", "price_out_of_range"),
        (1e15, "price_out_of_range"),
        ("9" * 400, "price_ambiguous"),
    ],
)
def test_refuses_what_is_no_single_price(written: CellValue, code: str) -> None:
    with pytest.raises(CellError) as caught:
        read_price_vnd(written)

    assert caught.value.code == code


def test_says_in_both_languages_what_is_wrong() -> None:
    with pytest.raises(CellError) as caught:
        read_price_vnd("85")

    assert (
        caught.value.text("vi")
        == "Giá 85 đồng ngoài khoảng 1.000 đến 1.000.000.000 đồng; có thiếu số 0 không?"
    )
    assert caught.value.text("en") == (
        "A price of 85 đồng is outside 1.000 to 1.000.000.000 đồng; are zeros missing?"
    )


@given(prices, st.sampled_from([".", ",", " ", "\u00a0"]), st.sampled_from(["", "đ", " ₫", " đồng", " VND"]))
def test_any_grouping_and_currency_give_the_same_price(price: int, separator: str, currency: str) -> None:
    assert read_price_vnd(f"{price:,}".replace(",", separator) + currency) == price


@given(prices)
def test_numbers_floats_and_digits_are_the_same(price: int) -> None:
    assert read_price_vnd(price) == read_price_vnd(float(price)) == read_price_vnd(str(price)) == price


@given(st.integers(1, 999), st.integers(0, 999))
def test_millions_with_a_spoken_rest(millions: int, thousands: int) -> None:
    price = millions * 1_000_000 + thousands * 1_000

    assert read_price_vnd(f"{millions}tr{thousands:03d}") == price
    assert read_price_vnd(f"{millions} triệu {thousands} nghìn") == price
    assert read_price_vnd(f"{millions}tr{thousands:03d}".rstrip("0")) == price


@given(st.text(max_size=40) | st.from_regex(r"[0-9., ]{1,20}(k|tr|đ)?[0-9]{0,4}", fullmatch=True))
def test_any_text_gives_a_price_in_range_or_a_reason(text: str) -> None:
    try:
        price = read_price_vnd(text)
    except CellError as error:
        assert error.code.startswith("price_") or error.code == "cell_too_long"  # noqa: PT017
    else:
        assert LOWEST_PRICE_VND <= price <= HIGHEST_PRICE_VND
