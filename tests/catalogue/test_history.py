"""Every change of a row can be read: who, when, and what it was before."""

import contextvars
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from catalogue.history import (
    FieldChange,
    RecordKind,
    acting_as,
    current_actor,
    history_of,
    record_rows,
)
from catalogue.models import Certificate, CompanyPrefix, Cooperative, Product, Variant
from tests.factories import make_company_prefix, make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db


def test_nobody_in_particular_is_the_system() -> None:
    assert current_actor() == "system"


def test_the_innermost_actor_counts_and_ends_with_its_block() -> None:
    with acting_as("user:7"):
        with acting_as("key:3"):
            assert current_actor() == "key:3"
        assert current_actor() == "user:7"
    assert current_actor() == "system"


def test_an_actor_ends_with_an_error_too() -> None:
    with pytest.raises(ZeroDivisionError), acting_as("user:7"):
        _ = 1 / 0
    assert current_actor() == "system"


def test_another_context_has_its_own_actor() -> None:
    fresh = contextvars.Context()
    with acting_as("user:7"):
        assert fresh.run(current_actor) == "system"


@pytest.mark.parametrize("actor", ["", "x" * 81])
def test_an_actor_that_no_record_could_hold_is_refused_at_once(actor: str) -> None:
    with pytest.raises(ValueError, match="1 to 80 characters"), acting_as(actor):
        pass


def test_a_saved_row_tells_who_changed_what_and_when() -> None:
    with acting_as("user:1"):
        cooperative = make_cooperative(name="HTX Cũ", phone="")
    moment = datetime(2026, 11, 1, 8, tzinfo=UTC)
    cooperative.name = "HTX Mới"
    with acting_as("user:2"), travel(moment, tick=False):
        cooperative.save()

    changed, created = history_of(cooperative)

    assert (changed.kind, changed.actor, changed.at) == (RecordKind.CHANGED, "user:2", moment)
    assert changed.fields == (FieldChange("name", "HTX Cũ", "HTX Mới"),)
    assert (created.kind, created.actor) == (RecordKind.CREATED, "user:1")
    assert FieldChange("name", None, "HTX Cũ") in created.fields
    assert changed.history_id > created.history_id


def test_a_removed_row_is_still_told_of_by_its_id() -> None:
    product = make_product()
    certificate = Certificate.objects.create(
        product=product, kind="vietgap", valid_from="2026-01-01", valid_to="2027-01-01"
    )
    pk = certificate.pk
    Certificate.objects.filter(pk=pk).delete()

    removed, _created = history_of(Certificate(pk=pk))

    assert removed.kind == RecordKind.REMOVED
    assert FieldChange("kind", "vietgap", None) in removed.fields


def test_rows_written_in_one_statement_are_recorded_as_the_database_has_them() -> None:
    one, other = make_variant(price_vnd=10_000), make_variant(net_amount=Decimal("1.250"))
    Variant.objects.filter(pk__in=[one.pk, other.pk]).update(price_vnd=12_000)
    with acting_as("user:9"):
        record_rows(Variant, [other.pk, one.pk, one.pk])

    change = history_of(one)[0]
    assert (change.kind, change.actor) == (RecordKind.CHANGED, "user:9")
    assert change.fields == (FieldChange("price_vnd", 10_000, 12_000),)
    assert history_of(other)[0].fields == (FieldChange("price_vnd", 85_000, 12_000),)
    assert len(history_of(one)) == len(history_of(other)) == 2


def test_the_latest_changes_alone_are_read() -> None:
    product = make_product()
    for days in (10, 20, 30):
        product.shelf_life_days = days
        product.save()

    latest, before = history_of(product, most=2)

    assert latest.fields == (FieldChange("shelf_life_days", 20, 30),)
    assert before.fields == (FieldChange("shelf_life_days", 10, 20),)


def test_a_reference_is_told_by_its_id() -> None:
    product, other = make_product(), make_product()
    before, product.category = product.category_id, other.category
    product.save()

    assert history_of(product)[0].fields == (FieldChange("category", before, other.category_id),)


def test_numbers_used_up_are_no_change_of_their_prefix() -> None:
    prefix = make_company_prefix()
    CompanyPrefix.objects.filter(pk=prefix.pk).update(next_item_reference=5)
    record_rows(CompanyPrefix, [prefix.pk])

    assert history_of(prefix)[0].fields == ()


def test_many_rows_are_recorded_in_few_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cooperative = make_cooperative()
    Cooperative.objects.filter(pk=cooperative.pk).update(phone="+84912345678")
    product = make_product(cooperative=cooperative)
    ids = [make_variant(product=product).pk for _ in range(3)]

    with django_assert_num_queries(1):
        record_rows(Variant, ids)
    with django_assert_num_queries(0):
        record_rows(Product, [])
