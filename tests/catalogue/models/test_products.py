"""The tables of products and variants refuse what breaks their rules, on every path."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalogue.models import Category, Product, Variant
from tests.factories import make_category, make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "published", "published_at": None},
        {"state": "hidden"},
        {"label_group": "do-choi"},
        {"name": {}},
        {"shelf_life_days": 0},
    ],
)
def test_a_wrong_product_is_refused_by_the_database(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_product(**fields)

    assert not Product.objects.exists()


@pytest.mark.parametrize("fields", [{"price_vnd": 0}, {"net_amount": Decimal(0)}, {"sku": ""}])
def test_a_wrong_variant_is_refused_by_the_database(fields: dict[str, Any]) -> None:
    product = make_product()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_variant(product=product, **fields)

    assert not Variant.objects.exists()


def test_a_sku_is_unique_within_its_cooperative_alone() -> None:
    ours, theirs = make_product(), make_product()
    make_variant(product=ours, sku="MAT-ONG-1")
    make_variant(product=theirs, sku="MAT-ONG-1")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_variant(product=make_product(cooperative=ours.cooperative), sku="MAT-ONG-1")

    assert Variant.objects.filter(sku="MAT-ONG-1").count() == 2


def test_the_sku_of_a_deleted_variant_stays_taken() -> None:
    product = make_product()
    make_variant(product=product, sku="A", deleted_at=product.published_at)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_variant(product=product, sku="A")


def test_a_category_is_not_its_own_parent() -> None:
    category = make_category()

    with pytest.raises(IntegrityError), transaction.atomic():
        Category.objects.filter(pk=category.pk).update(parent=category)


def test_deleted_and_unpublished_goods_are_not_public() -> None:
    shown = make_variant()
    make_variant(product=make_product(state="draft", published_at=None))
    make_variant(product=make_product(deleted_at=shown.product.published_at))
    make_variant(product=shown.product, deleted_at=shown.product.published_at)

    assert list(Variant.objects.public()) == [shown]
    assert list(Product.objects.public()) == [shown.product]


@pytest.mark.parametrize(
    "name",
    [
        {},
        {"tiếng Việt": "Mật ong"},
        {"vi": ""},
        {"vi": "  Mật ong"},
        {"vi": "Mật\u202eong"},
        {"vi": "Ma\u0323\u0302t ong"},
        {"vi": 5},
        ["Mật ong"],
        {"vi": "x" * 5_001},
    ],
)
def test_texts_that_are_not_clean_are_refused(name: Any) -> None:
    product = make_product(cooperative=make_cooperative())
    product.name = name

    with pytest.raises(ValidationError) as refusal:
        product.full_clean()

    assert list(refusal.value.message_dict) == ["name"]
