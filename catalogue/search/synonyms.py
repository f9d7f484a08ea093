"""Different words for the same goods, as data. Each group works both ways.

A group is one word more in the index, such as ``~tea``, so neither engine needs phrases or positions for it.
After a change here run ``manage.py render_listings``.

Source: everyday names in the north (chè, ngô, lợn, lạc, dứa) and the south (trà, bắp, heo, đậu phộng, thơm).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from catalogue.search.folding import Word, has_marks, words


@dataclass(frozen=True)
class SynonymGroup:
    """Phrases that mean the same."""

    key: str
    """The word that stands for the group in the index; no typed word begins with ~. Letters only."""
    phrases: tuple[str, ...]
    only_under: frozenset[str] = frozenset()
    """Slugs of categories outside which the phrases mean something else: chè is tea, or a sweet soup."""


SYNONYMS = (
    SynonymGroup(
        "~tea", ("chè", "trà", "tea", "teas"), only_under=frozenset({"thuc-uong", "duoc-lieu", "du-lich"})
    ),
    SynonymGroup("~htx", ("HTX", "hợp tác xã", "cooperative", "cooperatives", "co-op")),
    SynonymGroup("~corn", ("ngô", "bắp", "corn", "maize")),
    SynonymGroup("~pork", ("lợn", "heo", "pork", "pig")),
    SynonymGroup("~peanut", ("lạc", "đậu phộng", "peanut", "peanuts", "groundnut")),
    SynonymGroup(
        "~pineapple",
        ("dứa", "thơm", "khóm", "pineapple", "pineapples"),  # thơm is also fragrant, as rice is
        only_under=frozenset({"rau-qua", "rau-qua-che-bien"}),
    ),
    SynonymGroup("~smoked", ("gác bếp", "treo bếp", "hun khói", "xông khói", "smoked")),
    SynonymGroup("~hmong", ("H'Mông", "Mông", "H Mông", "H-Mông", "H'Mong")),
    SynonymGroup("~buckwheat", ("tam giác mạch", "kiều mạch", "mạch ba góc", "buckwheat")),
    SynonymGroup("~honey", ("mật ong", "honey")),
    SynonymGroup("~spirit", ("rượu", "spirit", "spirits", "liquor")),
    SynonymGroup("~brocade", ("thổ cẩm", "brocade")),
    SynonymGroup("~linen", ("lanh", "linen", "hemp")),
    SynonymGroup("~blackchicken", ("gà đen", "gà Mông", "gà H'Mông", "gà xương đen", "black chicken")),
    SynonymGroup("~mushroom", ("nấm hương", "shiitake")),
    SynonymGroup("~chilli", ("ớt", "chilli", "chili", "chillies")),
)

_BY_FIRST_WORD: dict[str, list[tuple[tuple[Word, ...], SynonymGroup]]] = {}
for _group in SYNONYMS:
    for _phrase in _group.phrases:
        _read = tuple(words(_phrase))
        _BY_FIRST_WORD.setdefault(_read[0].folded, []).append((_read, _group))
for _entries in _BY_FIRST_WORD.values():
    _entries.sort(key=lambda entry: -len(entry[0]))


def find_groups(
    read: Sequence[Word], *, under: Collection[str] | None = None
) -> Iterator[tuple[int, int, SynonymGroup]]:
    """Yield ``(start, length, group)`` for each phrase in ``read``, longest first at each place.

    A word typed without marks stands for all markings, unless the text is marked elsewhere. With ``under``,
    the slugs of a product's category and those above it, groups that mean another thing there are left out.
    """
    marked = has_marks(list(read))
    for start, word in enumerate(read):
        for phrase, group in _BY_FIRST_WORD.get(word.folded, ()):
            if group.only_under and under is not None and not group.only_under.intersection(under):
                continue
            if _is_at(phrase, read, start, marked=marked):
                yield start, len(phrase), group
                break


def _is_at(phrase: tuple[Word, ...], read: Sequence[Word], start: int, *, marked: bool) -> bool:
    there = read[start : start + len(phrase)]
    if len(there) < len(phrase):
        return False
    return all(
        meant.spelled == word.spelled if marked else meant.folded == word.folded
        for meant, word in zip(phrase, there, strict=True)
    )
