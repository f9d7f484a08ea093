"""Goods of one name that are approved at the same moment each get an address of their own."""

import threading
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError

from catalogue.approval import approve_product, submit_product
from catalogue.models import Product
from catalogue.slugs import is_provisional, lasting_slug, provisional_slug
from tests.catalogue.approval.goods import make_draft
from tests.racing import PATIENCE_S, run_together

pytestmark = pytest.mark.django_db(transaction=True)

RACERS = 4


def submitted() -> list[Product]:
    drafts = [make_draft(slug=provisional_slug("Mật ong"), name={"vi": "Mật ong"}) for _ in range(RACERS)]
    return [submit_product(product=product) for product in drafts]


def check_each_has_its_own(outcomes: list[Any]) -> None:
    assert [type(outcome) for outcome in outcomes] == [Product] * RACERS, outcomes
    slugs = sorted(Product.objects.values_list("slug", flat=True))
    assert slugs == ["mat-ong", "mat-ong-2", "mat-ong-3", "mat-ong-4"]


def test_goods_of_one_name_approved_at_once_have_different_slugs() -> None:
    check_each_has_its_own(run_together([partial(approve_product, product=one) for one in submitted()]))


def settle_at_the_first_try(product: Product, all_have_chosen: threading.Barrier) -> Product:
    """Give the slug that was free when it was looked for, as ``settle_slug`` does without its second try."""
    slug = lasting_slug("Mật ong")
    all_have_chosen.wait(PATIENCE_S)
    Product.objects.filter(pk=product.pk).update(slug=slug)
    return product


def test_twin_that_does_not_try_again_leaves_all_but_one_without() -> None:
    all_have_chosen = threading.Barrier(RACERS)

    outcomes = run_together([partial(settle_at_the_first_try, one, all_have_chosen) for one in submitted()])

    with pytest.raises(AssertionError):
        check_each_has_its_own(outcomes)
    assert sum(isinstance(outcome, IntegrityError) for outcome in outcomes) == RACERS - 1
    assert sum(is_provisional(slug) for slug in Product.objects.values_list("slug", flat=True)) == RACERS - 1
