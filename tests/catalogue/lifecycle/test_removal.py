"""Deleted goods leave the shop, keep their numbers, and come back with them."""

from collections.abc import Callable

import pytest

from catalogue.lifecycle import (
    delete_product,
    delete_variant,
    merge_products,
    merge_variants,
    restore_product,
    restore_variant,
)
from catalogue.lifecycle.errors import LastVariant, MergedForGood, NotDeleted
from catalogue.listings import render_products
from catalogue.locks import ProductNotFound, VariantNotFound
from catalogue.models import Gtin, ListingDocument, Product, ProductState, Variant
from catalogue.numbering import allocate_gtin
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def product() -> Product:
    return make_product(cooperative=make_company_prefix(prefix="9521234567").cooperative)


@pytest.fixture
def new_variant(product: Product) -> Callable[[], Variant]:
    return lambda: make_variant(product=product)


def test_a_deleted_product_comes_back_with_its_numbers(
    product: Product, new_variant: Callable[[], Variant]
) -> None:
    entry = allocate_gtin(variant=new_variant())
    render_products([product.pk])
    shown = list(ListingDocument.objects.order_by("language").values("language", "card", "offers"))

    delete_product(product=product)
    assert not ListingDocument.objects.exists()
    assert Gtin.objects.assigned().get() == entry
    restore_product(product=product)

    assert list(ListingDocument.objects.order_by("language").values("language", "card", "offers")) == shown
    assert Gtin.objects.assigned().get() == entry


def test_a_deleted_variant_comes_back_with_its_numbers(
    product: Product, new_variant: Callable[[], Variant]
) -> None:
    new_variant()
    variant = new_variant()
    allocate_gtin(variant=variant)
    render_products([product.pk])

    delete_variant(variant=variant)
    assert not any(
        "9521234567004" in offers for offers in ListingDocument.objects.values_list("offers", flat=True)
    )
    assert Gtin.objects.assigned().get().variant == variant
    restore_variant(variant=variant)

    assert all(
        "9521234567004" in offers for offers in ListingDocument.objects.values_list("offers", flat=True)
    )


def test_the_last_variant_of_a_published_product_stays(
    product: Product, new_variant: Callable[[], Variant]
) -> None:
    variant = new_variant()

    with pytest.raises(LastVariant) as refused:
        delete_variant(variant=variant)

    assert refused.value.code == "last_variant"
    variant.refresh_from_db()
    assert variant.deleted_at is None
    Product.objects.update(state=ProductState.DRAFT)
    assert delete_variant(variant=variant).deleted_at is not None


def test_nothing_is_deleted_twice(product: Product, new_variant: Callable[[], Variant]) -> None:
    new_variant()
    variant = delete_variant(variant=new_variant())
    with pytest.raises(VariantNotFound):
        delete_variant(variant=variant)
    delete_product(product=product)
    with pytest.raises(ProductNotFound) as refused:
        delete_product(product=product)

    assert refused.value.code == "product_not_found"
    before = variant.deleted_at
    variant.refresh_from_db()
    assert variant.deleted_at == before


def test_what_is_not_deleted_is_not_restored(product: Product, new_variant: Callable[[], Variant]) -> None:
    variant = new_variant()

    with pytest.raises(NotDeleted) as refused:
        restore_variant(variant=variant)
    with pytest.raises(NotDeleted):
        restore_product(product=product)

    assert refused.value.code == "not_deleted"


def test_a_variant_does_not_come_back_before_its_product(
    product: Product, new_variant: Callable[[], Variant]
) -> None:
    new_variant()
    variant = delete_variant(variant=new_variant())
    delete_product(product=product)

    with pytest.raises(ProductNotFound):
        restore_variant(variant=variant)

    variant.refresh_from_db()
    assert variant.deleted_at is not None


def test_what_was_merged_does_not_come_back(product: Product, new_variant: Callable[[], Variant]) -> None:
    kept, gone = new_variant(), new_variant()
    merge_variants(loser=gone, survivor=kept)
    other = make_product(cooperative=product.cooperative)
    merge_products(loser=other, survivor=product)

    with pytest.raises(MergedForGood) as refused:
        restore_variant(variant=gone)
    with pytest.raises(MergedForGood):
        restore_product(product=other)

    assert refused.value.code == "merged_for_good"
    assert refused.value.facts == {"survivor": kept.sku}
    assert Variant.objects.present().get() == kept
    assert Product.objects.present().get() == product
