"""Locked rows are the present ones, as they are now."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from catalogue.locks import ProductNotFound, VariantNotFound, lock_products, lock_variants
from catalogue.models import Product, Variant
from tests.factories import make_category, make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db


def test_locked_rows_are_read_afresh() -> None:
    variant = make_variant(price_vnd=85_000)
    Variant.objects.update(price_vnd=90_000)

    assert lock_variants([variant.pk, variant.pk])[variant.pk].price_vnd == 90_000


def test_deleted_or_unknown_rows_are_not_found_unless_asked_for() -> None:
    product = make_product(deleted_at=timezone.now())
    variant = make_variant(product=product)

    with pytest.raises(ProductNotFound):
        lock_products([product.pk])
    with pytest.raises(VariantNotFound):
        lock_variants([variant.pk])
    with pytest.raises(VariantNotFound):
        lock_variants([variant.pk, 10**9], also_deleted=True)

    assert lock_products([product.pk], also_deleted=True) == {product.pk: product}
    assert lock_variants([variant.pk], also_deleted=True) == {variant.pk: variant}


def test_many_rows_are_locked_in_few_queries(
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    cooperative, category = make_cooperative(), make_category()
    Product.objects.bulk_create(
        Product(
            cooperative=cooperative,
            category=category,
            slug=f"p-{number}",
            name={"vi": "Mật ong"},
            label_group="thuc-pham",
        )
        for number in range(600)
    )
    product_ids = list(Product.objects.values_list("pk", flat=True))

    with django_assert_max_num_queries(2):  # type: ignore[attr-defined]
        assert len(lock_products(product_ids)) == 600
