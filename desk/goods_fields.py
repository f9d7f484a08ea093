"""The fields of goods in forms: what is shown, what is read, and which one a refusal is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from catalogue.errors import Invalid
from catalogue.gs1.errors import CodedError, SeveralErrors
from catalogue.imports.prices import read_price_vnd
from catalogue.models import Category, LabelGroup
from catalogue.quantity import NetQuantity, parse_quantity
from catalogue.texts import pick_text
from catalogue.variant_fields import SkuOfDeleted
from desk.texts import language_of_the_moment, say

TEXTS_OF_PRODUCT = ("name", "description", "ingredients", "storage", "usage", "origin", "warnings")
IN_ENGLISH = ("name", "description")
LONGEST_TEXT = 5_100
"""What is taken of a text: more than the longest, so that the verb can say it."""
LONGEST_LINE = 200


class DaysNotUnderstood(Invalid):
    """A shelf life that is no whole number of days."""

    code = "days_not_understood"
    vi = "Hãy viết số ngày, ví dụ 365."
    en = "Write a number of days, such as 365."
    field = "shelf_life_days"


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of a list to choose from."""

    value: str
    text: str
    chosen: bool


def typed(request: HttpRequest, *names: str) -> dict[str, str]:
    """Return what was typed into the fields ``names``; nothing of it is lost when it is refused."""
    return {name: request.POST.get(name, "").replace("\r\n", "\n").strip()[:LONGEST_TEXT] for name in names}


def names_of_texts() -> tuple[str, ...]:
    """Return the names of the fields that hold texts, one for each language."""
    return (*(f"{name}_vi" for name in TEXTS_OF_PRODUCT), *(f"{name}_en" for name in IN_ENGLISH))


def merged_texts(
    given: Mapping[str, str], before: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """Return the texts by field: languages of the form as typed, all others as they were."""
    merged: dict[str, dict[str, str]] = {}
    for name in TEXTS_OF_PRODUCT:
        texts = dict(before.get(name, {}))
        for language in ("vi", "en") if name in IN_ENGLISH else ("vi",):
            text = given[f"{name}_{language}"]
            texts.pop(language, None)
            if text:
                texts[language] = text
        merged[name] = texts
    return merged


def read_days(text: str) -> int | None:
    """Return a shelf life in days, None for nothing. Raises DaysNotUnderstood."""
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 6):
        raise DaysNotUnderstood
    return int(text)


def quantity_values(quantity: NetQuantity) -> dict[str, object]:
    """Return the fields of a variant that hold ``quantity``."""
    return {
        "net_amount": quantity.amount,
        "net_unit": quantity.unit,
        "pack_count": quantity.pack_count,
        "pack_unit": quantity.pack_unit,
        "specification": quantity.specification,
    }


def read_sold(given: Mapping[str, str], mistakes: dict[str, str]) -> dict[str, object]:
    """Return quantity and price of a variant; what is wrong goes into ``mistakes`` under its field."""
    values: dict[str, object] = {}
    mistakes |= {name: say("needed") for name in ("net", "price") if not given[name]}
    quantity = given["net"] and attempt("net", lambda: parse_quantity(given["net"][:LONGEST_LINE]), mistakes)
    price = given["price"] and attempt(
        "price", lambda: read_price_vnd(given["price"][:LONGEST_LINE]), mistakes
    )
    if quantity:
        values |= quantity_values(quantity)
    if price:
        values["price_vnd"] = price
    return values


def attempt(field: str, read: Callable[[], Any], mistakes: dict[str, str]) -> Any:
    """Return what ``read`` gives; None where it is refused, and ``mistakes`` says why."""
    try:
        return read()
    except CodedError as error:
        mistakes[field] = error.text(language_of_the_moment())
        return None


def note_refusal(
    error: CodedError,
    mistakes: dict[str, str],
    fields: Mapping[str, object],
    names: Mapping[str, str] | None = None,
) -> None:
    """Put each reason of ``error`` under the field that it is about, the rest under ``""``.

    ``names`` says which field of a form has another name than the domain's. A reason with a link is markup
    already; all others are escaped where they are shown.
    """
    other_names = _FORM_NAMES if names is None else names
    for part in error.reasons if isinstance(error, SeveralErrors) else (error,):
        about = getattr(part, "field", "")
        known = next(
            (name for name in (about, f"{about}_vi", other_names.get(about, "")) if name in fields), ""
        )
        text = _with_way_on(part)
        mistakes[known] = format_html("{} {}", mistakes[known], text) if known in mistakes else text


def _with_way_on(error: CodedError) -> str:
    """Return what ``error`` says, and behind it a link to what can be restored."""
    text = error.text(language_of_the_moment())
    if not isinstance(error, SkuOfDeleted):
        return text
    address = reverse("desk:product", args=[error.product])
    return format_html('{} <a class="tap" href="{}#deleted">{}</a>', text, address, say("to_deleted"))


def mistake_lines(mistakes: Mapping[str, str]) -> list[str]:
    """Return what is wrong as lines for the head of the page, each under the name of its field."""
    return [
        format_html("{}: {}", say(f"form_{field}"), text) if field else text
        for field, text in mistakes.items()
    ]


def form_shown(
    given: Mapping[str, str], mistakes: Mapping[str, str], theirs: Mapping[str, str] | None = None
) -> dict[str, object]:
    """Return what every form shows: what was typed and what is wrong with it.

    ``theirs`` is what somebody else wrote meanwhile: what differs from ``given`` stands beside it.
    """
    return {
        "given": given,
        "problems": mistakes,
        "mistakes": mistake_lines(mistakes),
        "differences": [
            (say(f"form_{name}"), value)
            for name, value in (theirs or {}).items()
            if value != given.get(name, "")
        ],
    }


_FORM_NAMES = {
    "net_amount": "net",
    "net_unit": "net",
    "pack_count": "net",
    "pack_unit": "net",
    "specification": "net",
    "price_vnd": "price",
}


def categories(chosen: str) -> list[Choice]:
    """Return all categories by their names, as they are shown to people."""
    language = language_of_the_moment()
    rows = [(row.slug, pick_text(row.name, language)) for row in Category.objects.all()]
    return [
        Choice(slug, text, slug == chosen) for slug, text in sorted(rows, key=lambda row: row[1].casefold())
    ]


def label_groups(chosen: str) -> list[Choice]:
    """Return the groups of goods that label law knows."""
    return [Choice(value, say(f"label_group_{value}"), value == chosen) for value in LabelGroup.values]
