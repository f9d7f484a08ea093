"""Which numbers a code carries: read where it can be read, found among other words where not."""

import pytest

from catalogue.gs1.carried_numbers import CarriedNumbers, carried_by, written_in
from catalogue.gs1.scan_code import parse_scan
from catalogue.gs1.variable_measure import read_layouts

GTIN = "09521234567899"
PREFIXES = frozenset({"9521234", "95212345", "952123456", "9521234567"})


@pytest.mark.parametrize(
    "raw",
    [
        "9521234567899",
        "]E09521234567899",
        "(01)09521234567899(10)L1",
        "(02)09521234567899(37)12",
        "(03)09521234567899",
        "(8006)095212345678990102",
        "(8026)095212345678990102(37)2",
        "https://example.com/01/09521234567899/10/L1",
    ],
)
def test_a_gtin_is_carried_by_whatever_holds_one(raw: str) -> None:
    assert carried_by(parse_scan(raw)) == CarriedNumbers(gtins=frozenset({GTIN}), prefixes=PREFIXES)


@pytest.mark.parametrize(
    "raw",
    [
        "(00)095212345670000011",
        "(253)9521234567004A1",
        "(401)9521234567A1",
        "(402)95212345670000011",
        "(414)9521234567004",
        "https://example.com/417/9521234567004",
        "(8003)09521234567004A1",
        "(8004)9521234567A1",
        "(8010)9521234567A1",
        "(8018)952123456700000017",
    ],
)
def test_every_other_key_carries_what_may_be_its_company_prefix(raw: str) -> None:
    assert carried_by(parse_scan(raw)) == CarriedNumbers(prefixes=PREFIXES)


def test_an_in_store_number_is_carried_without_its_measure() -> None:
    layouts = read_layouts("21:5:5:weight")

    assert carried_by(parse_scan("2100042012509", layouts=layouts)).in_store_numbers == {"2100042000001"}
    assert carried_by(parse_scan("2100042012509")).in_store_numbers == {"2100042012509"}


@pytest.mark.parametrize(
    "text",
    [
        "x9521234567899",
        "952 123456-7899",
        "９５２１２３４５６７８９９",
        "example.com/01/09521234567899",
        "example.com/%39521234567899",
        "0109521234567899 10",
        "https://htx.example/hang/9521234567899",
    ],
)
def test_a_gtin_is_found_among_other_words(text: str) -> None:
    assert written_in(text).gtins == {GTIN}


def test_a_compressed_link_carries_what_it_holds() -> None:
    numbers = written_in("https://example.com/a/AQnYUc1gmiCNV4JG")

    assert numbers.gtins == {"05412345000013"}
    assert "5412345" in numbers.prefixes


@pytest.mark.parametrize(
    "text",
    [
        *("", "CU-1", "Mật ong", "9521234567890", "x2000000000015", "\x00\ud800", "http://[", "https://"),
        *("https://htx.example/mat-ong-bac-ha", "https://htx.example/p/mật-ong-rừng"),
    ],
)
def test_other_texts_carry_no_number(text: str) -> None:
    assert written_in(text) == CarriedNumbers()
