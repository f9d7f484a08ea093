"""The GS1 company prefixes of a cooperative: what is left of each, and for how long it holds."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalogue.gs1.errors import CodedError
from catalogue.imports.facts import read_day
from catalogue.models import CompanyPrefix, Cooperative
from catalogue.models.numbers import FEW_NUMBERS
from catalogue.numbering import (
    PrefixUsage,
    change_prefix_validity,
    is_in_use,
    register_company_prefix,
    remove_company_prefix,
    usage,
)
from desk.frame import DeskRequest, alliance_page, desk_page, one
from desk.goods_fields import LONGEST_LINE, attempt, form_shown, note_refusal, typed
from desk.texts import language_of_the_moment, say
from people.sent_forms import do_once

DAYS = ("valid_from", "valid_to")
FIELDS = ("prefix", *DAYS)


@dataclass(frozen=True, slots=True)
class ShownPrefix:
    """A prefix with its meter; ``state`` is ``usable``, ``later``, ``ended`` or ``few``."""

    row: CompanyPrefix
    usage: PrefixUsage
    state: str


@desk_page
def prefixes(request: DeskRequest, key: int) -> HttpResponse:
    """Show the prefixes of a cooperative; an officer registers one more."""
    row = one(Cooperative.objects.all(), key, request.scope)
    if request.method != "POST":
        return _page(request, row, dict.fromkeys(FIELDS, ""), {})
    if not request.scope.is_alliance:
        raise Http404
    given, mistakes = typed(request, *FIELDS), dict[str, str]()
    days = _days(given, mistakes)
    address = reverse("desk:prefixes", args=[row.pk])

    def register() -> str:
        register_company_prefix(cooperative=row, prefix=given["prefix"], **days)
        return address

    if not mistakes:
        try:
            do_once(request.user, request.POST.get("mark", ""), register)
        except CodedError as error:
            note_refusal(error, mistakes, given, {})
        else:
            messages.success(request, say("did_add_prefix"))
            return redirect(address)
    return _page(request, row, given, mistakes)


@alliance_page
def prefix_term(request: DeskRequest, key: int) -> HttpResponse:
    """Show from when to when a prefix holds, and change it, as after a renewal with GS1."""
    row = one(CompanyPrefix.objects.select_related("cooperative"), key, request.scope)
    if request.method != "POST":
        return _term_page(request, row, _term(row), {})
    given, mistakes = typed(request, *DAYS), dict[str, str]()
    days = _days(given, mistakes)
    if not mistakes:
        try:
            changed = _change(row, request.POST.get("seen", ""), days)
        except CodedError as error:
            note_refusal(error, mistakes, given, {})
        else:
            if changed:
                messages.success(request, say("saved"))
                return redirect("desk:prefixes", key=row.cooperative_id)
            row.refresh_from_db()
            return _term_page(request, row, given, {"": say("changed_meanwhile")}, theirs=_term(row))
    return _term_page(request, row, given, mistakes)


@alliance_page
@require_POST
def prefix_removal(request: DeskRequest, key: int) -> HttpResponse:
    """Remove a prefix that no number was made from yet."""
    row = one(CompanyPrefix.objects.select_related("cooperative"), key, request.scope)
    try:
        remove_company_prefix(company_prefix=row)
    except CodedError as error:
        return _term_page(request, row, _term(row), {"": error.text(language_of_the_moment())})
    messages.success(request, say("did_remove_prefix"))
    return redirect("desk:prefixes", key=row.cooperative_id)


@transaction.atomic
def _change(row: CompanyPrefix, seen: str, days: Mapping[str, datetime.date | None]) -> bool:
    """Change when the prefix holds; return False where the form is stale."""
    locked = CompanyPrefix.objects.select_for_update(no_key=True).get(pk=row.pk)
    if seen != _seen(locked):
        return False
    change_prefix_validity(company_prefix=locked, valid_from=days["valid_from"], valid_to=days["valid_to"])
    return True


def _days(given: Mapping[str, str], mistakes: dict[str, str]) -> dict[str, datetime.date | None]:
    """Return first and last day, None where nothing was typed; what is wrong goes into ``mistakes``."""
    return {name: attempt(name, partial(_day, given[name]), mistakes) for name in DAYS}


def _day(text: str) -> datetime.date | None:
    return read_day(text[:LONGEST_LINE]) if text else None


def _term(row: CompanyPrefix) -> dict[str, str]:
    """Return first and last day as the form shows them."""
    return {name: day.isoformat() if (day := getattr(row, name)) else "" for name in DAYS}


def _seen(row: CompanyPrefix) -> str:
    return "/".join(_term(row).values())


def shown_prefix(row: CompanyPrefix, today: datetime.date) -> ShownPrefix:
    """Return the prefix with its meter, and how it stands ``today``."""
    meter = usage(row)
    if row.valid_to is not None and row.valid_to < today:
        state = "ended"
    elif row.valid_from is not None and row.valid_from > today:
        state = "later"
    else:
        state = "few" if meter.remaining <= FEW_NUMBERS else "usable"
    return ShownPrefix(row, meter, state)


def _page(
    request: DeskRequest, row: Cooperative, given: Mapping[str, str], mistakes: Mapping[str, str]
) -> HttpResponse:
    today = timezone.localdate()
    shown = {
        "row": row,
        "is_alliance": request.scope.is_alliance,
        "prefixes": [shown_prefix(each, today) for each in row.company_prefixes.order_by("prefix")],
        **form_shown(given, mistakes),
    }
    return render(request, "desk/alliance/prefixes.html", shown, status=422 if mistakes else 200)


def _term_page(
    request: DeskRequest,
    row: CompanyPrefix,
    given: Mapping[str, str],
    mistakes: Mapping[str, str],
    *,
    theirs: Mapping[str, str] | None = None,
) -> HttpResponse:
    shown = {"row": row, "seen": _seen(row), "is_used": is_in_use(row), **form_shown(given, mistakes, theirs)}
    return render(request, "desk/alliance/prefix.html", shown, status=422 if mistakes else 200)
