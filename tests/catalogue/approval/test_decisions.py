"""Submitted, approved, rejected, withdrawn: each step from the states it fits, with its reason kept."""

from collections.abc import Callable
from functools import partial

import pytest

from catalogue.approval import (
    approve_product,
    edit_product,
    edit_variant,
    last_decision,
    reject_product,
    submit_product,
    withdraw_product,
)
from catalogue.approval.decisions import STEPS
from catalogue.approval.errors import NothingWaits, StateConflict
from catalogue.generations import current_generation
from catalogue.history import acting_as, history_of
from catalogue.lifecycle import create_variant, delete_product, merge_products, restore_product
from catalogue.locks import ProductNotFound
from catalogue.models import ApprovalEvent, ApprovalKind, Gtin, Product, ProductState
from catalogue.numbering import allocate_gtin
from tests.catalogue.approval.goods import NEW_NAME, make_approved, make_draft, only_variant, shown
from tests.factories import make_company_prefix

pytestmark = pytest.mark.django_db

VERBS: dict[ApprovalKind, Callable[..., Product]] = {
    ApprovalKind.SUBMITTED: submit_product,
    ApprovalKind.APPROVED: approve_product,
    ApprovalKind.REJECTED: partial(reject_product, reason="Ảnh mờ."),
    ApprovalKind.WITHDRAWN: partial(withdraw_product, reason="Hết vụ."),
}


def in_state(state: str) -> Product:
    """Return goods that are in ``state``, reached by nobody."""
    product = make_draft()
    product.state = state
    if state in (ProductState.SUBMITTED, ProductState.APPROVED):
        product.submitted_at = product.created_at if state == ProductState.SUBMITTED else None
        product.published_at = product.created_at
    product.save()
    product.variants.update(approved=state == ProductState.APPROVED)
    return product


@pytest.mark.parametrize("state", ProductState.values)
@pytest.mark.parametrize("kind", STEPS)
def test_a_step_is_taken_from_the_states_of_the_table_alone(kind: ApprovalKind, state: str) -> None:
    product = in_state(state)
    before = Product.objects.values().get()
    allowed, following = STEPS[kind]

    if state in allowed:
        assert VERBS[kind](product=product).state == following
        assert ApprovalEvent.objects.get().kind == kind
        product.refresh_from_db()
        assert (product.submitted_at is not None) == (following == ProductState.SUBMITTED)
    else:
        with pytest.raises(StateConflict) as refused:
            VERBS[kind](product=product)
        assert refused.value.code == "state_conflict"
        assert Product.objects.values().get() == before
        assert not ApprovalEvent.objects.exists()


def test_a_conflict_names_the_state_in_both_languages() -> None:
    with pytest.raises(StateConflict) as refused:
        approve_product(product=make_draft())

    assert refused.value.text("vi") == "Không làm được khi đang ở trạng thái “Nháp”."
    assert refused.value.text("en") == "This cannot be done in the state “draft”."


def test_approved_goods_are_shown_in_every_language_as_they_were_submitted() -> None:
    with acting_as("user:1"):
        product = submit_product(product=make_draft())
    assert shown(product) is None
    with acting_as("user:2"):
        product = approve_product(product=product, reason="Đẹp.")

    document = shown(product)
    assert document is not None
    assert document["name"] == "Mật ong bạc hà"
    assert product.documents.count() == 2
    assert product.published_at is not None
    assert only_variant(product).approved
    assert list(ApprovalEvent.objects.order_by("pk").values_list("kind", "reason", "actor")) == [
        ("submitted", "", "user:1"),
        ("approved", "Đẹp.", "user:2"),
    ]


def test_all_that_waits_is_approved_together() -> None:
    product = make_approved()
    first_day = product.published_at
    edit_product(product=product, changes={"name": NEW_NAME, "alcohol_percent": "4.5"})
    edit_variant(variant=only_variant(product), changes={"net_amount": "1.5", "net_unit": "kg"})
    create_variant(product=product, sku="MO-2", net_amount=250, net_unit="g", price_vnd=50_000)  # type: ignore[arg-type]

    approve_product(product=product)

    product.refresh_from_db()
    assert (product.name, product.pending_changes, product.submitted_at) == (NEW_NAME, {}, None)
    assert product.published_at == first_day
    document = shown(product)
    assert document is not None
    assert document["name"] == "Mật ong rừng"
    assert [offer["net_quantity"] for offer in document["offers"]] == [
        {"amount": "1.5", "unit": "kg"},
        {"amount": "250", "unit": "g"},
    ]
    assert all(variant.approved for variant in product.variants.all())
    assert last_decision(product).kind == ApprovalKind.CHANGES_APPROVED  # type: ignore[union-attr]


def test_changes_that_were_sent_back_stay_with_the_cooperative_and_the_public_sees_nothing_of_it() -> None:
    product = edit_product(product=make_approved(), changes={"name": NEW_NAME})
    before, generation = shown(product), current_generation()

    reject_product(product=product, reason="  Thiếu tên   tiếng Anh. ")

    product.refresh_from_db()
    assert (product.state, product.submitted_at) == (ProductState.APPROVED, None)
    assert product.pending_changes == {"name": NEW_NAME}
    assert (shown(product), current_generation()) == (before, generation)
    decision = last_decision(product)
    assert decision is not None
    assert (decision.kind, decision.reason) == (ApprovalKind.CHANGES_REJECTED, "Thiếu tên tiếng Anh.")


def test_changes_that_were_sent_back_are_asked_for_again_by_hand_or_by_the_next_change() -> None:
    one, other = (edit_product(product=make_approved(), changes={"name": NEW_NAME}) for _ in range(2))
    for product in (one, other):
        reject_product(product=product, reason="Chưa rõ.")
        edit_variant(variant=only_variant(product), changes={"price_vnd": 70_000})
        product.refresh_from_db()
        assert product.submitted_at is None

    assert submit_product(product=one).submitted_at is not None
    assert edit_product(product=other, changes={"name": {"vi": "Mật"}}).submitted_at is not None

    for product in (one, other):
        assert approve_product(product=product).pending_changes == {}


@pytest.mark.parametrize("decide", [VERBS[ApprovalKind.APPROVED], VERBS[ApprovalKind.REJECTED]])
def test_there_is_nothing_to_decide_about_approved_goods_that_nobody_asks_for(
    decide: Callable[..., Product],
) -> None:
    product = make_approved()
    with pytest.raises(NothingWaits) as refused:
        decide(product=product)
    assert refused.value.code == "state_conflict"

    edit_product(product=product, changes={"name": NEW_NAME})
    reject_product(product=product, reason="Chưa rõ.")
    with pytest.raises(NothingWaits):
        decide(product=product)


def test_what_waits_is_not_submitted_twice_and_nothing_is_not_submitted() -> None:
    product = make_approved()
    with pytest.raises(NothingWaits):
        submit_product(product=product)
    edit_product(product=product, changes={"name": NEW_NAME})
    with pytest.raises(StateConflict):
        submit_product(product=product)


def test_withdrawn_goods_are_gone_and_keep_numbers_first_day_and_what_was_wished() -> None:
    prefix = make_company_prefix()
    product = make_approved(cooperative=prefix.cooperative)
    allocate_gtin(variant=only_variant(product))
    edit_product(product=product, changes={"name": NEW_NAME})
    edit_variant(variant=only_variant(product), changes={"sale_unit": "lọ"})
    first_day = product.published_at

    withdraw_product(product=product, reason="Hết vụ.")

    product.refresh_from_db()
    assert shown(product) is None
    assert (product.state, product.name, product.pending_changes) == ("withdrawn", NEW_NAME, {})
    variant = only_variant(product)
    assert (variant.sale_unit, variant.pending_changes, variant.approved) == ("lọ", {}, False)
    assert Gtin.objects.assigned().count() == 1
    submit_product(product=product)
    assert approve_product(product=product).published_at == first_day


@pytest.mark.parametrize("kind", sorted(set(VERBS) - {ApprovalKind.WITHDRAWN}))
def test_deleted_goods_take_no_step_but_withdrawal(kind: ApprovalKind) -> None:
    product = submit_product(product=make_draft())
    delete_product(product=product)

    with pytest.raises(ProductNotFound):
        VERBS[kind](product=product)

    product.refresh_from_db()
    assert product.state == ProductState.SUBMITTED


def test_goods_withdrawn_while_they_were_deleted_come_back_withdrawn() -> None:
    product = make_approved()
    delete_product(product=product)

    withdraw_product(product=product, reason="Thu hồi lô.")

    restored = restore_product(product=product)
    assert (restored.state, only_variant(product).approved) == (ProductState.WITHDRAWN, False)
    assert shown(product) is None
    decision = last_decision(product)
    assert decision is not None
    assert (decision.kind, decision.reason) == (ApprovalKind.WITHDRAWN, "Thu hồi lô.")


def test_goods_merged_into_others_are_not_withdrawn() -> None:
    kept = make_approved()
    gone = make_approved(cooperative=kept.cooperative)
    merge_products(loser=gone, survivor=kept)

    with pytest.raises(ProductNotFound):
        withdraw_product(product=gone, reason="Hết vụ.")

    gone.refresh_from_db()
    assert gone.state == ProductState.APPROVED
    assert not gone.approval_events.filter(kind=ApprovalKind.WITHDRAWN).exists()


def test_each_decision_leaves_one_record_of_each_row_that_changed() -> None:
    product = make_draft()
    variant = only_variant(product)
    submit_product(product=product)
    with acting_as("user:9"):
        approve_product(product=product)

    change, *_ = history_of(product)
    assert change.actor == "user:9"
    assert {field.field for field in change.fields} == {"state", "submitted_at", "published_at"}
    assert len(history_of(product)) == 3
    assert [[field.field for field in one.fields] for one in history_of(variant)[:1]] == [["approved"]]
    assert len(history_of(variant)) == 2
