"""Country and currency codes."""

from babel import Locale
from babel.core import get_global

from catalogue.gs1.iso_codes import COUNTRIES, COUNTRY_LETTERS, CURRENCIES


def test_there_are_249_countries_in_digits_and_in_letters() -> None:
    by_digits = get_global("territory_aliases")

    assert len(COUNTRIES) == len(COUNTRY_LETTERS) == 249
    assert {by_digits[digits][0] for digits in COUNTRIES} == COUNTRY_LETTERS
    assert set(Locale("en").territories) >= COUNTRY_LETTERS


def test_currencies_are_three_digits_and_have_that_of_vietnam() -> None:
    assert {"704", "840", "978", "392", "156"} <= CURRENCIES
    assert {code for code in CURRENCIES if not (len(code) == 3 and code.isdigit())} == set()
    assert not {"000", "705"} & CURRENCIES
