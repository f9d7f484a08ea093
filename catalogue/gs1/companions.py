"""Which application identifiers exclude and which need each other.

What excludes each other may never meet in one symbol. What is needed may stand in another symbol of the same
item, so it is asked for over all symbols of an item, never over a single scan.

Source: GS1 General Specifications, section 4.13 (invalid pairs, mandatory associations).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalogue.gs1.application_identifiers import APPLICATION_IDENTIFIERS
from catalogue.gs1.errors import ElementStringInvalid

# A family may occur once only: a measure or amount whatever its decimals, else the AI itself.
_FAMILIES = {ai: ai[:3] if len(ai) == 4 and ai[0] == "3" else ai for ai in APPLICATION_IDENTIFIERS}
# The families that may not stand with an AI beside its own, and the groups of which it needs one.
_EXCLUDED = {
    ai: tuple(family for pattern in known.never_with if (family := pattern.rstrip("n")) != _FAMILIES[ai])
    for ai, known in APPLICATION_IDENTIFIERS.items()
}
_NEEDED = {
    ai: tuple(frozenset(needed.rstrip("n") for needed in group) for group in known.needs)
    for ai, known in APPLICATION_IDENTIFIERS.items()
}


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
    if len(set(map(_FAMILIES.__getitem__, ais))) < len(ais):
        seen: set[str] = set()
        for place, ai in enumerate(ais):
            refuse_repeated(ai, seen, positions[place] if positions else None)
    check_excluded(ais, positions)


def refuse_repeated(ai: str, seen: set[str], position: int | None = None) -> None:
    """Add the family of ``ai`` to ``seen``; a measure or amount counts as the same whatever its decimals.

    Raises ElementStringInvalid if it is there already.
    """
    family = _FAMILIES[ai]
    if family in seen:
        raise _refused(f"({ai}) xuất hiện hai lần", f"({ai}) occurs twice", position)
    seen.add(family)


def check_excluded(ais: Sequence[str], positions: Sequence[int] = ()) -> None:
    """Refuse ``ais``, none twice, of which one may not stand with another.

    Raises ElementStringInvalid at the later one.
    """
    families = list(map(_FAMILIES.__getitem__, ais))
    present = set(families)
    for ai in filter(_EXCLUDED.__getitem__, ais):
        if not present.isdisjoint(_EXCLUDED[ai]):
            other = next(families.index(family) for family in _EXCLUDED[ai] if family in present)
            raise _refused(
                f"({ai}) và ({ais[other]}) không đi cùng nhau",
                f"({ai}) and ({ais[other]}) may not stand together",
                positions[max(ais.index(ai), other)] if positions else None,
            )


def missing_companions(ais: Iterable[str]) -> list[MissingCompanions]:
    """Return what the AIs on one item, in all its symbols together, still need, in the order of ``ais``.

    >>> [str(missing) for missing in missing_companions(["01", "3922"])]
    ['(01) + (30), (01) + (31nn), (01) + (32nn), (01) + (35nn), (01) + (36nn)']
    """
    present = list(ais)
    # No AI of two digits begins another, so that two digits are an AI or a group such as 31nn.
    known = {*present, *(ai[:2] for ai in present)}
    return [
        MissingCompanions(ai, APPLICATION_IDENTIFIERS[ai].needs)
        for ai in filter(_NEEDED.__getitem__, present)
        if not any(map(known.issuperset, _NEEDED[ai]))
    ]


def require_companions(ais: Iterable[str]) -> None:
    """Refuse an item that carries an AI without what it needs. Raises ElementStringInvalid."""
    for missing in missing_companions(ais):
        raise ElementStringInvalid(
            reason_vi=f"({missing.ai}) cần đi cùng {missing}", reason_en=f"({missing.ai}) needs {missing}"
        )


def _refused(vi: str, en: str, position: int | None) -> ElementStringInvalid:
    where = {} if position is None else {"position": position}
    return ElementStringInvalid(reason_vi=vi, reason_en=en, **where)
