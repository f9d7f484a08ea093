"""Changes of a row in words: who made them, and each field by its name, as it was and as it became."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from catalogue.gs1.gtin import display_gtin
from catalogue.history import Change, FieldChange, RecordKind
from catalogue.labels.content import FIELDS_EN, FIELDS_VI
from catalogue.models import Category, CompanyPrefix, Variant
from catalogue.texts import pick_text
from desk.actors import names_of
from desk.profiles import shown_number
from desk.review import Line, lines_of
from desk.templatetags.desk import dong
from desk.templatetags.office import day, moment
from desk.texts import TEXTS, language_of_the_moment, say
from people.models import User

KINDS = {RecordKind.CREATED: "created", RecordKind.CHANGED: "changed", RecordKind.REMOVED: "removed"}
# Of no use to people: what other columns or the page around say already.
_UNTOLD = frozenset(("slug", "merged_into", "published_at", "cooperative", "product", "checked_by"))
_OF_PROFILES = frozenset(("kind", "key", "based_on"))
_UNTOLD_OF: dict[str, frozenset[str]] = {
    "products": frozenset(("approved",)),
    "variants": frozenset(("approved",)),
    "media": frozenset(("files", "source_sha256", "width", "height", "size_bytes", "duration_ms")),
    "papers": frozenset(("name", "source_sha256", "certificate")),
    "label-stocks": _OF_PROFILES,
    "printers": _OF_PROFILES,
    "label-templates": _OF_PROFILES,
    "tokens": frozenset(("user",)),
}
# Columns that hold another row: its table, and what people call it.
_REFERRED: dict[str, tuple[Any, Callable[[Any], str]]] = {
    "category": (Category, lambda row: pick_text(row.name, language_of_the_moment())),
    "variant": (Variant, lambda row: str(row.sku)),
    "company_prefix": (CompanyPrefix, lambda row: str(row.prefix)),
    "user": (User, lambda row: str(row.name or row.username)),
    "created_by": (User, lambda row: str(row.name or row.username)),
}
Names = Mapping[str, Mapping[int, str]]
"""By column: what people call the row with this id."""


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


def told_changes(kind: str, changes: Iterable[Change]) -> list[ToldChange]:
    """Return ``changes`` of a row of ``kind`` in words; one query for each table that they refer to."""
    found = list(changes)
    actors = names_of(change.actor for change in found)
    names = _names_referred_to(found)
    return [
        ToldChange(
            change,
            say(f"kind_{KINDS[change.kind]}"),
            actors[change.actor],
            list(_told_fields(kind, change, names)),
        )
        for change in found
    ]


def is_told(kind: str, field: str) -> bool:
    """Return whether people are told of this field of ``kind``."""
    return field not in _UNTOLD | _UNTOLD_OF.get(kind, frozenset())


def label_of(kind: str, field: str) -> str:
    """Return what people call a field of ``kind``."""
    own = f"field_{kind}_{field}"
    return say(own if own in TEXTS else f"field_{field}")


def _names_referred_to(changes: list[Change]) -> Names:
    ids: dict[str, set[int]] = {}
    for change in changes:
        for one in change.fields:
            if one.field in _REFERRED:
                ids.setdefault(one.field, set()).update({one.before, one.after} - {None})
            if one.field == "pending_changes":
                for name, value in [*(one.before or {}).items(), *(one.after or {}).items()]:
                    if name in _REFERRED:
                        ids.setdefault(name, set()).add(value)
    names = {}
    for field, keys in ids.items():
        model, call = _REFERRED[field]
        names[field] = {row.pk: call(row) for row in model.objects.filter(pk__in=keys)}
    return names


def _told_fields(kind: str, change: Change, names: Names) -> Iterator[ToldField]:
    """Yield what people want to know of a change; what was empty and stays so is no change to them."""
    for one in change.fields:
        if one.field == "values":
            yield from _values_of_profile(one)
        elif one.field == "pending_changes":
            yield from _what_waits(kind, one, names)
        elif is_told(kind, one.field):
            before, after = (_lines(kind, one.field, value, names) for value in (one.before, one.after))
            if before or after:
                yield ToldField(label_of(kind, one.field), before, after)


def _what_waits(kind: str, one: FieldChange, names: Names) -> Iterator[ToldField]:
    """Yield each field that began or ceased to wait, or waits otherwise, as it was and is wished."""
    before, after = one.before or {}, one.after or {}
    for name in sorted({*before, *after}):  # PostgreSQL keeps no order of its own
        if before.get(name) != after.get(name):
            was, wished = (_lines(kind, name, waiting.get(name), names) for waiting in (before, after))
            yield ToldField(say("field_waiting", name=label_of(kind, name)), was, wished)


def _lines(kind: str, field: str, value: Any, names: Names) -> list[Line]:
    if value is None or value == "":
        return []
    if field in _REFERRED:
        return [Line(names[field].get(value, str(value)))]
    spell = _SPELT_OF.get(kind, {}).get(field) or _SPELT.get(field)
    if spell is not None:
        return [Line(one) for one in spell(value)]
    if isinstance(value, bool):
        return [Line(_yes_or_no(value))]
    return lines_of(field, value)


def _values_of_profile(one: FieldChange) -> Iterator[ToldField]:
    """Yield the values of a paper, printer or template that differ, each by its name."""
    before, after = one.before or {}, one.after or {}
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            key = f"value_{name}"
            was, became = (_value(name, values.get(name)) for values in (before, after))
            yield ToldField(say(key) if key in TEXTS else name, was, became)


def _value(name: str, value: Any) -> list[Line]:
    fields = FIELDS_EN if language_of_the_moment() == "en" else FIELDS_VI
    match value:
        case None | "":
            told = []
        case str():
            told = [say("yes") if name == "logo" else say(f"feed_{value}") if name == "feed" else value]
        case bool():
            told = [_yes_or_no(value)]
        case list():
            told = [", ".join(fields.get(key, str(key)) for key in value)]
        case dict():
            told = [f"{fields.get(key, key)}: {shown_number(size)}" for key, size in value.items()]
        case _:
            told = [shown_number(value)]
    return [Line(text) for text in told]


def _yes_or_no(value: bool) -> str:
    return say("yes" if value else "no")


def _day(on: datetime.date) -> list[str]:
    return [day(on)]


def _moment(at: datetime.datetime) -> list[str]:
    return [moment(at)]


def _text(prefix: str) -> Callable[[str], list[str]]:
    return lambda value: [say(f"{prefix}{value}")]


def _texts(prefix: str) -> Callable[[Iterable[str]], list[str]]:
    return lambda values: [say(f"{prefix}{value}") for value in values]


Spell = Callable[[Any], list[str]]
_SPELT: dict[str, Spell] = {
    "state": _text("state_"),
    "price_vnd": lambda price: [dong(price)],
    **dict.fromkeys(("submitted_at", "deleted_at", "checked_at"), _moment),
    **dict.fromkeys(("reserved_at", "assigned_at", "retired_at"), _moment),
    **dict.fromkeys(("password_changed_at", "second_factor_since"), _moment),
    **dict.fromkeys(("expires_at", "revoked_at"), _moment),
    **dict.fromkeys(("valid_from", "valid_to"), _day),
    "party_type": _text("party_"),
    "role": _text("role_"),
    "shown": lambda start: [f"{start}…"],
    "size_bytes": lambda size: [f"{max(1, size // 1024)} KB"],
    "origins": list,
    "gtin": lambda gtin: [display_gtin(gtin)],
    "packaging_level": _text("level_"),
}
"""Columns that the review of goods does not show, and how each is said."""
_SPELT_OF: dict[str, dict[str, Spell]] = {
    "certificates": {"kind": _text("certificate_")},
    "gtins": {"state": _text("number_")},
    "media": {"kind": _text("media_")},
    "storefronts": {"kind": _text("shop_"), "grants": _texts("shop_grant_")},
    "secret-keys": {"grants": _texts("grant_")},
    "users": {"language": _text("language_")},
    "account": {"language": _text("language_")},
}
"""Columns that say something else in other tables."""
