"""GTINs: what passes, what is refused and why."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

from catalogue.gs1.errors import (
    AllZeros,
    CouponPrefix,
    Gs1Error,
    GtinCheckDigit,
    GtinLength,
    IndicatorInvalid,
    NotDigits,
    NotUnitLevel,
    PublicationPrefix,
    RestrictedCirculation,
)
from catalogue.gs1.gtin import (
    check_digit,
    display_gtin,
    is_restricted,
    packaging_gtin,
    parse_gtin,
    require_trade_item,
)

payloads = st.sampled_from([7, 11, 12, 13]).flatmap(
    lambda length: st.text("0123456789", min_size=length, max_size=length)
)
numbers = payloads.filter(lambda payload: payload.strip("0") != "").map(
    lambda payload: payload + check_digit(payload)
)


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("629104150021", "3"),
        ("893850012345", "0"),
        ("9520000", "2"),
        ("61414100003", "6"),
        ("1952123456789", "6"),
        ("00000000000000000", "0"),
    ],
)
def test_check_digit_of_known_numbers(payload: str, expected: str) -> None:
    assert check_digit(payload) == expected


@given(payloads)
def test_check_digits_agree_with_another_library(payload: str) -> None:
    assert check_digit(payload) == ean.calc_check_digit(payload)


@pytest.mark.parametrize(
    ("text", "gtin14"),
    [
        ("95200002", "00000095200002"),
        ("614141000036", "00614141000036"),
        ("9521234567899", "09521234567899"),
        ("09521234567899", "09521234567899"),
        ("19521234567896", "19521234567896"),
        ("00000095200002", "00000095200002"),
    ],
)
def test_every_length_is_kept_as_14_digits(text: str, gtin14: str) -> None:
    assert parse_gtin(text) == gtin14


@pytest.mark.parametrize(
    ("text", "character", "position"),
    [
        ("９５２１２３４５６７８９９", "９", 0),
        ("٩٥٢١٢٣٤٥٦٧٨٩٩", "٩", 0),
        ("9521234 567899", " ", 7),
        (" 9521234567899", " ", 0),
        ("9521234567899\n", "\\u000a", 13),
        ("952123456789X", "X", 12),
        ("-521234567899", "-", 0),
        ("9521234567\u200b899", "\\u200b", 10),
        ("952123456789²", "²", 12),
        ("", "", 0),
    ],
)
def test_anything_but_ascii_digits_is_refused_with_its_place(
    text: str, character: str, position: int
) -> None:
    with pytest.raises(NotDigits) as refusal:
        parse_gtin(text)

    assert refusal.value.facts == {"character": character, "position": position}


@pytest.mark.parametrize("length", [1, 7, 9, 10, 11, 15, 18, 1000])
def test_other_lengths_are_refused(length: int) -> None:
    with pytest.raises(GtinLength) as refusal:
        parse_gtin("1" * length)

    assert refusal.value.facts == {"length": length}


@pytest.mark.parametrize("length", [8, 12, 13, 14])
def test_nothing_but_zeros_is_refused(length: int) -> None:
    with pytest.raises(AllZeros):
        parse_gtin("0" * length)


def test_a_wrong_check_digit_is_refused_with_the_right_one() -> None:
    with pytest.raises(GtinCheckDigit) as refusal:
        parse_gtin("8938500123451")

    assert refusal.value.facts == {"number": "8938500123451", "expected": "0", "found": "1", "position": 12}


@given(numbers, st.data())
def test_every_single_changed_digit_is_noticed(number: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(number) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[place]]))

    with pytest.raises((GtinCheckDigit, AllZeros)):
        parse_gtin(number[:place] + other + number[place + 1 :])


@given(numbers, st.data())
def test_swapped_neighbours_are_noticed_unless_they_differ_by_five(number: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(number) - 2))
    one, two = number[place], number[place + 1]
    swapped = number[:place] + two + one + number[place + 2 :]

    if one == two or abs(int(one) - int(two)) == 5:
        assert parse_gtin(swapped) == swapped.zfill(14)
    else:
        with pytest.raises(GtinCheckDigit):
            parse_gtin(swapped)


@given(numbers)
def test_display_and_parse_are_opposites(number: str) -> None:
    gtin14 = parse_gtin(number)

    assert len(gtin14) == 14
    assert len(display_gtin(gtin14)) in {8, 12, 13, 14}
    assert parse_gtin(display_gtin(gtin14)) == gtin14


@given(st.text())
def test_any_text_is_a_gtin_or_a_clear_refusal(text: str) -> None:
    with suppress(Gs1Error):
        assert parse_gtin(text) == text.zfill(14)


@pytest.mark.parametrize(
    ("gtin14", "shown"),
    [
        ("00000095200002", "95200002"),
        ("00614141000036", "614141000036"),
        ("09521234567899", "9521234567899"),
        ("19521234567896", "19521234567896"),
    ],
)
def test_a_gtin_is_shown_in_its_own_length(gtin14: str, shown: str) -> None:
    assert display_gtin(gtin14) == shown


@pytest.mark.parametrize(
    "payload",
    [
        "020000000001",
        "040000000001",
        *(f"{prefix}0000000001" for prefix in range(20, 30)),
        "0000001",
        "2000001",
    ],
)
def test_ranges_for_use_inside_a_shop_are_no_trade_items(payload: str) -> None:
    gtin14 = parse_gtin(payload + check_digit(payload))

    assert is_restricted(gtin14)
    with pytest.raises(RestrictedCirculation):
        require_trade_item(gtin14)


def test_a_upc_of_number_system_2_and_a_case_of_in_store_goods_are_restricted() -> None:
    assert is_restricted(parse_gtin("2" + "0" * 10 + check_digit("2" + "0" * 10)))
    assert is_restricted("1200000000001" + check_digit("1200000000001"))


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        ("050000000001", CouponPrefix),
        ("981000000001", CouponPrefix),
        ("990000000001", CouponPrefix),
        ("977123456700", PublicationPrefix),
        ("978030640615", PublicationPrefix),
        ("979030640615", PublicationPrefix),
    ],
)
def test_coupons_and_publications_are_no_trade_items_here(payload: str, kind: type[Gs1Error]) -> None:
    with pytest.raises(kind):
        require_trade_item(parse_gtin(payload + check_digit(payload)))


@pytest.mark.parametrize(
    "text", ["9521234567899", "8938500123450", "95200002", "614141000036", "19521234567896"]
)
def test_ordinary_numbers_are_trade_items(text: str) -> None:
    gtin14 = parse_gtin(text)

    assert require_trade_item(gtin14) == gtin14


def test_a_case_gets_a_check_digit_of_its_own() -> None:
    assert packaging_gtin(1, "09521234567899") == "19521234567896"
    assert packaging_gtin(8, "00614141000036") == "80614141000032"


@given(numbers, st.integers(1, 8))
def test_a_packaging_number_is_valid_and_holds_the_number_inside(number: str, indicator: int) -> None:
    gtin14 = parse_gtin(number)
    if gtin14[0] == "0":
        outer = packaging_gtin(indicator, gtin14)

        assert parse_gtin(outer) == outer
        assert outer[0] == str(indicator)
        assert outer[1:13] == gtin14[1:13]


@pytest.mark.parametrize("indicator", [0, 9, -1, 10, True])
def test_other_indicators_are_refused(indicator: int) -> None:
    with pytest.raises(IndicatorInvalid):
        packaging_gtin(indicator, "09521234567899")


def test_a_case_of_a_case_is_refused() -> None:
    with pytest.raises(NotUnitLevel):
        packaging_gtin(2, "19521234567896")
