"""Applying large imports in the background: the one who asked goes on and looks at the progress."""

import datetime
import logging

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from catalogue.gs1.errors import CodedError
from catalogue.history import acting_as
from catalogue.imports.applying import apply
from catalogue.imports.row_errors import ImportNotStaged, ImportRefused
from catalogue.models import ImportJob, ImportStatus
from catalogue.progress import tell_progress

logger = logging.getLogger(__name__)

ROWS_AT_ONCE = 500
"""Files of at most so many rows are applied while the client waits."""
# A worker that says nothing for so long has died with its transaction.
_LOST_AFTER = datetime.timedelta(minutes=15)


class ImportFailed(CodedError):
    """Something unforeseen; the catalogue is as it was."""

    code = "import_failed"
    vi = "Lỗi bên trong hệ thống; chưa có gì được nhập. Hãy thử lại."
    en = "An internal error; nothing was imported. Try again."


@task()
def apply_import(job_id: int, actor: str) -> None:
    """Apply the job in the name of ``actor``; a refusal is kept with the job for people to read."""
    work = f"import:{job_id}"
    job = ImportJob.objects.get(pk=job_id)
    with acting_as(actor):
        try:
            apply(job, progress=lambda step, done, total: tell_progress(work, step, done, total))
        except CodedError as refused:
            _keep_refusal(job, refused)
        except Exception:
            logger.exception("Import %s failed.", job_id)
            _keep_refusal(job, ImportFailed())


@transaction.atomic
def start_applying(job: ImportJob, *, actor: str) -> ImportJob:
    """Return ``job``, which the worker will apply. One that waits or runs already is left to go on.

    Raises ImportRefused when rows of it were refused, ImportNotStaged when it was applied before.
    """
    row = ImportJob.objects.select_for_update().get(pk=job.pk)
    if row.status == ImportStatus.FAILED:
        raise ImportRefused(count=row.invalid_count)
    if row.status not in {ImportStatus.STAGED, ImportStatus.APPLYING}:
        raise ImportNotStaged(status=row.status)
    if row.status == ImportStatus.APPLYING and _is_under_way(row):
        return row
    row.status, row.refusal = ImportStatus.APPLYING, None
    row.save(update_fields=["status", "refusal"])
    apply_import.enqueue(row.pk, actor)
    return row


def _is_under_way(job: ImportJob) -> bool:
    """Return whether the worker has the job before it, or had it in hand a little while ago."""
    since = timezone.now() - _LOST_AFTER
    alive = DBTaskResult.objects.filter(
        task_path=apply_import.module_path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    return any(
        result.args_kwargs["args"][0] == job.pk and (result.started_at is None or result.started_at > since)
        for result in alive
    )


def _keep_refusal(job: ImportJob, refused: CodedError) -> None:
    refusal = {"code": refused.code, "vi": refused.text("vi"), "en": refused.text("en")}
    ImportJob.objects.filter(pk=job.pk).exclude(status=ImportStatus.APPLIED).update(
        status=ImportStatus.STAGED, refusal=refusal
    )
