"""Certificates: lists by what is to be done, one with its papers, and what the Alliance decides of it."""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from catalogue.approval import (
    certificate_fields,
    check_certificate,
    expiring_certificates,
    refuse_certificate,
    unchecked_certificates,
)
from catalogue.approval.certificates import NOTICE_DAYS
from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError
from catalogue.listings import today
from catalogue.models import Certificate, CertificatePaper
from desk.actors import names_of
from desk.frame import DeskRequest, alliance_page, desk_page, one, reasons
from desk.goods_list import Filter
from desk.paging import ShownPage, page_at
from desk.review import papers_of
from desk.texts import say
from people.private_files import paper_file
from people.scope import Scope, within

LONGEST_REASON = 2_100
"""What is taken of a reason: more than the longest, so that the verb can say it."""
LONGEST_SEEN = 4_000
_ENDING = {str(days): days for days in NOTICE_DAYS}
_SHOWN = ("unchecked", "refused", *_ENDING, "all")
_PICTURES = frozenset({"image/jpeg", "image/png"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A certificate in a list: how it stands, and for how long it still holds."""

    row: Certificate
    state: str
    left: str
    papers: int


@desk_page
def certificates(request: DeskRequest) -> HttpResponse:
    """Show the certificates within reach, as ``?show=`` says; officers see first what waits for them."""
    wanted = request.GET.get("show", "")
    chosen = wanted if wanted in _SHOWN else ("unchecked" if request.scope.is_alliance else "all")
    page = _page(request, chosen)
    shown = {
        "page": page,
        "listed": [_listed(row) for row in page.rows],
        "filters": [Filter(f"?show={name}", say(f"show_{name}"), name == chosen) for name in _SHOWN],
        "intro": say(_intro(request.scope, chosen)),
        "is_alliance": request.scope.is_alliance,
    }
    return render(request, "desk/certificates/list.html", shown)


@desk_page
def certificate(request: DeskRequest, key: int) -> HttpResponse:
    """Show one certificate with its papers."""
    return show_certificate(request, certificate_of(request.scope, key))


@alliance_page
@require_POST
def decision(request: DeskRequest, key: int) -> HttpResponse:
    """Confirm a certificate or send it back, as it was seen. Raises Http404 for another button."""
    row = certificate_of(request.scope, key)
    seen = _seen(request.POST.get("seen", ""))
    reason = request.POST.get("reason", "")[:LONGEST_REASON]
    step = request.POST.get("decision", "")
    try:
        match step:
            case "check":
                check_certificate(certificate=row, actor=request.scope.actor, seen=seen)
            case "refuse":
                refuse_certificate(certificate=row, reason=reason, seen=seen)
            case _:
                raise Http404
    except NotFound:
        raise
    except CodedError as error:
        return show_certificate(request, certificate_of(request.scope, key), reasons(error), reason)
    messages.success(request, say(f"did_{step}"))
    return redirect("desk:certificates")


@desk_page
def paper(request: DeskRequest, key: int) -> HttpResponse:
    """Hand out the file of a paper as a download."""
    rows = CertificatePaper.objects.filter(
        deleted_at__isnull=True, certificate__product__deleted_at__isnull=True
    )
    return paper_file(one(rows, key, request.scope))


def certificate_of(scope: Scope, key: int) -> Certificate:
    """Return the certificate of goods that are there. Raises Http404, also for a neighbour's."""
    rows = Certificate.objects.filter(product__deleted_at__isnull=True)
    return one(rows.select_related("product__cooperative"), key, scope)


def certificate_address(row: Certificate) -> str:
    """Return where the page of ``row`` is."""
    return reverse("desk:certificate", args=[row.pk])


def seen_of(row: Certificate, **more: object) -> str:
    """Return what a page shows of ``row`` as one text: a form carries it, so that a change is noticed."""
    return json.dumps({**certificate_fields(row), **more}, sort_keys=True)


def show_certificate(
    request: DeskRequest, row: Certificate, mistakes: list[str] | None = None, reason: str = ""
) -> HttpResponse:
    """Return the page of ``row``, with what was refused a moment ago."""
    [found] = papers_of([row])
    shown = {
        "one": found,
        "papers": [(paper, paper.media_type in _PICTURES) for paper in found.papers],
        "row": row,
        "listed": _listed(row),
        "checked_by": names_of([row.checked_by])[row.checked_by] if row.checked_by else "",
        "seen": seen_of(row, papers=[paper.pk for paper in found.papers]),
        "reason": reason,
        "mistakes": mistakes,
        "is_alliance": request.scope.is_alliance,
    }
    return render(request, "desk/certificates/one.html", shown, status=422 if mistakes else 200)


def refused_certificates() -> QuerySet[Certificate]:
    """Return the certificates of present goods that the Alliance sent back."""
    return Certificate.objects.filter(product__deleted_at__isnull=True).exclude(refusal_reason="")


def _page(request: DeskRequest, chosen: str) -> ShownPage[Any]:
    if days := _ENDING.get(chosen):
        return page_at(request, _complete(expiring_certificates(today(), days), request.scope), by="valid_to")
    rows: QuerySet[Certificate] = {
        "unchecked": unchecked_certificates,
        "refused": refused_certificates,
    }.get(chosen, lambda: Certificate.objects.filter(product__deleted_at__isnull=True))()
    return page_at(request, _complete(rows, request.scope))


def _complete(rows: QuerySet[Certificate], scope: Scope) -> QuerySet[Any]:
    count = Count("papers", filter=Q(papers__deleted_at__isnull=True))
    return within(rows, scope).select_related("product__cooperative").annotate(shown_papers=count)


def _listed(row: Any) -> Listed:
    days = (row.valid_to - today()).days
    state = "confirmed" if row.checked_at else "refused" if row.refusal_reason else "unchecked"
    left = "" if days < 0 else say("days_left", count=days) if days else say("ends_today")
    return Listed(row, "ended" if days < 0 else state, left, getattr(row, "shown_papers", 0))


def _intro(scope: Scope, chosen: str) -> str:
    if chosen in _ENDING:
        return "ending_intro"
    return "unchecked_intro" if scope.is_alliance and chosen == "unchecked" else "certificates_intro"


def _seen(given: str) -> dict[str, object]:
    """Return what the form says was seen; nothing for what no page of ours wrote."""
    try:
        seen = json.loads(given[:LONGEST_SEEN])
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}
