"""Two workers with one job: it is applied once; without the guard the second would write over the first.

And two jobs with the same goods: one creates them, the other finds them there or is told to come again.
"""

import pytest
from django.db import transaction

from catalogue.imports.applying import _apply, apply
from catalogue.imports.row_errors import ImportNotStaged, ImportOutdated, ImportOvertaken
from catalogue.imports.staging import no_progress, stage
from catalogue.models import Category, ImportJob, ImportStatus, Product
from tests.catalogue.imports.spreadsheets import csv_file, row
from tests.factories import make_category
from tests.racing import run_together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _category() -> None:
    if not Category.objects.filter(slug="mat-ong").exists():
        make_category(slug="mat-ong")


def go_on(job: ImportJob) -> ImportJob:
    """Go on where both workers have found the job waiting."""
    with transaction.atomic():
        return _apply(ImportJob.objects.select_for_update().get(pk=job.pk), no_progress)


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
