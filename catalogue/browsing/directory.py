"""The tree of categories and the cooperatives that offer something."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson
from django.db import connection

from catalogue.browsing.cursors import Cursor, Key, fingerprint, read_cursor, write_cursor
from catalogue.browsing.pages import GENERATION, Document, Page, Version
from catalogue.browsing.queries import DEFAULT_LIMIT, LARGEST_LIMIT, could_be_code
from catalogue.browsing.refusals import CooperativeNotFound, LimitOutOfRange
from catalogue.listings import today
from catalogue.search.alphabet import alphabet_key
from catalogue.texts import pick_text

# Each of the two columns has an index that holds all this counts by.
_COUNTS = """
    SELECT {column}, COUNT(*) AS products FROM catalogue_listingdocument
    WHERE language = %s AND starts_on <= %s AND ends_on >= %s GROUP BY {column}"""
_CATEGORIES = f"""
    SELECT g.number, c.id, c.parent_id, c.position, c.slug, c.name, COALESCE(n.products, 0)
    FROM {GENERATION} LEFT JOIN catalogue_category c ON TRUE
    LEFT JOIN ({_COUNTS.format(column="category_id")}) n ON n.category_id = c.id
    ORDER BY c.position, c.id"""  # noqa: S608 - put together from constants
_COOPERATIVES = f"""
    SELECT g.number, c.slug, c.name, c.party_type, c.commune_code, c.commune_name, c.province_code,
        n.products, {{story}}
    FROM {GENERATION} LEFT JOIN (
        catalogue_cooperative c
        JOIN ({_COUNTS.format(column="cooperative_id")}) n ON n.cooperative_id = c.id
    ) ON {{condition}}"""  # noqa: S608 - put together from constants
_ALL_COOPERATIVES = _COOPERATIVES.format(story="NULL", condition="TRUE")
_ONE_COOPERATIVE = _COOPERATIVES.format(story="c.story", condition="c.slug = %s")


class CategoryNode(NamedTuple):
    """A branch of the tree with the number of public products in it and below it."""

    slug: str
    names: dict[str, str]
    parent: str | None
    product_count: int
    path: str
    """Sorts as the tree is read: each branch before those in it."""


class CooperativeRow(NamedTuple):
    """A cooperative with the number of its public products."""

    slug: str
    name: str
    party_type: str
    commune_code: str
    commune_name: str
    province_code: str
    product_count: int
    story: str | None

    def as_item(self) -> dict[str, object]:
        """Return what the public may know of it: never the tax code: a household's is its owner's number."""
        return {
            "slug": self.slug,
            "name": self.name,
            "party_type": self.party_type,
            "commune": {"code": self.commune_code, "name": self.commune_name},
            "province_code": self.province_code,
            "product_count": self.product_count,
        }


def categories(language: str, *, limit: int = LARGEST_LIMIT, cursor: str = "") -> Page:
    """Return a page of the tree, each branch before those in it, named in ``language``.

    Raises LimitOutOfRange or CursorInvalid.
    """
    version, nodes = read_categories(language)
    keyed = [((node.path,), _category_json(node, language)) for node in nodes]
    return _page(keyed, version, "categories", (str,), limit, cursor)


def cooperatives(language: str, *, limit: int = DEFAULT_LIMIT, cursor: str = "") -> Page:
    """Return a page of the cooperatives with a public product, in the order of the alphabet.

    There are some hundreds, so all are read and sorted here, where the alphabet is known.

    Raises LimitOutOfRange or CursorInvalid.
    """
    version, rows = read_cooperatives(language)
    keyed = sorted(((alphabet_key(row.name), row.slug), _json(row.as_item())) for row in rows)
    return _page(keyed, version, "cooperatives", (str, str), limit, cursor)


def _category_json(node: CategoryNode, language: str) -> str:
    return _json(
        {
            "slug": node.slug,
            "name": pick_text(node.names, language),
            "parent": node.parent,
            "product_count": node.product_count,
        }
    )


def _page(
    keyed: Sequence[tuple[Key, str]],
    version: Version,
    name: str,
    key_shape: tuple[type, ...],
    limit: int,
    cursor: str,
) -> Page:
    """Return the page of ``keyed``, pairs of sort key and item in order, that ``cursor`` asks for."""
    if not 1 <= limit <= LARGEST_LIMIT:
        raise LimitOutOfRange("limit", most=LARGEST_LIMIT)
    tie = fingerprint(name)
    start, end = 0, limit
    if cursor:
        place = read_cursor(cursor, tie, key_shape)
        start = sum(key <= place.key for key, _ in keyed)
        end = start + limit
        if place.backward:
            end = sum(key < place.key for key, _ in keyed)
            start = max(0, end - limit)
    shown = keyed[start:end]
    return Page(
        [item for _, item in shown],
        version,
        next_cursor=write_cursor(Cursor(shown[-1][0]), tie) if shown and end < len(keyed) else None,
        previous_cursor=write_cursor(Cursor(shown[0][0], backward=True), tie) if shown and start else None,
    )


def cooperative_document(slug: str, language: str) -> Document:
    """Return one cooperative with its story in ``language``.

    Raises CooperativeNotFound, also when it has no public product.
    """
    if not could_be_code(slug):
        raise CooperativeNotFound(slug=slug)
    version, rows = _read_rows(_ONE_COOPERATIVE, language, slug)
    if not rows:
        raise CooperativeNotFound(slug=slug)
    row = CooperativeRow(*rows[0])
    story = pick_text(orjson.loads(row.story or "{}"), language)
    return Document(_json({**row.as_item(), "story": story}), version)


def read_cooperatives(language: str) -> tuple[Version, list[CooperativeRow]]:
    """Return all cooperatives with a public product, without their stories, in no order."""
    version, rows = _read_rows(_ALL_COOPERATIVES, language)
    return version, [CooperativeRow(*row) for row in rows]


def read_categories(language: str) -> tuple[Version, list[CategoryNode]]:
    """Return the tree, each branch before those in it."""
    version, rows = _read_rows(_CATEGORIES, language)
    below: dict[int | None, list[int]] = {}
    by_id = {}
    for pk, parent, *rest in rows:
        by_id[pk] = rest
        below.setdefault(parent, []).append(pk)
    nodes: list[CategoryNode] = []

    def add(pk: int, above: CategoryNode | None) -> int:
        position, slug, names, count = by_id[pk]
        path = f"{above.path if above else ''}{position:010d}.{pk:019d}/"
        node = CategoryNode(slug, orjson.loads(names), above.slug if above else None, count, path)
        place = len(nodes)
        nodes.append(node)
        count += sum(add(child, node) for child in below.get(pk, ()))
        nodes[place] = node._replace(product_count=int(count))
        return int(count)

    for root in below.get(None, ()):
        add(root, None)
    return version, nodes


def _read_rows(sql: str, language: str, *further: str) -> tuple[Version, list[Any]]:
    """Return the version and the rows that were read at it, without the empty one that may carry it alone."""
    day = today()
    with connection.cursor() as database:
        database.execute(sql, [language, day.isoformat(), day.isoformat(), *further])
        rows = database.fetchall()
    return Version(rows[0][0], day), [row[1:] for row in rows if row[1] is not None]


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
