"""What scanners give."""

import datetime as dt
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.gs1.errors import (
    AllZeros,
    DigitalLinkInvalid,
    ElementStringInvalid,
    Gs1Error,
    GtinCheckDigit,
    GtinLength,
    NotDigits,
    RestrictedCirculation,
    ScanEmpty,
    ScanTooLong,
)
from catalogue.gs1.measure_errors import InStoreVerifier
from catalogue.gs1.scan_code import MAX_SCAN_LENGTH, ScannedCode, parse_scan
from catalogue.gs1.variable_measure import InStoreLayout, build_variable_measure

GTIN = "09521234567899"
TODAY = dt.date(2026, 11, 1)


@pytest.mark.parametrize(
    ("raw", "gtin14", "number"),
    [
        ("9521234567899", GTIN, "9521234567899"),
        ("09521234567899", GTIN, "9521234567899"),
        ("]E09521234567899", GTIN, "9521234567899"),
        ("95200002", "00000095200002", "95200002"),
        ("]E495200002", "00000095200002", "95200002"),
        ("614141000036", "00614141000036", "614141000036"),
        ("]E00614141000036", "00614141000036", "614141000036"),
        ("]E0614141000036", "00614141000036", "614141000036"),
        ("19521234567896", "19521234567896", "19521234567896"),
        ("]I119521234567896", "19521234567896", "19521234567896"),
        ("]I009521234567899", GTIN, "9521234567899"),
        ("]E3952123456789912345", GTIN, "9521234567899"),
        ("]C09521234567899", GTIN, "9521234567899"),
        ("]Q19521234567899", GTIN, "9521234567899"),
        ("9521234567899\r\n", GTIN, "9521234567899"),
        ("\t9521234567899 ", GTIN, "9521234567899"),
    ],
)
def test_numbers_of_every_length_and_carrier_are_found(raw: str, gtin14: str, number: str) -> None:
    assert parse_scan(raw) == ScannedCode("gtin", gtin14, number, {"01": gtin14})


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("2000000000015", "2000000000015"),
        ("]E02000000000015", "2000000000015"),
        ("02000000000015", "2000000000015"),
        ("0200000000004", "0200000000004"),
        ("200000000004", "0200000000004"),
        ("20000004", "20000004"),
        ("00000017", "00000017"),
    ],
)
def test_in_store_numbers_carry_no_gtin(raw: str, number: str) -> None:
    assert parse_scan(raw) == ScannedCode("in_store", None, number)


@pytest.mark.parametrize(
    "raw",
    [
        f"]C101{GTIN}1727033110L1",
        f"]d201{GTIN}1727033110L1",
        f"]Q301{GTIN}1727033110L1",
        f"]e001{GTIN}1727033110L1",
        f"]C1\x1d01{GTIN}1727033110L1\x1d",
        f"\x1d01{GTIN}1727033110L1",
        f"01{GTIN}1727033110L1",
        f"01{GTIN}17270331\x1d10L1",
        f"(01){GTIN}(17)270331(10)L1",
        f"]C1(01){GTIN}(17)270331(10)L1",
    ],
)
def test_element_strings_are_found_in_every_form(raw: str) -> None:
    scanned = parse_scan(raw, today=TODAY)

    assert scanned.kind == "element_string"
    assert scanned.gtin == GTIN
    assert scanned.number == "9521234567899"
    assert scanned.data == {"01": GTIN, "17": "270331", "10": "L1"}
    assert scanned.decoded == {"expires_on": "2027-03-31", "lot": "L1"}
    assert scanned.measure is None
    assert scanned.price_vnd is None


def test_a_variable_measure_code_gives_measure_and_price() -> None:
    scanned = parse_scan("]C101995212345678923103001250392" + "0187500", today=TODAY)

    assert scanned.gtin == "99521234567892"
    assert scanned.measure == (Decimal("1.250"), "kg")
    assert scanned.price_vnd == 187_500


def test_a_digital_link_is_read_from_any_stem() -> None:
    scanned = parse_scan(f"https://shop.vn/vi/01/{GTIN}/10/L%2F1/21/S?17=270300&utm_source=x", today=TODAY)

    assert scanned.kind == "digital_link"
    assert scanned.gtin == GTIN
    assert scanned.data == {"01": GTIN, "10": "L/1", "21": "S", "17": "270300"}
    assert scanned.decoded == {"lot": "L/1", "serial": "S", "expires_on": "2027-03-31"}


@pytest.mark.parametrize("identifier", ["", "]Q1", "]d1"])
def test_a_plain_matrix_code_may_hold_a_link(identifier: str) -> None:
    assert parse_scan(f"{identifier}HTTPS://X.VN/01/{GTIN}/").gtin == GTIN


@pytest.mark.parametrize(
    ("raw", "data", "decoded"),
    [
        ("]C100095212345678901235", {"00": "095212345678901235"}, {"sscc": "095212345678901235"}),
        ("00095212345678901235", {"00": "095212345678901235"}, {"sscc": "095212345678901235"}),
        ("(414)9521234567899", {"414": "9521234567899"}, {"location_gln": "9521234567899"}),
        ("4149521234567899", {"414": "9521234567899"}, {"location_gln": "9521234567899"}),
    ],
)
def test_other_keys_are_read_without_a_gtin(raw: str, data: dict[str, str], decoded: dict[str, str]) -> None:
    assert parse_scan(raw) == ScannedCode("element_string", None, None, data, {**decoded})


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("", ScanEmpty),
        (" \r\n", ScanEmpty),
        ("\x1d", ScanEmpty),
        ("]C1", ScanEmpty),
        ("1" * (MAX_SCAN_LENGTH + 1), ScanTooLong),
        ("x" * 1_000_000, ScanTooLong),
        ("123", GtinLength),
        ("1" * 15, GtinLength),
        ("]I19521234567899", GtinLength),
        ("]E09520000" + "2", GtinLength),
        ("9521234567890", GtinCheckDigit),
        ("]E09521234567890", GtinCheckDigit),
        ("0000000000000", AllZeros),
        ("SP-001", NotDigits),
        ("9521234 567899", NotDigits),
        ("９５２１２３４５６７８９９", NotDigits),
        ("٩٥٢١٢٣٤٥٦٧٨٩٩", NotDigits),
        ("95212345\x00", NotDigits),
        ("\ud800", NotDigits),
        ("]E0abc", NotDigits),
        (f"01{GTIN}17279999", ElementStringInvalid),
        (f"01{GTIN}17270230", ElementStringInvalid),
        ("]C1abc", ElementStringInvalid),
        ("(01)123", ElementStringInvalid),
        ("0109521234567890", GtinCheckDigit),
        ("0102000000000015", RestrictedCirculation),
        ("https://x.vn/", DigitalLinkInvalid),
        (f"https://x.vn/01/{GTIN}?17=270230", DigitalLinkInvalid),
        ("https://x.vn/01/09521234567890", GtinCheckDigit),
    ],
)
def test_what_is_wrong_is_refused_with_the_reason(raw: str, kind: type[Gs1Error]) -> None:
    with pytest.raises(kind):
        parse_scan(raw)


@pytest.mark.parametrize(
    ("raw", "position"),
    [
        ("9521234567890", 12),
        (" \t9521234 567899", 9),
        ("]E09521234567890", 15),
        (" ]E0 952123456789x ", 17),
        (f"]C101{GTIN}17270230", 25),
        (f"  (01){GTIN}(17)270230", 28),
        (f"]Q1https://x.vn/01/{GTIN}?17=270230", 41),
        ("]C10102000000000015", 5),
        ("]E0123", None),
        ("2000000000014", 12),
    ],
)
def test_a_refusal_says_where_in_what_the_scanner_gave(raw: str, position: int | None) -> None:
    with pytest.raises(Gs1Error) as refusal:
        parse_scan(raw)

    assert refusal.value.position == position


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (f"]C101{GTIN}17000229", ElementStringInvalid),
        (f"https://x.vn/01/{GTIN}?17=000229", DigitalLinkInvalid),
    ],
)
def test_a_day_is_that_of_the_hundred_years_around_today(raw: str, kind: type[Gs1Error]) -> None:
    assert parse_scan(raw, today=TODAY).decoded == {"expires_on": "2000-02-29"}
    with pytest.raises(kind, match="no real date or time"):  # 2100 is no leap year
        parse_scan(raw, today=dt.date(2060, 1, 1))


def test_scales_print_weights_prices_and_counts_in_the_layouts_of_the_shop() -> None:
    weight, price, count = (
        InStoreLayout("21", 5, 5, "weight"),
        InStoreLayout("22", 5, 4, "price", step=1000, verifier=True),
        InStoreLayout("23", 8, 2, "count"),
    )
    layouts = (weight, price, count)

    assert parse_scan("2100042012509", layouts=layouts) == ScannedCode(
        "in_store",
        None,
        "2100042012509",
        decoded={"net_weight_kg": "1.250"},
        measure=(Decimal("1.250"), "kg"),
        item_number="2100042000001",
    )
    assert parse_scan("]E02200042928753", layouts=layouts) == ScannedCode(
        "in_store",
        None,
        "2200042928753",
        decoded={"amount_payable": "2875000"},
        price_vnd=2_875_000,
        item_number="2200042000008",
    )
    assert parse_scan(build_variable_measure(count, 5, 12), layouts=layouts).decoded == {"count": 12}
    assert parse_scan("2000000000015", layouts=layouts) == ScannedCode("in_store", None, "2000000000015")
    with pytest.raises(InStoreVerifier):
        parse_scan("2200042828756", layouts=layouts)


headed = st.sampled_from(
    [
        "",
        "]C1",
        "]E0",
        "]E3",
        "]Q1",
        "\x1d",
        "(01)",
        "(10)",
        "01" + GTIN,
        f"(01){GTIN}",
        "https://",
        f"https://x.vn/01/{GTIN}",
    ]
)
pieces = st.lists(
    st.sampled_from(
        [
            "01",
            "10",
            "17",
            "3103",
            GTIN,
            "(10)",
            "(",
            ")",
            "\x1d",
            "/",
            "?",
            "%2F",
            "%",
            "270300",
            "٣",
            "\x00",
        ]
    )
    | st.text(max_size=5),
    max_size=12,
).map("".join)


def fit_to_be_sent(refusal: Gs1Error, raw: str) -> None:
    for language in ("vi", "en"):
        refusal.text(language).encode("utf-8")
    assert refusal.position is None or 0 <= refusal.position <= len(raw)


def understood(raw: str) -> ScannedCode | None:
    """Return what ``raw`` says, or None after a refusal whose texts can be sent to anyone."""
    try:
        return parse_scan(raw)
    except Gs1Error as refusal:
        fit_to_be_sent(refusal, raw)
        return None


@given(headed, st.text(st.characters()) | pieces)
def test_any_text_is_understood_or_refused_with_a_reason(head: str, tail: str) -> None:
    scanned = understood(head + tail)

    if scanned:
        assert scanned.gtin is None or len(scanned.gtin) == 14
        assert all(value.isascii() for value in scanned.data.values())


@given(st.text(st.characters(categories=["Cs", "Cc", "Nd", "Zs"]), max_size=20))
def test_surrogates_controls_and_foreign_digits_do_no_harm(raw: str) -> None:
    scanned = understood(raw)

    assert scanned is None or scanned.kind in {"gtin", "in_store", "element_string"}


@pytest.mark.parametrize(
    "raw",
    [
        "(10)" * 512,
        "(10)x" * 400,
        "\x1d" * 2048,
        "https://x.vn" + "/01" * 600,
        "https://" + "a-" * 1000,
        "%" * 2048,
    ],
)
def test_hostile_texts_are_answered_at_once(raw: str) -> None:
    began = time.perf_counter()
    with pytest.raises(Gs1Error):
        parse_scan(raw)

    assert time.perf_counter() - began < 0.25
