"""What a value must be beyond its length and characters."""

import pytest
from stdnum import iban

from catalogue.gs1.application_identifiers import APPLICATION_IDENTIFIERS, check_value
from catalogue.gs1.content_checks import CHECKS
from catalogue.gs1.errors import (
    AllZeros,
    ElementStringInvalid,
    Gs1Error,
    GtinCheckDigit,
    RestrictedCirculation,
)


def refused(ai: str, value: str) -> Gs1Error:
    with pytest.raises(Gs1Error) as refusal:
        check_value(APPLICATION_IDENTIFIERS[ai], value)
    return refusal.value


@pytest.mark.parametrize(
    ("ai", "value"),
    [
        # Keys of the General Specifications and of GS1's own test vectors.
        ("00", "095212345678901235"),
        ("01", "09506000134352"),
        ("402", "95212345678901235"),
        ("414", "9506000134352"),
        ("253", "9501101530003ABC123"),
        ("255", "9501101530003"),
        ("8003", "09506000134352A-1"),
        ("8004", "9506000ABC"),
        ("8006", "095060001343520102"),
        ("8010", "9506000#12/B"),
        ("8013", "1987654Ad4X4bL5ttr2310c2K"),
        ("8017", "095212345678901235"),
        ("7023", "9506000ABC"),
        # Dates: DD 00 is the month, 29 February in leap years only, 2000 was one.
        ("17", "270331"),
        ("17", "270300"),
        ("17", "000229"),
        ("17", "280229"),
        ("7003", "2703312359"),
        ("7003", "2703319999"),
        ("7007", "261001261005"),
        ("7011", "261001"),
        ("7011", "2610010800"),
        ("8008", "27033123"),
        ("8008", "2703312359"),
        ("8008", "270331235959"),
        ("4324", "2703009999"),
        ("7250", "19000301"),
        ("7251", "200002292359"),
        # Codes of ISO 3166 and ISO 4217; 999 is several countries, for a processor only.
        ("421", "704A1"),
        ("422", "704"),
        ("423", "704156840036392"),
        ("426", "704"),
        ("4307", "VN"),
        ("7030", "999SEVERAL"),
        ("3912", "7041250"),
        ("3932", "840100"),
        ("8006", "095060001343520202"),
        ("4309", "18000000003600000000"),
        ("4321", "1"),
        ("4330", "002500-"),
        ("4300", "H%E1%BB%A3p+t%C3%A1c"),
        ("7040", "1ABc"),
        ("7241", "01"),
        ("7241", "99"),
        ("7252", "9"),
        ("7258", "2/3"),
        ("8001", "00010000100109"),
        ("8007", "GB82WEST12345698765432"),
        ("8011", "0"),
        ("8011", "120"),
    ],
)
def test_values_of_the_standards_pass(ai: str, value: str) -> None:
    assert check_value(APPLICATION_IDENTIFIERS[ai], value) == value


@pytest.mark.parametrize(
    ("ai", "value", "reason", "position"),
    [
        ("00", "095212345678901230", "check digit of (00) is wrong: it should be 5, not 0", 17),
        ("00", "0" * 18, "(00) is nothing but zeros", 0),
        ("414", "9506000134353", "check digit of (414)", 12),
        ("253", "9501101530004ABC", "check digit of (253)", 12),
        ("8003", "19506000134352", "1 is no zero", 0),
        ("8003", "09506000134353A", "check digit of (8003)", 13),
        ("8006", "095060001343530102", "check digit of (8006)", 13),
        ("8006", "095060001343520302", "no piece 03 of 02", 14),
        ("8006", "095060001343520002", "no piece 00 of 02", 14),
        ("8004", "95O6000ABC", "begin with a GS1 company prefix", 2),
        ("401", "9506", "begin with a GS1 company prefix", 4),
        ("401", "95", "begin with a GS1 company prefix", 2),
        ("8013", "1987654Ad4X4bL5ttr2310c2X", "check characters of (8013)", 23),
        ("8013", "ABC", "begin with a GS1 company prefix", 0),
        ("8013", "950600", "check characters of (8013)", 4),
        ("11", "271331", "no real date: month 13", 2),
        ("11", "270031", "no real date: month 0", 2),
        ("11", "270431", "no real date: day 31", 4),
        ("11", "270229", "no real date: day 29", 4),
        ("17", "270332", "no real date: day 32", 4),
        ("17", "271300", "no real date: month 13", 2),
        ("7006", "270300", "no real date: day 0", 4),
        ("7003", "2703002359", "no real date: day 0", 4),
        ("7003", "2703312460", "no real time: hour 24", 6),
        ("7003", "2703312360", "no real time: 60 of 60", 8),
        ("7007", "261001261032", "day 32", 10),
        ("8008", "27033124", "hour 24", 6),
        ("8008", "2703311260", "60 of 60", 8),
        ("8008", "270331125960", "60 of 60", 10),
        ("7250", "19000229", "day 29", 6),
        ("7250", "00001301", "month 13", 4),
        ("7251", "200002299999", "hour 99", 8),
        ("422", "705705", "wrong format", 3),
        ("422", "999", "999 is no country code of ISO 3166", 0),
        ("423", "704999", "999 is no country code of ISO 3166", 3),
        ("425", "704156003", "003 is no country code of ISO 3166", 6),
        ("421", "003A1", "003 is no country code of ISO 3166", 0),
        ("7030", "003A1", "003 is no country code of ISO 3166", 0),
        ("4307", "XX", "XX is no country code of ISO 3166", 0),
        ("3932", "000100", "000 is no currency code of ISO 4217", 0),
        ("3912", "705100", "705 is no currency code of ISO 4217", 0),
        ("4309", "18000000010000000000", "no latitude", 0),
        ("4309", "00000000003600000001", "no longitude", 10),
        ("4321", "2", "no 0 or 1", 0),
        ("4330", "002500+", "no minus sign", 6),
        ("4300", "H%E", "percent-encoded", 1),
        ("7040", "1AB!", "no importer index", 3),
        ("7241", "11", "no carrier medium", 0),
        ("7252", "3", "ISO/IEC 5218", 0),
        ("7258", "3/2", "should read like 1/2", 0),
        ("7258", "0/2", "should read like 1/2", 0),
        ("8001", "00000000100109", "measure of zero", 0),
        ("8001", "00010000000109", "measure of zero", 4),
        ("8001", "00010000100129", "no winding direction", 12),
        ("8007", "GB82WEST12345698765433", "no IBAN", 0),
        ("8007", "gb82WEST12345698765432", "no IBAN", 0),
        ("8007", "GB82-WEST", "no IBAN", 4),
        ("8011", "012", "may not begin with 0", 0),
    ],
)
def test_each_refusal_names_the_reason_and_the_place(ai: str, value: str, reason: str, position: int) -> None:
    refusal = refused(ai, value)

    assert isinstance(refusal, ElementStringInvalid)
    assert reason in refusal.text("en")
    assert refusal.position == position
    assert refusal.text("en").endswith(f" See character {position + 1}.")
    assert refusal.text("vi").endswith(f" Xem ký tự thứ {position + 1}.")
    assert f"({ai})" in refusal.text("vi")


def test_a_number_of_goods_is_refused_with_the_code_of_a_number() -> None:
    assert isinstance(refused("01", "09506000134353"), GtinCheckDigit)
    assert isinstance(refused("02", "0" * 14), AllZeros)
    assert isinstance(refused("03", "02000000000015"), RestrictedCirculation)


def test_the_library_for_ibans_is_not_asked_about_texts_that_it_would_clean() -> None:
    assert iban.is_valid("gb82 west-1234 5698 7654 32")

    assert refused("8007", "gb82-west-12345698765432").position == 0


def test_every_check_is_used() -> None:
    used = {part.check for known in APPLICATION_IDENTIFIERS.values() for part in known.parts}

    assert used == set(CHECKS)
