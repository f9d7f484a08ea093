"""Telephone numbers: one number however it is written, and nothing that is none.

What spreadsheets make of them stands in ``imports/test_codes.py``.
"""

import pytest

from catalogue.telephones import normalize_telephone


@pytest.mark.parametrize(
    "written", ["0912 345 678", "0912.345.678", "+84 912 345 678", "84912345678", "912345678"]
)
def test_every_spelling_is_one_number(written: str) -> None:
    assert normalize_telephone(written) == "+84912345678"


@pytest.mark.parametrize(
    "written", ["", "0912", "abc", "0912 345 678 máy lẻ 3", "1800-FLOWERS", "٠٩١٢٣٤٥٦٧٨"]
)
def test_what_is_no_number_is_none(written: str) -> None:
    assert normalize_telephone(written) is None
