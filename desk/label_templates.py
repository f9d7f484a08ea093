"""A template of one's own: fields and their order, sizes, English, a logo; tried as a picture, then kept."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError
from catalogue.gs1.gtin import display_gtin
from catalogue.labels.content import FIELDS_EN, FIELDS_VI
from catalogue.labels.templates.customising import customise, known_lines
from catalogue.labels.templates.design import Template
from catalogue.labels.templates.logos import LARGEST_BYTES
from catalogue.labels.templates.previews import preview_png
from catalogue.labels.templates.registry import TEMPLATES, find_template
from catalogue.models import Gtin, GtinState, LabelProfile, ProfileKind
from catalogue.printing import ItemAsked, plan_job
from catalogue.printing.profiles import edit_profile, lock_profile, profiles_of, template_of
from desk.frame import DeskRequest, desk_page
from desk.goods_fields import Choice, attempt, form_shown, note_refusal, typed
from desk.profiles import (
    begin_from,
    chosen_from,
    is_stale,
    profile_of,
    read_length,
    read_name,
    read_whole,
    shown_number,
    version_of,
)
from desk.texts import language_of_the_moment, say

SIZES = ("0.6", "0.8", "1", "1.2", "1.6", "2", "2.5", "3", "4")
TRIED = ("number", "stock", "printer")
DEFAULTS = {"number": "", "stock": "roll-70x50", "printer": "thermal-203"}
MOST_NUMBERS = 50
# In GS1's demonstration range: a picture to look at needs no number of one's own.
_SAMPLE_PALLET: dict[str, Any] = {"sscc": "095200010000000010", "count": 48}


@desk_page
def new_label_template(request: DeskRequest) -> HttpResponse:
    """Ask which template is to be changed and what people call the new one, and add it."""
    language = language_of_the_moment()
    known = {one.key: one.name(language) for one in TEMPLATES if one.lines}
    return begin_from(
        request, ProfileKind.TEMPLATE, known, default="product", values=lambda name: {"name": name}
    )


@desk_page
def label_template(request: DeskRequest, key: int) -> HttpResponse:
    """Show a template of one's own, try its changes on a label of one's goods, and keep them."""
    row = profile_of(request, ProfileKind.TEMPLATE, key)
    template = template_of(row)
    names = _names_of(template)
    if request.method != "POST":
        return _form(request, row, template, _shown(template) | DEFAULTS, {})
    given, mistakes = typed(request, *names, *TRIED), dict[str, str]()
    picture = ""
    try:
        changes = _changes(request, row, template, given, mistakes)
        if not mistakes:
            tried_template = customise(find_template(row.based_on), _set(changes), key=row.key)
            if request.POST.get("do") == "look":
                picture = _picture(request, given, tried_template)
            else:
                _keep(request, row, changes, mistakes)
    except NotFound:
        raise
    except CodedError as error:
        note_refusal(error, mistakes, given)
    if mistakes or request.POST.get("do") == "look":
        row = profile_of(request, ProfileKind.TEMPLATE, key)
        return _form(request, row, template, given, mistakes, picture)
    messages.success(request, say("saved"))
    return redirect("desk:label_template", key=row.pk)


def _names_of(template: Template) -> list[str]:
    fields = known_lines(template)
    rows = [f"{part}_{field}" for field in fields for part in ("place", "size")]
    return ["template_name", "english", "ruled", "logo_mm", "no_logo", *rows]


def _shown(template: Template) -> dict[str, str]:
    """Return the form of ``template``: a place for each field that is printed, none for the others."""
    places = {field: str(number) for number, field in enumerate(template.fields, start=1)}
    given = {
        "template_name": template.name(language_of_the_moment()),
        "english": "1" if "en" in template.languages else "",
        "ruled": "1" if template.ruled else "",
        "logo_mm": shown_number(float(template.logo_mm)),
        "no_logo": "",
    }
    for field, line in known_lines(template).items():
        given[f"place_{field}"] = places.get(field, "")
        given[f"size_{field}"] = f"{line.scale:g}"
    return given


def _changes(
    request: DeskRequest,
    row: LabelProfile,
    template: Template,
    given: Mapping[str, str],
    mistakes: dict[str, str],
) -> dict[str, Any]:
    """Return what the form changes in the template that ``row`` is based on; None takes a change back."""
    base = known_lines(find_template(row.based_on))
    places = {
        field: attempt("fields", partial(read_whole, given[f"place_{field}"]), mistakes)
        for field in known_lines(template)
        if given[f"place_{field}"]
    }
    # A size that the form does not offer, set over the wire, stays as it is.
    kept = {field: size for field, size in row.values.get("sizes", {}).items() if field in base}
    chosen = {field: given[f"size_{field}"] for field in known_lines(template)}
    sizes = kept | {field: float(size) for field, size in chosen.items() if size in SIZES}
    changes: dict[str, Any] = {
        "name": attempt("template_name", lambda: read_name(given["template_name"]), mistakes),
        "sizes": {field: size for field, size in sizes.items() if size != base[field].scale} or None,
        "languages": ["vi", "en"] if given["english"] else ["vi"],
        "ruled": bool(given["ruled"]),
        "logo_mm": attempt("logo_mm", lambda: read_length(given["logo_mm"]), mistakes),
    }
    if not any(given[f"place_{field}"] for field in known_lines(template)):
        mistakes["fields"] = say("no_places")
    if not mistakes:
        changes["fields"] = sorted(places, key=lambda field: places[field])
    logo = request.FILES.get("logo")
    if logo is not None:
        changes["logo"] = _in_base64(cast("BinaryIO", logo))
    elif given["no_logo"]:
        changes["logo"] = None
    else:
        changes["logo"] = row.values.get("logo")
    return changes


def _in_base64(file: BinaryIO) -> str:
    """Return the beginning of ``file``, as much as a logo may have and a byte more."""
    return base64.b64encode(file.read(LARGEST_BYTES + 1)).decode()


def _set(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if value is not None}


@transaction.atomic
def _keep(
    request: DeskRequest, row: LabelProfile, changes: Mapping[str, Any], mistakes: dict[str, str]
) -> None:
    if is_stale(request, lock_profile(row.pk)):
        mistakes[""] = say("changed_meanwhile")
    else:
        edit_profile(profile=row, changes=changes)


def _picture(request: DeskRequest, given: Mapping[str, str], template: Template) -> str:
    """Return a label of one's goods as a data address. Raises what planning and layout raise."""
    job, _ = plan_job(
        cooperatives=request.scope.cooperatives,
        items=[ItemAsked(given["number"][:20])],
        stock=given["stock"],
        printer=given["printer"],
    )
    content = job.items[0].content
    if "sscc" in template.required:
        content = replace(content, details=replace(content.details, **_SAMPLE_PALLET))
    png = preview_png(content, job.stock, job.printer, template)
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def _form(
    request: DeskRequest,
    row: LabelProfile,
    template: Template,
    given: Mapping[str, str],
    mistakes: dict[str, str],
    picture: str = "",
) -> HttpResponse:
    language = language_of_the_moment()
    names = FIELDS_VI if language == "vi" else FIELDS_EN
    own = profiles_of(row.cooperative_id)
    shown = {
        "row": row,
        "seen": version_of(row),
        **form_shown(given, mistakes),
        "lines": [
            {
                "field": field,
                "name": names[field],
                "place": given[f"place_{field}"],
                "required": line.required,
                "sizes": [
                    Choice(size, shown_number(float(size)), size == given[f"size_{field}"]) for size in SIZES
                ],
                "own_size": given[f"size_{field}"] not in SIZES,
            }
            for field, line in known_lines(template).items()
        ],
        "has_logo": "logo" in row.values,
        "picture": picture,
        "numbers": chosen_from(_numbers(row), given["number"]),
        "stocks": chosen_from({one.key: one.name(language) for one in own.stocks}, given["stock"]),
        "printers": chosen_from({one.key: one.name(language) for one in own.printers}, given["printer"]),
    }
    return render(request, "desk/profiles/template.html", shown, status=422 if mistakes else 200)


def _numbers(row: LabelProfile) -> dict[str, str]:
    """Return numbers of the cooperative's goods to try a template on, the newest first."""
    entries = Gtin.objects.filter(
        cooperative=row.cooperative_id, state=GtinState.ASSIGNED, variant__isnull=False
    ).select_related("variant__product")
    found: dict[str, str] = {}
    for entry in entries.order_by("-pk")[:MOST_NUMBERS]:
        name = entry.variant.product.name.get("vi", "") if entry.variant else ""
        found[display_gtin(entry.gtin)] = f"{name} · {display_gtin(entry.gtin)}"
    return found
