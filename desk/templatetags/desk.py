"""Tags of the staff pages: texts in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from catalogue.texts import pick_text
from desk.texts import say
from people.histories import kind_of_row

register = template.Library()
register.simple_tag(say, name="say")


@register.filter
def text_of(texts: Mapping[str, str]) -> str:
    """Return the text of a product in the reader's language."""
    return pick_text(texts or {}, get_language() or "vi")


@register.filter
def state_name(state: str) -> str:
    """Return the name of a product's state."""
    return say(f"state_{state}")


@register.filter
def dong(amount: int) -> str:
    """Return an amount as it is written: 85.000 ₫."""
    return f"{amount:,}".replace(",", ".") + " ₫"


@register.filter
def wire_text(value: object) -> str:
    """Return a value of a difference for people: texts of a field language by language."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {one}" for key, one in value.items())
    return "–" if value in (None, "") else str(value)


@register.filter
def role_name(role: str) -> str:
    """Return the name of what somebody is in a cooperative."""
    return say(f"role_{role}")


@register.simple_tag
def history_link(row: Any, called: str = "") -> SafeString:
    """Return the link to the history of ``row``; ``called`` tells it apart where there are several."""
    address = reverse("desk:history", args=[kind_of_row(row), row.pk])
    label = say("history_of", name=called) if called else say("history")
    return format_html('<a class="tap" href="{}" aria-label="{}">{}</a>', address, label, say("history"))
