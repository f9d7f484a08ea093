"""Large jobs, written by the worker; how far they are is seen by everybody at once."""

import datetime
import logging
import time

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django_tasks import task

from catalogue.gs1.errors import CodedError
from catalogue.labels.errors import LabelsCancelled
from catalogue.labels.job_records import job_from_dict
from catalogue.labels.pages import Watch
from catalogue.models import PrintJob, PrintStatus
from catalogue.printing.files import drop_labels, write_at_once

logger = logging.getLogger(__name__)

LOST_AFTER = datetime.timedelta(minutes=2)
"""A worker tells of itself at every page; one that has said nothing for so long is gone."""
MOST_ATTEMPTS = 3
"""How many workers may die of one job before it is given up."""
_TELL_SECONDS = 0.5


class PrintingFailed(CodedError):
    """Something unforeseen."""

    code = "printing_failed"
    vi = "Lỗi bên trong hệ thống; chưa có tệp nào. Hãy in lại."
    en = "An internal error; there is no file. Print again."


@task()
def print_in_background(key: int) -> None:
    """Write the file of a queued job, unless another worker is at it or it was cancelled."""
    row = claim(key)
    if row is None:
        return
    try:
        written = write_at_once(job_from_dict(row.record), row.form, watch=_watch(row))
    except LabelsCancelled:
        return
    except CodedError as refused:
        _fail(row, refused)
        return
    except Exception:
        logger.exception("Print job %s failed.", key)
        _fail(row, PrintingFailed())
        return
    kept = _mine(row).update(
        status=PrintStatus.DONE,
        done=row.total,
        file_name=written.name,
        media_type=written.media_type,
        finished_at=timezone.now(),
    )
    if not kept:
        drop_labels(written.name)


def lost() -> Q:
    """Return what is true of a job that runs, but whose worker has not been heard of for long."""
    return Q(status=PrintStatus.RUNNING, alive_at__lt=timezone.now() - LOST_AFTER)


def claim(key: int) -> PrintJob | None:
    """Return the job, taken in hand, or None where another worker has it or nothing is to be done.

    One statement asks and takes, so that of two workers one alone gets it. The number of the attempt is the
    worker's mark: whoever was given up for dead and comes back finds another number and writes nothing.
    """
    now = timezone.now()
    free = Q(status=PrintStatus.QUEUED) | lost()
    with transaction.atomic():
        taken = PrintJob.objects.filter(free, pk=key, attempts__lt=MOST_ATTEMPTS).update(
            status=PrintStatus.RUNNING, started_at=now, alive_at=now, done=0, attempts=F("attempts") + 1
        )
        return PrintJob.objects.get(pk=key) if taken else None


def _mine(row: PrintJob) -> QuerySet[PrintJob]:
    """Return the job as long as it is in the hands of the worker that took ``row``."""
    return PrintJob.objects.filter(pk=row.pk, status=PrintStatus.RUNNING, attempts=row.attempts)


def _watch(row: PrintJob) -> Watch:
    """Return what tells the progress, twice a second at most, and sees whether somebody cancelled."""
    told = {"at": time.monotonic(), "cancelled": 0.0}

    def progress(done: int) -> None:
        if time.monotonic() - told["at"] >= _TELL_SECONDS:
            told["at"] = time.monotonic()
            if not _mine(row).update(done=min(done, row.total), alive_at=timezone.now()):
                told["cancelled"] = 1.0

    return Watch(progress=progress, cancelled=lambda: bool(told["cancelled"]))


def _fail(row: PrintJob, refused: CodedError) -> None:
    _mine(row).update(
        status=PrintStatus.FAILED,
        refusal={"code": refused.code, "vi": refused.text("vi"), "en": refused.text("en")},
        finished_at=timezone.now(),
    )
