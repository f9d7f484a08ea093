"""Lists of staff, in pages that stay in place while rows come and go.

Rows stand newest first, by their key; or first come first served, by a moment or day and then by their key.
The cursor holds these of the row at the edge of the page.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from api.errors import HOST
from api.parameters import LANG, Parameter, integer, pattern
from api.staff.refusals import UnknownPage

Row = TypeVar("Row", bound=Model)

DEFAULT_LIMIT = 25
LARGEST_LIMIT = 100
LARGEST_KEY = 2**63 - 1
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)

LIMIT = integer("limit", f"Items on a page; default {DEFAULT_LIMIT}.", 1, LARGEST_LIMIT)
CURSOR = pattern(
    "cursor",
    "Place in the list, taken from `next` or `previous`.",
    r"[ab][0-9]{1,19}([dm][0-9]{1,17})?",
    ("con trỏ lấy từ next hoặc previous", "a cursor taken from next or previous"),
)
PAGE: tuple[Parameter, ...] = (LIMIT, CURSOR, LANG)
"""The parameters of every list."""

Moment = datetime.datetime | datetime.date


def page_of(
    request: HttpRequest,
    rows: QuerySet[Row],
    show: Callable[[list[Row]], Iterable[object]],
    given: Mapping[str, Any],
    *,
    by: str | None = None,
) -> dict[str, object]:
    """Return ``{"results", "next", "previous"}`` of ``rows`` at the cursor in ``given``.

    Newest first; with ``by``, the name of a column of moments or days, by that column and oldest first.

    Raises UnknownPage.
    """
    limit = given.get("limit", DEFAULT_LIMIT)
    backward, edge = _read(given.get("cursor"), by)
    forward_order = ("-pk",) if by is None else (by, "pk")
    order = [_reverse(name) for name in forward_order] if backward else list(forward_order)
    beyond = rows if edge is None else rows.filter(_beyond(edge, by, rising=(by is not None) != backward))
    found = list(beyond.order_by(*order)[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    if backward:
        found.reverse()
    has_next, has_previous = (edge is not None or more, more) if backward else (more, edge is not None)
    return {
        "results": list(show(found)),
        "next": _address(request, given, "a", found[-1], by) if found and has_next else None,
        "previous": _address(request, given, "b", found[0], by) if found and has_previous else None,
    }


def _reverse(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def _beyond(edge: tuple[int, Moment | None], by: str | None, *, rising: bool) -> Q:
    key, moment = edge
    side = "gt" if rising else "lt"
    if by is None:
        return Q(**{f"pk__{side}": key})
    return Q(**{f"{by}__{side}": moment}) | Q(**{by: moment, f"pk__{side}": key})


def _read(cursor: str | None, by: str | None) -> tuple[bool, tuple[int, Moment | None] | None]:
    """Return whether the cursor leads backward, and its edge: a key, with ``by`` also a moment or day."""
    if cursor is None:
        return False, None
    mark = next((letter for letter in "dm" if letter in cursor), "")
    head, _, number = cursor[1:].partition(mark) if mark else (cursor[1:], "", "")
    key = int(head)
    if key > LARGEST_KEY or bool(mark) != (by is not None):
        raise UnknownPage
    try:
        return cursor[0] == "b", (key, _moment(mark, int(number)) if mark else None)
    except (OverflowError, ValueError):
        raise UnknownPage from None


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


def _address(request: HttpRequest, given: Mapping[str, Any], side: str, row: Model, by: str | None) -> str:
    asked = {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in given.items()
        if name != "cursor"
    }
    query = urlencode({**asked, "cursor": f"{side}{_edge(row, by)}"})
    return f"{request.scheme}://{request.META[HOST]}{request.path}?{query}"
