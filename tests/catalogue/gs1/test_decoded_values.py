"""What values mean."""

from decimal import Decimal

import pytest

from catalogue.gs1.decoded_values import decode, full_year, measure_of, price_vnd_of
from catalogue.gs1.errors import ElementStringInvalid


@pytest.mark.parametrize(
    ("two_digits", "this_year", "year"),
    [
        (26, 2026, 2026),
        (76, 2026, 2076),
        (77, 2026, 1977),
        (99, 2026, 1999),
        (0, 2026, 2000),
        (0, 2060, 2100),
        (11, 2060, 2011),
        (10, 2060, 2110),
    ],
)
def test_two_digit_years_lie_within_49_years_back_and_50_ahead(
    two_digits: int, this_year: int, year: int
) -> None:
    assert full_year(two_digits, this_year=this_year) == year


@pytest.mark.parametrize(
    ("data", "decoded"),
    [
        ({"17": "270331"}, {"expires_on": "2027-03-31"}),
        ({"17": "270300"}, {"expires_on": "2027-03-31"}),
        ({"17": "280200"}, {"expires_on": "2028-02-29"}),
        ({"15": "270200"}, {"best_before_on": "2027-02-28"}),
        ({"11": "261101"}, {"produced_on": "2026-11-01"}),
        ({"12": "261101"}, {"due_on": "2026-11-01"}),
        ({"13": "261101"}, {"packed_on": "2026-11-01"}),
        ({"16": "261101"}, {"sell_by_on": "2026-11-01"}),
        ({"10": "L1", "21": "S", "22": "V"}, {"lot": "L1", "serial": "S", "consumer_variant": "V"}),
        ({"30": "012"}, {"count": 12}),
        ({"3103": "001250"}, {"net_weight_kg": "1.250"}),
        ({"3150": "000005"}, {"net_volume_l": "5"}),
        ({"3920": "187500"}, {"amount_payable": "187500"}),
        ({"3932": "7040001250"}, {"amount_payable": "12.50", "currency": "704"}),
        ({"7003": "2703311430"}, {"expires_on": "2027-03-31", "expires_at": "2027-03-31T14:30"}),
        ({"7003": "2703319999"}, {"expires_on": "2027-03-31"}),
        ({"7007": "261001"}, {"harvested_on": "2026-10-01"}),
        ({"7007": "261001261005"}, {"harvested_on": "2026-10-01", "harvested_until": "2026-10-05"}),
        ({"422": "704"}, {"origin_country": "704"}),
        ({"01": "09521234567899", "90": "X"}, {"internal_90": "X"}),
    ],
)
def test_values_get_names_and_plain_forms(data: dict[str, str], decoded: dict[str, str | int]) -> None:
    assert decode(data, this_year=2026) == decoded


@pytest.mark.parametrize(
    "data",
    [{"17": "270230"}, {"17": "270431"}, {"11": "260000"}, {"7003": "2703312500"}, {"7007": "261301"}],
)
def test_days_that_no_calendar_has_are_refused(data: dict[str, str]) -> None:
    with pytest.raises(ElementStringInvalid):
        decode(data, this_year=2026)


def test_a_measure_keeps_its_decimals() -> None:
    assert measure_of({"01": "99521234567892", "3103": "001250"}) == (Decimal("1.250"), "kg")
    assert str(measure_of({"3103": "001250"})) == "(Decimal('1.250'), 'kg')"
    assert measure_of({"01": "09521234567899"}) is None


@pytest.mark.parametrize(
    ("data", "price"),
    [
        ({"3920": "187500"}, 187_500),
        ({"3922": "18750000"}, 187_500),
        ({"3922": "18750050"}, None),
        ({"3930": "704187500"}, 187_500),
        ({"3932": "8400001250"}, None),
        ({"10": "L1"}, None),
    ],
)
def test_a_price_is_whole_dong_or_none(data: dict[str, str], price: int | None) -> None:
    assert price_vnd_of(data) == price
