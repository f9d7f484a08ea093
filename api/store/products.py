"""``store/products``: the list with its search and filters, and the page of one product."""

from typing import ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request

from api.parameters import LANG, Parameter, choice, flag, integer, pattern, slug, text
from api.store.public import PublicView
from api.store.serializers import ProductDetailSerializer, ProductPageSerializer
from catalogue.browsing import ProductQuery, browse, product_document
from catalogue.browsing.cursors import LONGEST_CURSOR
from catalogue.browsing.queries import (
    DEFAULT_LIMIT,
    LARGEST_LIMIT,
    LARGEST_PRICE,
    LONGEST_QUERY,
    ORDERS,
)
from catalogue.models import CertificateKind

LIMIT = integer("limit", f"Items on a page; default {DEFAULT_LIMIT}.", 1, LARGEST_LIMIT)
CURSOR = pattern(
    "cursor",
    "Place in the list, taken from `next` or `previous`.",
    rf"[A-Za-z0-9_-]{{1,{LONGEST_CURSOR}}}",
    ("con trỏ lấy từ next hoặc previous", "a cursor taken from next or previous"),
)
_COMMUNE = ("mã xã năm chữ số", "a commune code of five digits")

_EXAMPLE = OpenApiExample(
    "A page of one",
    value={
        "results": [
            {
                "slug": "mat-ong-hoa-bac-ha",
                "name": "Mật ong hoa bạc hà",
                "cooperative": {"slug": "htx-dong-van", "name": "HTX Đồng Văn"},
                "category": {"slug": "mat-ong", "name": "Mật ong"},
                "image": None,
                "ocop_stars": 4,
                "variant_count": 1,
                "published_at": "2026-11-01T02:03:04Z",
                "price": {"amount": 320000, "currency": "VND"},
                "available": True,
            }
        ],
        "next": "https://shop.example/api/v1/store/products?limit=1&cursor=WyJkMTI1OWVh",
        "previous": None,
    },
    response_only=True,
    status_codes=["200"],
)


class Products(PublicView):
    """The goods on offer."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        text(
            "q",
            "Search text. Accents, tones and spelling of hyphens do not matter; typed accents rank first.",
            longest=LONGEST_QUERY,
            example="mat ong",
        ),
        slug("category", "Slug of a category; those below it count too."),
        slug("cooperative", "Slug of a cooperative."),
        pattern("commune", "Code of the commune (GSO, five digits).", r"[0-9]{5}", _COMMUNE),
        integer("ocop_stars_min", "At least so many OCOP stars, certified today.", 1, 5),
        integer("price_min", "Lowest price in đồng.", 0, LARGEST_PRICE),
        integer("price_max", "Highest price in đồng.", 0, LARGEST_PRICE),
        flag("available", "Only what can, or cannot, be bought now."),
        choice("certificate", "Kind of a certificate in force today.", CertificateKind.values),
        choice("sort", "Order; default relevance with `q`, else the newest first.", ORDERS),
        LIMIT,
        CURSOR,
        LANG,
    )

    @extend_schema(
        operation_id="products",
        tags=["products"],
        responses={200: ProductPageSerializer},
        examples=[_EXAMPLE],
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List the goods on offer.

        Filters add up. A slug or commune that does not exist finds nothing. `sort=relevance` needs `q`. A
        cursor belongs to its query: with another one it is a 400 `invalid_cursor`.
        """
        asked = {name: value for name, value in self.given.items() if name != "lang"}
        return self.page(lambda: browse(ProductQuery(language=self.language, **asked)))


class Product(PublicView):
    """One product."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    problem_statuses: ClassVar[tuple[int, ...]] = (404, 503)

    @extend_schema(operation_id="product", tags=["products"], responses={200: ProductDetailSerializer})
    def get(self, request: Request, slug: str) -> HttpResponse:  # noqa: ARG002
        """Show one product with its variants, numbers and certificates."""
        return self.document(lambda: product_document(slug, self.language))
