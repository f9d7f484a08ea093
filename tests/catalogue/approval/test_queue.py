"""The queue of the Alliance: what waits, the first one first, and nothing else."""

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from catalogue.approval import (
    approval_queue,
    approve_product,
    decisions,
    edit_product,
    edit_variant,
    last_decision,
    reject_product,
    review_mark,
    submit_product,
)
from catalogue.lifecycle import (
    copy_variant,
    delete_product,
    delete_variant,
    merge_products,
    merge_variants,
    restore_product,
    restore_variant,
)
from catalogue.media.items import add_photo, delete_media, restore_media
from catalogue.models import ApprovalEvent, Product, Variant
from tests.catalogue.approval.goods import make_approved, make_draft, only_variant, shown
from tests.catalogue.media.accepted import kept_photo
from tests.factories import make_certificate, make_cooperative, make_variant

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

START = datetime.datetime(2026, 11, 1, 8, tzinfo=datetime.UTC)


def waits(product: Product) -> bool:
    return approval_queue().filter(pk=product.pk).exists()


def test_goods_and_changes_stand_in_line_as_they_came() -> None:
    first, second, third = make_approved(), make_draft(), make_draft()
    make_draft()
    asking: list[Callable[[], Product]] = [
        lambda: submit_product(product=second),
        lambda: edit_product(product=first, changes={"name": {"vi": "Mới"}}),
        lambda: submit_product(product=third),
    ]
    for hours, ask in enumerate(asking):
        with time_machine.travel(START + datetime.timedelta(hours=hours), tick=False):
            ask()

    assert list(approval_queue()) == [second, first, third]

    reject_product(product=second, reason="Ảnh mờ.")
    approve_product(product=first)
    delete_product(product=third)
    assert list(approval_queue()) == []

    restore_product(product=third)
    assert list(approval_queue()) == [third]


def test_the_queue_is_read_in_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(3):
        submit_product(product=make_draft())

    with django_assert_num_queries(2):
        read = [
            (one.cooperative.name, one.category.slug, [variant.sku for variant in one.variants.all()])
            for one in approval_queue()
        ]

    assert len(read) == 3


def test_the_last_decision_carries_its_reason() -> None:
    product = make_draft()
    assert last_decision(product) is None
    submit_product(product=product)
    reject_product(product=product, reason="Thiếu ảnh.")

    assert last_decision(product) == ApprovalEvent.objects.get(kind="rejected")


def test_a_copied_variant_of_approved_goods_waits_until_it_is_deleted_again() -> None:
    product = make_approved()

    copy = copy_variant(variant=only_variant(product), sku="MO-2")

    assert not copy.approved
    assert waits(product)
    document = shown(product)
    assert document is not None
    assert document["variant_count"] == 1

    delete_variant(variant=copy)
    assert not waits(product)
    restore_variant(variant=copy)
    assert waits(product)


def test_a_deleted_variant_comes_back_as_the_public_saw_it() -> None:
    product = make_approved()
    variant = only_variant(product)
    approve_product(product=Product.objects.get(pk=copy_variant(variant=variant, sku="MO-2").product_id))
    delete_variant(variant=variant)

    assert restore_variant(variant=variant).approved
    assert not waits(product)


def seen_after_a_restoration() -> tuple[list[str], int]:
    """Return the SKUs and photos that the public sees of honey that was approved as sausage meanwhile."""
    product = make_approved()
    approve_product(
        product=Product.objects.get(pk=copy_variant(variant=only_variant(product), sku="HONEY").product_id)
    )
    variant = product.variants.get(sku="HONEY")
    photo = add_photo(product=product, kept=kept_photo(), approved=True)
    delete_variant(variant=variant)
    delete_media(item=photo)
    edit_product(product=product, changes={"name": {"vi": "Xúc xích"}})
    approve_product(product=product)
    restore_variant(variant=variant)
    restore_media(item=photo)
    page = shown(product)
    assert page is not None
    return sorted(one["sku"] for one in page["offers"]), len(page["media"])


def test_what_was_deleted_while_its_goods_were_approved_waits_when_it_is_restored() -> None:
    skus, photos = seen_after_a_restoration()

    assert ("HONEY" in skus, len(skus), photos) == (False, 1, 0)
    assert waits(Product.objects.get())


def test_twin_that_leaves_deleted_rows_alone_shows_them_beside_what_they_were_never_seen_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(decisions, "forget_unseen", lambda _ids: None)

    skus, photos = seen_after_a_restoration()

    assert ("HONEY" in skus, len(skus), photos) == (True, 2, 1)


def test_a_variant_that_was_deleted_with_changes_that_waited_holds_them_up_no_approval() -> None:
    product = make_approved()
    variant = only_variant(product)
    copy = copy_variant(variant=variant, sku="MO-2")
    approve_product(product=product)
    edit_variant(variant=copy, changes={"sale_unit": "lọ"})
    delete_variant(variant=copy)
    edit_product(product=product, changes={"name": {"vi": "Xúc xích"}})

    approve_product(product=product)

    copy.refresh_from_db()
    assert (copy.sale_unit, copy.pending_changes, copy.approved) == ("lọ", {}, False)


def test_a_variant_that_was_deleted_while_it_waited_is_approved_anew_once_its_goods_were_withdrawn() -> None:
    product = make_approved()
    variant = only_variant(product)
    copy = copy_variant(variant=variant, sku="MO-2")
    approve_product(product=product)
    Variant.objects.filter(pk=copy.pk).update(pending_changes={"sale_unit": "lọ"})
    delete_variant(variant=copy)
    Product.objects.filter(pk=product.pk).update(state="withdrawn")

    restored = restore_variant(variant=copy)

    assert (restored.sale_unit, restored.pending_changes, restored.approved) == ("lọ", {}, False)


def test_changes_that_waited_when_a_file_withdrew_the_goods_become_content_with_the_next_one() -> None:
    product = make_approved()
    variant = only_variant(product)
    edit_variant(variant=variant, changes={"sale_unit": "lọ"})
    Product.objects.filter(pk=product.pk).update(state="withdrawn", submitted_at=None)

    edit_variant(variant=variant, changes={"net_amount": "250"})

    variant.refresh_from_db()
    assert (variant.sale_unit, variant.net_amount, variant.pending_changes) == ("lọ", Decimal(250), {})
    assert variant.approved is False


@pytest.mark.parametrize(
    ("loser_state", "survivor_state", "public"),
    [
        ("approved", "approved", 1),
        ("draft", "approved", 1),
        ("withdrawn", "approved", 1),
        ("approved", "draft", 0),
    ],
)
def test_a_merge_shows_no_variant_that_nobody_has_approved(
    loser_state: str, survivor_state: str, public: int
) -> None:
    cooperative = make_cooperative()
    loser, survivor = (
        make_approved(cooperative=cooperative, state=state)
        if state == "draft"
        else make_approved(cooperative=cooperative)
        for state in (loser_state, survivor_state)
    )
    Product.objects.filter(pk=loser.pk).update(state=loser_state)
    Product.objects.filter(pk=survivor.pk).update(state=survivor_state)
    moved = only_variant(loser)

    merge_products(loser=loser, survivor=survivor)

    moved.refresh_from_db()
    assert (moved.product, moved.approved) == (survivor, False)
    document = shown(survivor)
    assert (document["variant_count"] if document else 0) == public
    assert waits(survivor) == (survivor_state == "approved")


def test_what_waited_of_a_merged_variant_waits_no_longer() -> None:
    product = make_approved()
    kept = only_variant(product)
    copy = copy_variant(variant=kept, sku="MO-2")
    assert waits(product)

    merge_variants(loser=copy, survivor=kept)

    assert not waits(product)


def test_a_mark_follows_all_that_is_decided_about() -> None:
    product = make_draft()
    marks = [review_mark(product)]
    make_variant(product=product)
    marks.append(review_mark(product))
    make_certificate(product=product)
    marks.append(review_mark(product))
    product.name = {"vi": "Khác"}
    marks.append(review_mark(product))

    assert len(set(marks)) == 4
    assert review_mark(product) == marks[-1]


def test_a_photo_of_approved_goods_waits_and_is_approved_with_them() -> None:
    product = make_approved()
    photo = add_photo(product=product, kept=kept_photo())
    assert waits(product)

    delete_media(item=photo)
    assert not waits(product)
    restore_media(item=photo)
    assert waits(product)
    document = shown(product)
    assert document is not None
    assert document["media"] == []

    approve_product(product=product)

    photo.refresh_from_db()
    assert photo.approved
    document = shown(product)
    assert document is not None
    assert len(document["media"]) == 1
    assert not waits(product)
