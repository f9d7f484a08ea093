"""Goods that are public, and what a list shows of them."""

import datetime
from typing import Any

import orjson
from django.db import transaction

from catalogue.browsing import Page, ProductQuery, browse
from catalogue.listings import render_products
from catalogue.models import Product
from tests.factories import make_product, make_variant

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))


def publish(**fields: Any) -> Product:
    """Return a rendered product with one variant; ``price_vnd`` and ``available`` are the variant's."""
    offer = {name: fields.pop(name) for name in ("price_vnd", "available") if name in fields}
    product = make_product(**fields)
    make_variant(product=product, **offer)
    with transaction.atomic():
        render_products([product.pk])
    return product


def slugs(page: Page) -> list[str]:
    return [orjson.loads(item)["slug"] for item in page.items]


def listed(**query: Any) -> list[str]:
    return slugs(browse(ProductQuery(**query)))


def minutes_ago(minutes: int) -> datetime.datetime:
    return datetime.datetime(2026, 11, 1, tzinfo=VIETNAM) - datetime.timedelta(minutes=minutes)
