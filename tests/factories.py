"""Rows for tests, valid unless a test says otherwise."""

import datetime
import itertools
from decimal import Decimal
from typing import Any

from django.utils import timezone
from stdnum.vn import mst

from catalogue.models import (
    Category,
    Certificate,
    CompanyPrefix,
    Cooperative,
    Product,
    ProductState,
    Variant,
)

_serial = itertools.count(1)


def make_tax_code() -> str:
    """Return a tax code that passes its check digit, not returned before and not of the sample goods."""
    while True:
        body = str(519_800_000 + next(_serial))
        digit = mst.calc_check_digit(body)
        if len(digit) == 1:
            return body + digit


def make_cooperative(**fields: Any) -> Cooperative:
    number = next(_serial)
    values: dict[str, Any] = {
        "name": f"HTX Số {number}",
        "slug": f"htx-so-{number}",
        "tax_code": make_tax_code(),
        "commune_code": "00721",
        "commune_name": "Xã Đồng Văn",
        "province_code": "08",
    }
    return Cooperative.objects.create(**(values | fields))


def make_category(**fields: Any) -> Category:
    number = next(_serial)
    values: dict[str, Any] = {
        "slug": f"nhom-{number}",
        "name": {"vi": f"Nhóm {number}", "en": f"Group {number}"},
    }
    return Category.objects.create(**(values | fields))


def make_product(**fields: Any) -> Product:
    """Return an approved product; its documents are rendered only by ``catalogue.listings``."""
    number = next(_serial)
    values: dict[str, Any] = {
        "slug": f"san-pham-{number}",
        "name": {"vi": f"Sản phẩm {number}", "en": f"Product {number}"},
        "label_group": "thuc-pham",
        "state": ProductState.APPROVED,
        "published_at": timezone.now(),
    }
    if "cooperative" not in fields:
        values["cooperative"] = make_cooperative()
    if "category" not in fields:
        values["category"] = make_category()
    return Product.objects.create(**(values | fields))


def make_variant(**fields: Any) -> Variant:
    number = next(_serial)
    product = fields.pop("product", None) or make_product()
    values: dict[str, Any] = {
        "product": product,
        "cooperative": product.cooperative,
        "sku": f"SKU-{number}",
        "net_amount": Decimal(500),
        "net_unit": "g",
        "price_vnd": 85_000,
        "approved": product.state == ProductState.APPROVED,
    }
    return Variant.objects.create(**(values | fields))


def make_certificate(**fields: Any) -> Certificate:
    """Return a certificate that was checked: VietGAP for 2026, of a product of its own."""
    values: dict[str, Any] = {
        "kind": "vietgap",
        "valid_from": datetime.date(2026, 1, 1),
        "valid_to": datetime.date(2026, 12, 31),
        "checked_at": timezone.now(),
        "checked_by": "user:1",
    }
    if "product" not in fields:
        values["product"] = make_product()
    return Certificate.objects.create(**(values | fields))


def make_company_prefix(**fields: Any) -> CompanyPrefix:
    """Return a prefix of ten digits, with room for 100 numbers, in GS1's demonstration range 952.

    It does not meet those of the sample goods.
    """
    number = next(_serial)
    values: dict[str, Any] = {"prefix": f"9529{number:06d}"}
    if "cooperative" not in fields:
        values["cooperative"] = make_cooperative()
    values |= fields
    values.setdefault("capacity", 10 ** (12 - len(values["prefix"])))
    return CompanyPrefix.objects.create(**values)
