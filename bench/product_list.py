"""The list of 20 out of 10,000 products beside a bare Django view with the same bytes on the same server.

Two lines: what shops ask again and again, and all 500 pages from the newest on, more than are kept,
so that each is read from the database.
"""

import sys

from bench.store_server import Load, measure

STORE = "/api/v1/store/products"


def front_pages() -> list[str]:
    """Return the newest, the cheapest, a category, what is dear, and the page after the first."""
    from catalogue.browsing import ProductQuery, browse
    from catalogue.models import Product

    category = Product.objects.latest("pk").category.slug
    following = browse(ProductQuery(language="vi")).next_cursor
    return [
        STORE,
        f"{STORE}?sort=price",
        f"{STORE}?category={category}&sort=name",
        f"{STORE}?price_min=500000&available=true",
        f"{STORE}?cursor={following}",
    ]


def every_page() -> list[str]:
    """Return all pages of the list, one behind the other."""
    from catalogue.browsing import ProductQuery, browse

    pages, following = [STORE], browse(ProductQuery()).next_cursor
    while following:
        pages.append(f"{STORE}?cursor={following}")
        following = browse(ProductQuery(cursor=following)).next_cursor
    return pages


if __name__ == "__main__":
    unit = "lists of 20 of 10,000 products per second"
    every = Load(unit, every_page)
    sys.exit(measure({"product_list": Load(unit, front_pages, 0.4), "product_list_every_page": every}))
