"""The list of products and the page of one: one statement each, then strings are joined."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from catalogue.browsing.cursors import Cursor, read_cursor, write_cursor
from catalogue.browsing.pages import GENERATION, Document, Page, Version, current_version
from catalogue.browsing.queries import ORDERS, ProductQuery, could_be_code
from catalogue.browsing.refusals import ProductNotFound
from catalogue.browsing.statements import list_statement
from catalogue.listings import today
from catalogue.search.queries import SearchQuery, read_query
from catalogue.search.telex import undo_raw_keys

_DETAIL = f"""
    SELECT g.number, d.card, d.detail, d.price_vnd, d.available, d.offers
    FROM {GENERATION} LEFT JOIN catalogue_listingdocument d
    ON d.slug = %s AND d.language = %s AND d.starts_on <= %s AND d.ends_on >= %s"""  # noqa: S608 - put together from constants


def browse(query: ProductQuery) -> Page:
    """Return a page of products as list items.

    Text that finds nothing is tried once more as the raw keys of Telex or VNI: ``maatj ong`` is mật ong.

    Raises CursorInvalid.
    """
    cursor = None
    if query.cursor:
        types = (*ORDERS[query.order_name].types, int)
        cursor = read_cursor(query.cursor, query.fingerprint, types)
    if not query.is_search:
        return _read_page(query, None, cursor)
    if cursor:
        text = undo_raw_keys(query.q) or "" if cursor.second_try else query.q
        return _read_page(query, read_query(text), cursor, second_try=cursor.second_try)
    return _search_first_page(query)


def _search_first_page(query: ProductQuery) -> Page:
    page = _read_page(query, read_query(query.q), None)
    text = None if page.items else undo_raw_keys(query.q)
    if text is None:
        return page
    second = _read_page(query, read_query(text), None, second_try=True)
    # A writer in between may have made the first reading find something: then start over.
    return second if second.version == page.version else _search_first_page(query)


def product_document(slug: str, language: str) -> Document:
    """Return the page of one product in one of the languages of the catalogue.

    Raises ProductNotFound.
    """
    if not could_be_code(slug):
        raise ProductNotFound(slug=slug)
    day = today()
    with connection.cursor() as database:
        database.execute(_DETAIL, [slug, language, day.isoformat(), day.isoformat()])
        number, card, detail, price_vnd, available, offers = database.fetchone()
    if card is None:
        raise ProductNotFound(slug=slug)
    item = _item(card, price_vnd, available)
    return Document(f'{item[:-1]},{detail[1:-1]},"variants":{offers}}}', Version(number, day))


def _read_page(
    query: ProductQuery, search: SearchQuery | None, cursor: Cursor | None, *, second_try: bool = False
) -> Page:
    if search is not None and not search.units:
        return Page([], current_version())
    day = today()
    backward = cursor is not None and cursor.backward
    statement = list_statement(
        query, search, day, after=cursor.key if cursor else None, backward=backward, rows=query.limit + 1
    )
    with connection.cursor() as database:
        database.execute(statement.sql, statement.parameters)
        rows = database.fetchall()
    version = Version(rows[0][0], day)
    if rows[0][1] is None:
        return Page([], version)
    there_is_more = len(rows) > query.limit
    rows = rows[: query.limit]
    if backward:
        rows.reverse()

    tie = query.fingerprint

    def cursor_at(row: Sequence[Any], *, backward: bool) -> str:
        return write_cursor(Cursor(tuple(row[4:]), backward, second_try), tie)

    return Page(
        [_item(*row[1:4]) for row in rows],
        version,
        next_cursor=cursor_at(rows[-1], backward=False) if there_is_more or backward else None,
        previous_cursor=(
            cursor_at(rows[0], backward=True) if (there_is_more if backward else cursor) else None
        ),
    )


def _item(card: str, price_vnd: int, available: bool | int) -> str:
    """Return the card with what moves often put in."""
    flag = "true" if available else "false"
    return f'{card[:-1]},"price":{{"amount":{price_vnd},"currency":"VND"}},"available":{flag}}}'
