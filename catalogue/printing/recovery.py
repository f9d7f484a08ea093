"""Print jobs whose worker died, taken up by the next one.

A worker that is killed leaves its job running and the entry of its queue too, and nobody would ever look at
them again. So while jobs are unfinished a watch runs every minute, and every worker begins with one.
"""

import datetime
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from catalogue.gs1.errors import CodedError
from catalogue.models import PrintJob, PrintStatus
from catalogue.printing.background import LOST_AFTER, MOST_ATTEMPTS, lost, print_in_background

_EVERY = datetime.timedelta(minutes=1)
_UNFINISHED = (PrintStatus.QUEUED, PrintStatus.RUNNING)


class PrintingGivenUp(CodedError):
    """A job that ended every worker that took it in hand."""

    code = "printing_given_up"
    vi = (
        "Máy chủ đã dừng đột ngột {attempts} lần khi làm lệnh này; chưa có tệp. Hãy chia nhỏ lệnh rồi in lại."
    )
    en = "The worker died {attempts} times at this job; there is no file. Print it in smaller jobs."


@task()
def watch_over_prints() -> int:
    """Take up lost jobs, and watch on while any are unfinished. Returns how many were taken up."""
    if PrintJob.objects.filter(status__in=_UNFINISHED).exists():
        watch_soon()
    return take_up_lost()


def watch_soon() -> None:
    """See that one ``watch_over_prints`` waits for the next minute."""
    waiting = DBTaskResult.objects.filter(
        task_path=watch_over_prints.module_path, status=TaskResultStatus.READY
    )
    if not waiting.exists():
        watch_over_prints.using(run_after=timezone.now() + _EVERY).enqueue()


def take_up_lost() -> int:
    """Queue the jobs again that no worker has in hand and none will be told of; return how many.

    A worker that is alive keeps its job however long it takes: what counts is when it was last heard of.
    """
    _give_up()
    _close_entries_of_the_dead()
    told = {
        int(entry.args_kwargs["args"][0])
        for entry in _entries().filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    }
    silent = PrintJob.objects.filter(
        status=PrintStatus.QUEUED, alive_at__lt=timezone.now() - LOST_AFTER
    ).exclude(pk__in=told)
    keys = [
        *PrintJob.objects.filter(lost()).values_list("pk", flat=True),
        *silent.values_list("pk", flat=True),
    ]
    return sum(_queue_again(key, told) for key in keys)


def _queue_again(key: int, told: Collection[int]) -> int:
    """Queue one job, unless it was taken in hand meanwhile. Returns 1 or 0."""
    now = timezone.now()
    with transaction.atomic():
        job = PrintJob.objects.filter(pk=key)
        freed = job.filter(lost()).update(status=PrintStatus.QUEUED, done=0, alive_at=now)
        silent = job.filter(status=PrintStatus.QUEUED, alive_at__lt=now - LOST_AFTER)
        if not freed and not silent.update(alive_at=now):
            return 0
        if key not in told:
            print_in_background.enqueue(key)
        return 1


def _give_up() -> None:
    refused = PrintingGivenUp(attempts=MOST_ATTEMPTS)
    PrintJob.objects.filter(lost(), attempts__gte=MOST_ATTEMPTS).update(
        status=PrintStatus.FAILED,
        refusal={"code": refused.code, "vi": refused.text("vi"), "en": refused.text("en")},
        finished_at=timezone.now(),
    )


def _close_entries_of_the_dead() -> None:
    """Mark the entries of the queue as failed that stand as running, though nobody runs their job."""
    before = timezone.now() - LOST_AFTER
    alive = set(
        PrintJob.objects.filter(status=PrintStatus.RUNNING, alive_at__gte=before).values_list("pk", flat=True)
    )
    for entry in _entries().filter(status=TaskResultStatus.RUNNING, started_at__lt=before):
        if int(entry.args_kwargs["args"][0]) not in alive:
            _close(entry)
    watches = DBTaskResult.objects.filter(task_path=watch_over_prints.module_path)
    for entry in watches.filter(status=TaskResultStatus.RUNNING, started_at__lt=before):
        _close(entry)


def _close(entry: Any) -> None:
    DBTaskResult.objects.filter(pk=entry.pk, status=TaskResultStatus.RUNNING).update(
        status=TaskResultStatus.FAILED, finished_at=timezone.now()
    )


def _entries() -> QuerySet[Any]:
    return DBTaskResult.objects.filter(task_path=print_in_background.module_path)
