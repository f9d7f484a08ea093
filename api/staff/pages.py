"""Lists of staff over the wire: ``catalogue.keyset`` with addresses for its cursors."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from api.parameters import LANG, Parameter, integer, pattern
from api.request_facts import HOST
from api.staff.refusals import UnknownPage
from catalogue.keyset import CURSOR_PATTERN, CursorUnknown, cut_page

Row = TypeVar("Row", bound=Model)

DEFAULT_LIMIT = 25
LARGEST_LIMIT = 100

LIMIT = integer("limit", f"Items on a page; default {DEFAULT_LIMIT}.", 1, LARGEST_LIMIT)
CURSOR = pattern(
    "cursor",
    "Place in the list, taken from `next` or `previous`.",
    CURSOR_PATTERN,
    ("con trỏ lấy từ next hoặc previous", "a cursor taken from next or previous"),
)
PAGE: tuple[Parameter, ...] = (LIMIT, CURSOR, LANG)
"""The parameters of every list."""


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
    try:
        page = cut_page(rows, cursor=given.get("cursor"), limit=given.get("limit", DEFAULT_LIMIT), by=by)
    except CursorUnknown:
        raise UnknownPage from None
    return {
        "results": list(show(page.rows)),
        "next": _address(request, given, page.next_cursor),
        "previous": _address(request, given, page.previous_cursor),
    }


def _address(request: HttpRequest, given: Mapping[str, Any], cursor: str | None) -> str | None:
    if cursor is None:
        return None
    asked = {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in given.items()
        if name != "cursor"
    }
    query = urlencode({**asked, "cursor": cursor})
    return f"{request.scheme}://{request.META[HOST]}{request.path}?{query}"
