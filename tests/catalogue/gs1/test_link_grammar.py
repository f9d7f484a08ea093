"""What may stand where in a link, and how its parts are written."""

from urllib.parse import parse_qsl, quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.gs1.application_identifiers import APPLICATION_IDENTIFIERS
from catalogue.gs1.link_grammar import ATTRIBUTES, NEVER_ATTRIBUTES, QUALIFIERS, link_path, link_query


@pytest.mark.parametrize("key", QUALIFIERS)
def test_attributes_are_what_is_no_qualifier_of_the_key_and_may_stand_in_a_link(key: str) -> None:
    qualifiers = {ai for sequence in QUALIFIERS[key] for ai in sequence}
    others = set(APPLICATION_IDENTIFIERS) - ATTRIBUTES[key]

    assert set(APPLICATION_IDENTIFIERS) > ATTRIBUTES[key]
    assert others == NEVER_ATTRIBUTES | qualifiers


@given(st.text())
def test_all_but_letters_digits_and_four_marks_is_encoded_whatever_the_text(value: str) -> None:
    path, query = link_path({"10": value}), link_query({"91": value})

    assert (path, query) == (f"/10/{quote(value, safe='')}", f"?91={quote(value, safe='')}")
    assert unquote(path.removeprefix("/10/")) == value
    assert parse_qsl(query[1:], keep_blank_values=True) == [("91", value)]


def test_attributes_follow_each_other_by_their_number_and_none_leave_no_question_mark() -> None:
    assert link_query({"3103": "001250", "17": "270331"}) == "?17=270331&3103=001250"
    assert link_query({}) == ""
