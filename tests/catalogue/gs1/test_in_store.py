"""In-store numbers: valid bars, never a GTIN."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.gs1.errors import InStoreRangeInvalid, InStoreReferenceOutOfRange, RestrictedCirculation
from catalogue.gs1.gtin import parse_gtin, require_trade_item
from catalogue.gs1.in_store import build_in_store_number, is_in_store_number

ranges = st.sampled_from(["02", "04", *(str(number) for number in range(20, 30))])


@pytest.mark.parametrize(
    ("range_prefix", "reference", "number"),
    [("20", 1, "2000000000015"), ("29", 9_999_999_999, "2999999999991"), ("02", 0, "0200000000004")],
)
def test_known_numbers(range_prefix: str, reference: int, number: str) -> None:
    assert build_in_store_number(range_prefix, reference) == number


@given(ranges, st.integers(0, 10**10 - 1))
def test_every_number_is_valid_and_no_trade_item(range_prefix: str, reference: int) -> None:
    number = build_in_store_number(range_prefix, reference)

    assert len(number) == 13
    assert is_in_store_number(number)
    assert int(number[2:12]) == reference
    with pytest.raises(RestrictedCirculation):
        require_trade_item(parse_gtin(number))


@pytest.mark.parametrize("range_prefix", ["", "2", "19", "30", "03", "200", "２０", "893"])
def test_other_ranges_are_refused(range_prefix: str) -> None:
    with pytest.raises(InStoreRangeInvalid):
        build_in_store_number(range_prefix, 1)


@pytest.mark.parametrize("reference", [-1, 10**10, True])
def test_references_without_room_are_refused(reference: int) -> None:
    with pytest.raises(InStoreReferenceOutOfRange):
        build_in_store_number("20", reference)


@pytest.mark.parametrize(
    "text",
    ["", "9521234567899", "2000000000016", "20000000", "02000000000015", "2００００００００００15", "0" * 13],
)
def test_other_texts_are_no_in_store_numbers(text: str) -> None:
    assert not is_in_store_number(text)
