"""Cursors that clients pass back."""

import base64

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.browsing.cursors import Cursor, fingerprint, read_cursor, write_cursor
from catalogue.browsing.refusals import CursorInvalid

QUERY = fingerprint("a query")
SHAPE = (int, str, int)


@given(st.integers(-(2**63) + 1, 2**63 - 1), st.text(max_size=100), st.booleans(), st.booleans())
def test_a_cursor_is_read_as_it_was_written(number: int, text: str, backward: bool, second_try: bool) -> None:
    cursor = Cursor((number, text, 7), backward, second_try)
    assert read_cursor(write_cursor(cursor, QUERY), QUERY, SHAPE) == cursor


def forged(*content: object) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(content)).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "é",
        "====",
        "a" * 2_000,
        forged(),
        forged(QUERY),
        forged("other", False, False, 1, "a", 2),
        forged(QUERY, 0, False, 1, "a", 2),
        forged(QUERY, False, None, 1, "a", 2),
        forged(QUERY, False, False, 1, "a"),
        forged(QUERY, False, False, True, "a", 2),
        forged(QUERY, False, False, 1, 2, 2),
        forged(QUERY, False, False, 1, "a", 2**63),
        forged(QUERY, False, False, 1, "a", 2, 3),
        base64.urlsafe_b64encode(b"7").decode(),
        base64.urlsafe_b64encode(b"{}").decode(),
    ],
)
def test_a_broken_or_forged_cursor_is_refused(text: str) -> None:
    with pytest.raises(CursorInvalid):
        read_cursor(text, QUERY, SHAPE)


@given(st.text(st.characters()))
def test_any_text_is_refused_and_never_an_error(text: str) -> None:
    with pytest.raises(CursorInvalid):
        read_cursor(text, QUERY, SHAPE)
