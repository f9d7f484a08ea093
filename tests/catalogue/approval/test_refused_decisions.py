"""Decisions that are refused, and change nothing."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from catalogue.approval import (
    approve_product,
    edit_product,
    edit_variant,
    reject_product,
    review_mark,
    submit_product,
    withdraw_product,
)
from catalogue.approval.errors import ContentChanged, ReasonRequired, ReasonTooLong
from catalogue.changes import FieldsRefused
from catalogue.lifecycle import delete_variant
from catalogue.models import ApprovalEvent, Category, Product, ProductState
from tests.catalogue.approval.goods import NEW_NAME, make_approved, make_draft, only_variant, refused_fields
from tests.factories import make_category, make_product, make_variant

pytestmark = pytest.mark.django_db


def test_submission_is_refused_with_all_that_is_missing() -> None:
    product = make_product(state="draft", published_at=None, name={"en": "Honey"})
    delete_variant(variant=make_variant(product=product))

    with pytest.raises(FieldsRefused) as refused:
        submit_product(product=product)

    assert refused_fields(refused.value) == [("name", "name_missing"), ("variants", "variants_missing")]
    product.refresh_from_db()
    assert product.state == ProductState.DRAFT
    assert not ApprovalEvent.objects.exists()


def test_goods_that_became_incomplete_while_they_waited_are_not_approved() -> None:
    product = submit_product(product=make_draft())
    delete_variant(variant=only_variant(product))

    with pytest.raises(FieldsRefused) as refused:
        approve_product(product=product)

    assert refused_fields(refused.value) == [("variants", "variants_missing")]


def test_a_category_that_is_gone_by_now_is_not_approved() -> None:
    category = make_category()
    product = edit_product(product=make_approved(), changes={"category": category})
    Category.objects.filter(pk=category.pk).delete()

    with pytest.raises(FieldsRefused) as refused:
        approve_product(product=product)

    assert refused_fields(refused.value) == [("category", "field_invalid")]
    product.refresh_from_db()
    assert product.submitted_at is not None


@pytest.mark.parametrize("decide", [reject_product, withdraw_product])
@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_refusal_needs_a_reason(decide: Callable[..., Product], reason: str) -> None:
    product = submit_product(product=make_draft())

    with pytest.raises(ReasonRequired) as refused:
        decide(product=product, reason=reason)

    assert (refused.value.code, refused.value.field) == ("reason_required", "reason")
    product.refresh_from_db()
    assert product.state == ProductState.SUBMITTED


@pytest.mark.parametrize("reason", ["x" * 2_001, "a\x00b"])
@pytest.mark.parametrize("decide", [approve_product, reject_product, withdraw_product])
def test_a_reason_that_cannot_be_kept_is_refused(decide: Callable[..., Product], reason: str) -> None:
    product = submit_product(product=make_draft())
    with pytest.raises(ReasonTooLong):
        decide(product=product, reason=reason)


@pytest.mark.parametrize("decide", [approve_product, partial(reject_product, reason="Ảnh mờ.")])
def test_nothing_is_decided_about_what_changed_since_it_was_looked_at(
    decide: Callable[..., Product],
) -> None:
    product = submit_product(product=make_draft())
    seen = review_mark(product)
    changes: list[Callable[[], Any]] = [
        partial(edit_product, product=product, changes={"name": NEW_NAME}),
        partial(edit_variant, variant=only_variant(product), changes={"price_vnd": 1_000}),
        partial(make_variant, product=product, sku="MO-3"),
    ]

    for change in changes:
        change()
        with pytest.raises(ContentChanged):
            decide(product=product, seen=seen)
        product.refresh_from_db()
        seen = review_mark(product)

    assert decide(product=product, seen=seen).state != ProductState.SUBMITTED
