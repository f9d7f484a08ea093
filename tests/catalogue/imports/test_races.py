"""Two workers with one job: it is applied once; without the guard the second would write over the first.

Two jobs with the same goods: one creates them, the other finds them there or is told to come again.

And imports, and clerks who give numbers meanwhile, never wait for each other in a circle. Where a test needs
two transactions that are both open, it is for PostgreSQL: SQLite has one writer.
"""

import threading
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction

from catalogue.imports.applying import _apply
from catalogue.imports.row_errors import ImportNotStaged, ImportOutdated, ImportOvertaken
from catalogue.imports.staging import no_progress
from catalogue.models import Category, Gtin, ImportJob, ImportStatus, Product, ProductState, Variant
from catalogue.numbering import allocation
from tests.catalogue.imports.by_operator import apply, stage
from tests.catalogue.imports.spreadsheets import csv_file, row
from tests.catalogue.waiting import somebody_waits_for_a_lock
from tests.factories import make_category
from tests.racing import PATIENCE_S, run_together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _category() -> None:
    if not Category.objects.filter(slug="mat-ong").exists():
        make_category(slug="mat-ong")


def go_on(job: ImportJob) -> ImportJob:
    """Go on where both workers have found the job waiting."""
    with transaction.atomic():
        return _apply(
            ImportJob.objects.select_for_update().get(pk=job.pk), ProductState.APPROVED, no_progress
        )


def apply_twice_at_once() -> tuple[int, ImportJob]:
    """Return how many of two workers were turned away, and the job that they left."""
    job = stage(csv_file(row(), row(sku="HTX-002")), filename="hang.csv")
    ImportJob.objects.update(status=ImportStatus.APPLYING)
    results = run_together([lambda: go_on(job), lambda: go_on(job)])
    refused = sum(isinstance(result, ImportNotStaged) for result in results)
    assert refused + sum(isinstance(result, ImportJob) for result in results) == 2
    return refused, ImportJob.objects.get(pk=job.pk)


def test_a_job_is_applied_by_one_of_two_workers() -> None:
    refused, job = apply_twice_at_once()

    assert refused == 1
    assert (job.status, job.created_count, job.unchanged_count) == ("applied", 2, 0)
    assert Product.objects.count() == 2


def test_without_the_guard_the_second_worker_writes_over_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.imports.applying._require_still_applying", lambda _job: None)

    refused, job = apply_twice_at_once()

    assert refused == 0
    assert (job.created_count, job.unchanged_count) == (0, 2)


def test_two_jobs_with_the_same_goods_create_them_once() -> None:
    goods = [row(sku=f"HTX-{number}", gtin="9520007919019" if number == 1 else None) for number in range(50)]
    one, other = (stage(csv_file(*rows), filename="hang.csv") for rows in (goods, goods[::-1]))

    results = run_together([lambda: apply(one), lambda: apply(other)])

    turned_away = [result for result in results if isinstance(result, ImportOvertaken | ImportOutdated)]
    done = [result for result in results if isinstance(result, ImportJob)]
    assert len(done) + len(turned_away) == 2
    assert len(done) >= 1
    assert Product.objects.count() == 50
    assert sum(job.created_count for job in done) == 50
    waiting = ImportJob.objects.filter(status=ImportStatus.STAGED)
    assert waiting.count() == len(turned_away)
    assert [apply(job).unchanged_count for job in waiting] == [50] * len(turned_away)


# Goods of two cooperatives, in a file with a number for each.

FIRST = {"tax_code": "5199900017", "company_prefix": "9520007919", "gtin": "9520007919019"}
SECOND = {
    "cooperative": "HTX Chè Shan",
    "tax_code": "5199900024",
    "company_prefix": "9520007926",
    "gtin": "9520007926017",
}


@pytest.fixture
def _rows_are_written_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.imports.applying.CHUNK", 1)


def stage_numbers_for_known_goods(*rows: dict[str, Any]) -> ImportJob:
    """Return a job whose rows, published already, get their numbers."""
    apply(stage(csv_file(*(one | {"gtin": None} for one in rows)), filename="hang.csv"))
    return stage(csv_file(*rows), filename="hang.csv")


def wait_until_somebody_waits() -> None:
    """Return once another transaction stands in front of a lock; on SQLite it cannot even begin."""
    while connection.vendor == "postgresql" and not somebody_waits_for_a_lock():
        pass


@pytest.mark.usefixtures("_rows_are_written_one_by_one")
def test_an_import_and_a_clerk_who_gives_a_number_meanwhile_both_come_to_an_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other_goods = row(**SECOND | {"sku": "HTX-002", "gtin": None})
    apply(stage(csv_file(other_goods), filename="hang.csv"))
    job = stage_numbers_for_known_goods(row(**FIRST), row(**SECOND))
    clerk_has_the_prefix = threading.Event()
    new_entry = allocation.new_entry

    def slow_new_entry(*args: Any, **options: Any) -> Gtin:
        clerk_has_the_prefix.set()
        wait_until_somebody_waits()
        return new_entry(*args, **options)

    def import_after_the_clerk() -> Any:
        clerk_has_the_prefix.wait(PATIENCE_S)
        return apply(job)

    monkeypatch.setattr("catalogue.numbering.allocation.new_entry", slow_new_entry)
    clerk: Any = partial(allocation.allocate_gtin, variant=Variant.objects.get(sku="HTX-002"))

    number, applied = run_together([clerk, import_after_the_clerk])

    assert isinstance(number, Gtin)
    assert isinstance(applied, ImportJob)
    assert Gtin.objects.assigned().count() == 3


def import_in_both_orders(**options: Any) -> list[Any]:
    """Return what became of two jobs about other goods of the same two cooperatives, in opposite orders."""
    again = [
        row(**one | {"sku": "HTX-002", "gtin": gtin})
        for one, gtin in zip((SECOND, FIRST), ("9520007926024", "9520007919026"), strict=True)
    ]
    jobs = [stage_numbers_for_known_goods(row(**FIRST), row(**SECOND)), stage_numbers_for_known_goods(*again)]
    return run_together([partial(apply, job, **options) for job in jobs])


@pytest.mark.usefixtures("_rows_are_written_one_by_one")
def test_two_imports_take_the_numbers_of_two_cooperatives_in_opposite_orders() -> None:
    assert [type(result) for result in import_in_both_orders()] == [ImportJob, ImportJob]


@pytest.mark.usefixtures("_rows_are_written_one_by_one")
def test_twin_that_locks_prefixes_row_by_row_waits_in_a_circle(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time")
    both_hold_one = threading.Barrier(2)

    def meet(step: str, done: int, _total: int) -> None:
        if (step, done) == ("apply", 1):
            both_hold_one.wait(PATIENCE_S)

    monkeypatch.setattr("catalogue.imports.applying.lock_company_prefixes", lambda _ids: {})

    results = import_in_both_orders(progress=meet)

    assert sorted(type(result).__name__ for result in results) == ["ImportJob", "ImportOvertaken"]
