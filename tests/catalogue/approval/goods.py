"""Goods on their way to the public, and what the public sees of them."""

from typing import Any

import orjson

from catalogue.approval import approve_product, submit_product
from catalogue.changes import FieldsRefused
from catalogue.models import ListingDocument, Product, ProductState, Variant
from tests.factories import make_product, make_variant

NAME = {"vi": "Mật ong bạc hà", "en": "Mint honey"}
NEW_NAME = {"vi": "Mật ong rừng"}


def make_draft(**fields: Any) -> Product:
    """Return a draft with one variant, complete enough to be submitted."""
    product = make_product(**({"state": ProductState.DRAFT, "published_at": None, "name": NAME} | fields))
    make_variant(product=product)
    return product


def make_approved(**fields: Any) -> Product:
    """Return a product that went through submission and approval, rendered."""
    product = make_draft(**fields)
    submit_product(product=product)
    return approve_product(product=product)


def only_variant(product: Product) -> Variant:
    return Variant.objects.get(product=product, deleted_at=None)


def shown(product: Product) -> dict[str, Any] | None:
    """Return what the public sees of ``product`` in Vietnamese: card, page and offers; None when nothing."""
    found = ListingDocument.objects.filter(product=product, language="vi").first()
    if found is None:
        return None
    texts = orjson.loads(found.card) | orjson.loads(found.detail)
    return {**texts, "price_vnd": found.price_vnd, "offers": orjson.loads(found.offers)}


def refused_fields(refused: FieldsRefused) -> list[tuple[str, str]]:
    return [(error.field, error.code) for error in refused.fields]
