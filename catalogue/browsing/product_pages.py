"""What the public page of a product shows, and why there is none."""

from dataclasses import dataclass
from typing import Any

import orjson

from catalogue.browsing.products import product_document
from catalogue.browsing.refusals import ProductNotFound
from catalogue.models import Product, ProductState, Variant
from catalogue.quantity import NetQuantity
from catalogue.texts import language_shown, pick_text

_TEXTS = ("name", "description", "ingredients", "usage", "storage", "origin", "warnings")


@dataclass(frozen=True)
class ProductPage:
    """``product`` is the document of the store in one language; the rest is what it leaves to the page.

    ``quantities`` and ``variant_names`` are by SKU. ``text_languages`` has, by field, the tag of the text
    that is shown, for not every text is there in every language.
    """

    product: dict[str, Any]
    warnings: str
    story: str
    commune: str
    quantities: dict[str, str]
    variant_names: dict[str, str]
    text_languages: dict[str, str]


@dataclass(frozen=True)
class Gone:
    """A product that was public once; ``moved_to`` is the slug of the one that it was merged into."""

    moved_to: str | None


def product_page(slug: str, language: str) -> ProductPage:
    """Return what the page of ``slug`` shows, in three queries. Raises ProductNotFound."""
    document = orjson.loads(product_document(slug, language).json)
    row = Product.objects.public().select_related("cooperative").filter(slug=slug).first()
    if row is None:
        raise ProductNotFound(slug=slug)
    variants = list(Variant.objects.public().filter(product=row))
    return ProductPage(
        product=document,
        warnings=pick_text(row.warnings, language),
        story=pick_text(row.cooperative.story, language),
        commune=row.cooperative.commune_name,
        quantities={variant.sku: quantity_of(variant).display(language) for variant in variants},
        variant_names={variant.sku: pick_text(variant.name, language) for variant in variants},
        text_languages={name: language_shown(getattr(row, name), language) for name in _TEXTS}
        | {"story": language_shown(row.cooperative.story, language)},
    )


def why_not_shown(slug: str) -> Gone | None:
    """Return what became of a product that was public; None for one that never was, in one query."""
    if not slug.isascii() or not slug.isprintable():
        return None
    row = Product.objects.select_related("merged_into").filter(slug=slug).first()
    if row is None or row.published_at is None:
        return None
    heir = row.merged_into
    is_shown = heir is not None and heir.deleted_at is None and heir.state == ProductState.APPROVED
    return Gone(heir.slug if heir is not None and is_shown else None)


def quantity_of(variant: Variant) -> NetQuantity:
    """Return how much is in one piece."""
    return NetQuantity(
        variant.net_amount, variant.net_unit, variant.pack_count, variant.pack_unit, variant.specification
    )
