"""A printer of one's own: begun from a known one, made up for what its calibration page shows."""

from collections.abc import Mapping

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError
from catalogue.labels.calibration import Marks, marks_of
from catalogue.labels.calibration_page import calibration_file
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.outputs import media_type_of
from catalogue.labels.printer import Printer
from catalogue.labels.printers import PRINTERS
from catalogue.models import LabelProfile, ProfileKind
from catalogue.printing.profiles import (
    calibrate_profile,
    lock_profile,
    printer_of,
    profiles_of,
)
from desk.frame import DeskRequest, desk_page
from desk.goods_fields import form_shown, note_refusal, typed
from desk.profiles import (
    begin_from,
    chosen_from,
    is_stale,
    numbers_of,
    profile_of,
    read_length,
    shown_number,
    version_of,
)
from desk.texts import language_of_the_moment, say
from people.private_files import private_file

CROSS = ("cross_x_mm", "cross_y_mm")
RULERS = ("ruler_x_mm", "ruler_y_mm")
OFF = ("offset_x_mm", "offset_y_mm", "scale_x_percent", "scale_y_percent")


@desk_page
def new_printer(request: DeskRequest) -> HttpResponse:
    """Ask what kind of printer it is and what people call it, and add it."""
    language = language_of_the_moment()
    known = {printer.key: printer.name(language) for printer in PRINTERS}
    return begin_from(
        request,
        ProfileKind.PRINTER,
        known,
        default="office-600",
        values=lambda name: {"name_vi": name, "name_en": name},
    )


@desk_page
def printer(request: DeskRequest, key: int) -> HttpResponse:
    """Show the steps of calibrating a printer, and take what was measured."""
    row = profile_of(request, ProfileKind.PRINTER, key)
    papers = _papers(row)
    if request.method != "POST":
        stock = papers.get(request.GET.get("stock", ""), next(iter(papers.values()), None))
        return _page(request, row, papers, stock, dict.fromkeys((*CROSS, *RULERS), ""), {})
    given, mistakes = typed(request, *CROSS, *RULERS), dict[str, str]()
    stock = papers.get(request.POST.get("stock", ""))
    if stock is None:
        raise Http404
    measures = numbers_of(given, _asked(marks_of(stock, printer_of(row))), mistakes, read_length)
    try:
        if not mistakes:
            _calibrate(request, row, stock, measures, mistakes)
    except NotFound:
        raise
    except CodedError as error:
        note_refusal(error, mistakes, given)
    if mistakes:
        row = profile_of(request, ProfileKind.PRINTER, key)
        return _page(request, row, papers, stock, given, mistakes)
    messages.success(request, say("did_calibrate"))
    return redirect("desk:printer", key=row.pk)


@desk_page
def calibration_page(request: DeskRequest, key: int) -> HttpResponse:
    """Hand out the calibration page as the file that the printer takes."""
    row = profile_of(request, ProfileKind.PRINTER, key)
    papers = _papers(row)
    stock = papers.get(request.GET.get("stock") or next(iter(papers), ""))
    if stock is None:
        raise Http404
    machine = printer_of(row)
    file = calibration_file(stock, machine, machine.language)
    return private_file(file, media_type_of(machine.language), f"can-chinh-{row.key}.{machine.language}")


def _papers(row: LabelProfile) -> dict[str, LabelStock]:
    """Return the papers that go through the printer, by key."""
    machine = printer_of(row)
    return {stock.key: stock for stock in profiles_of(row.cooperative_id).stocks if machine.feeds(stock)}


def _asked(marks: Marks) -> tuple[str, ...]:
    """Return the measures that the page has marks for."""
    return (*CROSS, *(name for name in RULERS if getattr(marks, name) is not None))


@transaction.atomic
def _calibrate(
    request: DeskRequest,
    row: LabelProfile,
    stock: LabelStock,
    measures: Mapping[str, float],
    mistakes: dict[str, str],
) -> None:
    if is_stale(request, lock_profile(row.pk)):
        mistakes[""] = say("calibrated_meanwhile")
    else:
        calibrate_profile(profile=row, stock=stock, measures=measures)


def _page(
    request: DeskRequest,
    row: LabelProfile,
    papers: Mapping[str, LabelStock],
    stock: LabelStock | None,
    given: Mapping[str, str],
    mistakes: dict[str, str],
) -> HttpResponse:
    language = language_of_the_moment()
    machine = printer_of(row)
    marks = marks_of(stock, machine) if stock else None
    asked = _asked(marks) if marks else ()
    shown = {
        "row": row,
        "name": machine.name(language),
        "facts": _facts(machine),
        "papers": chosen_from(
            {key: one.name(language) for key, one in papers.items()}, stock.key if stock else ""
        ),
        "stock": stock,
        "expected": [(name, say(f"right_{name}", mm=shown_number(getattr(marks, name)))) for name in asked],
        **form_shown(given, mistakes),
        "seen": version_of(row),
    }
    return render(request, "desk/profiles/printer.html", shown, status=422 if mistakes else 200)


def _facts(machine: Printer) -> list[str]:
    """Return what the printer is made up for, in words; nothing for one that was not measured."""
    if not any((machine.offset_x_mm, machine.offset_y_mm)) and machine.scale_x_percent == 100:
        return []
    return [say(f"off_{name}", value=shown_number(float(getattr(machine, name)))) for name in OFF]
