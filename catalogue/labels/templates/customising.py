"""A cooperative's own template: one that is there, with fields, order, sizes and logo changed as data.

What is stored is the mapping of changes, as it came over the wire; ``customise`` makes the template of it
again whenever labels are printed, so that a change of the template itself reaches every cooperative.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeGuard

from catalogue.gs1.errors import CodedError, printable
from catalogue.labels.content import NO_BREAK_SPACE
from catalogue.labels.templates.design import Line, Template
from catalogue.labels.templates.errors import (
    TemplateChangesInvalid,
    TemplateChangeUnknown,
    TemplateFieldMissing,
    TemplateFields,
    TemplateFieldUnknown,
    TemplateFixed,
    TemplateLanguages,
    TemplateLogoSize,
    TemplateName,
    TemplateSize,
)
from catalogue.labels.templates.logos import logo_from_base64

SMALLEST_SCALE, LARGEST_SCALE = 0.6, 4.0
SMALLEST_LOGO_MM, LARGEST_LOGO_MM = 4.0, 30.0
LONGEST_NAME = 60
_LANGUAGES = (("vi",), ("vi", "en"))


def customise(template: Template, changes: Mapping[str, Any], *, key: str | None = None) -> Template:
    """Return ``template`` with ``changes``, all of which may be left out.

    ``name``: what people call it. ``fields``: those to print, in their order. ``sizes``: field to size beside
    the running text, 0.6 to 4. ``languages``: ``["vi"]`` or ``["vi", "en"]``. ``ruled``: lines between the
    parts. ``logo``: a PNG in base64, None for none. ``logo_mm``: its height, 4 to 30. ``key`` is the key that
    the new template gets.

    Raises TemplateFixed for the standard template, and TemplateChangesInvalid naming every change that is
    not possible.
    """
    if not template.lines:
        raise TemplateFixed(template=template.key)
    errors: list[CodedError] = []
    changed = template
    for name, value in changes.items():
        change = _CHANGES.get(name)
        try:
            if change is None:
                raise TemplateChangeUnknown(name=printable(str(name)), known=", ".join(_CHANGES))
            changed = change(changed, value)
        except CodedError as error:
            errors.append(error)
    if errors:
        raise TemplateChangesInvalid(errors)
    return changed if key is None else replace(changed, key=key)


def known_lines(template: Template) -> dict[str, Line]:
    """Return every field that a cooperative may print with ``template``, and how it is set."""
    return {line.field: line for line in (*template.lines, *template.offered)}


def _with_name(template: Template, value: object) -> Template:
    name = " ".join(value.split()) if isinstance(value, str) else ""
    if not name or len(name) > LONGEST_NAME or not name.replace(NO_BREAK_SPACE, " ").isprintable():
        raise TemplateName(most=LONGEST_NAME)
    return replace(template, name_vi=name, name_en=name)


def _with_fields(template: Template, value: object) -> Template:
    known = known_lines(template)
    if not isinstance(value, list | tuple) or not value or len(value) > len(known):
        raise TemplateFields(known=", ".join(known))
    for field in value:
        if not isinstance(field, str) or field not in known:
            raise TemplateFieldUnknown(field=printable(str(field)), known=", ".join(known))
    if len(set(value)) < len(value):
        raise TemplateFields(known=", ".join(known))
    for field in template.required:
        if field not in value:
            raise TemplateFieldMissing(field=field)
    rest = tuple(line for field, line in known.items() if field not in value)
    return replace(template, lines=tuple(known[field] for field in value), offered=rest)


def _with_sizes(template: Template, value: object) -> Template:
    known = known_lines(template)
    if not isinstance(value, Mapping):
        raise TemplateSize(field="sizes", least=SMALLEST_SCALE, most=LARGEST_SCALE)
    for field, scale in value.items():
        if field not in known:
            raise TemplateFieldUnknown(field=printable(str(field)), known=", ".join(known))
        if not _is_between(scale, SMALLEST_SCALE, LARGEST_SCALE):
            raise TemplateSize(field=field, least=SMALLEST_SCALE, most=LARGEST_SCALE)

    def sized(line: Line) -> Line:
        return replace(line, scale=float(value[line.field])) if line.field in value else line

    return replace(
        template,
        lines=tuple(sized(line) for line in template.lines),
        offered=tuple(sized(line) for line in template.offered),
    )


def _with_languages(template: Template, value: object) -> Template:
    languages = tuple(value) if isinstance(value, list | tuple) else ()
    if languages not in _LANGUAGES:
        raise TemplateLanguages
    return replace(template, languages=languages)


def _with_rules(template: Template, value: object) -> Template:
    if not isinstance(value, bool):
        raise TemplateChangeUnknown(name=f"ruled: {printable(str(value))}", known="true, false")
    return replace(template, ruled=value)


def _with_logo(template: Template, value: object) -> Template:
    if value is None:
        return replace(template, logo=None)
    return replace(template, logo=logo_from_base64(value if isinstance(value, str) else ""))


def _with_logo_size(template: Template, value: object) -> Template:
    if not _is_between(value, SMALLEST_LOGO_MM, LARGEST_LOGO_MM):
        raise TemplateLogoSize(least=SMALLEST_LOGO_MM, most=LARGEST_LOGO_MM)
    return replace(template, logo_mm=float(value))


def _is_between(value: object, least: float, most: float) -> TypeGuard[float]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and least <= value <= most


_CHANGES: dict[str, Callable[[Template, object], Template]] = {
    "name": _with_name,
    "fields": _with_fields,
    "sizes": _with_sizes,
    "languages": _with_languages,
    "ruled": _with_rules,
    "logo": _with_logo,
    "logo_mm": _with_logo_size,
}
