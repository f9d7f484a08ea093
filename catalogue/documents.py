"""The public JSON of a product, written once and served many times. Nothing here asks the database."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

import orjson
from django.conf import settings

from catalogue.gs1.gtin import display_gtin
from catalogue.media.showing import image_of, media_of
from catalogue.models import Category, Certificate, CertificateKind, Cooperative, MediaItem, Product, Variant
from catalogue.models.listings import LAST_DAY
from catalogue.quantity import unit_price
from catalogue.texts import pick_text

FIRST_DAY = datetime.date(1, 1, 1)
BARCODE_ADDRESS = "/api/v1/store/barcodes/{gtin}.svg"

_DETAIL_TEXTS = ("description", "ingredients", "storage", "usage", "origin")
_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Offer:
    """A variant with its numbers: a GTIN of 14 digits, an in-store number, or neither."""

    variant: Variant
    gtin: str | None
    in_store_number: str | None


@dataclass(frozen=True)
class ProductFacts:
    """All that the documents of one product show. ``categories`` leads from its own up to the root."""

    product: Product
    cooperative: Cooperative
    categories: Sequence[Category]
    offers: Sequence[Offer] = ()
    certificates: Collection[Certificate] = field(default=())
    media: Sequence[MediaItem] = ()


class Span(NamedTuple):
    """Days, first and last included, through which the same certificates are in force."""

    starts_on: datetime.date
    ends_on: datetime.date
    certificates: list[Certificate]


def certificate_spans(certificates: Collection[Certificate], today: datetime.date) -> list[Span]:
    """Return the spans from the one that holds ``today`` to the last, without a gap.

    The first begins where its certificates do, not today, so that it is the same tomorrow.
    """
    starts = {FIRST_DAY} | {certificate.valid_from for certificate in certificates}
    starts |= {
        certificate.valid_to + _ONE_DAY for certificate in certificates if certificate.valid_to < LAST_DAY
    }
    ordered = sorted(starts)
    ends = [start - _ONE_DAY for start in ordered[1:]] + [LAST_DAY]
    return [
        Span(start, end, [c for c in certificates if c.valid_from <= start <= c.valid_to])
        for start, end in zip(ordered, ends, strict=True)
        if end >= today
    ]


def stars_of(certificates: Collection[Certificate]) -> int | None:
    """Return the OCOP stars among ``certificates``, the most when there are several."""
    stars = [c.stars for c in certificates if c.kind == CertificateKind.OCOP and c.stars]
    return max(stars, default=None)


def card_json(facts: ProductFacts, language: str, span: Span) -> str:
    """Return the item of a list as JSON, without ``price`` and ``available``."""
    product, category = facts.product, facts.categories[0]
    return _json(
        {
            "slug": product.slug,
            "name": pick_text(product.name, language),
            "cooperative": {"slug": facts.cooperative.slug, "name": facts.cooperative.name},
            "category": {"slug": category.slug, "name": pick_text(category.name, language)},
            "image": image_of(facts.media, product.name, language),
            "ocop_stars": stars_of(span.certificates),
            "variant_count": len(facts.offers),
            "published_at": product.published_at,
        }
    )


def detail_json(facts: ProductFacts, language: str, span: Span) -> str:
    """Return what the product's own page adds to the card, as a JSON object without ``variants``."""
    product = facts.product
    texts = {name: pick_text(getattr(product, name), language) for name in _DETAIL_TEXTS}
    return _json(
        {
            **texts,
            "label_group": product.label_group,
            "languages": languages_of(product),
            "media": media_of(facts.media, product.name, language),
            "certificates": [
                {
                    "kind": certificate.kind,
                    "stars": certificate.stars,
                    "number": certificate.number,
                    "issued_by": certificate.issued_by,
                    "valid_from": certificate.valid_from,
                    "valid_to": certificate.valid_to,
                    "dates_assumed": certificate.dates_assumed,
                }
                for certificate in span.certificates
            ],
        }
    )


def languages_of(product: Product) -> list[str]:
    """Return the tags of the languages that the product has texts in, the catalogue's own first."""
    texts: list[Mapping[str, str]] = [getattr(product, name) for name in ("name", *_DETAIL_TEXTS)]
    tags = {tag for text in texts for tag in text}
    own = [tag for tag in settings.CATALOGUE_LANGUAGES if tag in tags]
    return own + sorted(tags.difference(own))


def offers_json(offers: Sequence[Offer]) -> str:
    """Return the variants as a JSON list, which is the same in every language."""
    return _json([_offer(offer) for offer in offers])


def _offer(offer: Offer) -> dict[str, object]:
    variant, gtin = offer.variant, offer.gtin
    per_unit = unit_price(variant.price_vnd, variant.net_amount, variant.net_unit)
    return {
        "sku": variant.sku,
        "gtin": gtin,
        "gtin_display": display_gtin(gtin) if gtin else None,
        "net_quantity": {"amount": plain_amount(variant.net_amount), "unit": variant.net_unit},
        "in_store_number": None if gtin else offer.in_store_number,
        "price": {"amount": variant.price_vnd, "currency": "VND"},
        "unit_price": {"amount": per_unit.amount_vnd, "currency": "VND", "per": per_unit.per},
        "available": variant.available,
        "barcode": BARCODE_ADDRESS.format(gtin=gtin) if gtin else None,
    }


def plain_amount(amount: Decimal) -> str:
    """Return ``amount`` without trailing zeros or exponent: ``500``, ``1.2``."""
    return f"{amount.normalize():f}"


def _json(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_UTC_Z).decode()
