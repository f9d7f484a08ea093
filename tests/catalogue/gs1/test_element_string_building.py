"""Element strings put together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.gs1.element_string import parse_bracketed, parse_element_string
from catalogue.gs1.element_string_building import (
    bracketed_elements,
    build_element_string,
    in_symbol_order,
    read_elements,
)
from catalogue.gs1.errors import (
    AllZeros,
    ElementStringInvalid,
    Gs1Error,
    GtinCheckDigit,
    GtinLength,
    NotDigits,
    RestrictedCirculation,
)
from tests.catalogue.gs1.sample_elements import element_sets

GTIN = "09521234567899"
GS = "\x1d"
lots = st.text(
    st.sampled_from([chr(code) for code in range(0x21, 0x7B) if chr(code) not in "#$@[\\]^`"]),
    min_size=1,
    max_size=20,
)


@pytest.mark.parametrize(
    ("elements", "raw"),
    [
        ({"01": GTIN}, f"01{GTIN}"),
        ({"01": GTIN, "17": "270331", "10": "L1"}, f"01{GTIN}17270331" + "10L1"),
        ({"10": "L1", "17": "270331", "01": GTIN}, f"01{GTIN}17270331" + "10L1"),
        ({"10": "L1", "21": "S-1", "01": GTIN}, f"01{GTIN}10L1{GS}21S-1"),
        ({"15": "270331", "11": "260101", "01": GTIN}, f"01{GTIN}15270331" + "11260101"),
        ({"01": GTIN, "3921": "87500", "3103": "001250"}, f"01{GTIN}3103001250" + "392187500"),
        ({"37": "24", "02": GTIN}, f"02{GTIN}3724"),
        ({"400": "PO-7", "00": "095212345678901235"}, "00095212345678901235400PO-7"),
        # AI 422 has always three digits, but no predefined length: a separator follows.
        ({"01": GTIN, "422": "704", "10": "L1"}, f"01{GTIN}422704{GS}10L1"),
        ({"01": GTIN, "10": "(21)x"}, f"01{GTIN}10(21)x"),
    ],
)
def test_what_needs_no_separator_comes_first_after_the_key(elements: dict[str, str], raw: str) -> None:
    assert build_element_string(elements) == raw


@pytest.mark.parametrize(
    ("elements", "kind", "reason"),
    [
        ({}, ElementStringInvalid, "no data"),
        ({"05": "1"}, ElementStringInvalid, "no application identifier (AI) “05”"),
        ({"0": "1"}, ElementStringInvalid, "no application identifier"),
        ({"011": "1"}, ElementStringInvalid, "no application identifier"),
        ({"１0": "L1"}, ElementStringInvalid, "no application identifier"),
        ({"01": GTIN, "10": ""}, ElementStringInvalid, "wrong format"),
        ({"01": GTIN, "10": "x" * 21}, ElementStringInvalid, "wrong format"),
        ({"01": GTIN, "10": f"L1{GS}21x"}, ElementStringInvalid, "wrong format"),
        ({"01": GTIN, "10": "L 1"}, ElementStringInvalid, "wrong format"),
        ({"01": GTIN, "10": "mậtong"}, ElementStringInvalid, "wrong format"),
        ({"01": GTIN, "30": "１２"}, ElementStringInvalid, "wrong format"),
        ({"01": GTIN, "17": "270230"}, ElementStringInvalid, "no real date"),
        ({"01": GTIN, "02": GTIN}, ElementStringInvalid, "stand together"),
        ({"01": GTIN, "3103": "001250", "3102": "000125"}, ElementStringInvalid, "occurs twice"),
        ({"00": "095212345678901230"}, ElementStringInvalid, "check digit of (00)"),
        ({"01": "09521234567890"}, GtinCheckDigit, "should be 9"),
        ({"01": "0" * 14}, AllZeros, "nothing but zeros"),
        ({"01": "02000000000015"}, RestrictedCirculation, "2000000000015"),
        ({"02": "02000000000015", "37": "2"}, RestrictedCirculation, "2000000000015"),
    ],
)
def test_nothing_wrong_is_put_together(elements: dict[str, str], kind: type[Gs1Error], reason: str) -> None:
    with pytest.raises(kind) as refusal:
        build_element_string(elements)

    assert reason in str(refusal.value)


@pytest.mark.parametrize(
    ("content", "elements"),
    [
        ("9521234567899", {"01": GTIN}),
        ("95200002", {"01": "00000095200002"}),
        ("19521234567896", {"01": "19521234567896"}),
        (f"(10)L1(01){GTIN}", {"01": GTIN, "10": "L1"}),
        (f"(01) {GTIN} (17) 270331", {"01": GTIN, "17": "270331"}),
        (f"{GS}01{GTIN}10A(21)B{GS}21S", {"01": GTIN, "10": "A(21)B", "21": "S"}),
        (f"{GS}17270331", {"17": "270331"}),
    ],
)
def test_content_is_a_number_or_an_element_string(content: str, elements: dict[str, str]) -> None:
    assert list(read_elements(content).items()) == list(elements.items())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("", NotDigits),
        ("17270331", GtinCheckDigit),  # digits alone are a number, never an element string
        (f"01{GTIN}", GtinLength),
        (f"01{GTIN}10L1", NotDigits),
        (f"[01]{GTIN}", NotDigits),
        ("９５２１２３４５６７８９９", NotDigits),
        ("2000000000015", RestrictedCirculation),
        ("(", ElementStringInvalid),
        (GS, ElementStringInvalid),
        (f"(01){GTIN}(10)", ElementStringInvalid),
        (f"(01){GTIN}(10)L1(10)L2", ElementStringInvalid),
    ],
)
def test_other_content_is_refused(content: str, kind: type[Gs1Error]) -> None:
    with pytest.raises(kind):
        read_elements(content)


def test_brackets_stand_round_the_identifier_and_elements_stay_whole() -> None:
    elements = in_symbol_order({"10": "A(21)B", "01": GTIN})

    assert bracketed_elements(elements) == (f"(01){GTIN}", "(10)A(21)B")


@given(lots, lots, st.permutations(["01", "10", "17", "21", "3103", "422"]))
def test_what_is_put_together_comes_apart_again(lot: str, serial: str, order: list[str]) -> None:
    values = {"01": GTIN, "10": lot, "17": "270331", "21": serial, "3103": "001250", "422": "704"}
    elements = {ai: values[ai] for ai in order}
    raw = build_element_string(elements)

    assert parse_element_string(raw) == elements
    assert read_elements(GS + raw) == elements
    assert raw.startswith(f"01{GTIN}")
    assert raw.count(GS) == 2


@given(element_sets)
def test_every_identifier_goes_both_ways(elements: dict[str, str]) -> None:
    raw = build_element_string(elements)

    assert parse_element_string(raw) == elements
    assert build_element_string(parse_element_string(raw)) == raw
    assert not raw.startswith(GS)
    assert not raw.endswith(GS)


@given(element_sets)
def test_every_identifier_goes_both_ways_as_people_read_it(elements: dict[str, str]) -> None:
    ordered = in_symbol_order(elements)
    if not any("(" in value for value in elements.values()):
        assert parse_bracketed("".join(bracketed_elements(ordered))) == elements
        assert parse_bracketed(" ".join(bracketed_elements(ordered))) == elements


@given(element_sets)
def test_brackets_are_never_encoded_round_an_identifier(elements: dict[str, str]) -> None:
    raw = build_element_string(elements)

    assert raw.count("(") == sum(value.count("(") for value in elements.values())


@pytest.mark.parametrize(
    ("elements", "raw"),
    [
        # From the General Specifications: variable measure with price, logistic unit with contents, coupon.
        (
            {"01": "99521234567892", "3103": "001250", "3932": "9783450", "17": "270331", "10": "AB-1"},
            f"019952123456789231030012501727033139329783450{GS}10AB-1",
        ),
        (
            {"00": "106141412345678908", "02": GTIN, "37": "48", "3302": "001200"},
            f"0010614141234567890802{GTIN}33020012003748",
        ),
        ({"255": "9501101530003000001", "3900": "50000"}, f"2559501101530003000001{GS}390050000"),
        ({"414": "9506000134352", "254": "A1"}, "4149506000134352254A1"),
        ({"8006": "095060001343520102", "21": "S"}, f"8006095060001343520102{GS}21S"),
    ],
)
def test_examples_are_encoded_as_in_the_standard(elements: dict[str, str], raw: str) -> None:
    assert build_element_string(elements) == raw
    assert parse_element_string(raw) == elements


def test_a_refused_value_is_told_by_its_identifier_and_place() -> None:
    with pytest.raises(ElementStringInvalid) as refusal:
        build_element_string({"01": GTIN, "10": "L1", "17": "270230"})

    assert refusal.value.position == 4
    assert "(17) is no real date: day 30" in refusal.value.text("en")
