"""The list of 20 out of 10,000 products beside a bare Django view with the same bytes on the same server."""

from bench.store_server import measure

STORE = "/api/v1/store/products"


def addresses() -> list[str]:
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


if __name__ == "__main__":
    measure("product_list", "lists of 20 of 10,000 products per second", addresses)
