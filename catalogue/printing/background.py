"""Large jobs, written by the worker; how far they are is seen by everybody at once."""

import datetime
import logging
import time

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from catalogue.gs1.errors import CodedError
from catalogue.labels.errors import LabelsCancelled
from catalogue.labels.job_records import job_from_dict
from catalogue.labels.pages import Watch
from catalogue.models import PrintJob, PrintStatus
from catalogue.printing.files import drop_labels, write_at_once

logger = logging.getLogger(__name__)

LOST_AFTER = datetime.timedelta(minutes=15)
"""A worker that has said nothing for so long is gone, and another may take the job up."""
_TELL_SECONDS = 0.5


class PrintingFailed(CodedError):
    """Something unforeseen."""

    code = "printing_failed"
    vi = "Lỗi bên trong hệ thống; chưa có tệp nào. Hãy in lại."
    en = "An internal error; there is no file. Print again."


@task()
def print_in_background(key: int) -> None:
    """Write the file of a queued job, unless another worker is at it or it was cancelled."""
    if not _claim(key):
        return
    row = PrintJob.objects.get(pk=key)
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
    kept = PrintJob.objects.filter(pk=key, status=PrintStatus.RUNNING, started_at=row.started_at).update(
        status=PrintStatus.DONE,
        done=row.total,
        file_name=written.name,
        media_type=written.media_type,
        finished_at=timezone.now(),
    )
    if not kept:
        drop_labels(written.name)


def _claim(key: int) -> bool:
    """Take the job in hand; one statement, so that of two workers one alone gets it."""
    now = timezone.now()
    free = Q(status=PrintStatus.QUEUED) | Q(status=PrintStatus.RUNNING, started_at__lt=now - LOST_AFTER)
    return bool(
        PrintJob.objects.filter(free, pk=key).update(status=PrintStatus.RUNNING, started_at=now, done=0)
    )


def _watch(row: PrintJob) -> Watch:
    """Return what tells the progress, twice a second at most, and sees whether somebody cancelled."""
    mine = PrintJob.objects.filter(pk=row.pk, status=PrintStatus.RUNNING, started_at=row.started_at)
    told = {"at": time.monotonic(), "cancelled": 0.0}

    def progress(done: int) -> None:
        if time.monotonic() - told["at"] >= _TELL_SECONDS:
            told["at"] = time.monotonic()
            if not mine.update(done=min(done, row.total)):
                told["cancelled"] = 1.0

    return Watch(progress=progress, cancelled=lambda: bool(told["cancelled"]))


def _fail(row: PrintJob, refused: CodedError) -> None:
    PrintJob.objects.filter(pk=row.pk, status=PrintStatus.RUNNING, started_at=row.started_at).update(
        status=PrintStatus.FAILED,
        refusal={"code": refused.code, "vi": refused.text("vi"), "en": refused.text("en")},
        finished_at=timezone.now(),
    )
