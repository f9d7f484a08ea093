"""Numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.gs1.errors import NotDigits
from catalogue.gs1.gtin import parse_gtin
from catalogue.gs1.typed_numbers import clean_typed_number


@pytest.mark.parametrize(
    "typed",
    [
        "9521234567899",
        " 952 1234 567899 ",
        "952-1234-567899",
        "952\u20111234\u2013567899",
        "9521234\u00a0567899\n",
        "９５２１２３４５６７８９９",
        "\ufeff9521234567899\u200b",
        "952 - 1234 - 567899",
    ],
)
def test_groups_of_digits_are_joined_on_purpose_only(typed: str) -> None:
    assert parse_gtin(clean_typed_number(typed)) == "09521234567899"
    if typed != "9521234567899":
        with pytest.raises(NotDigits):
            parse_gtin(typed)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("-9521234567899", "-9521234567899"),
        ("952123456789X", "952123456789X"),
        ("٩٥٢١٢٣٤٥٦٧٨٩٩", "٩٥٢١٢٣٤٥٦٧٨٩٩"),
        ("952.1234.567899", "952.1234.567899"),
        ("SP 001", "SP 001"),
        ("", ""),
    ],
)
def test_all_else_stays_for_the_next_step_to_refuse(typed: str, cleaned: str) -> None:
    assert clean_typed_number(typed) == cleaned
    with pytest.raises(NotDigits):
        parse_gtin(cleaned)


@given(st.text())
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    cleaned = clean_typed_number(text)

    assert clean_typed_number(cleaned) == cleaned
