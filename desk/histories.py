"""Who changed a product or variant, when and what; and bringing a former content back."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from catalogue.approval import restore
from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError
from catalogue.history import Change, FieldChange, RecordKind, history_of
from catalogue.models import Category, Product, Variant
from desk.actors import names_of
from desk.frame import DeskRequest, desk_page, reasons
from desk.product_page import product_address, product_of
from desk.review import Line, lines_of
from desk.templatetags.desk import dong
from desk.templatetags.office import moment
from desk.texts import TEXTS, say
from desk.variant_steps import variant_of

KINDS = {RecordKind.CREATED: "created", RecordKind.CHANGED: "changed", RecordKind.REMOVED: "removed"}
# Of no use to people: what other columns say already.
_UNTOLD = frozenset(("slug", "approved", "merged_into", "published_at", "cooperative", "product"))


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
    return _shown(request, kind, _row(request, kind, key))


@desk_page
@require_POST
def restoration(request: DeskRequest, kind: str, key: int, change: int) -> HttpResponse:
    """Bring back what the row held after ``change``; of approved goods it waits for the Alliance."""
    row = _row(request, kind, key)
    try:
        restore(row, change)
    except NotFound:
        raise
    except CodedError as error:
        return _shown(request, kind, row, reasons(error))
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
            [_told_field(one, categories) for one in change.fields if one.field not in _UNTOLD],
        )
        for change in found
    ]


def _row(request: DeskRequest, kind: str, key: int) -> Any:
    if kind not in {"products", "variants"}:
        raise Http404
    return (product_of if kind == "products" else variant_of)(request.scope, key)


def _shown(request: DeskRequest, kind: str, row: Any, mistakes: Iterable[str] = ()) -> HttpResponse:
    product: Product = row.product if isinstance(row, Variant) else row
    wrong = list(mistakes)
    shown = {
        "kind": kind,
        "row": row,
        "name": product.name,
        "sku": row.sku if isinstance(row, Variant) else "",
        "back": product_address(product),
        "changes": told(history_of(row)),
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


def _moment(at: datetime.datetime) -> list[Line]:
    return [Line(moment(at))]


_SPELT: dict[str, Callable[[Any], list[Line]]] = {
    "state": lambda state: [Line(say(f"state_{state}"))],
    "pending_changes": lambda changes: [Line(say(f"field_{name}")) for name in changes],
    "price_vnd": lambda price: [Line(dong(price))],
    "submitted_at": _moment,
    "deleted_at": _moment,
}
"""Columns that the review of goods does not show, and how each is said."""
