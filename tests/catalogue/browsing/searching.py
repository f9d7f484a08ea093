"""What a search finds, as slugs in their order."""

import orjson

from catalogue.browsing import ProductQuery, browse


def found(q: str, **query: str) -> list[str]:
    """Return the slugs that are found for ``q``, the best first."""
    page = browse(ProductQuery(q=q, limit=100, **query))  # type: ignore[arg-type]
    return [orjson.loads(item)["slug"] for item in page.items]
