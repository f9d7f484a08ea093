"""Printing the labels of one variant: chosen, looked at as a picture, printed once."""

import base64
import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from catalogue.errors import Invalid, NotFound
from catalogue.gs1.errors import CodedError
from catalogue.gs1.gtin import display_gtin
from catalogue.labels.errors import LabelDoesNotFit
from catalogue.labels.jobs import LabelJob
from catalogue.labels.outputs import FORMATS, require_form
from catalogue.labels.preflight import preflight
from catalogue.labels.templates.previews import preview_png
from catalogue.labels.templates.registry import TEMPLATES
from catalogue.models import Cooperative, GtinState, Variant
from catalogue.numbering import allocate_sscc
from catalogue.printing import LABELS_AT_ONCE, ItemAsked, keep_written, plan_job, queue_print, write_at_once
from catalogue.printing.files import drop_labels
from catalogue.printing.profiles import Profiles, profiles_of
from desk.frame import DeskRequest, desk_page, one
from desk.goods_fields import LONGEST_LINE, Choice, attempt, form_shown, note_refusal, typed
from desk.prints import labels_of
from desk.texts import language_of_the_moment, say
from people.sent_forms import do_once

FIELDS = (
    *("number", "stock", "printer", "template", "format", "copies", "start_cell", "skip"),
    *("lot", "produced_on", "expires_on", "sscc", "count"),
)
REMEMBERED = ("stock", "printer", "template", "format")
DEFAULTS = {"stock": "a4-24-70x37", "printer": "office-600", "template": "standard", "format": ""}
MOST_COPIES = 5_000
MOST_CELLS = 1_000
MOST_ON_PALLET = 99_999
# One digit more than it has: what is too long is refused, not cut.
LONGEST_SSCC = 19


class CountNotUnderstood(Invalid):
    """A number of labels that is none."""

    code = "count_not_understood"
    vi = "Hãy viết một số từ 1 đến {most}."
    en = "Write a number from 1 to {most}."


class DayNotUnderstood(Invalid):
    """A day that is not in the calendar."""

    code = "day_not_understood"
    vi = "Hãy chọn một ngày có trong lịch."
    en = "Choose a day of the calendar."


@dataclass(frozen=True, slots=True)
class Look:
    """What printing would give: the verdict in words, remarks, proposals, and the picture of one label."""

    verdict: str
    text: str
    lines: list[str]
    proposals: list[str]
    picture: str
    labels: int
    pages: int


@desk_page
def print_variant(request: DeskRequest, key: int) -> HttpResponse:
    """Show what labels of a variant would look like, and print them."""
    rows = Variant.objects.present().select_related("product", "cooperative", "in_store_number")
    row = one(rows, key, request.scope)
    numbers = numbers_of(row)
    if request.method != "POST" or not numbers:
        return _form(request, row, numbers, _first(request, numbers), {})
    given, mistakes = typed(request, *FIELDS), dict[str, str]()
    job, owner = None, None
    try:
        if request.POST.get("do") == "sscc":
            given["sscc"] = _new_sscc(request, row)
            return _form(request, row, numbers, given, mistakes)
        asked = _asked(given, mistakes)
        if not mistakes and given["number"] not in numbers:
            raise Http404
        if asked is not None:
            job, owner = _plan(request, given, asked)
            require_form(job, _form_of(given, job))
            if request.POST.get("do") == "print":
                return _print(request, job, owner, given)
    except NotFound:
        raise
    except CodedError as error:
        note_refusal(error, mistakes, given)
    return _form(request, row, numbers, given, mistakes, job)


def numbers_of(row: Variant) -> list[str]:
    """Return the numbers that labels of ``row`` may carry, the piece's first, as they are shown."""
    entries = row.gtins.filter(state=GtinState.ASSIGNED).order_by("units", "gtin")
    numbers = [display_gtin(entry.gtin) for entry in entries]
    in_store = getattr(row, "in_store_number", None)
    return [*numbers, *([in_store.number] if in_store else [])]


def _new_sscc(request: DeskRequest, row: Variant) -> str:
    """Return the number of a new pallet; the same form again gives the same one."""
    # A mark of its own: the form that asked for the number may be gone back to, and printed.
    return do_once(
        request.user,
        f"sscc-{request.POST.get('mark', '')}",
        lambda: allocate_sscc(cooperative=row.cooperative, reference=row.sku).sscc,
    )


def _first(request: DeskRequest, numbers: list[str]) -> dict[str, str]:
    """Return the form as it is shown first, with what was chosen the last time."""
    kept = request.session.get("printed_with", {})
    empty = dict.fromkeys(FIELDS, "") | {"copies": "1", "start_cell": "1"}
    return {**empty, "number": numbers[0] if numbers else "", **DEFAULTS, **kept}


def _asked(given: Mapping[str, str], mistakes: dict[str, str]) -> ItemAsked | None:
    copies = attempt("copies", lambda: _whole(given["copies"], MOST_COPIES), mistakes)
    attempt("start_cell", lambda: _whole(given["start_cell"], MOST_CELLS), mistakes)
    attempt("skip", lambda: labels_of(given["skip"][:LONGEST_LINE], 0), mistakes)
    produced = attempt("produced_on", lambda: _day(given["produced_on"]), mistakes)
    expires = attempt("expires_on", lambda: _day(given["expires_on"]), mistakes)
    count = None
    if given["count"]:
        count = attempt("count", lambda: _whole(given["count"], MOST_ON_PALLET), mistakes)
    if mistakes:
        return None
    return ItemAsked(
        given["number"][:20],
        copies,
        lot=given["lot"],
        produced_on=produced,
        expires_on=expires,
        sscc=given["sscc"][:LONGEST_SSCC],
        count=count,
    )


def _plan(request: DeskRequest, given: Mapping[str, str], asked: ItemAsked) -> tuple[LabelJob, Cooperative]:
    return plan_job(
        cooperatives=request.scope.cooperatives,
        items=[asked],
        stock=given["stock"],
        printer=given["printer"],
        template=given["template"],
        start_cell=int(given["start_cell"]),
        skip=labels_of(given["skip"][:LONGEST_LINE], 0),
    )


def _print(request: DeskRequest, job: LabelJob, owner: Cooperative, given: Mapping[str, str]) -> HttpResponse:
    """Write and log the labels; the same form again leads to the first file and leaves no second one."""
    form = _form_of(given, job)
    written = write_at_once(job, form) if job.labels <= LABELS_AT_ONCE else None
    kept = False

    def log() -> str:
        nonlocal kept
        if written is None:
            row = queue_print(cooperative=owner, job=job, form=form)
        else:
            row = keep_written(cooperative=owner, job=job, form=form, written=written)
        kept = True
        return reverse("desk:print_job", args=[row.pk])

    try:
        address = do_once(request.user, request.POST.get("mark", ""), log)
    finally:
        if written is not None and not kept:
            drop_labels(written.name)
    request.session["printed_with"] = {name: given[name] for name in REMEMBERED}
    return redirect(address)


def _form_of(given: Mapping[str, str], job: LabelJob) -> str:
    """Return the format that was chosen, or the printer's own."""
    return given["format"] if given["format"] in FORMATS else job.printer.language


def _whole(text: str, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and 1 <= int(text) <= most):
        raise CountNotUnderstood(most=most)
    return int(text)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        raise DayNotUnderstood from None


def look_at(job: LabelJob, own: Profiles) -> Look:
    """Return what printing ``job`` would give, with the picture where a label fits."""
    language = language_of_the_moment()
    told = preflight(job, stocks=own.stocks, printers=own.printers).to_dict(language)
    try:
        png = preview_png(job.items[0].content, job.stock, job.printer, job.template)
        picture = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    except LabelDoesNotFit:
        picture = ""
    return Look(
        told["verdict"],
        say(told["verdict"]),
        [one["detail"] for one in told["warnings"]],
        [one["detail"] for one in told["proposals"]],
        picture,
        told["labels"],
        told["pages"],
    )


def _form(
    request: DeskRequest,
    row: Variant,
    numbers: list[str],
    given: Mapping[str, str],
    mistakes: dict[str, str],
    job: LabelJob | None = None,
) -> HttpResponse:
    look = None
    own = profiles_of(row.cooperative_id)
    templates = (*own.templates(), *TEMPLATES)
    if job is not None and not mistakes:
        try:
            look = look_at(job, own)
        except CodedError as error:
            note_refusal(error, mistakes, given)
    language = language_of_the_moment()
    shown = {
        "row": row,
        **form_shown(given, mistakes),
        "look": look,
        "numbers": [Choice(number, number, number == given["number"]) for number in numbers],
        "stocks": [Choice(one.key, one.name(language), one.key == given["stock"]) for one in own.stocks],
        "printers": [
            Choice(one.key, one.name(language), one.key == given["printer"]) for one in own.printers
        ],
        "templates": [Choice(one.key, one.name(language), one.key == given["template"]) for one in templates],
        "formats": [Choice(form, form.upper(), form == given["format"]) for form in FORMATS],
    }
    return render(request, "desk/print/form.html", shown, status=422 if mistakes else 200)
