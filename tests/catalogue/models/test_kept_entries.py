"""No entry of a ledger is deleted or pushed out by another, even by raw SQL."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from catalogue.models import CompanyPrefix, Gtin, GtinState, InStoreNumber, InStoreRange
from tests.catalogue.models.entries import OTHER_NUMBER, PREFIX, make_gtin, run_raw
from tests.factories import make_variant

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("table", ["gtin", "instorenumber", "instorerange"])
def test_no_entry_is_deleted_even_by_raw_sql(table: str) -> None:
    make_gtin()
    InStoreRange.objects.create(prefix="20", next_reference=1)
    InStoreNumber.objects.create(number="2000000000015", variant=make_variant())

    with pytest.raises(IntegrityError):
        run_raw(f"DELETE FROM catalogue_{table}")

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM catalogue_{table}")
        assert cursor.fetchone() == (1,)


def test_no_entry_is_deleted_through_its_model() -> None:
    entry = make_gtin()

    with pytest.raises(IntegrityError), transaction.atomic():
        entry.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Gtin.objects.all().delete()

    assert Gtin.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_ledger_is_not_truncated() -> None:
    make_gtin()
    run_raw("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError):
        run_raw("TRUNCATE catalogue_gtin CASCADE")

    assert Gtin.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="OR REPLACE is SQLite's own")
@pytest.mark.parametrize(
    ("table", "columns", "values"),
    [
        (
            "gtin",
            "gtin, packaging_level, units, state, adopted, reserved_at, cooperative_id",
            "gtin, packaging_level, units, 'reserved', adopted, reserved_at, cooperative_id",
        ),
        (
            "companyprefix",
            "id, prefix, capacity, next_item_reference, cooperative_id",
            "id, '8930000', capacity, 0, cooperative_id",
        ),
        ("instorerange", "prefix, next_reference", "prefix, 0"),
        ("instorenumber", "number, created_at, variant_id", "'2000000000022', created_at, variant_id"),
    ],
)
def test_no_entry_is_replaced_by_another(table: str, columns: str, values: str) -> None:
    make_gtin()
    InStoreRange.objects.create(prefix="20", next_reference=1)
    InStoreNumber.objects.create(number="2000000000015", variant=make_variant())

    with pytest.raises(IntegrityError, match="ledger: "):
        run_raw(
            f"INSERT OR REPLACE INTO catalogue_{table} ({columns}) SELECT {values} FROM catalogue_{table}"
        )

    assert Gtin.objects.get().state == GtinState.ASSIGNED
    assert CompanyPrefix.objects.get().prefix == PREFIX
    assert InStoreRange.objects.get().next_reference == 1
    assert InStoreNumber.objects.get().number == "2000000000015"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="OR REPLACE is SQLite's own")
def test_assigning_does_not_push_another_number_out() -> None:
    entry = make_gtin()
    assert entry.variant is not None
    reserved = make_gtin(gtin=OTHER_NUMBER, state=GtinState.RESERVED, variant=None, assigned_at=None)

    with pytest.raises(IntegrityError, match="ledger: "):
        run_raw(
            "UPDATE OR REPLACE catalogue_gtin SET state = 'assigned', assigned_at = reserved_at,"
            " variant_id = %s WHERE id = %s",
            entry.variant.pk,
            reserved.pk,
        )

    assert Gtin.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_leaves_an_empty_ledger_whose_triggers_still_hold() -> None:
    make_gtin()

    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)

    assert not Gtin.objects.exists()
    entry = make_gtin()
    with pytest.raises(IntegrityError):
        run_raw("DELETE FROM catalogue_gtin")
    with pytest.raises(IntegrityError):
        run_raw("UPDATE catalogue_gtin SET state = 'reserved' WHERE id = %s", entry.pk)
    assert Gtin.objects.count() == 1
