"""Who changed a row, when and what, also once it is removed; and bringing a former content back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError
from catalogue.history import history_of
from catalogue.restoring import restorable_records, restore
from desk.frame import DeskRequest, desk_page, reasons
from desk.history_subjects import Subject, name_of, subject_of, told_of
from desk.texts import say
from desk.told_changes import told_changes
from people.histories import Circle, removed_rows
from people.sent_forms import do_once

# Of what is removed for good: the list that leads back, and what is read of each row for its name.
_REMOVED: dict[str, tuple[str, tuple[str, ...]]] = {
    "certificates": ("certificates", ("product__cooperative",)),
    "scan-aliases": ("goods", ("variant__product__cooperative",)),
    "label-stocks": ("profiles", ("cooperative",)),
    "printers": ("profiles", ("cooperative",)),
    "label-templates": ("profiles", ("cooperative",)),
    "members": ("members", ("user", "cooperative")),
    "company-prefixes": ("cooperatives", ()),
}


@dataclass(frozen=True, slots=True)
class Gone:
    """A row that was removed: what people called it, and where its history is."""

    name: str
    address: str


@desk_page
def history(request: DeskRequest, kind: str, key: int) -> HttpResponse:
    """Show the latest hundred changes, the newest first."""
    return _shown(request, kind, subject_of(request.scope, kind, key))


@desk_page
@require_POST
def restoration(request: DeskRequest, kind: str, key: int, change: int) -> HttpResponse:
    """Bring back what the row held after ``change``; of approved goods it waits for the Alliance."""
    subject = subject_of(request.scope, kind, key)
    if not subject.may_restore:
        raise Http404

    def effect() -> str:
        restored = restore(subject.row, change, together=subject.together)
        return reverse("desk:history", args=[kind, restored.pk])

    try:
        address = do_once(request.user, request.POST.get("mark", ""), effect)
    except NotFound:
        raise
    except CodedError as error:
        return _shown(request, kind, subject, reasons(error))
    messages.success(request, say("restored"))
    return redirect(address)


@desk_page
def removed(request: DeskRequest, kind: str) -> HttpResponse:
    """Show the hundred rows that were removed last, each leading to its history."""
    told = told_of(kind)
    is_owner = request.scope.owned is None or bool(request.scope.owned)
    closed = (told.readers is Circle.OWNERS and not is_owner) or (
        told.restorers is Circle.ALLIANCE and not request.scope.is_alliance
    )
    if kind not in _REMOVED or closed:
        raise Http404
    back, read = _REMOVED[kind]
    rows = removed_rows(told, request.scope)
    prefetch_related_objects(rows, *read)
    shown = {
        "title": say(f"removed_{kind}"),
        "back": reverse(f"desk:{back}"),
        "gone": [Gone(name_of(kind, row), reverse("desk:history", args=[kind, row.pk])) for row in rows],
    }
    return render(request, "desk/goods/removed.html", shown)


def _shown(request: DeskRequest, kind: str, subject: Subject, mistakes: Iterable[str] = ()) -> HttpResponse:
    wrong = list(mistakes)
    shown = {
        "kind": kind,
        "subject": subject,
        "changes": told_changes(kind, history_of(*subject.together)),
        "restorable": restorable_records(*subject.together) if subject.may_restore else frozenset(),
        "mistakes": wrong,
    }
    return render(request, "desk/goods/history.html", shown, status=422 if wrong else 200)
