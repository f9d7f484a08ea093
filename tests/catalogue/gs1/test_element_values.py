"""Values made of dates, measures and amounts, and what cartons and pallets carry."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.gs1.companions import missing_companions, require_companions
from catalogue.gs1.decoded_values import decode, measure_of, price_vnd_of
from catalogue.gs1.element_string import parse_element_string
from catalogue.gs1.element_string_building import bracketed_elements, build_element_string, in_symbol_order
from catalogue.gs1.element_values import (
    case_elements,
    contained_elements,
    date_value,
    measure_element,
    pallet_elements,
    price_element,
)
from catalogue.gs1.errors import ElementStringInvalid, GtinCheckDigit, RestrictedCirculation
from catalogue.gs1.key_errors import KeyCheckDigit
from catalogue.gs1.keys import build_sscc
from catalogue.gs1.measure_errors import ValueNotEncodable

GTIN = "09521234567899"
TODAY = dt.date(2026, 11, 1)


@given(st.dates(dt.date(1977, 1, 1), dt.date(2076, 12, 31)))
def test_a_day_reads_as_the_same_day(day: dt.date) -> None:
    assert decode({"17": date_value(day, today=TODAY)}, this_year=2026) == {"expires_on": day.isoformat()}


@pytest.mark.parametrize("day", [dt.date(1976, 12, 31), dt.date(2077, 1, 1)])
def test_a_day_that_would_read_as_another_is_refused(day: dt.date) -> None:
    with pytest.raises(ValueNotEncodable):
        date_value(day, today=TODAY)


@pytest.mark.parametrize(
    ("family", "amount", "element"),
    [
        ("310", "1.250", ("3103", "001250")),
        ("310", "1.25", ("3102", "000125")),
        ("310", "12", ("3100", "000012")),
        ("310", "1E+3", ("3100", "001000")),
        ("310", "0", ("3100", "000000")),
        ("315", "0.75000", ("3155", "075000")),
        ("330", "999999", ("3300", "999999")),
    ],
)
def test_a_measure_keeps_its_decimals(family: str, amount: str, element: tuple[str, str]) -> None:
    assert measure_element(family, Decimal(amount)) == element


@pytest.mark.parametrize(
    ("family", "amount"),
    [
        ("310", "-1"),
        ("310", "1000000"),
        ("310", "0.000001"),
        ("310", "12.34567"),
        ("310", "NaN"),
        ("310", "Infinity"),
        ("310", "1E+7"),
        ("318", "1"),
        ("390", "1"),
        ("422", "1"),
    ],
)
def test_a_measure_without_room_is_refused(family: str, amount: str) -> None:
    with pytest.raises(ValueNotEncodable):
        measure_element(family, Decimal(amount))


@given(st.integers(0, 10**15 - 1))
def test_a_price_reads_as_the_same_price(price_vnd: int) -> None:
    ai, value = price_element(price_vnd)

    assert price_vnd_of({ai: value}) == price_vnd


@pytest.mark.parametrize("price", [-1, 10**15, True])
def test_a_price_without_room_is_refused(price: int) -> None:
    with pytest.raises(ValueNotEncodable):
        price_element(price)


def test_goods_of_variable_measure_are_complete() -> None:
    measure, price = measure_element("310", Decimal("1.250")), price_element(187_500)
    elements = dict([("01", "99521234567892"), measure, price])

    require_companions(elements)
    assert measure_of(elements) == (Decimal("1.250"), "kg")
    assert build_element_string(elements) == "01995212345678923103001250" + "3930704187500"


def test_a_carton_says_what_is_inside() -> None:
    elements = contained_elements(
        GTIN, 24, lot="L1", best_before=dt.date(2027, 3, 1), expires=dt.date(2027, 3, 31)
    )

    assert list(elements.items()) == [
        ("02", GTIN),
        ("37", "24"),
        ("15", "270301"),
        ("17", "270331"),
        ("10", "L1"),
    ]
    assert [missing.ai for missing in missing_companions(elements)] == ["37"]
    assert bracketed_elements(in_symbol_order(elements)) == (
        f"(02){GTIN}",
        "(15)270301",
        "(17)270331",
        "(37)24",
        "(10)L1",
    )


def test_a_pallet_is_complete_with_its_sscc() -> None:
    elements = pallet_elements(build_sscc(0, "9521234", 1), contained_elements(GTIN, 240))

    require_companions(elements)
    raw = build_element_string(elements)
    assert raw == f"0009521234000000001302{GTIN}37240"
    assert parse_element_string(raw, complete=True) == elements
    with pytest.raises(KeyCheckDigit):
        pallet_elements("095212340000000014", {})


def test_a_case_with_a_number_of_its_own_says_that() -> None:
    assert case_elements("19521234567896") == {"01": "19521234567896"}
    assert case_elements("19521234567896", lot="L1", expires=dt.date(2027, 3, 31)) == {
        "01": "19521234567896",
        "17": "270331",
        "10": "L1",
    }


@pytest.mark.parametrize("count", [0, -1, 10**8, True])
def test_a_count_without_room_is_refused(count: int) -> None:
    with pytest.raises(ValueNotEncodable):
        contained_elements(GTIN, count)


def test_nothing_wrong_gets_into_a_carton() -> None:
    with pytest.raises(ElementStringInvalid, match="wrong format"):
        contained_elements(GTIN, 1, lot="mật ong")
    with pytest.raises(GtinCheckDigit):
        case_elements("09521234567890")
    with pytest.raises(RestrictedCirculation):
        contained_elements("2000000000015", 1)
