"""Who changed goods, certificates and cooperatives, when and what; and bringing a former content back."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError
from catalogue.history import Change, FieldChange, RecordKind, history_of
from catalogue.models import Category, Cooperative
from catalogue.restoring import restore
from catalogue.texts import pick_text
from desk.actors import names_of
from desk.certificates import certificate_address, certificate_of
from desk.frame import DeskRequest, desk_page, one, reasons
from desk.product_page import product_address, product_of
from desk.review import Line, lines_of
from desk.templatetags.desk import dong
from desk.templatetags.office import day, moment
from desk.texts import TEXTS, language_of_the_moment, say
from desk.variant_steps import variant_of
from people.scope import Scope

KINDS = {RecordKind.CREATED: "created", RecordKind.CHANGED: "changed", RecordKind.REMOVED: "removed"}
# Of no use to people: what other columns say already.
_UNTOLD = frozenset(
    ("slug", "approved", "merged_into", "published_at", "cooperative", "product", "checked_by")
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a history is about: its name, where its page is, and whether who looks may bring contents back."""

    row: Any
    name: str
    back: str
    may_restore: bool = True


@dataclass(frozen=True, slots=True)
class ToldField:
    """A field by its name, as it was and as it became."""

    label: str
    before: list[Line]
    after: list[Line]


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change with the name of who made it."""

    change: Change
    kind: str
    actor: str
    fields: list[ToldField]


@desk_page
def history(request: DeskRequest, kind: str, key: int) -> HttpResponse:
    """Show the latest hundred changes, the newest first."""
    return _shown(request, kind, _subject(request, kind, key))


@desk_page
@require_POST
def restoration(request: DeskRequest, kind: str, key: int, change: int) -> HttpResponse:
    """Bring back what the row held after ``change``; of approved goods it waits for the Alliance."""
    subject = _subject(request, kind, key)
    if not subject.may_restore:
        raise Http404
    try:
        restore(subject.row, change)
    except NotFound:
        raise
    except CodedError as error:
        return _shown(request, kind, subject, reasons(error))
    messages.success(request, say("restored"))
    return redirect(reverse("desk:history", args=[kind, key]))


def told(changes: Iterable[Change]) -> list[ToldChange]:
    """Return ``changes`` with names for people and categories, in three queries at most."""
    found = list(changes)
    names = names_of(change.actor for change in found)
    categories = _category_names(found)
    return [
        ToldChange(
            change,
            say(f"kind_{KINDS[change.kind]}"),
            names[change.actor],
            _told_fields(change, categories),
        )
        for change in found
    ]


def _subject(request: DeskRequest, kind: str, key: int) -> Subject:
    """Return what the history is about. Raises Http404, also for a neighbour's."""
    find = _SUBJECTS.get(kind)
    if find is None:
        raise Http404
    return find(request.scope, key)


def _product(scope: Scope, key: int) -> Subject:
    row = product_of(scope, key)
    return Subject(row, _name(row.name), product_address(row))


def _variant(scope: Scope, key: int) -> Subject:
    row = variant_of(scope, key)
    return Subject(row, f"{_name(row.product.name)} · {row.sku}", product_address(row.product))


def _certificate(scope: Scope, key: int) -> Subject:
    row = certificate_of(scope, key)
    name = f"{say(f'certificate_{row.kind}')} · {_name(row.product.name)}"
    return Subject(row, name, certificate_address(row))


def _cooperative(scope: Scope, key: int) -> Subject:
    row = one(Cooperative.objects.all(), key, scope)
    return Subject(row, row.name, reverse("desk:cooperatives"), may_restore=scope.is_alliance)


_SUBJECTS: dict[str, Callable[[Scope, int], Subject]] = {
    "products": _product,
    "variants": _variant,
    "certificates": _certificate,
    "cooperatives": _cooperative,
}


def _name(texts: Mapping[str, str]) -> str:
    return pick_text(texts, language_of_the_moment())


def _shown(request: DeskRequest, kind: str, subject: Subject, mistakes: Iterable[str] = ()) -> HttpResponse:
    wrong = list(mistakes)
    shown = {
        "kind": kind,
        "subject": subject,
        "changes": told(history_of(subject.row)),
        "mistakes": wrong,
    }
    return render(request, "desk/goods/history.html", shown, status=422 if wrong else 200)


def _category_names(changes: Iterable[Change]) -> Mapping[int, dict[str, str]]:
    ids = {
        value
        for change in changes
        for one in change.fields
        if one.field == "category"
        for value in (one.before, one.after)
    }
    return dict(Category.objects.filter(pk__in=ids - {None}).values_list("pk", "name"))


def _told_fields(change: Change, categories: Mapping[int, dict[str, str]]) -> list[ToldField]:
    """Return what people want to know of a change; what was empty and stays so is no change to them."""
    fields = [_told_field(one, categories) for one in change.fields if one.field not in _UNTOLD]
    return [one for one in fields if one.before or one.after]


def _told_field(one: FieldChange, categories: Mapping[int, dict[str, str]]) -> ToldField:
    key = f"field_{one.field}"
    label = say(key) if key in TEXTS else one.field
    return ToldField(
        label, _lines(one.field, one.before, categories), _lines(one.field, one.after, categories)
    )


def _lines(name: str, value: Any, categories: Mapping[int, dict[str, str]]) -> list[Line]:
    if value is None:
        return []
    if (spell := _SPELT.get(name)) is not None:
        return spell(value)
    if name == "category":
        return lines_of(name, categories.get(value, {}))
    if isinstance(value, bool):
        return [Line(say("yes" if value else "no"))]
    return lines_of(name, value)


def _day(on: datetime.date) -> list[Line]:
    return [Line(day(on))]


def _moment(at: datetime.datetime) -> list[Line]:
    return [Line(moment(at))]


_SPELT: dict[str, Callable[[Any], list[Line]]] = {
    "state": lambda state: [Line(say(f"state_{state}"))],
    "pending_changes": lambda changes: [Line(say(f"field_{name}")) for name in changes],
    "price_vnd": lambda price: [Line(dong(price))],
    "submitted_at": _moment,
    "deleted_at": _moment,
    "checked_at": _moment,
    "valid_from": _day,
    "valid_to": _day,
    "kind": lambda kind: [Line(say(f"certificate_{kind}"))],
    "party_type": lambda kind: [Line(say(f"party_{kind}"))],
}
"""Columns that the review of goods does not show, and how each is said."""
