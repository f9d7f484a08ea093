"""What a row of the wall says."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from tests.wall.scene import Side

Body = Callable[[Side], Any]
"""A body made of what belongs to one side."""


class Door(Enum):
    """Who may enter."""

    OPEN = "anybody; what is shown is public, or guarded by what is sent"
    STAFF = "members and officers, and keys with the grant of the row"
    PEOPLE = "members and officers, no keys"
    OWNER = "owners and officers, no keys"
    ALLIANCE = "officers alone"
    DESK = "members and officers, by session"
    DESK_OWNER = "owners and officers, by session"
    DESK_ALLIANCE = "officers alone, by session; for others the page is not there"


@dataclass(frozen=True)
class Attack:
    """A way for A into B: what is sent, and what is answered to it.

    ``mixed`` names of the path come from B, all others from A. ``body`` and ``query`` are made of B's side. A
    list that answers 200 must hold nothing of B.
    """

    label: str
    mixed: tuple[str, ...] = ()
    body: Callable[[Side, Side], Any] | None = None
    query: Callable[[Side], str] | None = None
    statuses: frozenset[int] = frozenset({404})
    holds_without_scope: str = ""
    """Why scoping has no part in this one, so that the twin cannot turn it red; empty where it must."""


@dataclass(frozen=True)
class Row:
    """One address with one method."""

    route: str
    method: str
    door: Door
    names: tuple[str, ...] = ()
    grant: str = ""
    own: Body | None = None
    form: bool = False
    attacks: tuple[Attack, ...] = ()
    lists: bool = False
    """Whether a GET shows rows of whoever asks: then it must show none of B's."""
    ours: bool = True
    """Whether the names are of rows that belong to a cooperative, so that B's are a way in."""
    pattern: str = field(default="", compare=False)
    """The address where the route is not one to be filled, such as a regular expression."""

    def all_attacks(self) -> tuple[Attack, ...]:
        """Return the declared ways in, those by the path, and by the list."""
        found = list(self.attacks)
        if self.ours and self.names and self.door not in {Door.ALLIANCE, Door.DESK_ALLIANCE}:
            found.append(Attack("path", mixed=self.names))
        if self.lists:
            found.append(Attack("list", statuses=frozenset({200})))
        return tuple(found)


def body_of_both(make: Callable[[Side, Side], Any], *statuses: int, label: str = "body") -> Attack:
    """Return an attack whose body is made of A's side and B's."""
    return Attack(label, body=make, statuses=frozenset(statuses or {404}))


def body_of_theirs(make: Body, *statuses: int, label: str = "body") -> Attack:
    """Return an attack whose body is made of B's side."""
    return body_of_both(lambda _, theirs: make(theirs), *statuses, label=label)


def query_of_theirs(make: Callable[[Side], str], *statuses: int) -> Attack:
    """Return an attack by a query that names something of B; an empty list is a good answer."""
    return Attack("query", query=make, statuses=frozenset(statuses or {200, 404}))
