"""Whatever happens to goods, the public sees what was last approved of them, while they are approved."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from catalogue.approval import (
    approve_product,
    discard_changes,
    edit_product,
    edit_variant,
    reject_product,
    submit_product,
    withdraw_product,
)
from catalogue.changes import FieldsRefused
from catalogue.errors import Conflict, NotFound
from catalogue.history import history_of
from catalogue.lifecycle import (
    copy_variant,
    delete_product,
    delete_variant,
    restore_product,
    restore_variant,
)
from catalogue.models import ApprovalEvent, ListingDocument, Product, ProductState, Variant
from catalogue.restoring import restore
from tests.catalogue.approval.goods import make_approved

pytestmark = pytest.mark.django_db

NAMES = st.sampled_from(["Mật ong", "Chè Shan", "Rượu ngô", "Gạo nếp"])
UNITS = st.sampled_from(["chai", "lọ", "túi"])
PRICES = st.sampled_from([1_000, 20_000, 300_000])
PLACES = st.integers(0, 3)


def contents() -> list[Any]:
    rows: list[Any] = [Product.objects.values(), Variant.objects.values(), ApprovalEvent.objects.values()]
    return [list(one.order_by("pk")) for one in rows]


@contextmanager
def refusal_changes_nothing() -> Iterator[None]:
    """Let a verb refuse; then every row is as it was."""
    before = contents()
    try:
        yield
    except (Conflict, NotFound, FieldsRefused):
        assert contents() == before


class Goods(RuleBasedStateMachine):
    """One product, its variants, and a plain note of what the Alliance has approved."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.product = make_approved(name={"vi": "Mật ong"})
        self.approved_units: dict[int, str] = {}
        self.note_approval()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @property
    def row(self) -> Product:
        return Product.objects.get(pk=self.product.pk)

    def variant(self, place: int) -> Variant:
        variants = list(Variant.objects.filter(product=self.product).order_by("pk"))
        return variants[place % len(variants)]

    @rule(name=NAMES)
    def edit(self, name: str) -> None:
        with refusal_changes_nothing():
            edit_product(product=self.product, changes={"name": {"vi": name}})

    @rule(place=PLACES, unit=UNITS, price=PRICES)
    def edit_one(self, place: int, unit: str, price: int) -> None:
        with refusal_changes_nothing():
            edit_variant(variant=self.variant(place), changes={"sale_unit": unit, "price_vnd": price})

    @rule(place=PLACES)
    def copy(self, place: int) -> None:
        count = Variant.objects.filter(product=self.product).count()
        if count < 4:
            with refusal_changes_nothing():
                copy_variant(variant=self.variant(place), sku=f"B-{count}")

    @rule()
    def submit(self) -> None:
        with refusal_changes_nothing():
            submit_product(product=self.product)

    @rule()
    def approve(self) -> None:
        with refusal_changes_nothing():
            approve_product(product=self.product)
            self.note_approval()

    @precondition(lambda self: self.row.state in (ProductState.REJECTED, ProductState.WITHDRAWN))
    @rule()
    def publish_again(self) -> None:
        with refusal_changes_nothing():
            submit_product(product=self.product)
            approve_product(product=self.product)
            self.note_approval()

    @rule()
    def reject(self) -> None:
        with refusal_changes_nothing():
            reject_product(product=self.product, reason="Chưa rõ.")

    @rule()
    def withdraw(self) -> None:
        with refusal_changes_nothing():
            withdraw_product(product=self.product, reason="Hết vụ.")

    @rule()
    def discard(self) -> None:
        with refusal_changes_nothing():
            discard_changes(product=self.product)

    @rule(place=PLACES)
    def remove_one(self, place: int) -> None:
        with refusal_changes_nothing():
            delete_variant(variant=self.variant(place))

    @rule(place=PLACES)
    def bring_one_back(self, place: int) -> None:
        with refusal_changes_nothing():
            restore_variant(variant=self.variant(place))

    @precondition(lambda self: self.row.deleted_at is None)
    @rule()
    def remove(self) -> None:
        delete_product(product=self.product)

    @precondition(lambda self: self.row.deleted_at is not None)
    @rule()
    def bring_back(self) -> None:
        restore_product(product=self.product)

    @rule(place=PLACES)
    def bring_former_content_back(self, place: int) -> None:
        records = history_of(self.product)
        with refusal_changes_nothing():
            restore(self.product, records[place % len(records)].history_id)

    def note_approval(self) -> None:
        """Note what the officer had before them: the wishes of the cooperative."""
        row = self.row
        self.approved_name = row.name["vi"]
        for variant in row.variants.filter(deleted_at=None):
            self.approved_units[variant.pk] = variant.sale_unit

    @invariant()
    def the_public_sees_what_was_approved(self) -> None:
        row = self.row
        documents = list(ListingDocument.objects.filter(product=row, language="vi"))
        if row.state != ProductState.APPROVED or row.deleted_at:
            assert documents == []
            return
        public = [
            variant
            for variant in row.variants.filter(deleted_at=None).order_by("position", "pk")
            if variant.approved
        ]
        assert public
        [document] = documents
        assert orjson.loads(document.card)["name"] == self.approved_name == row.name["vi"]
        assert [offer["sku"] for offer in orjson.loads(document.offers)] == [one.sku for one in public]
        for variant in public:
            assert variant.sale_unit == self.approved_units[variant.pk]
        assert document.price_vnd == min(variant.price_vnd for variant in public)

    @invariant()
    def the_queue_holds_what_waits(self) -> None:
        row = self.row
        variants: list[Any] = list(row.variants.filter(deleted_at=None))
        waits = bool(row.pending_changes) or any(not one.approved or one.pending_changes for one in variants)
        if row.state == ProductState.SUBMITTED:
            assert row.submitted_at is not None
        elif row.state != ProductState.APPROVED or not (waits or row.deleted_at):
            assert row.submitted_at is None


def test_the_public_sees_what_was_last_approved_whatever_is_done() -> None:
    run_state_machine_as_test(
        Goods,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            suppress_health_check=list(HealthCheck),
            deadline=None,
        ),
    )
