"""Background jobs of the catalogue, run by the worker."""

import datetime
import logging
from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from catalogue.media.errors import MediaStorageUnavailable
from catalogue.media.sweeping import sweep_files
from catalogue.models import ListingDocument
from catalogue.printing.sweeping import sweep_label_files

logger = logging.getLogger(__name__)

FINISHED_KEPT_DAYS = 7


@task()
def tidy_up() -> int:
    """Drop documents whose last day has passed, old job records and unused files; plan the next night.

    Nothing visible depends on it: readers choose documents by day. Returns the documents dropped.
    """
    dropped, _ = ListingDocument.objects.filter(ends_on__lt=timezone.localdate()).delete()
    long_ago = timezone.now() - datetime.timedelta(days=FINISHED_KEPT_DAYS)
    # A worker that was killed left these; nothing that runs takes a day.
    DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - datetime.timedelta(days=1)).update(
        status=TaskResultStatus.FAILED, finished_at=timezone.now()
    )
    DBTaskResult.objects.finished().filter(finished_at__lt=long_ago).delete()
    schedule_housekeeping()
    try:
        sweep_files()
        sweep_label_files()
    except MediaStorageUnavailable:  # it is there again some other night
        logger.exception("Files that no row names were not swept away.")
    return dropped


def schedule_housekeeping() -> None:
    """See that one ``tidy_up`` waits for the coming night."""
    plan_for_the_night(tidy_up)


def plan_for_the_night(job: Task[[], Any]) -> None:
    """See that one ``job`` waits for the coming night, half past midnight in Việt Nam."""
    waiting = DBTaskResult.objects.filter(task_path=job.module_path, status=TaskResultStatus.READY)
    if waiting.exists():
        return
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    night = datetime.datetime.combine(tomorrow, datetime.time(0, 30), timezone.get_current_timezone())
    job.using(run_after=night).enqueue()
