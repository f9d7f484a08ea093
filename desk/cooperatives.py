"""Cooperatives: those within reach, what is known of them, and changing it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from catalogue.cooperatives import (
    create_cooperative,
    edit_cooperative,
    lock_cooperative,
    matching_cooperatives,
)
from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError
from catalogue.models import CompanyPrefix, Cooperative, PartyType
from desk.frame import DeskRequest, alliance_page, desk_page, one, owner_page
from desk.goods_fields import Choice, form_shown, note_refusal, typed
from desk.owned import require_owner
from desk.paging import page_at
from desk.prefixes import shown_prefix
from desk.templatetags.office import day
from desk.texts import say
from people.cooperatives import OWNER_FIELDS
from people.scope import within
from people.sent_forms import do_once

TEXTS = ("story", "address")
FIELDS = (
    *("cooperative_name", "party_type", "tax_code", "commune_code", "commune_name", "province_code"),
    *("address_vi", "address_en", "legacy_address", "phone", "gln", "story_vi", "story_en"),
)
FORM_NAMES = {"name": "cooperative_name"}
LONGEST_QUERY = 100
PRESSING = "prefixes"
"""Shows those alone whose company prefix ends soon or has few numbers left."""


@desk_page
def cooperatives(request: DeskRequest) -> HttpResponse:
    """Show the cooperatives within reach; officers look for them by name or tax code."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    rows = within(Cooperative.objects.all(), request.scope)
    pressing = CompanyPrefix.objects.pressing(timezone.localdate())
    is_filtered = request.GET.get("show") == PRESSING
    if is_filtered:
        rows = rows.filter(pk__in=pressing.values("cooperative"))
    page = page_at(request, matching_cooperatives(rows, query) if query else rows)
    remarks = _remarks(pressing.filter(cooperative__in=page.rows)) if is_filtered else {}
    shown = {
        "page": page,
        "listed": [(row, request.scope.owns(row.pk), remarks.get(row.pk, [])) for row in page.rows],
        "is_filtered": is_filtered,
        "query": query,
        "is_alliance": request.scope.is_alliance,
    }
    return render(request, "desk/alliance/cooperatives.html", shown)


def _remarks(rows: Iterable[CompanyPrefix]) -> dict[int, list[str]]:
    """Return by cooperative what each of these prefixes presses for: its last day, and what is left of it."""
    today, remarks = timezone.localdate(), defaultdict[int, list[str]](list)
    for row in rows:
        shown = shown_prefix(row, today)
        left = say("numbers_left", count=shown.usage.remaining)
        if row.valid_to is None:
            when = ""
        else:
            when = f"{say('ended_on' if shown.state == 'ended' else 'ends_on', day=day(row.valid_to))} · "
        remarks[row.cooperative_id].append(f"{row.prefix}: {when}{left}")
    return remarks


@alliance_page
def new_cooperative(request: DeskRequest) -> HttpResponse:
    """Show the empty form, or take a cooperative on."""
    if request.method != "POST":
        return _form(request, dict.fromkeys(FIELDS, "") | {"party_type": PartyType.COOPERATIVE.value}, {})
    given, mistakes = typed(request, *FIELDS), dict[str, str]()

    def make() -> str:
        create_cooperative(values=_values(given, {}))
        return reverse("desk:cooperatives")

    try:
        address = do_once(request.user, request.POST.get("mark", ""), make)
    except CodedError as error:
        note_refusal(error, mistakes, given, FORM_NAMES)
        return _form(request, given, mistakes)
    messages.success(request, say("did_add_cooperative"))
    return redirect(address)


@owner_page
def edit(request: DeskRequest, key: int) -> HttpResponse:
    """Show what is known of a cooperative, and change it: an owner what is the owner's, officers all of it.

    What somebody else wrote meanwhile is shown beside what was typed, and nothing is overwritten unseen.
    """
    row = one(Cooperative.objects.all(), key, request.scope)
    require_owner(request.scope, row.pk)
    if request.method != "POST":
        return _form(request, _given(row), {}, row=row)
    given, mistakes = typed(request, *FIELDS), dict[str, str]()
    try:
        if not _change(request, row, given):
            row.refresh_from_db()
            stale = {"": say("changed_meanwhile")}
            return _form(request, given, stale, row=row, theirs=_given(row))
    except NotFound:
        raise
    except CodedError as error:
        note_refusal(error, mistakes, given, FORM_NAMES)
        return _form(request, given, mistakes, row=row)
    messages.success(request, say("saved"))
    return redirect("desk:cooperatives")


@transaction.atomic
def _change(request: DeskRequest, row: Cooperative, given: Mapping[str, str]) -> bool:
    """Change the cooperative; return False where the form is stale."""
    locked, _ = lock_cooperative(row)
    if request.POST.get("seen") != locked.updated_at.isoformat():
        return False
    values = _values(given, {name: getattr(locked, name) for name in TEXTS})
    if not request.scope.is_alliance:
        values = {name: value for name, value in values.items() if name in OWNER_FIELDS}
    edit_cooperative(cooperative=locked, changes=values)
    return True


def _values(given: Mapping[str, str], before: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return the fields of a cooperative as typed; texts in other languages stay."""
    plain = ("party_type", "tax_code", "commune_code", "commune_name", "province_code")
    values: dict[str, Any] = {name: given[name] for name in (*plain, "legacy_address", "phone")}
    for name in TEXTS:
        texts = {code: text for code, text in before.get(name, {}).items() if code not in ("vi", "en")}
        typed_in = {code: given[f"{name}_{code}"] for code in ("vi", "en")}
        values[name] = {code: text for code, text in typed_in.items() if text} | texts
    return values | {"name": given["cooperative_name"], "gln": given["gln"] or None}


def _given(row: Cooperative) -> dict[str, str]:
    """Return ``row`` as its form shows it."""
    texts = {f"{name}_{code}": getattr(row, name).get(code, "") for name in TEXTS for code in ("vi", "en")}
    plain = ("party_type", "tax_code", "commune_code", "commune_name", "province_code")
    values = {name: getattr(row, name) for name in (*plain, "legacy_address", "phone")}
    return values | texts | {"cooperative_name": row.name, "gln": row.gln or ""}


def _form(
    request: DeskRequest,
    given: Mapping[str, str],
    mistakes: Mapping[str, str],
    *,
    row: Cooperative | None = None,
    theirs: Mapping[str, str] | None = None,
) -> HttpResponse:
    shown = {
        "row": row,
        **form_shown(given, mistakes, theirs),
        "seen": row.updated_at.isoformat() if row else "",
        "parties": [
            Choice(kind, say(f"party_{kind}"), kind == given["party_type"]) for kind in PartyType.values
        ],
        "is_alliance": request.scope.is_alliance,
    }
    return render(request, "desk/alliance/cooperative_form.html", shown, status=422 if mistakes else 200)
