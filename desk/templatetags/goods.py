"""Tags of the goods side: buttons that do one step, and marks that let a form have one effect."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from desk.texts import TEXTS, say
from people.sent_forms import new_mark

register = template.Library()


@register.simple_tag
def mark() -> SafeString:
    """Return the hidden field that lets a form, sent twice, have one effect."""
    return format_html('<input type="hidden" name="mark" value="{}">', new_mark())


@register.simple_tag
def step_name(step: str) -> str:
    """Return what the button of a step says."""
    return say(f"do_{step}")


@register.inclusion_tag("desk/parts/step.html", takes_context=True)
def step(context: dict[str, Any], kind: str, key: int, name: str, look: str = "") -> dict[str, object]:
    """Show the button that does step ``name`` of a product, a variant or a photo or clip."""
    prefix = "do_" if kind == "product" else f"do_{kind}_"
    return {
        "address": reverse(f"desk:{kind}_step", args=[key, name]),
        "csrf_token": context["csrf_token"],
        "mark": new_mark(),
        "look": look,
        "text": say(f"{prefix}{name}"),
    }


@register.inclusion_tag("desk/parts/field.html", takes_context=True)
def field(context: dict[str, Any], name: str, kind: str = "line", **look: str) -> dict[str, object]:
    """Show a field of a form with its name, what was typed, and what is wrong with it.

    ``kind`` is ``line`` or ``area``; ``look`` may give ``mode`` (of the keyboard), ``needed`` and ``most``.
    """
    problem = context["problems"].get(name, "")
    hint = f"hint_{name}"
    return {
        "name": name,
        "kind": kind,
        "label": say(f"form_{name}"),
        "value": context["given"].get(name, ""),
        "problem": problem,
        "hint": say(hint) if hint in TEXTS else "",
        **look,
    }
