"""Two officers, or an officer and a cooperative, at the same moment: one outcome, the other is told."""

import threading
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from catalogue.approval import (
    approve_product,
    check_certificate,
    edit_product,
    edit_variant,
    reject_product,
    review_mark,
    submit_product,
    withdraw_product,
)
from catalogue.approval.decisions import STEPS
from catalogue.approval.errors import CertificateAlreadyChecked, ContentChanged, StateConflict
from catalogue.approval.queue import tell
from catalogue.lifecycle import create_variant
from catalogue.models import ApprovalEvent, ApprovalKind, Product, ProductState
from tests.catalogue.approval.goods import make_approved, make_draft, only_variant
from tests.factories import make_certificate
from tests.racing import PATIENCE_S, run_together

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 5
DECISIONS = (ApprovalKind.APPROVED, ApprovalKind.REJECTED)
Outcomes = list[Any]


def check_one_decision(product: Product, outcomes: Outcomes) -> None:
    """One decision stands, in row and events alike; the other officer met a conflict."""
    refused = [outcome for outcome in outcomes if isinstance(outcome, StateConflict)]
    assert len(refused) == 1
    assert refused[0].code == "state_conflict"
    product.refresh_from_db()
    kinds = list(product.approval_events.filter(kind__in=DECISIONS).values_list("kind", flat=True))
    assert kinds == [product.state]


def test_of_approval_and_rejection_at_once_one_stands() -> None:
    for _ in range(ROUNDS):
        product = submit_product(product=make_draft())
        outcomes = run_together(
            [
                partial(approve_product, product=product),
                partial(reject_product, product=product, reason="Ảnh mờ."),
            ]
        )
        check_one_decision(product, outcomes)


def decide_without_lock(product: Product, kind: ApprovalKind, both_have_read: threading.Barrier) -> Product:
    """Take the step as the verbs do, but on a row that was read and not locked."""
    row = Product.objects.get(pk=product.pk)
    allowed, following = STEPS[kind]
    if row.state not in allowed:
        raise StateConflict(row.state)
    both_have_read.wait(PATIENCE_S)
    with transaction.atomic():
        row.state, row.submitted_at, row.published_at = following, None, row.created_at
        row.save()
        tell(row, kind, "Ảnh mờ.")
    return row


def test_twin_without_the_lock_both_decide() -> None:
    product = submit_product(product=make_draft())
    both_have_read = threading.Barrier(2)

    outcomes = run_together(
        [partial(decide_without_lock, product, kind, both_have_read) for kind in DECISIONS]
    )

    with pytest.raises(AssertionError):
        check_one_decision(product, outcomes)
    assert [type(outcome) for outcome in outcomes] == [Product, Product]
    assert ApprovalEvent.objects.filter(kind__in=DECISIONS).count() == 2


def test_of_two_decisions_about_changes_one_stands() -> None:
    for _ in range(ROUNDS):
        product = edit_product(product=make_approved(), changes={"name": {"vi": "Mới"}})
        outcomes = run_together(
            [
                partial(approve_product, product=product),
                partial(reject_product, product=product, reason="Ảnh mờ."),
            ]
        )
        assert {type(outcome) for outcome in outcomes} - {Product} <= {StateConflict, *_leaves(StateConflict)}
        product.refresh_from_db()
        approved = product.name == {"vi": "Mới"}
        kinds = product.approval_events.filter(kind__startswith="changes_").exclude(
            kind=ApprovalKind.CHANGES_SUBMITTED
        )
        assert [event.kind for event in kinds] == ["changes_approved" if approved else "changes_rejected"]


def _leaves(kind: type[Exception]) -> set[type[Exception]]:
    return set(kind.__subclasses__())


def test_nothing_is_approved_that_the_officer_has_not_seen() -> None:
    for _ in range(ROUNDS):
        product = submit_product(product=make_draft())
        seen = review_mark(product)
        calls: list[Callable[[], object]] = [
            partial(approve_product, product=product, seen=seen),
            partial(edit_product, product=product, changes={"name": {"vi": "Mới"}}),
        ]
        approved, edited = run_together(calls)
        assert isinstance(edited, Product)
        product.refresh_from_db()
        if isinstance(approved, ContentChanged):
            assert (product.state, product.name) == (ProductState.SUBMITTED, {"vi": "Mới"})
        else:
            assert isinstance(approved, Product)
            assert (product.state, product.pending_changes) == ("approved", {"name": {"vi": "Mới"}})


def test_edits_new_variants_and_decisions_at_once_lose_nothing() -> None:
    product = make_approved()
    one_kilogram: dict[str, Any] = {"net_amount": Decimal(1), "net_unit": "kg"}
    calls: list[Callable[[], object]] = [
        partial(edit_product, product=product, changes={"shelf_life_days": 30}),
        partial(edit_product, product=product, changes={"origin": {"vi": "Mèo Vạc"}}),
        partial(edit_variant, variant=only_variant(product), changes={"sale_unit": "lọ"}),
        partial(edit_variant, variant=only_variant(product), changes={"price_vnd": 70_000}),
        partial(create_variant, product=product, sku="B", price_vnd=9_000, **one_kilogram),
    ]

    outcomes = run_together(calls)

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    approve_product(product=product)
    product.refresh_from_db()
    assert (product.shelf_life_days, product.origin) == (30, {"vi": "Mèo Vạc"})
    first, second = product.variants.order_by("pk")
    assert (first.sale_unit, first.price_vnd, second.approved) == ("lọ", 70_000, True)


def test_a_product_is_withdrawn_while_it_is_edited() -> None:
    for _ in range(ROUNDS):
        product = make_approved()
        outcomes = run_together(
            [
                partial(withdraw_product, product=product, reason="Hết vụ."),
                partial(edit_product, product=product, changes={"name": {"vi": "Mới"}}),
            ]
        )
        assert [type(outcome) for outcome in outcomes] == [Product, Product]
        product.refresh_from_db()
        assert (product.name, product.pending_changes) == ({"vi": "Mới"}, {})


def test_of_two_who_check_a_certificate_one_is_named() -> None:
    certificate = make_certificate(checked_at=None, checked_by="")

    outcomes = run_together(
        [partial(check_certificate, certificate=certificate, actor=actor) for actor in ("user:1", "user:2")]
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "Certificate",
        CertificateAlreadyChecked.__name__,
    ]
