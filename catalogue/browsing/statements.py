"""The SQL of the list of products. Made here by hand: one statement, the same for both engines.

The page is found through an index by its keys alone; documents are fetched for the rows of the page only.
"""

import datetime
from typing import Any, NamedTuple

from django.db import connection

from catalogue.browsing.cursors import Key
from catalogue.browsing.pages import GENERATION
from catalogue.browsing.queries import ORDERS, RELEVANCE, ProductQuery
from catalogue.search import postgresql, sqlite
from catalogue.search.queries import SearchQuery
from catalogue.search.ranking import rank_sql

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}

# A category with all below it. UNION, not UNION ALL: a circle ends.
_BRANCH = """d.category_id IN (
    WITH RECURSIVE branch(id) AS (
        SELECT id FROM catalogue_category WHERE slug = %s
        UNION SELECT c.id FROM catalogue_category c JOIN branch ON c.parent_id = branch.id
    ) SELECT id FROM branch)"""
_FILTERS = {
    "category": _BRANCH,
    "cooperative": "d.cooperative_id = (SELECT id FROM catalogue_cooperative WHERE slug = %s)",
    "commune": "d.commune_code = %s",
    "ocop_stars_min": "d.ocop_stars >= %s",
    "price_min": "{price} >= %s",
    "price_max": "{price} <= %s",
    "available": "d.available = %s",
}


class Statement(NamedTuple):
    """SQL with ``%s`` for each of its parameters."""

    sql: str
    parameters: list[Any]


def list_statement(
    query: ProductQuery,
    search: SearchQuery | None,
    day: datetime.date,
    *,
    after: Key | None,
    backward: bool,
    rows: int,
) -> Statement:
    """Return the statement for ``rows`` products in the query's order, or against it when ``backward``.

    Its rows: the generation, card, price_vnd, available, the columns of the order, the product id. There is
    always one; its card is NULL when no product is found. ``after`` is the key of the last product passed.
    """
    order = ORDERS[query.order_name]
    columns = (*order.columns, "product_id")
    falling = order.falling != backward
    inner, parameters = _matching(query, search, day.isoformat())
    if after is not None:
        inner += (
            f" WHERE ({', '.join(columns)}) {'<' if falling else '>'} ({', '.join(['%s'] * len(columns))})"
        )
        parameters += after
    direction = "DESC" if falling else "ASC"
    sorted_by = ", ".join(f"{column} {direction}" for column in columns)
    sql = (
        f"SELECT g.number, d.card, d.price_vnd, d.available, {', '.join(f'p.{column}' for column in columns)}"  # noqa: S608 - of constants
        f" FROM {GENERATION} LEFT JOIN ({inner} ORDER BY {sorted_by} LIMIT %s) p ON TRUE"
        f" LEFT JOIN catalogue_listingdocument d ON d.id = p.id ORDER BY"
        f" {', '.join(f'p.{column} {direction}' for column in columns)}"
    )
    return Statement(sql, [*parameters, rows])


def _matching(query: ProductQuery, search: SearchQuery | None, day: str) -> Statement:
    """Return a SELECT of the id and keys of all documents that fit, without a WHERE at its end."""
    table = "catalogue_listingdocument d"
    keys = [
        "d.id",
        "d.product_id",
        *(f"d.{name}" for name in ORDERS[query.order_name].columns if name != RELEVANCE),
    ]
    parameters: list[Any] = []
    if search and query.order_name == RELEVANCE:
        table += " JOIN catalogue_searchentry s ON s.product_id = d.product_id"
        rank = rank_sql(search)
        keys.append(f"{rank.condition} AS {RELEVANCE}")
        parameters += rank.patterns
    conditions = ["d.language = %s", "d.starts_on <= %s", "d.ends_on >= %s"]
    parameters += [query.language, day, day]
    # A sum is in no index: in any order but that of prices, reading along the order is what stays fast.
    price = "d.price_vnd" if "price_vnd" in ORDERS[query.order_name].columns else "(d.price_vnd + 0)"
    for name, condition in _FILTERS.items():
        value = getattr(query, name)
        if value not in ("", None):
            conditions.append(condition.format(price=price))
            parameters.append(value)
    if query.certificate:
        conditions.append("d.certificate_kinds LIKE %s")
        parameters.append(f"% {query.certificate} %")
    if search:
        engine = ENGINES[connection.vendor]
        conditions.append(f"d.product_id IN ({engine.PRODUCTS_FOUND})")
        parameters.append(engine.match_text(search))
    sql = f"SELECT {', '.join(keys)} FROM {table} WHERE {' AND '.join(conditions)}"  # noqa: S608 - of constants
    return Statement(f"SELECT * FROM ({sql}) found", parameters)  # noqa: S608 - as above
