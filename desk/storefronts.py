"""Storefronts: clients that show the catalogue, their publishable keys and the pages that may use them."""

import json
from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from catalogue.errors import ValuesInvalid
from catalogue.models import Storefront, StorefrontGrant, StorefrontKind
from catalogue.storefronts import edit_storefront, lock_storefront, open_storefront, rotate_key
from desk.frame import DeskRequest, alliance_page
from desk.goods_fields import Choice, form_shown, typed
from desk.paging import page_at
from desk.texts import say
from people.sent_forms import do_once

FIELDS = ("shop_name", "kind", "origins", "is_active")
EMPTY = {"shop_name": "", "kind": StorefrontKind.WEB.value, "origins": "", "is_active": "yes"}
FORM_NAMES = {"name": "shop_name"}


@alliance_page
def storefronts(request: DeskRequest) -> HttpResponse:
    """Show all storefronts with their keys, newest first, and open one."""
    if request.method != "POST":
        return _list(request, EMPTY, [StorefrontGrant.CATALOGUE_READ.value], {})
    given, grants = typed(request, *FIELDS), _grants(request)

    def make() -> str:
        row = open_storefront(
            name=given["shop_name"], kind=given["kind"], origins=_origins(given["origins"]), grants=grants
        )
        return reverse("desk:storefront", args=[row.pk])

    try:
        address = do_once(request.user, request.POST.get("mark", ""), make)
    except ValuesInvalid as error:
        return _list(request, given, grants, _told(error))
    messages.success(request, say("did_open_storefront"))
    return redirect(address)


@alliance_page
def storefront(request: DeskRequest, key: int) -> HttpResponse:
    """Show one storefront, and change it; what somebody else wrote meanwhile is shown, not overwritten."""
    row = _storefront(key)
    if request.method != "POST":
        return _one(request, row, _given(row), row.grants, {})
    given, grants = typed(request, *FIELDS), _grants(request)
    try:
        is_fresh = _change(request, row, given, grants)
    except ValuesInvalid as error:
        return _one(request, _storefront(key), given, grants, _told(error))
    if not is_fresh:
        return _one(request, _storefront(key), given, grants, {"": say("changed_meanwhile")})
    messages.success(request, say("saved"))
    return redirect("desk:storefronts")


@alliance_page
@require_POST
def new_key(request: DeskRequest, key: int) -> HttpResponse:
    """Give a storefront a new key; the old one opens nothing from now on."""
    row = _storefront(key)

    def rotate() -> str:
        rotate_key(row)
        return reverse("desk:storefront", args=[row.pk])

    address = do_once(request.user, request.POST.get("mark", ""), rotate)
    messages.success(request, say("did_rotate_key"))
    return redirect(address)


def _storefront(key: int) -> Storefront:
    found = Storefront.objects.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


@transaction.atomic
def _change(request: DeskRequest, row: Storefront, given: Mapping[str, str], grants: Sequence[str]) -> bool:
    """Change the storefront; return False where the form is stale."""
    if request.POST.get("seen") != _seen_of(lock_storefront(row)):
        return False
    edit_storefront(
        row,
        name=given["shop_name"],
        origins=_origins(given["origins"]),
        grants=list(grants),
        is_active=given["is_active"] == "yes",
    )
    return True


def _origins(text: str) -> list[str]:
    """Return the pages, one on a line, as browsers name them: without a slash at the end."""
    return [line.rstrip("/").lower() for line in text.split()]


def _grants(request: DeskRequest) -> list[str]:
    return request.POST.getlist("grants")[: len(StorefrontGrant.values) + 1]


def _seen_of(row: Storefront) -> str:
    return json.dumps([row.name, row.origins, row.grants, row.is_active])


def _given(row: Storefront) -> dict[str, str]:
    origins = "\n".join(row.origins)
    return {"shop_name": row.name, "kind": row.kind, "origins": origins, "is_active": _yes(row)}


def _yes(row: Storefront) -> str:
    return "yes" if row.is_active else ""


def _told(error: ValuesInvalid) -> dict[str, str]:
    return {FORM_NAMES.get(name, name): " ".join(told) for name, told in error.messages.items()}


def _fields(
    given: Mapping[str, str], grants: Sequence[str], mistakes: Mapping[str, str]
) -> dict[str, object]:
    return {
        **form_shown(given, mistakes),
        "kinds": [Choice(kind, say(f"shop_{kind}"), kind == given["kind"]) for kind in StorefrontKind.values],
        "grants": [
            Choice(grant, say(f"shop_grant_{grant}"), grant in grants) for grant in StorefrontGrant.values
        ],
    }


def _list(
    request: DeskRequest, given: Mapping[str, str], grants: Sequence[str], mistakes: Mapping[str, str]
) -> HttpResponse:
    shown = {"page": page_at(request, Storefront.objects.all()), **_fields(given, grants, mistakes)}
    return render(request, "desk/alliance/storefronts.html", shown, status=422 if mistakes else 200)


def _one(
    request: DeskRequest,
    row: Storefront,
    given: Mapping[str, str],
    grants: Sequence[str],
    mistakes: Mapping[str, str],
) -> HttpResponse:
    now = _given(row)
    theirs = [
        (say(f"form_{name}"), now[name]) for name in ("shop_name", "origins") if now[name] != given[name]
    ]
    shown = {"row": row, "seen": _seen_of(row), **_fields(given, grants, mistakes)}
    shown["differences"] = theirs if "" in mistakes else []
    return render(request, "desk/alliance/storefront.html", shown, status=422 if mistakes else 200)
