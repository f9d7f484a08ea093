"""The form of a label paper: measured with a ruler, begun from one that is much like it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError
from catalogue.labels.label_stock import NORMAL_LETTER_MM, SMALL_FACE_LETTER_MM, LabelStock
from catalogue.labels.stocks import STOCKS
from catalogue.models import LabelProfile, ProfileKind
from catalogue.printing.profiles import add_profile, edit_profile, lock_profile, stock_of
from desk.frame import DeskRequest, desk_page
from desk.goods_fields import attempt, form_shown, note_refusal, typed
from desk.imports import choices_of
from desk.profiles import (
    add_once,
    chosen_from,
    is_stale,
    numbers_of,
    profile_of,
    read_length,
    read_name,
    read_whole,
    shown_number,
    version_of,
)
from desk.texts import language_of_the_moment, say

LENGTHS = (
    *("page_width_mm", "page_height_mm", "label_width_mm", "label_height_mm", "left_mm", "top_mm"),
    *("pitch_x_mm", "pitch_y_mm"),
)
COUNTS = ("columns", "rows")
FIELDS = ("paper_name", "paper_name_en", "feed", "letter_mm", *COUNTS, *LENGTHS)
# As over the wire.
_LONGEST_NAME = 100
_DEFAULT = "a4-24-70x37"


@desk_page
def new_label_paper(request: DeskRequest) -> HttpResponse:
    """Show the form filled from a known paper, or add what was typed."""
    if request.method != "POST":
        known = {stock.key: stock for stock in STOCKS}
        stock = known.get(request.GET.get("from", ""), known[_DEFAULT])
        return _form(request, _shown(stock) | {"paper_name": "", "paper_name_en": ""}, {}, like=stock.key)
    given, mistakes = typed(request, *FIELDS), dict[str, str]()
    values = _values(given, mistakes)

    try:
        if not mistakes:
            address = add_once(
                request,
                ProfileKind.STOCK,
                given["paper_name"],
                lambda owner, key: add_profile(
                    cooperative=owner, kind=ProfileKind.STOCK, key=key, values=values
                ),
            )
            messages.success(request, say("saved"))
            return redirect(address)
    except NotFound:
        raise
    except CodedError as error:
        note_refusal(error, mistakes, given)
    return _form(request, given, mistakes)


@desk_page
def label_paper(request: DeskRequest, key: int) -> HttpResponse:
    """Show a paper of one's own, and change it."""
    row = profile_of(request, ProfileKind.STOCK, key)
    if request.method != "POST":
        return _form(request, _shown(stock_of(row)), {}, row=row)
    given, mistakes = typed(request, *FIELDS), dict[str, str]()
    values = _values(given, mistakes)
    try:
        if not mistakes:
            _change(request, row, values, mistakes)
    except NotFound:
        raise
    except CodedError as error:
        note_refusal(error, mistakes, given)
    if mistakes:
        return _form(request, given, mistakes, row=profile_of(request, ProfileKind.STOCK, key))
    messages.success(request, say("saved"))
    return redirect("desk:label_paper", key=row.pk)


@transaction.atomic
def _change(
    request: DeskRequest, row: LabelProfile, values: Mapping[str, Any], mistakes: dict[str, str]
) -> None:
    if is_stale(request, lock_profile(row.pk)):
        mistakes[""] = say("changed_meanwhile")
    else:
        edit_profile(profile=row, changes=values)


def _values(given: Mapping[str, str], mistakes: dict[str, str]) -> dict[str, Any]:
    """Return the values of a paper as typed; what is wrong goes into ``mistakes``."""
    name = attempt("paper_name", lambda: read_name(given["paper_name"], _LONGEST_NAME), mistakes)
    english = given["paper_name_en"] or given["paper_name"]
    name_en = attempt("paper_name_en", lambda: read_name(english, _LONGEST_NAME), mistakes) if name else None
    counts = numbers_of(given, COUNTS, mistakes, read_whole)
    lengths = numbers_of(given, (*LENGTHS, "letter_mm"), mistakes, read_length)
    return {"name_vi": name, "name_en": name_en, "roll": given["feed"] == "roll", **counts, **lengths}


def _shown(stock: LabelStock) -> dict[str, str]:
    return {
        "paper_name": stock.name_vi,
        "paper_name_en": stock.name_en if stock.name_en != stock.name_vi else "",
        "feed": "roll" if stock.roll else "sheet",
        **{name: shown_number(getattr(stock, name)) for name in (*COUNTS, *LENGTHS, "letter_mm")},
    }


def _form(
    request: DeskRequest,
    given: Mapping[str, str],
    mistakes: dict[str, str],
    *,
    row: LabelProfile | None = None,
    like: str = "",
) -> HttpResponse:
    language = language_of_the_moment()
    heights = {
        shown_number(mm): say(f"letter_{mm * 10:g}") for mm in (NORMAL_LETTER_MM, SMALL_FACE_LETTER_MM)
    }
    if row:
        # One that the form does not offer, set over the wire, stays to be chosen.
        own = shown_number(stock_of(row).letter_mm)
        heights = {own: f"{own} mm", **heights}
    shown = {
        "row": row,
        "title": stock_of(row).name(language) if row else say("add_stock"),
        "seen": version_of(row) if row else "",
        **form_shown(given, mistakes),
        "feeds": chosen_from({"sheet": say("feed_sheet"), "roll": say("feed_roll")}, given["feed"]),
        "letters": chosen_from(heights, given["letter_mm"]),
        "known": chosen_from({stock.key: stock.name(language) for stock in STOCKS}, like) if like else [],
        "cooperatives": [] if row else choices_of(request.scope),
        "chosen": request.POST.get("cooperative", ""),
    }
    return render(request, "desk/profiles/paper.html", shown, status=422 if mistakes else 200)
