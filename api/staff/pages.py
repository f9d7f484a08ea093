"""Lists of staff: newest first, in pages that stay in place while rows come and go.

The cursor is the key of a row; rows are read from there on along the primary key.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from api.errors import HOST
from api.parameters import LANG, Parameter, integer, pattern
from api.staff.refusals import UnknownPage

Row = TypeVar("Row", bound=Model)

DEFAULT_LIMIT = 25
LARGEST_LIMIT = 100
LARGEST_KEY = 2**63 - 1

LIMIT = integer("limit", f"Items on a page; default {DEFAULT_LIMIT}.", 1, LARGEST_LIMIT)
CURSOR = pattern(
    "cursor",
    "Place in the list, taken from `next` or `previous`.",
    r"[ab][0-9]{1,19}",
    ("con trỏ lấy từ next hoặc previous", "a cursor taken from next or previous"),
)
PAGE: tuple[Parameter, ...] = (LIMIT, CURSOR, LANG)
"""The parameters of every list."""


def page_of(
    request: HttpRequest,
    rows: QuerySet[Row],
    show: Callable[[list[Row]], Iterable[object]],
    given: Mapping[str, Any],
) -> dict[str, object]:
    """Return ``{"results", "next", "previous"}`` of ``rows`` at the cursor in ``given``.

    Raises UnknownPage.
    """
    limit = given.get("limit", DEFAULT_LIMIT)
    backward, key = _read(given.get("cursor"))
    if backward:
        found = list(rows.filter(pk__gt=key).order_by("pk")[: limit + 1])
        more_before, more_after = len(found) > limit, True
        found = found[:limit][::-1]
    else:
        behind = rows if key is None else rows.filter(pk__lt=key)
        found = list(behind.order_by("-pk")[: limit + 1])
        more_before, more_after = key is not None, len(found) > limit
        found = found[:limit]
    return {
        "results": list(show(found)),
        "next": _address(request, given, f"a{found[-1].pk}") if found and more_after else None,
        "previous": _address(request, given, f"b{found[0].pk}") if found and more_before else None,
    }


def _read(cursor: str | None) -> tuple[bool, int | None]:
    if cursor is None:
        return False, None
    key = int(cursor[1:])
    if key > LARGEST_KEY:
        raise UnknownPage
    return cursor[0] == "b", key


def _address(request: HttpRequest, given: Mapping[str, Any], cursor: str) -> str:
    asked = {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in given.items()
        if name != "cursor"
    }
    query = urlencode({**asked, "cursor": cursor})
    return f"{request.scheme}://{request.META[HOST]}{request.path}?{query}"
