"""What values mean."""

from decimal import Decimal

import pytest
from hypothesis import given

from catalogue.gs1.decoded_values import decode, full_year, measure_of, price_vnd_of
from catalogue.gs1.errors import ElementStringInvalid
from tests.catalogue.gs1.sample_elements import element_sets


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
        ({"37": "024"}, {"contained_count": 24, "count": 24}),
        ({"37": "24", "30": "3"}, {"contained_count": 24, "count": 3}),
        (
            {"01": "09521234567899", "20": "07", "235": "T"},
            {"internal_variant": "07", "third_party_serial": "T"},
        ),
        ({"253": "9501101530003ABC"}, {"document_type": "9501101530003", "document_serial": "ABC"}),
        ({"253": "9501101530003"}, {"document_type": "9501101530003"}),
        ({"8003": "09506000134352A1"}, {"asset_type": "9506000134352", "asset_serial": "A1"}),
        ({"8006": "095060001343520102"}, {"piece_gtin": "09506000134352", "piece": "1/2"}),
        ({"3302": "001200"}, {"gross_weight_kg": "12.00"}),
        ({"3912": "8401250"}, {"amount_currency": "840", "amount": "12.50"}),
        ({"3941": "0125"}, {"discount_percent": "12.5"}),
        ({"3951": "000125"}, {"price_per_measure": "12.5"}),
        ({"8005": "012500"}, {"price_per_unit": "012500"}),
        ({"410": "9506000134352"}, {"ship_to_gln": "9506000134352"}),
        ({"421": "704A1"}, {"ship_to_country": "704", "ship_to_postal_code": "A1"}),
        ({"423": "704156"}, {"initial_processing_countries": "704,156"}),
        ({"425": "704"}, {"disassembly_countries": "704"}),
        ({"7030": "704GMP1"}, {"processor_0_country": "704", "processor_0": "GMP1"}),
        ({"7239": "OCOCOP-4"}, {"certificate_9_scheme": "OC", "certificate_9": "OCOP-4"}),
        ({"8008": "27033114"}, {"produced_at": "2027-03-31T14:00", "produced_on": "2027-03-31"}),
        ({"8008": "270331143005"}, {"produced_at": "2027-03-31T14:30:05", "produced_on": "2027-03-31"}),
        (
            {"11": "270330", "8008": "2703311430"},
            {"produced_on": "2027-03-30", "produced_at": "2027-03-31T14:30"},
        ),
        ({"7011": "270331"}, {"test_by": "2027-03-31"}),
        ({"7011": "2703311430"}, {"test_by": "2027-03-31T14:30"}),
        ({"4324": "2703009999"}, {"deliver_not_before": "2027-03-31"}),
        ({"7250": "19000301"}, {"born_on": "1900-03-01"}),
        ({"7251": "190003010859"}, {"born_at": "1900-03-01T08:59"}),
        (
            {"4309": "11100000002857000000"},
            {"ship_to_latitude": "21.0000000", "ship_to_longitude": "-74.3000000"},
        ),
        (
            {"4309": "11102777781058341667"},
            {"ship_to_latitude": "21.0277778", "ship_to_longitude": "105.8341667"},
        ),
        ({"4330": "002500-"}, {"highest_temperature_f": "-25.00"}),
        ({"4331": "000400"}, {"highest_temperature_c": "4.00"}),
        ({"7040": "1ABc"}, {"unique_identification_code": "1ABc"}),
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


@pytest.mark.parametrize("data", [{"05": "1"}, {"310": "1"}, {"17": "27033"}, {"8008": "270"}])
def test_what_is_no_element_is_refused(data: dict[str, str]) -> None:
    with pytest.raises(ElementStringInvalid):
        decode(data, this_year=2026)


def test_29_february_2100_is_no_day_of_any_calendar() -> None:
    assert decode({"17": "000229"}, this_year=2026) == {"expires_on": "2000-02-29"}
    with pytest.raises(ElementStringInvalid, match=r"\(17\) is no real date or time: 000229"):
        decode({"17": "000229"}, this_year=2060)


@given(element_sets)
def test_every_element_but_the_gtin_has_a_name(elements: dict[str, str]) -> None:
    for ai, value in elements.items():
        decoded = decode({ai: value}, this_year=2026)

        assert bool(decoded) == (ai != "01")
        assert all(isinstance(plain, str | int) and plain != "" for plain in decoded.values())


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
