"""What the search index keeps of one product."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from catalogue.search.folding import words
from catalogue.search.synonyms import find_groups

BEFORE_NAME = "|"  # no word, so that no phrase runs from one name into the next


class EntryTexts(NamedTuple):
    """The columns of a ``SearchEntry`` in their order."""

    words: str
    words_spelled: str
    name_folded: str
    name_spelled: str


def entry_texts(names: Iterable[str], others: Iterable[str], *, categories: Collection[str]) -> EntryTexts:
    """Return the words of a product: its ``names``, then the ``others`` that should find it.

    ``categories`` are the slugs of its category and of those above.
    """
    found: dict[str, None] = {}  # in the order they came, each once
    found_spelled: dict[str, None] = {}
    name_folded: list[str] = []
    name_spelled: list[str] = []
    for is_name, texts in ((True, names), (False, others)):
        for text in texts:
            read = words(text)
            groups = [group.key for _, _, group in find_groups(read, under=categories)]
            folded, spelled = [word.folded for word in read], [word.spelled for word in read]
            found |= dict.fromkeys(folded + groups)
            found_spelled |= dict.fromkeys(spelled + groups)
            if is_name:
                name_folded += [BEFORE_NAME, *folded, BEFORE_NAME, *groups]
                name_spelled += [BEFORE_NAME, *spelled, BEFORE_NAME, *groups]
    return EntryTexts(
        " ".join(found),
        f" {' '.join(found_spelled)} ",
        f" {' '.join(name_folded)} ",
        f" {' '.join(name_spelled)} ",
    )
