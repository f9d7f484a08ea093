"""Raw keys of Telex and VNI."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.search.telex import undo_raw_keys


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("maatj ong", "mat ong"),
        ("dduwowngf", "duong"),
        ("Ddoongf Vawn", "dong van"),
        ("ruwouj", "ruou"),
        ("chef", "che"),
        ("hoofng", "hong"),
        ("mat65 ong", "mat ong"),
        ("d9uong27", "duong"),
        ("thij traau", "thi trau"),
    ],
)
def test_raw_keys_become_the_folded_word(typed: str, meant: str) -> None:
    assert undo_raw_keys(typed) == meant


@pytest.mark.parametrize("typed", ["mat ong", "mật ong", "HTX-001", "500ml", "xyzzy", "", "🍯"])
def test_what_holds_no_raw_keys_is_left_alone(typed: str) -> None:
    assert undo_raw_keys(typed) is None


@given(st.text(st.characters(), max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    undo_raw_keys(text)
