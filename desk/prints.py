"""What was printed: the log, one job with its file, and once more exactly what jammed."""

import re

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from catalogue.errors import Invalid, NotFound
from catalogue.gs1.errors import CodedError
from catalogue.models import PrintJob, PrintStatus
from catalogue.printing import (
    LABELS_AT_ONCE,
    cancel_print,
    keep_written,
    open_labels,
    queue_print,
    repeat_job,
    write_at_once,
)
from catalogue.printing.files import drop_labels
from desk.actors import names_of
from desk.frame import DeskRequest, desk_page, one, reasons
from desk.goods_fields import LONGEST_LINE
from desk.paging import page_at
from desk.profiles import read_whole
from desk.texts import language_of_the_moment, say
from people.private_files import private_file
from people.scope import within
from people.sent_forms import do_once

REFRESH_SECONDS = 3
MOST_LABELS = 5_000
_SPAN = re.compile(r"([0-9]{1,4})(?:-([0-9]{1,4}))?")


class LabelsNotUnderstood(Invalid):
    """Numbers of labels that cannot be read."""

    code = "labels_not_understood"
    vi = "Hãy viết số thứ tự của nhãn, ví dụ 3-5, 9."
    en = "Write the numbers of the labels, such as 3-5, 9."


@desk_page
def prints(request: DeskRequest) -> HttpResponse:
    """Show what was printed, the newest first."""
    rows = within(PrintJob.objects.select_related("cooperative"), request.scope)
    page = page_at(request, rows)
    names = names_of([row.actor for row in page.rows if row.actor])
    listed = [(row, names.get(row.actor, "")) for row in page.rows]
    return render(request, "desk/print/log.html", {"page": page, "listed": listed})


@desk_page
def print_job(request: DeskRequest, key: int) -> HttpResponse:
    """Show one job and how far it is; stop it, or print again what jammed."""
    row = _job(request, key)
    mistakes: list[str] = []
    if request.method == "POST":
        try:
            return _carry_out(request, row)
        except NotFound:
            raise
        except CodedError as error:
            mistakes = reasons(error)
            row = _job(request, key)
    shown = {
        "job": row,
        "running": row.status in (PrintStatus.QUEUED, PrintStatus.RUNNING),
        "refresh_seconds": REFRESH_SECONDS,
        "refusal": row.refusal.get(language_of_the_moment()) if row.refusal else "",
        "paper": row.record["stock"]["key"],
        "machine": row.record["printer"]["key"],
        "again": {name: request.POST.get(name, "") for name in ("labels", "start_cell", "skip")},
        "mistakes": mistakes,
    }
    return render(request, "desk/print/job.html", shown, status=422 if mistakes else 200)


@desk_page
def print_file(request: DeskRequest, key: int) -> HttpResponse:
    """Hand out the file of a job that is done."""
    row = _job(request, key)
    if row.status != PrintStatus.DONE:
        raise Http404
    ending = row.file_name.rpartition(".")[2]
    with open_labels(row.file_name) as file:
        return private_file(file.read(), row.media_type, f"nhan-{row.pk}.{ending}")


def labels_of(text: str, total: int) -> list[int]:
    """Return the numbers that ``text`` names, such as ``3-5, 9``; all of them for nothing.

    Raises LabelsNotUnderstood.
    """
    parts = [part for part in re.split(r"[\s,;]+", text.strip()) if part]
    found: set[int] = set()
    for part in parts:
        span = _SPAN.fullmatch(part)
        if span is None:
            raise LabelsNotUnderstood
        found |= set(range(int(span[1]), int(span[2] or span[1]) + 1))
    return sorted(found) if parts else list(range(1, total + 1))


def _job(request: DeskRequest, key: int) -> PrintJob:
    return one(PrintJob.objects.select_related("cooperative"), key, request.scope)


def _carry_out(request: DeskRequest, row: PrintJob) -> HttpResponse:
    """Do what the button says. Raises Http404 for one that is not there."""
    match request.POST.get("do"):
        case "cancel":
            cancel_print(row=row)
            messages.success(request, say("did_cancel_print"))
            return redirect("desk:print_job", key=row.pk)
        case "again":
            return redirect(_again(request, row))
        case _:
            raise Http404


def _again(request: DeskRequest, row: PrintJob) -> str:
    job = repeat_job(
        row,
        labels_of(request.POST.get("labels", "")[:MOST_LABELS], row.total),
        start_cell=read_whole(request.POST.get("start_cell", "").strip() or "1"),
        skip=tuple(labels_of(request.POST.get("skip", "")[:LONGEST_LINE], 0)),
    )
    written = write_at_once(job, row.form) if job.labels <= LABELS_AT_ONCE else None
    kept = False

    def log() -> str:
        nonlocal kept
        if written is None:
            again = queue_print(cooperative=row.cooperative, job=job, form=row.form, of=row)
        else:
            again = keep_written(cooperative=row.cooperative, job=job, form=row.form, written=written, of=row)
        kept = True
        return reverse("desk:print_job", args=[again.pk])

    try:
        return do_once(request.user, request.POST.get("mark", ""), log)
    finally:
        if written is not None and not kept:
            drop_labels(written.name)
