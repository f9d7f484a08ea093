"""A jar of honey with a number, its cooperative with another, and requests as a server hands them on."""

import datetime
from typing import Any, Protocol

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from catalogue.listings import render_products
from catalogue.models import Gtin, Product
from catalogue.numbering import StatedContent, allocate_sscc
from tests.factories import make_company_prefix, make_cooperative, make_product, make_variant

GTIN = "09520007919019"
CASE = "19520007919016"
GLN = "9521234000075"
SSCC = "095200079190000002"


class Ask(Protocol):
    def __call__(self, address: str, method: str = "get", **headers: str) -> Any: ...


@pytest.fixture
def ask(client: Client) -> Ask:
    """Return what asks for an address with its path as it was sent."""
    client.raise_request_exception = False

    def asking(address: str, method: str = "get", **headers: str) -> Any:
        return getattr(client, method)(address, headers=headers, RAW_URI=address)

    return asking


@pytest.fixture
def honey() -> Product:
    """A public product, with the numbers above."""
    return make_honey()


def make_honey() -> Product:
    """Return a public product of the cooperative GLN.

    Its piece has GTIN, its case a number of its own, and forty cases are the unit SSCC.
    """
    product = make_product(
        slug="mat-ong",
        name={"vi": "Mật ong", "en": "Honey"},
        usage={"vi": "Pha nước ấm", "en": "With water"},
        cooperative=make_cooperative(name="HTX Ong Đá", slug="htx-ong-da", gln=GLN),
    )
    variant = make_variant(product=product)
    prefix = make_company_prefix(prefix="9520007919", cooperative=product.cooperative)
    for gtin, level, units in ((GTIN, "each", 1), (CASE, "case", 12)):
        Gtin.objects.create(
            gtin=gtin,
            cooperative=product.cooperative,
            company_prefix=prefix,
            variant=variant,
            packaging_level=level,
            units=units,
            state="assigned",
            reserved_at=timezone.now(),
            assigned_at=timezone.now(),
        )
    lines = [StatedContent(CASE, 40, "L1", datetime.date(2070, 1, 31))]
    allocate_sscc(cooperative=product.cooperative, contents=lines)
    with transaction.atomic():
        render_products([product.pk])
    return product
