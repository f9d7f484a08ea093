"""Applying large imports in the background: the one who asked goes on and looks at the progress."""

import datetime
import logging
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from catalogue.gs1.errors import CodedError
from catalogue.history import acting_as
from catalogue.imports.applying import apply
from catalogue.imports.row_errors import ImportNotStaged, ImportRefused
from catalogue.models import ImportJob, ImportStatus, ProductState
from catalogue.progress import Progress, forget_progress, progress_of, tell_progress

logger = logging.getLogger(__name__)

ROWS_AT_ONCE = 500
"""Files of at most so many rows are applied while the client waits."""
# From taking a job in hand to locking it; longer when others are writing.
_TAKING_IN_HAND = datetime.timedelta(seconds=30)


class ImportFailed(CodedError):
    """Something unforeseen; the catalogue is as it was."""

    code = "import_failed"
    vi = "Lỗi bên trong hệ thống; chưa có gì được nhập. Hãy thử lại."
    en = "An internal error; nothing was imported. Try again."


@task()
def apply_import(job_id: int, actor: str, submit: bool = False) -> None:
    """Apply the job in the name of ``actor``; a refusal is kept with the job for people to read."""
    job = ImportJob.objects.get(pk=job_id)
    with acting_as(actor):
        try:
            _apply(job, submit=submit)
        except CodedError as refused:
            _keep_refusal(job, refused)
        except Exception:
            logger.exception("Import %s failed.", job_id)
            _keep_refusal(job, ImportFailed())


def apply_or_start(job: ImportJob, *, actor: str, submit: bool = False) -> ImportJob:
    """Return ``job``, applied; or, with more rows than ``ROWS_AT_ONCE``, left to the worker.

    ``actor`` is who asks, under whose name the worker writes. Goods enter as drafts, or ``submit``ted to the
    Alliance. Progress is told either way.

    Raises as ``apply`` and ``start_applying`` do.
    """
    if job.row_count > ROWS_AT_ONCE:
        return start_applying(job, actor=actor, submit=submit)
    return _apply(job, submit=submit)


def _apply(job: ImportJob, *, submit: bool) -> ImportJob:
    return apply(
        job,
        enter_as=ProductState.SUBMITTED if submit else ProductState.DRAFT,
        progress=lambda step, done, total: tell_progress(f"import:{job.pk}", step, done, total),
    )


def progress_of_import(job: ImportJob) -> Progress | None:
    """Return how far ``job`` has come while it is applied, or None."""
    return progress_of(f"import:{job.pk}") if job.status == ImportStatus.APPLYING else None


@transaction.atomic
def start_applying(job: ImportJob, *, actor: str, submit: bool = False) -> ImportJob:
    """Return ``job``, which the worker will apply. One that waits or runs already is left to go on.

    Raises ImportRefused when rows of it were refused, ImportNotStaged when it was applied before.
    """
    # The worker holds the job's lock from beginning to end: whoever gets it knows that none is at work.
    row = ImportJob.objects.select_for_update(skip_locked=True).filter(pk=job.pk).first()
    if row is None:
        return job
    if row.status == ImportStatus.FAILED:
        raise ImportRefused(count=row.invalid_count)
    if row.status not in {ImportStatus.STAGED, ImportStatus.APPLYING}:
        raise ImportNotStaged(status=row.status)
    since = timezone.now() - _TAKING_IN_HAND
    if row.status == ImportStatus.APPLYING and _unfinished(row, Q(started_at=None) | Q(started_at__gt=since)):
        return row
    _begin(row, actor, submit)
    return row


@transaction.atomic
def take_up_interrupted() -> int:
    """Have the worker apply what a worker before it was at when it died; return how many imports that is.

    For the start of the server. An import that is given to two workers is applied by one of them.
    """
    applying = ImportJob.objects.select_for_update(skip_locked=True).filter(status=ImportStatus.APPLYING)
    interrupted = 0
    for row in applying.order_by("pk"):
        ours = _unfinished(row)
        if ours and all(result.status == TaskResultStatus.RUNNING for result in ours):
            _begin(row, *ours[-1].args_kwargs["args"][1:])
            interrupted += 1
    return interrupted


def _begin(row: ImportJob, actor: str, submit: bool = False) -> None:
    """Give ``row``, which is locked, to the worker; whoever had it before is gone."""
    gone = [result.pk for result in _unfinished(row)]
    DBTaskResult.objects.filter(pk__in=gone).update(
        status=TaskResultStatus.FAILED, finished_at=timezone.now()
    )
    row.status, row.refusal = ImportStatus.APPLYING, None
    row.save(update_fields=["status", "refusal"])
    forget_progress(f"import:{row.pk}")
    apply_import.enqueue(row.pk, actor, submit)


def _unfinished(job: ImportJob, *conditions: Q) -> list[Any]:
    """Return what was given to the worker of ``job`` and has not come to an end, the first one first."""
    given = DBTaskResult.objects.filter(
        *conditions,
        task_path=apply_import.module_path,
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
    )
    return [result for result in given.order_by("enqueued_at") if result.args_kwargs["args"][0] == job.pk]


def _keep_refusal(job: ImportJob, refused: CodedError) -> None:
    refusal = {"code": refused.code, "vi": refused.text("vi"), "en": refused.text("en")}
    ImportJob.objects.filter(pk=job.pk).exclude(status=ImportStatus.APPLIED).update(
        status=ImportStatus.STAGED, refusal=refusal
    )
