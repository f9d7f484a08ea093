"""Pages that stay in place while rows come and go.

Rows stand newest first, by their key; or first come first served, by a moment or day and then by their key.
The cursor holds these of the row at the edge of the page.
"""

import datetime
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import DateTimeField, Model, Q, QuerySet

LARGEST_KEY = 2**63 - 1
CURSOR_PATTERN = r"[ab][0-9]{1,19}([dm][0-9]{1,17})?"
"""What every cursor looks like: which side of the edge, the key there, and perhaps its moment or day."""

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)

Row = TypeVar("Row", bound=Model)
Moment = datetime.datetime | datetime.date


class CursorUnknown(ValueError):
    """A cursor that does not belong to this list."""


@dataclass(frozen=True, slots=True)
class KeysetPage(Generic[Row]):
    """Rows in their order, with the cursors of the pages beside; None where there is none."""

    rows: list[Row]
    next_cursor: str | None
    previous_cursor: str | None


def cut_page(
    rows: QuerySet[Row], *, cursor: str | None, limit: int, by: str | None = None
) -> KeysetPage[Row]:
    """Return at most ``limit`` of ``rows`` from ``cursor`` on; ``cursor`` has the form of CURSOR_PATTERN.

    Newest first; with ``by``, the name of a column of moments or days, by that column and oldest first.

    Raises CursorUnknown.
    """
    backward, edge = _read(cursor, _mark_of(rows, by))
    forward_order = ("-pk",) if by is None else (by, "pk")
    order = [_reverse(name) for name in forward_order] if backward else list(forward_order)
    beyond = rows if edge is None else rows.filter(_beyond(edge, by, rising=(by is not None) != backward))
    found = list(beyond.order_by(*order)[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    if backward:
        found.reverse()
    has_next, has_previous = (edge is not None or more, more) if backward else (more, edge is not None)
    return KeysetPage(
        found,
        f"a{_edge(found[-1], by)}" if found and has_next else None,
        f"b{_edge(found[0], by)}" if found and has_previous else None,
    )


def _reverse(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def _beyond(edge: tuple[int, Moment | None], by: str | None, *, rising: bool) -> Q:
    key, moment = edge
    side = "gt" if rising else "lt"
    if by is None:
        return Q(**{f"pk__{side}": key})
    return Q(**{f"{by}__{side}": moment}) | Q(**{by: moment, f"pk__{side}": key})


def _mark_of(rows: QuerySet[Row], by: str | None) -> str:
    """Return the letter before what the edge holds beside the key: ``m`` a moment, ``d`` a day, or none."""
    if by is None:
        return ""
    return "m" if isinstance(rows.model._meta.get_field(by), DateTimeField) else "d"  # noqa: SLF001


def _read(cursor: str | None, wanted: str) -> tuple[bool, tuple[int, Moment | None] | None]:
    """Return whether the cursor leads backward, and its edge; its mark must be the ``wanted`` one."""
    if cursor is None:
        return False, None
    mark = next((letter for letter in "dm" if letter in cursor), "")
    head, _, number = cursor[1:].partition(mark) if mark else (cursor[1:], "", "")
    key = int(head)
    if key > LARGEST_KEY or mark != wanted:
        raise CursorUnknown
    try:
        return cursor[0] == "b", (key, _moment(mark, int(number)) if mark else None)
    except (OverflowError, ValueError):
        raise CursorUnknown from None


def _moment(mark: str, number: int) -> Moment:
    if mark == "d":
        return datetime.date.fromordinal(number)
    return _EPOCH + number * _MICROSECOND


def _edge(row: Model, by: str | None) -> str:
    if by is None:
        return str(row.pk)
    moment: Moment = getattr(row, by)
    if isinstance(moment, datetime.datetime):
        return f"{row.pk}m{(moment - _EPOCH) // _MICROSECOND}"
    return f"{row.pk}d{moment.toordinal()}"
