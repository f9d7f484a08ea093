"""Reading what was typed."""

import pytest

from catalogue.search import postgresql, sqlite
from catalogue.search.queries import SearchQuery, read_query


def test_phrases_of_a_synonym_group_stay_together_and_the_last_word_is_unfinished() -> None:
    query = read_query("Mật ong HTX hợp tác xã rừng")

    assert [([term.folded for term in unit.terms], unit.group) for unit in query.units] == [
        (["mat", "ong"], "~honey"),
        (["htx"], "~htx"),
        (["hop", "tac", "xa"], "~htx"),
        (["rung"], None),
    ]
    assert [term.unfinished for term in query.terms] == [False] * 6 + [True]
    assert query.has_marks


def test_text_without_letters_and_digits_asks_for_nothing() -> None:
    assert read_query('"* - :"') == SearchQuery((), has_marks=False)


def test_both_engines_get_each_word_quoted() -> None:
    query = read_query("mật ong rừ")

    assert sqlite.match_text(query) == '(("mat" AND "ong") OR "~honey") AND "ru" *'
    assert postgresql.match_text(query) == "(('mat' & 'ong') | '~honey') & 'ru':*"


@pytest.mark.parametrize(
    ("typed", "text", "rank"),
    [
        ("chè", "Chè", 3),
        ("che", "Chè", 3),
        ("trà", "Chè", 2),
        ("chè", "Thịt chế biến", 1),
        ("che", "Thịt chế biến", 2),
        ("mật o", "Mật ong", 3),
        ("rượu", "Chè", 0),
    ],
)
def test_short_texts_are_ranked_by_marks_and_beginnings(typed: str, text: str, rank: int) -> None:
    assert read_query(typed).answer_rank(text) == rank
