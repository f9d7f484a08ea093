"""The Alliance decides: the queue, the goods as a whole, and yes, no or no longer."""

import datetime

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from catalogue.approval import (
    approval_queue,
    approve_product,
    reject_product,
    review_mark,
    withdraw_product,
)
from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError
from catalogue.models import MediaKind, Product, ProductState
from catalogue.texts import pick_text
from desk.frame import DeskRequest, alliance_page, reasons
from desk.paging import page_at
from desk.review import review_of
from desk.texts import language_of_the_moment, say

LONGEST_FIELD = 2_100
"""What is taken of a field: more than the longest reason, so that the verb can say it."""


@alliance_page
def queue(request: DeskRequest) -> HttpResponse:
    """Show what waits for a decision, the first one first; with ``?deleted=1`` what was deleted instead."""
    photos = Count("media", filter=Q(media__kind=MediaKind.PHOTO, media__deleted_at__isnull=True))
    if request.GET.get("deleted") == "1":
        deleted = Product.objects.filter(deleted_at__isnull=False, merged_into__isnull=True)
        page = page_at(request, deleted.select_related("cooperative").annotate(photos=photos))
    else:
        page = page_at(request, approval_queue().annotate(photos=photos), by="submitted_at")
    return render(request, "desk/queue.html", {"page": page, "deleted": request.GET.get("deleted") == "1"})


@alliance_page
def review(request: DeskRequest, key: int) -> HttpResponse:
    """Show goods before a decision, deleted ones too, and decide.

    The form carries the mark of what was shown; should the goods have changed since, they are shown again.
    A decision leads to the next goods that wait.
    """
    mistakes: list[str] = []
    row = _reviewed(key)
    waited_since = row.submitted_at
    if request.method == "POST":
        try:
            said = _decide(row, request)
        except NotFound:
            raise
        except CodedError as error:
            mistakes = reasons(error)
            row = _reviewed(key)
        else:
            return _to_the_next(request, said, waited_since, key)
    # The mark is taken before the rest is read: what changes in between makes it old, never unseen.
    mark = review_mark(row)
    shown = {
        "mark": mark,
        "review": review_of(row),
        "mistakes": mistakes,
        "reason": request.POST.get("reason", ""),
        "can_decide": row.deleted_at is None and row.submitted_at is not None,
        "owns_cooperative": True,
        "can_withdraw": row.state in (ProductState.SUBMITTED, ProductState.APPROVED),
    }
    return render(request, "desk/review.html", shown, status=422 if mistakes else 200)


def _decide(row: Product, request: DeskRequest) -> str:
    """Do what the button says and return what to tell. Raises Http404 for a button that is not there."""
    reason = request.POST.get("reason", "")[:LONGEST_FIELD]
    decision = request.POST.get("decision", "")
    seen = request.POST.get("seen", "")
    match decision:
        case "approve":
            approve_product(product=row, reason=reason, seen=seen)
        case "reject":
            reject_product(product=row, reason=reason, seen=seen)
        case "withdraw":
            withdraw_product(product=row, reason=reason)
        case _:
            raise Http404
    return say(f"did_{decision}", name=pick_text(row.name, language_of_the_moment()))


def _to_the_next(
    request: DeskRequest, said: str, waited_since: datetime.datetime | None, key: int
) -> HttpResponse:
    """Lead to what waits behind the goods of a decision, or to the first that wait; else to the queue."""
    following = None
    if waited_since is not None:
        waiting = Product.objects.waiting().order_by("submitted_at", "pk")
        behind = Q(submitted_at__gt=waited_since) | Q(submitted_at=waited_since, pk__gt=key)
        following = waiting.filter(behind).first() or waiting.first()
    if following is None:
        messages.success(request, said)
        return redirect("desk:queue")
    messages.success(request, f"{said} {say('next_waiting')}")
    return redirect("desk:review", key=following.pk)


def _reviewed(key: int) -> Product:
    rows = Product.objects.filter(merged_into__isnull=True).select_related("cooperative", "category")
    row = rows.filter(pk=key).first()
    if row is None:
        raise Http404
    return row
