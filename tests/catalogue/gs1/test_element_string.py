"""Element strings, raw and as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.gs1.element_string import parse_bracketed, parse_element_string
from catalogue.gs1.errors import (
    AllZeros,
    ElementStringInvalid,
    Gs1Error,
    GtinCheckDigit,
    RestrictedCirculation,
)

GTIN = "09521234567899"
GS = "\x1d"
lots = st.text(
    st.sampled_from([chr(code) for code in range(0x21, 0x7B) if chr(code) not in "#$@[\\]^`"]),
    min_size=1,
    max_size=20,
)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (f"01{GTIN}", {"01": GTIN}),
        (f"01{GTIN}17270331" + "10L1", {"01": GTIN, "17": "270331", "10": "L1"}),
        (f"01{GTIN}10L1{GS}21S-1", {"01": GTIN, "10": "L1", "21": "S-1"}),
        (f"{GS}01{GTIN}{GS}10L1{GS}", {"01": GTIN, "10": "L1"}),
        (f"10L1{GS}01{GTIN}", {"10": "L1", "01": GTIN}),
        (f"01{GTIN}3103001250392187500", {"01": GTIN, "3103": "001250", "3921": "87500"}),
        ("00095212345678901235", {"00": "095212345678901235"}),
        (f"02{GTIN}3724", {"02": GTIN, "37": "24"}),
        ("4149521234567899", {"414": "9521234567899"}),
        (f"01{GTIN}422704{GS}10L1", {"01": GTIN, "422": "704", "10": "L1"}),
        (f"01{GTIN}8200http://x.vn/?a=1&b=2", {"01": GTIN, "8200": "http://x.vn/?a=1&b=2"}),
        (f"01{GTIN}10(21)x", {"01": GTIN, "10": "(21)x"}),
    ],
)
def test_raw_strings_come_apart_into_identifiers_and_values(text: str, data: dict[str, str]) -> None:
    assert parse_element_string(text) == data


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no data"),
        (GS, "no data"),
        ("01" + GTIN[:13], "wrong format"),
        (f"01{GTIN}10", "wrong format"),
        (f"01{GTIN}10" + "x" * 21, "wrong format"),
        (f"01{GTIN}10L1 2", "not allowed"),
        (f"01{GTIN}10mậtong", "not allowed"),
        (f"01{GTIN}10L#1", "wrong format"),
        (f"01{GTIN}\x0010L1", "not allowed"),
        (f"01{GTIN}10L1{GS}10L2", "occurs twice"),
        (f"01{GTIN}10L1{GS}10L1", "occurs twice"),
        (f"01{GTIN}31030012503102000125", "occurs twice"),
        (f"01{GTIN}02{GTIN}", "stand together"),
        (f"01{GTIN}3724", "stand together"),
        (f"01{GTIN}05123", "no application identifier"),
        (f"01{GTIN}42270410L1", "wrong format"),
        ("00095212345678901230", "check digit of (00)"),
        ("4149521234567890", "check digit of (414)"),
        ("414" + "0" * 13, "(414) is nothing but zeros"),
        (f"01{GTIN}172713311", "(17) is no real date: month 13"),
        ("01０9521234567899", "not allowed"),
    ],
)
def test_broken_strings_are_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ElementStringInvalid, match=r".") as refusal:
        parse_element_string(text)

    assert reason in str(refusal.value)


def test_a_wrong_gtin_inside_has_the_code_of_a_wrong_gtin() -> None:
    with pytest.raises(GtinCheckDigit):
        parse_element_string("0109521234567890")
    with pytest.raises(AllZeros):
        parse_element_string("01" + "0" * 14)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (f"(01){GTIN}(10)L1", {"01": GTIN, "10": "L1"}),
        (f"(01) {GTIN} (17) 270331 (10) L1", {"01": GTIN, "17": "270331", "10": "L1"}),
        (f"(01){GTIN}(10)A(B)C(21)7", {"01": GTIN, "10": "A(B)C", "21": "7"}),
        ("(10)A(99", {"10": "A(99"}),
        ("(10)A(04)B(21)S", {"10": "A(04)B", "21": "S"}),
        ("(00)095212345678901235", {"00": "095212345678901235"}),
    ],
)
def test_typed_strings_come_apart_at_their_brackets(text: str, data: dict[str, str]) -> None:
    assert parse_bracketed(text) == data


@pytest.mark.parametrize(
    "text",
    [
        "(",
        "()",
        "(01)",
        "(01)9521234567899",
        f"(01){GTIN}(10)",
        f"(01){GTIN}x",
        f"(1){GTIN}",
        f"(04){GTIN}",
        f"01{GTIN}",
        f"(01){GTIN}(10)L 1",
        f"(０1){GTIN}",
        f"(01){GTIN}(10)L1(10)L2",
        "(" * 2000,
        "(10)" * 500,
    ],
)
def test_typed_strings_that_are_wrong_are_refused(text: str) -> None:
    with pytest.raises(ElementStringInvalid):
        parse_bracketed(text)


@given(lots, lots)
def test_lot_and_serial_come_back_as_they_were(lot: str, serial: str) -> None:
    raw = f"01{GTIN}10{lot}{GS}21{serial}"

    assert parse_element_string(raw) == {"01": GTIN, "10": lot, "21": serial}


@given(lots.filter(lambda lot: "(" not in lot))
def test_typed_and_scanned_forms_mean_the_same(lot: str) -> None:
    assert parse_bracketed(f"(01){GTIN}(10){lot}") == parse_element_string(f"01{GTIN}10{lot}")


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        (f"01{GTIN}10L1 2", 20),
        (f"01{GTIN}10L1{GS}10L2", 21),
        (f"01{GTIN}31030012503102000125", 26),
        (f"01{GTIN}02{GTIN}", 16),
        (f"01{GTIN}05123", 16),
        (f"{GS}{GS}01{GTIN}17270230", 24),
        ("00095212345678901230", 19),
        (f"01{GTIN}10" + "x" * 21, 38),
        (f"01{GTIN}42270410L1", 22),
        (f"01{GTIN}423704999", 22),
        (f"01{GTIN[:5]}{GS}{GTIN[5:]}", 7),
        ("01", 2),
        ("0109521234567890", 15),
        ("01" + "0" * 14, 2),
        ("0102000000000015", 2),
    ],
)
def test_a_refusal_says_where_in_the_scanned_text(text: str, position: int) -> None:
    with pytest.raises(Gs1Error) as refusal:
        parse_element_string(text)

    assert refusal.value.position == position


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("x", 0),
        (f"(01){GTIN}(04)1", 18),
        (f"(01) {GTIN[:13]}0", 18),
        (f"(01){GTIN} (17)  270230", 29),
        (f"(01){GTIN}(10)L1(10)L2", 24),
        (f"(01){GTIN}(02){GTIN}", 18),
        (f"(01){GTIN}(10)mậtong", 23),
        (f"(01){GTIN}{GS}(10)L1", 18),
        ("(01)02000000000015", 4),
    ],
)
def test_a_refusal_says_where_in_the_typed_text(text: str, position: int) -> None:
    with pytest.raises(Gs1Error) as refusal:
        parse_bracketed(text)

    assert refusal.value.position == position


def test_in_store_numbers_are_no_goods_in_an_element_string() -> None:
    for ai in ("01", "02", "03"):
        with pytest.raises(RestrictedCirculation):
            parse_element_string(f"{ai}02000000000015")


def test_one_symbol_of_several_may_miss_what_another_has() -> None:
    assert parse_element_string(f"02{GTIN}3724") == {"02": GTIN, "37": "24"}

    with pytest.raises(ElementStringInvalid, match=r"\(37\) needs \(00\) \+ \(02\)"):
        parse_element_string(f"02{GTIN}3724", complete=True)
    with pytest.raises(ElementStringInvalid, match=r"\(10\) needs \(01\)"):
        parse_bracketed("(10)L1", complete=True)
    assert parse_bracketed(f"(01){GTIN}(10)L1", complete=True) == {"01": GTIN, "10": "L1"}


def test_a_value_with_blanks_and_brackets_around_ends_where_it_should() -> None:
    assert parse_bracketed("(10)" + " " * 60 + f"L1 (01) {GTIN}") == {"10": "L1", "01": GTIN}
    with pytest.raises(ElementStringInvalid, match="wrong format"):
        parse_bracketed("(00)" + "(1" * 60 + "(10)L1")
