"""Verbs about the same goods at once: they wait for each other, and none ends in a deadlock."""

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.lifecycle import create_variant, delete_product, merge_variants
from catalogue.locks import VariantNotFound
from catalogue.models import Gtin, Product, Variant
from catalogue.numbering import allocate_gtin
from catalogue.variant_fields import SkuTaken
from tests.factories import make_company_prefix, make_cooperative, make_product, make_variant
from tests.racing import run_together

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 5


def test_of_two_that_take_one_sku_one_gets_it() -> None:
    cooperative = make_cooperative()
    products = [make_product(cooperative=cooperative) for _ in range(2)]
    values: dict[str, Any] = {"net_amount": Decimal(500), "net_unit": "g", "price_vnd": 85_000}

    for number in range(ROUNDS):
        outcomes = run_together(
            [partial(create_variant, product=product, sku=f"A-{number}", **values) for product in products]
        )
        assert {type(outcome) for outcome in outcomes} == {Variant, SkuTaken}

    assert Variant.objects.count() == ROUNDS


def test_of_two_merges_in_opposite_directions_one_is_done() -> None:
    prefix = make_company_prefix()
    product = make_product(cooperative=prefix.cooperative)
    make_variant(product=product)

    for _ in range(ROUNDS):
        one, other = (make_variant(product=product) for _ in range(2))
        for variant in (one, other):
            allocate_gtin(variant=variant)
        outcomes = run_together(
            [
                partial(merge_variants, loser=one, survivor=other),
                partial(merge_variants, loser=other, survivor=one),
            ]
        )
        assert {type(outcome) for outcome in outcomes} == {Variant, VariantNotFound}

    assert Gtin.objects.assigned().count() == ROUNDS


def test_a_product_is_deleted_while_its_goods_are_numbered() -> None:
    prefix = make_company_prefix()

    for _ in range(ROUNDS):
        product = make_product(cooperative=prefix.cooperative)
        variant = make_variant(product=product)
        calls: list[Callable[[], object]] = [
            partial(allocate_gtin, variant=variant),
            partial(delete_product, product=product),
        ]
        numbered, deleted = run_together(calls)
        assert isinstance(numbered, Gtin | VariantNotFound)
        assert isinstance(deleted, Product)
