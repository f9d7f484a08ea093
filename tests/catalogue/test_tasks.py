"""The nightly job tidies up and plans the next night."""

import datetime

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from catalogue.listings import render_products
from catalogue.models import ListingDocument
from catalogue.tasks import schedule_housekeeping, tidy_up
from tests.factories import make_variant

pytestmark = pytest.mark.django_db


def test_one_night_is_planned_however_often_it_is_asked() -> None:
    with time_machine.travel(datetime.datetime(2026, 11, 23, 18, 0, tzinfo=datetime.UTC), tick=False):
        schedule_housekeeping()
        schedule_housekeeping()

    job = DBTaskResult.objects.get()
    # 18:00 UTC is one o'clock on the 24th in Việt Nam; the coming night is that of the 25th.
    assert job.run_after == datetime.datetime(2026, 11, 24, 17, 30, tzinfo=datetime.UTC)


def test_documents_are_dropped_after_their_last_day_and_not_before() -> None:
    with transaction.atomic():
        render_products([make_variant().product_id])
    today = timezone.localdate()
    ListingDocument.objects.filter(language="vi").update(starts_on=today, ends_on=today)

    assert tidy_up.call() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        assert tidy_up.call() == 1

    assert list(ListingDocument.objects.values_list("language", flat=True)) == ["en"]


def test_records_of_finished_jobs_are_kept_a_week() -> None:
    tidy_up.enqueue()
    for days in (6, 8):
        finished = DBTaskResult.objects.latest("enqueued_at")
        finished.pk = None
        finished.status = "SUCCESSFUL"
        finished.finished_at = timezone.now() - datetime.timedelta(days=days)
        finished.save(force_insert=True)

    tidy_up.call()

    assert DBTaskResult.objects.finished().count() == 1
