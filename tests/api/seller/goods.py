"""Goods as a cooperative enters them."""

from typing import Any

from catalogue.approval import approve_product, submit_product
from catalogue.models import Category, Product
from tests.api.staff.people import Caller
from tests.factories import make_category


def category() -> Category:
    """Return a category."""
    return Category.objects.first() or make_category()


def new_product(**fields: Any) -> dict[str, Any]:
    """Return the body of a new product."""
    values = {
        "category": category().slug,
        "name": {"vi": "Mật ong bạc hà", "en": "Mint honey"},
        "description": {"vi": "Ong Đồng Văn."},
        "label_group": "thuc-pham",
    }
    return values | fields


def new_variant(product: int, **fields: Any) -> dict[str, Any]:
    """Return the body of a new variant."""
    values = {
        "product": product,
        "sku": "MO-500",
        "net_amount": "500",
        "net_unit": "ml",
        "price": {"amount": 320_000},
    }
    return values | fields


def enter(caller: Caller, **fields: Any) -> dict[str, Any]:
    """Return a draft with one variant, as ``caller`` sees it."""
    product = caller.post("seller/products", new_product(**fields)).json()
    assert caller.post("seller/variants", new_variant(product["id"])).status_code == 201
    return caller.get(f"seller/products/{product['id']}").json()  # type: ignore[no-any-return]


def enter_approved(caller: Caller, **fields: Any) -> dict[str, Any]:
    """Return an approved product, as ``caller`` sees it."""
    key = enter(caller, **fields)["id"]
    submit_product(product=Product.objects.get(pk=key))
    approve_product(product=Product.objects.get(pk=key))
    return caller.get(f"seller/products/{key}").json()  # type: ignore[no-any-return]
