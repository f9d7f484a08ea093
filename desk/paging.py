"""Lists page by page, by addresses that stay right while rows come and go."""

import re
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from catalogue.keyset import CURSOR_PATTERN, CursorUnknown, KeysetPage, cut_page

Row = TypeVar("Row", bound=Model)

ROWS_ON_A_PAGE = 50
_CURSOR = re.compile(CURSOR_PATTERN)


@dataclass(frozen=True, slots=True)
class ShownPage(Generic[Row]):
    """Rows with the queries of the pages beside, such as ``?cursor=a12``; "" where there is none."""

    rows: list[Row]
    next_query: str
    previous_query: str


def page_at(request: HttpRequest, rows: QuerySet[Row], *, by: str | None = None) -> ShownPage[Row]:
    """Return the page of ``rows`` that the request asks for, newest first or oldest first ``by`` a column.

    A cursor that does not fit leads to the first page.
    """
    given = request.GET.get("cursor", "")
    found = _cut(rows, given if _CURSOR.fullmatch(given) else None, by)
    return ShownPage(found.rows, _query(request, found.next_cursor), _query(request, found.previous_cursor))


def _cut(rows: QuerySet[Row], cursor: str | None, by: str | None) -> KeysetPage[Row]:
    try:
        return cut_page(rows, cursor=cursor, limit=ROWS_ON_A_PAGE, by=by)
    except CursorUnknown:
        return cut_page(rows, cursor=None, limit=ROWS_ON_A_PAGE, by=by)


def _query(request: HttpRequest, cursor: str | None) -> str:
    if cursor is None:
        return ""
    kept: dict[str, Any] = {name: value for name, value in request.GET.items() if name != "cursor"}
    return "?" + urlencode({**kept, "cursor": cursor})
