"""The log of what was printed, and its verbs."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from catalogue.errors import Conflict
from catalogue.history import current_actor
from catalogue.labels.job_records import job_from_dict, job_to_dict
from catalogue.labels.jobs import LabelJob
from catalogue.labels.outputs import file_kind
from catalogue.models import Cooperative, PrintJob, PrintStatus
from catalogue.printing.background import print_in_background
from catalogue.printing.files import WrittenLabels
from catalogue.printing.recovery import watch_soon

LABELS_AT_ONCE = 500
"""Jobs of at most so many labels are written while the client waits."""


class NotPrintedYet(Conflict):
    """A job whose file is not there, or will never be."""

    code = "labels_not_done"
    vi = "Lệnh in đang ở trạng thái “{status}”, chưa có tệp."
    en = "The job is {status}; there is no file."


class NotCancellable(Conflict):
    """A job that has ended already."""

    code = "labels_ended"
    vi = "Lệnh in đã kết thúc ({status})."
    en = "The job has ended ({status})."


def keep_written(
    *, cooperative: Cooperative, job: LabelJob, form: str, written: WrittenLabels, of: PrintJob | None = None
) -> PrintJob:
    """Return the log's row for labels that were written at once."""
    now = timezone.now()
    return PrintJob.objects.create(
        cooperative=cooperative,
        actor=current_actor(),
        record=job_to_dict(job),
        form=form,
        status=PrintStatus.DONE,
        done=job.labels,
        total=job.labels,
        file_name=written.name,
        media_type=written.media_type,
        reprint_of=of,
        started_at=now,
        finished_at=now,
    )


@transaction.atomic
def queue_print(
    *, cooperative: Cooperative, job: LabelJob, form: str, of: PrintJob | None = None
) -> PrintJob:
    """Return the row of a job that the worker will write. Raises UnknownFormat."""
    row = PrintJob.objects.create(
        cooperative=cooperative,
        actor=current_actor(),
        record=job_to_dict(job),
        form=form,
        status=PrintStatus.QUEUED,
        total=job.labels,
        media_type=file_kind(job, form).media_type,
        reprint_of=of,
        alive_at=timezone.now(),
    )
    print_in_background.enqueue(row.pk)
    watch_soon()
    return row


@transaction.atomic
def cancel_print(*, row: PrintJob) -> PrintJob:
    """Return the job, stopped; the worker notices at its next page. Raises NotCancellable."""
    stopped = PrintJob.objects.filter(pk=row.pk, status__in=[PrintStatus.QUEUED, PrintStatus.RUNNING]).update(
        status=PrintStatus.CANCELLED, finished_at=timezone.now()
    )
    row.refresh_from_db()
    if not stopped:
        raise NotCancellable(status=row.status)
    return row


def repeat_job(
    row: PrintJob, labels: Collection[int], *, start_cell: int = 1, skip: tuple[int, ...] = ()
) -> LabelJob:
    """Return the job that prints ``labels`` of ``row`` once more, with the contents that they had.

    Raises NoSuchLabel, NoLabels, or what a job raises.
    """
    return job_from_dict(row.record).only(labels, start_cell=start_cell, skip=skip)
