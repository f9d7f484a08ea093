"""What to offer while somebody types."""

from collections.abc import Iterable

import orjson

from catalogue.browsing.directory import read_categories, read_cooperatives
from catalogue.browsing.pages import Page, current_version
from catalogue.browsing.products import browse
from catalogue.browsing.queries import ProductQuery
from catalogue.search.queries import read_query
from catalogue.texts import pick_text

MOST = 10
MOST_OF_A_KIND = 3

Suggestion = tuple[str, str, str]
"""Kind, text and slug."""


def suggest(q: str, language: str) -> Page:
    """Return at most 10 suggestions as ``{"kind", "text", "slug"}``: categories, products, cooperatives.

    Only what leads to a public product is suggested; text without a letter or digit suggests nothing.

    Raises QueryTooLong.
    """
    query = ProductQuery(language=language, q=q, limit=MOST)
    search = read_query(q)
    if not search.units:
        return Page([], current_version())
    first, nodes = read_categories(language)
    page = browse(query)
    last, rows = read_cooperatives(language)
    if not first == page.version == last:
        return suggest(q, language)  # somebody wrote in between: read again, so that all is of one version
    branches = _best(
        (
            max(map(search.answer_rank, node.names.values())),
            ("category", pick_text(node.names, language), node.slug),
        )
        for node in nodes
        if node.product_count
    )
    sellers = _best(
        (search.answer_rank(row.name), ("cooperative", row.name, row.slug)) for row in sorted(rows)
    )
    cards = [orjson.loads(item) for item in page.items]
    goods = [("product", card["name"], card["slug"]) for card in cards]
    goods = goods[: MOST - len(branches) - len(sellers)]
    return Page(
        [
            orjson.dumps({"kind": kind, "text": text, "slug": slug}).decode()
            for kind, text, slug in (*branches, *goods, *sellers)
        ],
        last,
    )


def _best(ranked: Iterable[tuple[int, Suggestion]]) -> list[Suggestion]:
    """Return the best of those that answer at all; equals stay in their order."""
    answering = sorted((pair for pair in ranked if pair[0]), key=lambda pair: -pair[0])
    return [suggestion for _, suggestion in answering[:MOST_OF_A_KIND]]
