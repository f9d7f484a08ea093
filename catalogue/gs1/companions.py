"""Which application identifiers exclude and which need each other.

What excludes each other may never meet in one symbol. What is needed may stand in another symbol of the same
item, so it is asked for over all symbols of an item, never over a single scan.

Source: GS1 General Specifications, section 4.13 (invalid pairs, mandatory associations).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from catalogue.gs1.application_identifiers import APPLICATION_IDENTIFIERS
from catalogue.gs1.errors import ElementStringInvalid


@dataclass(frozen=True, slots=True)
class MissingCompanions:
    """An AI and the groups of AIs (``n`` is any digit) of which one should be on the same item."""

    ai: str
    groups: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        return ", ".join(" + ".join(f"({ai})" for ai in group) for group in self.groups)


def check_together(ais: Sequence[str], positions: Sequence[int] = ()) -> None:
    """Refuse AIs that may not stand in one code: the same twice, or two that exclude each other.

    ``positions`` are the places of the AIs in the text that is read. Raises ElementStringInvalid.
    """
    seen: set[str] = set()
    for place, ai in enumerate(ais):
        refuse_repeated(ai, seen, positions[place] if positions else None)
    check_excluded(ais, positions)


def refuse_repeated(ai: str, seen: set[str], position: int | None = None) -> None:
    """Add ``ai`` to ``seen``; a measure or amount counts as the same whatever its decimals.

    Raises ElementStringInvalid if it is there already.
    """
    family = _family(ai)
    if family in seen:
        raise _refused(f"({ai}) xuất hiện hai lần", f"({ai}) occurs twice", position)
    seen.add(family)


def check_excluded(ais: Sequence[str], positions: Sequence[int] = ()) -> None:
    """Refuse AIs of which one may not stand with another. Raises ElementStringInvalid at the later one."""
    places = {_family(ai): place for place, ai in enumerate(ais)}
    for place, ai in enumerate(ais):
        for pattern in APPLICATION_IDENTIFIERS[ai].never_with:
            other = places.get(pattern.rstrip("n"), place)
            if other != place:
                raise _refused(
                    f"({ai}) và ({ais[other]}) không đi cùng nhau",
                    f"({ai}) and ({ais[other]}) may not stand together",
                    positions[max(place, other)] if positions else None,
                )


def missing_companions(ais: Iterable[str]) -> list[MissingCompanions]:
    """Return what the AIs on one item, in all its symbols together, still need, in the order of ``ais``.

    >>> [str(missing) for missing in missing_companions(["01", "3922"])]
    ['(01) + (30), (01) + (31nn), (01) + (32nn), (01) + (35nn), (01) + (36nn)']
    """
    present = list(ais)
    known = frozenset(present) | {ai[:2] for ai in present if len(ai) == 4}
    return [
        MissingCompanions(ai, needs)
        for ai in present
        if (needs := APPLICATION_IDENTIFIERS[ai].needs) and not _any_complete(needs, known)
    ]


def require_companions(ais: Iterable[str]) -> None:
    """Refuse an item that carries an AI without what it needs. Raises ElementStringInvalid."""
    for missing in missing_companions(ais):
        raise ElementStringInvalid(
            reason_vi=f"({missing.ai}) cần đi cùng {missing}", reason_en=f"({missing.ai}) needs {missing}"
        )


def _any_complete(groups: Iterable[tuple[str, ...]], known: Collection[str]) -> bool:
    return any(all(ai.rstrip("n") in known for ai in group) for group in groups)


def _family(ai: str) -> str:
    """Return what may occur once only: a measure or amount whatever its decimals, else the AI itself."""
    return ai[:3] if len(ai) == 4 and ai[0] == "3" else ai


def _refused(vi: str, en: str, position: int | None) -> ElementStringInvalid:
    where = {} if position is None else {"position": position}
    return ElementStringInvalid(reason_vi=vi, reason_en=en, **where)
