"""How well a search entry answers a query, as SQL that every engine understands.

What counts, in this order: typed marks kept, whole words, at the beginning of the name, in the name, side by
side, the word itself before its synonym. Without typed marks every marking is equal. The wish behind it:
đường must not lead to Dương, and honey stands before soap with honey in it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from catalogue.search.entries import BEFORE_NAME
from catalogue.search.queries import Form, SearchQuery, Unit

_PLACES = {"spelled": "s.words_spelled", "folded": "(' ' || s.words || ' ')"}


class Case(NamedTuple):
    """A condition on the entry ``s`` with the patterns of its parameters."""

    condition: str
    patterns: list[str]


def rank_sql(query: SearchQuery) -> Case:
    """Return a CASE that is the higher the better the entry ``s`` answers; 1 at least."""
    cases = list(_cases(query, "folded"))
    if query.has_marks:
        cases = [*_cases(query, "spelled"), *cases]
    cases.pop()  # the least of them is true of all that was found
    best = len(cases) + 1
    whens = [f"WHEN {case.condition} THEN {best - place}" for place, case in enumerate(cases)]
    return Case(
        f"CASE {' '.join(whens)} ELSE 1 END", [pattern for case in cases for pattern in case.patterns]
    )


def _cases(query: SearchQuery, form: Form) -> Iterator[Case]:
    """Yield the ways in which the words may be there, best first."""
    name, anywhere = f"s.name_{form}", _PLACES[form]
    phrase = " ".join(term.text(form) for term in query.terms)
    yield Case(f"{name} LIKE %s", [f"% {BEFORE_NAME} {phrase} %"])
    yield Case(f"{name} LIKE %s", [f"% {phrase} %"])
    yield _all_units(query, name, form, synonyms=False, whole=True)
    yield _all_units(query, name, form, synonyms=True, whole=True)
    yield _all_units(query, anywhere, form, synonyms=True, whole=True)
    yield _all_units(query, name, form, synonyms=True, whole=False)
    yield _all_units(query, anywhere, form, synonyms=True, whole=False)


def _all_units(query: SearchQuery, column: str, form: Form, *, synonyms: bool, whole: bool) -> Case:
    conditions: list[str] = []
    patterns: list[str] = []
    for unit in dict.fromkeys(query.units):
        likes = _patterns(unit, form, whole=whole)
        condition = " AND ".join([f"{column} LIKE %s"] * len(likes))
        if synonyms and unit.group:
            condition = f"(({condition}) OR {column} LIKE %s)"
            likes.append(f"% {unit.group} %")
        conditions.append(condition)
        patterns += likes
    return Case(" AND ".join(conditions), patterns)


def _patterns(unit: Unit, form: Form, *, whole: bool) -> list[str]:
    return [
        f"% {term.text(form)}{'%' if term.unfinished and not whole else ' %'}"
        for term in dict.fromkeys(unit.terms)
    ]
