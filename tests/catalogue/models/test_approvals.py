"""The database itself keeps the states and their events as they must be."""

from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from catalogue.models import ApprovalEvent, Certificate, Product, Variant
from tests.factories import make_certificate, make_product, make_variant

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def make_event(**fields: Any) -> ApprovalEvent:
    values = {"product": make_product(), "kind": "submitted", "actor": "user:1", "at": timezone.now()}
    return ApprovalEvent.objects.create(**(values | fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "rejected"},
        {"kind": "withdrawn"},
        {"kind": "changes_rejected"},
        {"kind": "published", "reason": "Đẹp."},
        {"actor": ""},
    ],
)
def test_events_without_kind_actor_or_the_reason_they_need_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_event(**fields)
    assert not ApprovalEvent.objects.exists()


def test_an_event_stays_as_it_was_written() -> None:
    event = make_event(kind="rejected", reason="Ảnh mờ.")
    attempts: list[Callable[[], object]] = [
        lambda: ApprovalEvent.objects.update(reason="Không có gì."),
        lambda: ApprovalEvent.objects.all().delete(),
    ]
    if connection.vendor == "sqlite":
        attempts.append(lambda: _replace(event))
    for attempt in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()

    assert ApprovalEvent.objects.get().reason == "Ảnh mờ."


def _replace(event: ApprovalEvent) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO catalogue_approvalevent (id, product_id, kind, reason, actor, at)"
            " SELECT id, product_id, 'submitted', '', actor, at FROM catalogue_approvalevent WHERE id = %s",
            [event.pk],
        )


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "published"},
        {"state": "approved", "published_at": None},
        {"state": "submitted", "submitted_at": None},
        {"state": "draft", "submitted_at": timezone.now()},
        {"state": "withdrawn", "submitted_at": timezone.now()},
        {"state": "draft", "pending_changes": {"shelf_life_days": 3}},
    ],
)
def test_states_that_cannot_be_are_refused(columns: dict[str, Any]) -> None:
    product = make_product()
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.filter(pk=product.pk).update(**columns)


def test_changes_wait_on_approved_variants_alone() -> None:
    variant = make_variant(approved=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Variant.objects.filter(pk=variant.pk).update(pending_changes={"sale_unit": "lọ"})


@pytest.mark.parametrize("columns", [{"checked_by": ""}, {"checked_at": None}])
def test_a_checked_certificate_names_who_checked_it(columns: dict[str, Any]) -> None:
    make_certificate()
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.update(**columns)


def test_only_approved_variants_of_approved_goods_are_public() -> None:
    shown = make_variant()
    make_variant(product=shown.product, approved=False)
    for state in ("draft", "submitted", "rejected", "withdrawn"):
        submitted_at = timezone.now() if state == "submitted" else None
        make_variant(product=make_product(state=state, submitted_at=submitted_at), approved=True)

    assert list(Variant.objects.public()) == [shown]
    assert list(Product.objects.public()) == [shown.product]
