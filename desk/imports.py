"""Goods as spreadsheets: sent in, looked over row by row, imported, taken back; and handed out again."""

from collections.abc import Mapping
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from catalogue.errors import NotFound
from catalogue.exports import CSV, XLSX, export_csv, export_name, export_xlsx
from catalogue.gs1.errors import CodedError
from catalogue.imports import build_template, check, report_lines, store, undo
from catalogue.imports.background import apply_or_start, progress_of_import
from catalogue.imports.headers import title_of
from catalogue.imports.template import TEMPLATE_NAME
from catalogue.models import Cooperative, ImportJob, ImportStatus, Variant
from desk.actors import names_of
from desk.frame import DeskRequest, desk_page, one, reasons
from desk.paging import page_at
from desk.texts import language_of_the_moment, say
from people.import_rights import MissingRight, right_missing
from people.private_files import private_file
from people.scope import Scope, choose_cooperative, within
from people.sent_forms import do_once

REFRESH_SECONDS = 3
REPORTED_ROWS = 50
LONGEST_NUMBER = 6


class FileMissing(CodedError):
    """A form without its file."""

    code = "file_missing"
    vi = "Hãy chọn tệp bảng tính."
    en = "Choose a spreadsheet."


class NewPrefix(CodedError):
    """A file with a company prefix that is not there yet."""

    code = "alliance_only"
    vi = "Tệp có mã doanh nghiệp GS1 mới: chỉ cán bộ Liên minh nhập được."
    en = "The file brings in a new GS1 company prefix: only officers of the Alliance import it."


class NewGtin8(CodedError):
    """A file with a GTIN-8 that is not there yet, for which no company prefix vouches."""

    code = "owner_only"
    vi = "Tệp có GTIN-8 mới: chỉ chủ quản của hợp tác xã nhập được."
    en = "The file brings in a new GTIN-8: only an owner of the cooperative imports it."


_LACKING = {
    MissingRight.REGISTER: (NewPrefix, "alliance_must_import"),
    MissingRight.OWN: (NewGtin8, "owner_must_import"),
}
"""What is said to people who lack a right; the grants of keys they all have."""


@desk_page
def imports(request: DeskRequest) -> HttpResponse:
    """Show the imports within reach, the newest first, and take a spreadsheet in."""
    mistakes: list[str] = []
    if request.method == "POST":
        try:
            return redirect(_stage(request))
        except CodedError as error:
            mistakes = reasons(error)
    jobs = within(ImportJob.objects.select_related("cooperative"), request.scope)
    shown = {
        "page": page_at(request, jobs),
        "cooperatives": choices_of(request.scope),
        "chosen": request.POST.get("cooperative", ""),
        "mistakes": mistakes,
    }
    return render(request, "desk/imports.html", shown, status=422 if mistakes else 200)


@desk_page
def import_job(request: DeskRequest, key: int) -> HttpResponse:
    """Show one import with its report, and apply it or take it back.

    While it is being applied the page asks again by itself.
    """
    rows = ImportJob.objects.select_related("cooperative")
    job = one(rows, key, request.scope)
    mistakes: list[str] = []
    if request.method == "POST":
        try:
            return _carry_out(request, job)
        except NotFound:
            raise
        except CodedError as error:
            mistakes = reasons(error)
            job = one(rows, key, request.scope)
    lacking = right_missing(request.scope, job)
    shown = {
        "job": job,
        "actor": names_of([job.actor])[job.actor] if job.actor else "",
        "running": job.status == ImportStatus.APPLYING,
        "refresh_seconds": REFRESH_SECONDS,
        "progress": progress_of_import(job),
        "notes": [_told(note) for note in job.warnings],
        "refusal": _told(job.refusal) if job.refusal else None,
        "errors": _report(request, job, "errors"),
        "warnings": _report(request, job, "warnings"),
        "must_import": lacking and say(_LACKING[lacking][1]),
        "mistakes": mistakes,
    }
    return render(request, "desk/import.html", shown, status=422 if mistakes else 200)


@desk_page
def template(request: DeskRequest) -> HttpResponse:
    """Hand out the spreadsheet to fill in, for one cooperative or with columns that say which."""
    slug = request.GET.get("cooperative")
    cooperative = None
    if slug is not None or not request.scope.is_alliance:
        try:
            cooperative = choose_cooperative(request.scope, slug)
        except CodedError:
            raise Http404 from None
    return private_file(build_template(cooperative), XLSX, TEMPLATE_NAME)


@desk_page
def export(request: DeskRequest, ending: str) -> HttpResponse:
    """Hand out all goods within reach, in the columns of an import."""
    goods = within(Variant.objects.present(), request.scope)
    content = export_xlsx(goods) if ending == "xlsx" else export_csv(goods)
    return private_file(content, XLSX if ending == "xlsx" else CSV, export_name(ending))


def choices_of(scope: Scope) -> list[Cooperative]:
    """Return the cooperatives to choose from, by name; none where there is no choice."""
    found = list(within(Cooperative.objects.order_by("name", "pk"), scope))
    return found if len(found) != 1 or scope.is_alliance else []


def _stage(request: DeskRequest) -> str:
    file = request.FILES.get("file")
    if file is None:
        raise FileMissing
    cooperative = choose_cooperative(request.scope, request.POST.get("cooperative") or None)
    checked = check(cast("BinaryIO", file), filename=file.name or "", cooperative=cooperative)

    def keep() -> str:
        row = store(checked, cooperative=cooperative, actor=request.scope.actor)
        return reverse("desk:import", args=[row.pk])

    return do_once(request.user, request.POST.get("mark", ""), keep)


def _carry_out(request: DeskRequest, job: ImportJob) -> HttpResponse:
    """Do what the button says. Raises Http404 for one that is not there."""
    match request.POST.get("do"):
        case "apply" | "submit" as verb:
            if lacking := right_missing(request.scope, job):
                raise _LACKING[lacking][0]
            row = apply_or_start(job, actor=request.scope.actor, submit=verb == "submit")
            done = "did_import_and_submit" if verb == "submit" else "did_import"
            messages.success(request, say("started" if row.status == ImportStatus.APPLYING else done))
        case "undo":
            undo(job, may_publish=request.scope.is_alliance)
            messages.success(request, say("undone"))
        case _:
            raise Http404
    return redirect("desk:import", key=job.pk)


def _report(request: DeskRequest, job: ImportJob, kind: str) -> dict[str, object]:
    """Return the remarks of one page, by row and column, and where the next page begins."""
    given = request.GET.get(kind, "")
    after = int(given) if given.isdecimal() and len(given) <= LONGEST_NUMBER else 0
    found = report_lines(job, warnings=kind == "warnings", after=after, most_rows=REPORTED_ROWS + 1)
    numbers = sorted({line["row"] for line in found})
    last = numbers[REPORTED_ROWS - 1] if len(numbers) > REPORTED_ROWS else None
    lines = [
        {"row": line["row"], "column": title_of(line["column"]), "told": _told(line)}
        for line in found
        if last is None or line["row"] <= last
    ]
    return {"lines": lines, "next": f"?{kind}={last}#{kind}" if last else "", "after": after}


def _told(remark: Mapping[str, Any]) -> str:
    told: str = remark[language_of_the_moment()]
    return told
