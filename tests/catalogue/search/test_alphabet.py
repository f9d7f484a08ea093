"""The order of the Vietnamese alphabet."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.search.alphabet import LONGEST_KEY, alphabet_key

IN_ORDER = [
    "10 quả",
    "a",
    "ă",
    "â",
    "ba",
    "cá",
    "Du",
    "đậu",
    "đường",
    "e",
    "ê",
    "ma",
    "mà",
    "mả",
    "mã",
    "má",
    "mạ",
    "ma túy",
    "mai",
    "o",
    "ô",
    "ơ",
    "u",
    "ư",
    "y",
    "zứ",
    "蜂蜜",
]


def test_letters_come_before_tones_and_tones_in_their_order() -> None:
    shuffled = IN_ORDER.copy()
    random.Random(2).shuffle(shuffled)

    assert sorted(shuffled, key=alphabet_key) == IN_ORDER


@pytest.mark.parametrize(("one", "other"), [("Mật ong", "mật ong"), ("Mật  ong!", "mật-ong"), ("đá", "ðá")])
def test_case_and_signs_do_not_count(one: str, other: str) -> None:
    assert alphabet_key(one) == alphabet_key(other)


@given(st.text(st.characters()))
def test_the_key_is_short_and_of_plain_digits_whatever_the_text(text: str) -> None:
    key = alphabet_key(text)
    assert key.isascii()
    assert key.isdigit()
    assert len(key) <= LONGEST_KEY
