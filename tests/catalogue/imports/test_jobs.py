"""A job is applied once and whole: after a failure, a crash, or a change of what it was staged for."""

import pytest

from catalogue.imports.row_errors import ImportNotStaged, ImportOutdated
from catalogue.models import Cooperative, Gtin, ImportJob, ImportStatus, Product, Variant
from tests.catalogue.imports.applied import GTIN, run
from tests.catalogue.imports.by_operator import apply, stage
from tests.catalogue.imports.spreadsheets import csv_file, row
from tests.factories import make_category

pytestmark = pytest.mark.django_db


def test_nothing_is_left_when_writing_fails_in_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.imports.applying.CHUNK", 1)
    job = stage(csv_file(row(gtin=GTIN), row(sku="2"), row(sku="3")), filename="hang.csv")
    seen: list[int] = []

    def fail_at_two(step: str, done: int, _total: int) -> None:
        seen.append(done)
        if step == "apply" and done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply(job, progress=fail_at_two)

    assert seen == [1, 2]
    assert not Product.objects.exists()
    assert not Cooperative.objects.exists()
    assert not Gtin.objects.exists()
    job.refresh_from_db()
    assert job.status == ImportStatus.STAGED
    assert apply(job).created_count == 3


def test_a_job_left_applying_by_a_crash_is_applied_again() -> None:
    job = stage(csv_file(row()), filename="hang.csv")
    ImportJob.objects.update(status=ImportStatus.APPLYING)

    assert apply(job).status == ImportStatus.APPLIED


def test_a_job_is_applied_once() -> None:
    job = run(row())

    with pytest.raises(ImportNotStaged) as caught:
        apply(job)

    assert caught.value.text("en") == "This import is applied and cannot be applied."
    assert Product.objects.count() == 1


def test_a_catalogue_that_changed_after_staging_stops_the_job() -> None:
    job = stage(csv_file(row(sku="2"), row(gtin=GTIN)), filename="hang.csv")
    run(row(sku="9", gtin=GTIN))

    with pytest.raises(ImportOutdated) as caught:
        apply(job)

    assert caught.value.text("en") == (
        "The catalogue has changed since the check (rows 3); send the file again. Nothing was applied."
    )
    assert list(Variant.objects.values_list("sku", flat=True)) == ["9"]


def test_a_category_that_went_after_staging_stops_the_job() -> None:
    category = make_category(slug="tam-thoi")
    job = stage(csv_file(row(category="tam-thoi")), filename="hang.csv")
    category.delete()

    with pytest.raises(ImportOutdated):
        apply(job)

    assert not Product.objects.exists()


def test_progress_is_counted_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("staging", "applying"):
        monkeypatch.setattr(f"catalogue.imports.{module}.CHUNK", 2)
    steps: list[tuple[str, int, int]] = []

    def note(step: str, done: int, total: int) -> None:
        steps.append((step, done, total))

    apply(
        stage(csv_file(*(row(sku=str(n)) for n in range(3))), filename="hang.csv", progress=note),
        progress=note,
    )

    assert steps == [
        *(("read", 2, 3), ("read", 3, 3), ("check", 2, 3), ("check", 3, 3)),
        *(("store", 2, 3), ("store", 3, 3), ("apply", 2, 3), ("apply", 3, 3), ("render", 3, 3)),
    ]
