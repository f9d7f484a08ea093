"""A search as it was typed, read once for both engines."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, NamedTuple

from catalogue.search.folding import has_marks, words
from catalogue.search.synonyms import find_groups

Form = Literal["spelled", "folded"]


class Term(NamedTuple):
    """A word that must be found; an unfinished one is found at the beginning of longer words too."""

    spelled: str
    folded: str
    unfinished: bool

    def text(self, form: Form) -> str:
        """Return the word in one of its two forms."""
        return self.spelled if form == "spelled" else self.folded

    def is_among(self, there: Collection[str], form: Form) -> bool:
        """Return whether the word is one of those ``there``, which are in the same form."""
        wanted = self.text(form)
        return wanted in there or (self.unfinished and any(word.startswith(wanted) for word in there))


@dataclass(frozen=True)
class Unit:
    """Terms that stand together, and the synonym group that may stand for them."""

    terms: tuple[Term, ...]
    group: str | None


@dataclass(frozen=True)
class SearchQuery:
    """Units that must all be found. Only the last term may be unfinished, as while somebody types."""

    units: tuple[Unit, ...]
    has_marks: bool
    """Whether marks were typed, so that they are meant."""

    @property
    def terms(self) -> list[Term]:
        """The terms in the order they were typed."""
        return [term for unit in self.units for term in unit.terms]

    def answer_rank(self, text: str) -> int:
        """Return how well a short text, such as the name of a category, answers; 0 when it does not.

        1: but for typed marks. 2: with them. 3: and it begins with the first word.
        """
        read = words(text)
        groups = {group.key for _, _, group in find_groups(read)}
        if not self._finds({word.folded for word in read}, groups, "folded"):
            return 0
        if self.has_marks and not self._finds({word.spelled for word in read}, groups, "spelled"):
            return 1
        return 3 if read[0].folded.startswith(self.terms[0].folded) else 2

    def _finds(self, there: set[str], groups: set[str], form: Form) -> bool:
        return all(
            unit.group in groups or all(term.is_among(there, form) for term in unit.terms)
            for unit in self.units
        )


def read_query(text: str) -> SearchQuery:
    """Return the search that ``text`` asks for; without units when it holds no letter and no digit."""
    read = words(text)
    terms = [Term(*word, unfinished=place == len(read)) for place, word in enumerate(read, start=1)]
    units: list[Unit] = []
    end = 0
    for start, length, group in find_groups(read):
        if start >= end:
            units += [Unit((term,), None) for term in terms[end:start]]
            end = start + length
            units.append(Unit(tuple(terms[start:end]), group.key))
    units += [Unit((term,), None) for term in terms[end:]]
    return SearchQuery(tuple(units), has_marks(read))
