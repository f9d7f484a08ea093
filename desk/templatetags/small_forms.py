"""Tags of the small forms: each shows what was typed into it when it was refused, and why."""

from typing import Any

from django import template

from desk.small_forms import RefusedForm
from desk.texts import say

register = template.Library()


def _refused(context: dict[str, Any], form: str, key: int) -> RefusedForm | None:
    refused = context.get("refused")
    return refused if isinstance(refused, RefusedForm) and refused.name == f"{form}-{key}" else None


@register.simple_tag(takes_context=True)
def is_refused(context: dict[str, Any], form: str, key: int) -> bool:
    """Return whether this form was refused a moment ago: then it stays open."""
    return _refused(context, form, key) is not None


@register.simple_tag(takes_context=True)
def typed_in(context: dict[str, Any], form: str, key: int, name: str) -> str:
    """Return what was typed into the field ``name`` of a form that was refused; otherwise nothing."""
    refused = _refused(context, form, key)
    return refused.given.get(name, "") if refused else ""


@register.inclusion_tag("desk/parts/small_field.html", takes_context=True)
def small_field(
    context: dict[str, Any], form: str, key: int, name: str, label: str, value: str = "", **look: str
) -> dict[str, object]:
    """Show a field of a small form under the text ``label``, with what was typed and what is wrong with it.

    ``look`` may give ``mode`` (of the keyboard), ``most`` letters, ``pattern``, ``type``, ``accept``;
    ``plain`` for one that may stay empty, and ``quiet`` for one that a refusal is not about.
    """
    refused = _refused(context, form, key)
    return {
        "id": f"{form}-{name}-{key}",
        "name": name,
        "label": say(label),
        "value": refused.given.get(name, value) if refused else value,
        "problem": " ".join(refused.lines) if refused and "quiet" not in look else "",
        **look,
    }
