"""Codes and telephone numbers, as spreadsheets mangle them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.imports.cell_errors import CellError
from catalogue.imports.cells import CellValue
from catalogue.imports.codes import read_digits, read_padded_digits, read_phone, read_tax_digits


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("8931234567897", "8931234567897"),
        (8931234567897.0, "8931234567897"),
        (8931234567897, "8931234567897"),
        ("8931234567897.0", "8931234567897"),
        ("8931234567897,0", "8931234567897"),
        ("8 931234 567897", "8931234567897"),
        ("\u200b8931234567897\u00a0", "8931234567897"),
        ("'08931234567894", "08931234567894"),
        (99999999999999.0, "99999999999999"),
    ],
)
def test_reads_the_digits_of_a_number(written: CellValue, digits: str) -> None:
    assert read_digits(written) == digits


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("8.93123E+12", "code_scientific"),
        ("8,93E12", "code_scientific"),
        ("893e10", "code_scientific"),
        (1e16, "code_scientific"),
        (893.5, "code_not_digits"),
        ("893-123", "code_not_digits"),
        ("８９３", "code_not_digits"),
        ("+893", "code_not_digits"),
        ("-5", "code_not_digits"),
        (-5.0, "code_not_digits"),
        (True, "code_not_digits"),
        ("không có", "code_not_digits"),
    ],
)
def test_refuses_what_is_no_number(written: CellValue, code: str) -> None:
    with pytest.raises(CellError) as caught:
        read_digits(written)

    assert caught.value.code == code


def test_puts_back_zeros_only_where_the_length_is_known() -> None:
    assert read_padded_digits(769.0, length=5) == "00769"
    assert read_padded_digits("00769", length=5) == "00769"
    assert read_padded_digits("8", length=2) == "08"
    assert read_digits(769.0) == "769"


@pytest.mark.parametrize("written", ["007690", "0", "00000", ""])
def test_refuses_an_area_code_of_another_length(written: str) -> None:
    with pytest.raises(CellError):
        read_padded_digits(written, length=5)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("5199900017", "5199900017"),
        (5199900017.0, "5199900017"),
        ("0314409058-002", "0314409058002"),
        ("0314409058.002", "0314409058002"),
        ("002199000123", "002199000123"),
        ("5199900017.00", "5199900017"),
        ("5199900017,0", "5199900017"),
    ],
)
def test_reads_a_tax_code(written: CellValue, digits: str) -> None:
    assert read_tax_digits(written) == digits


def test_a_tax_code_that_lost_its_zero_is_pointed_out() -> None:
    with pytest.raises(CellError) as caught:
        read_tax_digits(100233488.0)

    assert caught.value.code == "code_length"
    assert caught.value.text("en") == (
        "“100233488” has 9 digits, 10, 12, 13 are needed; has a leading 0 been lost?"
    )


@pytest.mark.parametrize(
    "written",
    [
        "0912345678",
        "0912.345.678",
        "0912 345 678",
        "(091) 234-5678",
        "+84 912 345 678",
        "+84912345678",
        "84912345678",
        "0084912345678",
        "00 84 912 345 678",
        "'+84912345678",
        912345678,
        912345678.0,
        84912345678.0,
        "912345678",
    ],
)
def test_every_spelling_of_a_mobile_number_is_one_number(written: CellValue) -> None:
    assert read_phone(written) == "+84912345678"


def test_keeps_landlines_and_numbers_abroad() -> None:
    assert read_phone("0219 3866 123") == "+842193866123"
    assert read_phone(2193866123.0) == "+842193866123"
    assert read_phone("+33 1 42 68 53 00") == "+33142685300"


@pytest.mark.parametrize(
    "written",
    ["01234567890", "12345", "0912345", "09123456789", "không có", "", "0912x345678", "=0912345678"],
)
def test_refuses_what_is_no_telephone_number(written: str) -> None:
    with pytest.raises(CellError) as caught:
        read_phone(written)

    assert caught.value.code == "phone_invalid"


@given(st.integers(0, 10**14 - 1))
def test_a_float_cell_gives_back_its_digits(number: int) -> None:
    assert read_digits(float(number)) == str(number)


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    for read in (read_digits, read_tax_digits, read_phone):
        try:
            result = read(text)
        except CellError:
            continue
        assert result.lstrip("+").isascii()
        assert result.lstrip("+").isdigit()
