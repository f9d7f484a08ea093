"""Copies, restores and merges keep all that a cooperative wrote, and no field of the models is forgotten."""

from typing import Any

import pytest
from django.db import models

from catalogue.approval import edit_product, edit_variant, wished_values
from catalogue.approval.pending import FREE_OF_VARIANT, REVIEWED_OF_PRODUCT, REVIEWED_OF_VARIANT
from catalogue.history import history_of
from catalogue.lifecycle import (
    copy_product,
    copy_variant,
    create_variant,
    delete_product,
    delete_variant,
    merge_products,
    restore_product,
    restore_variant,
)
from catalogue.models import Product, Variant
from catalogue.restoring import restore
from tests.catalogue.approval.goods import make_approved, make_draft, only_variant
from tests.catalogue.full_contents import of_product, of_variant

pytestmark = pytest.mark.django_db

NOT_COPIED: dict[type[models.Model], dict[str, str]] = {
    Product: {
        "id": "the copy is another row",
        "cooperative": "given to the copy by itself: goods never change hands",
        "slug": "made from the name, and unique",
        "state": "a copy is a draft",
        "submitted_at": "nobody has submitted it",
        "published_at": "it never was public",
        "pending_changes": "they are its content",
        "deleted_at": "what is deleted is not copied",
        "merged_into": "what is merged is not copied",
        "created_at": "its own",
        "updated_at": "its own",
    },
    Variant: {
        "id": "the copy is another row",
        "product": "the copy of the product, or the same one",
        "cooperative": "that of the product",
        "approved": "the Alliance has not seen it",
        "pending_changes": "they are its content",
        "deleted_at": "what is deleted is not copied",
        "merged_into": "what is merged is not copied",
        "created_at": "its own",
        "updated_at": "its own",
    },
}
COPIED = {Product: REVIEWED_OF_PRODUCT, Variant: (*REVIEWED_OF_VARIANT, *FREE_OF_VARIANT)}


def written(row: Product | Variant) -> dict[str, Any]:
    """Return what a cooperative wrote of the row as it is on record now, wishes included; no SKU."""
    row.refresh_from_db()
    free = [] if isinstance(row, Product) else [name for name in FREE_OF_VARIANT if name != "sku"]
    return wished_values(row) | {name: getattr(row, name) for name in free}


def filled(product: Product) -> tuple[Product, Variant]:
    """Return the product and its variant with every field filled."""
    variant = only_variant(product)
    edit_product(product=product, changes=of_product("cũ"))
    edit_variant(variant=variant, changes=of_variant("cũ"))
    return product, variant


def wanting() -> tuple[Product, Variant, dict[str, Any], dict[str, Any]]:
    """Return approved goods of which every reviewed field waits to be changed, and what they shall be."""
    product, variant = filled(make_approved())
    of_all, of_one = of_product("mới mẻ"), of_variant("mới mẻ")
    edit_product(product=product, changes=of_all)
    edit_variant(variant=variant, changes=of_one)
    return product, variant, of_all, of_one


@pytest.mark.parametrize("model", [Product, Variant])
def test_each_field_of_the_models_is_copied_or_named_with_the_reason_why_not(
    model: type[models.Model],
) -> None:
    fields = {field.name for field in model._meta.concrete_fields}

    assert fields == {*COPIED[model], *NOT_COPIED[model]}
    assert set(COPIED[model]).isdisjoint(NOT_COPIED[model])


def test_a_copy_of_a_product_says_all_that_the_original_says() -> None:
    product, variant = filled(make_draft())

    copy = copy_product(product=product)

    assert written(copy) == written(product)
    assert {name for name, value in written(copy).items() if not value} == set()
    assert written(only_variant(copy)) == written(variant)
    assert {name for name, value in written(only_variant(copy)).items() if not value} == {"available"}


def test_what_waits_for_approval_is_copied_as_wished_and_waits_on_at_the_original() -> None:
    product, variant, of_all, of_one = wanting()

    copy = copy_product(product=product)
    other = copy_variant(variant=variant, sku="B")

    assert (written(copy), copy.pending_changes, copy.state) == (of_all, {}, "draft")
    assert [written(row) for row in (only_variant(copy), other)] == [of_one, of_one]
    assert (other.pending_changes, other.approved) == ({}, False)
    assert written(product) == of_all
    assert set(product.pending_changes) == set(REVIEWED_OF_PRODUCT)
    assert written(variant) == of_one
    assert set(variant.pending_changes) == set(REVIEWED_OF_VARIANT)


def test_what_was_deleted_comes_back_whole() -> None:
    product, variant, of_all, of_one = wanting()
    details = {
        name: value for name, value in of_one.items() if name not in ("net_amount", "net_unit", "price_vnd")
    }
    second = create_variant(
        product=product, sku="B", net_amount=of_one["net_amount"], net_unit="ml", price_vnd=9_000, **details
    )

    restore_variant(variant=delete_variant(variant=second))
    restore_product(product=delete_product(product=product))

    assert (written(product), written(variant)) == (of_all, of_one)
    assert written(second) == of_one | {"price_vnd": 9_000}


def test_goods_that_are_merged_into_others_keep_all_that_their_variants_say() -> None:
    product, variant, _, of_one = wanting()
    survivor, own = filled(make_draft(cooperative=product.cooperative))
    before = written(survivor), written(own)

    merge_products(loser=product, survivor=survivor)

    assert (written(survivor), written(own)) == before
    assert (written(variant), variant.product_id) == (of_one, survivor.pk)


def test_a_former_content_comes_back_whole() -> None:
    product, variant = filled(make_draft())
    of_all, of_one = written(product), written(variant)
    records = [history_of(row)[0].history_id for row in (product, variant)]
    edit_product(product=product, changes=of_product("khác hẳn"))
    edit_variant(variant=variant, changes=of_variant("khác hẳn") | {"available": True, "position": 1})

    for row, record in zip((product, variant), records, strict=True):
        restore(row, record)

    assert (written(product), written(variant)) == (of_all, of_one)
