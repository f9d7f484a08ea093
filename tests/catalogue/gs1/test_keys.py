"""SSCC, GLN and the pair of check characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.gs1.errors import CompanyPrefixInvalid, Gs1Error, NotDigits
from catalogue.gs1.key_errors import (
    ExtensionDigitInvalid,
    KeyAllZeros,
    KeyCheckDigit,
    KeyLength,
    KeyReferenceOutOfRange,
)
from catalogue.gs1.keys import build_gln, build_sscc, check_pair, parse_gln, parse_sscc

prefixes = st.sampled_from(["9521234", "89385001", "893850012", "8938500123"])


@pytest.mark.parametrize(
    ("extension_digit", "prefix", "serial", "sscc"),
    [
        (1, "0614141", 234_567_890, "106141412345678908"),  # the example of the EPC Tag Data Standard
        (0, "9521234", 1, "095212340000000013"),
        (0, "9521234", 567_890_123, "095212345678901235"),
        (3, "8938500123", 999_999, "389385001239999992"),
        (9, "9521234", 0, "995212340000000009"),
    ],
)
def test_known_sscc(extension_digit: int, prefix: str, serial: int, sscc: str) -> None:
    assert build_sscc(extension_digit, prefix, serial) == sscc
    assert parse_sscc(sscc) == sscc


@given(st.integers(0, 9), prefixes, st.data())
def test_every_sscc_holds_its_parts_and_no_changed_digit_passes(
    extension_digit: int, prefix: str, data: st.DataObject
) -> None:
    serial = data.draw(st.integers(0, 10 ** (16 - len(prefix)) - 1))
    sscc = build_sscc(extension_digit, prefix, serial)
    place = data.draw(st.integers(0, 17))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != sscc[place]]))

    assert parse_sscc(sscc) == sscc
    assert (int(sscc[0]), sscc[1 : 1 + len(prefix)], int(sscc[1 + len(prefix) : 17])) == (
        extension_digit,
        prefix,
        serial,
    )
    with pytest.raises(KeyCheckDigit):
        parse_sscc(sscc[:place] + other + sscc[place + 1 :])


@pytest.mark.parametrize("digit", [-1, 10, True])
def test_other_extension_digits_are_refused(digit: int) -> None:
    with pytest.raises(ExtensionDigitInvalid):
        build_sscc(digit, "9521234", 1)


@pytest.mark.parametrize("serial", [-1, 10**9, True])
def test_serials_without_room_are_refused(serial: int) -> None:
    with pytest.raises(KeyReferenceOutOfRange, match="run from 0 to 999999999,"):
        build_sscc(0, "9521234", serial)


def test_a_key_needs_a_company_prefix() -> None:
    with pytest.raises(CompanyPrefixInvalid):
        build_sscc(0, "2012345", 1)
    with pytest.raises(CompanyPrefixInvalid):
        build_gln("952", 1)


def test_known_gln() -> None:
    assert build_gln("9521234", 7) == "9521234000075"
    assert parse_gln("9521234000075") == "9521234000075"
    with pytest.raises(KeyReferenceOutOfRange, match="run from 0 to 99,"):
        build_gln("8938500123", 100)


@pytest.mark.parametrize(
    ("text", "kind", "position"),
    [
        ("09521234000000001３", NotDigits, 17),
        ("", NotDigits, 0),
        ("9521234000075", KeyLength, None),
        ("0" * 18, KeyAllZeros, None),
        ("095212340000000014", KeyCheckDigit, 17),
    ],
)
def test_what_is_no_sscc_is_refused(text: str, kind: type[Gs1Error], position: int | None) -> None:
    with pytest.raises(kind) as refusal:
        parse_sscc(text)

    assert refusal.value.position == position


@pytest.mark.parametrize(
    "model",
    [
        "1987654Ad4X4bL5ttr2310c2K",  # the example of the General Specifications
        "12345678901234567890123NT",
        "12345_ABCDEFGHIJKLMCP",
        "12345_abcdefghijklmN3",
        "12345_!\"%&'()*+,-./LC",
        "99999zzzzzzzzzzzzzzzzzzT2",
        "00000!HV",
    ],
)
def test_pairs_of_check_characters_are_those_of_the_standard(model: str) -> None:
    assert check_pair(model[:-2]) == model[-2:]
