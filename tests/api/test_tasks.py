"""Answers to writes are kept seven days at least and forgotten at night."""

import datetime

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from api.models import IdempotentRequest
from api.tasks import forget_answers, schedule_housekeeping
from catalogue.tasks import schedule_housekeeping as schedule_catalogue

pytestmark = pytest.mark.django_db


def test_answers_are_kept_seven_days_and_then_forgotten() -> None:
    now = timezone.now()
    for age in (datetime.timedelta(days=7), datetime.timedelta(days=7, seconds=1)):
        with time_machine.travel(now - age, tick=False):
            IdempotentRequest.objects.create(credential="user:7", method="POST", path="/", key=str(age))

    with time_machine.travel(now, tick=False):
        assert forget_answers.call() == 1

    assert IdempotentRequest.objects.get().key == str(datetime.timedelta(days=7))


def test_each_night_plans_the_next_beside_that_of_the_catalogue() -> None:
    schedule_catalogue()
    forget_answers.call()
    schedule_housekeeping()

    planned = DBTaskResult.objects.order_by("task_path").values_list("task_path", flat=True)
    assert list(planned) == ["api.tasks.forget_answers", "catalogue.tasks.tidy_up"]
    assert DBTaskResult.objects.values("run_after").distinct().count() == 1
