"""``/u/{sscc}``: what is in a pallet or parcel, where its SSCC leads."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue.browsing.unit_pages import UnitLine, UnitPage, unit_page
from pages.answering import answer, not_shown, other_languages, page_language
from pages.room import fit
from pages.wording import WORDING, day, grouped, wording_language

# What fifty lines leave for their names.
_ROOM = 20_000


@require_safe
def logistic_unit(request: HttpRequest, sscc: str) -> HttpResponse:
    """Show the public goods in the unit; 404 where there is none, or none of its goods is public."""
    language = page_language(request)
    page = unit_page(sscc, language)
    if page is None:
        return not_shown(request, language, "missing_unit", 404)
    return answer(request, render_to_string("pages/unit.html", _context(request, page, language)), language)


def _context(request: HttpRequest, page: UnitPage, language: str) -> dict[str, Any]:
    own = wording_language(language)
    words = WORDING[own]
    long = {f"{place} name": line.name for place, line in enumerate(page.lines)}
    long |= {f"{place} inside": _inside(line) for place, line in enumerate(page.lines)}
    texts = fit(long, _ROOM)
    return {
        "w": words,
        "lang": language,
        "u": page,
        "title": f"{words['unit']} {page.sscc}",
        "maker": reverse("cooperative-page", args=[page.cooperative_slug]),
        "lines": [
            _line(line, texts[f"{place} name"], texts[f"{place} inside"], language)
            for place, line in enumerate(page.lines)
        ],
        "expired": any(line.is_expired for line in page.lines),
        "switch": other_languages(request.path, language, ()),
    }


def _inside(line: UnitLine) -> str:
    return f"{line.units} × {line.quantity}" if line.units > 1 else line.quantity


def _line(line: UnitLine, name: str, inside: str, language: str) -> dict[str, Any]:
    own = wording_language(language)
    return {
        "name": name,
        "tongue": line.language if line.language != language else "",
        "href": reverse("product-page", args=[line.product_slug]),
        "inside": inside,
        "code": line.gtin,
        "count": grouped(line.count, own),
        "lot": line.lot,
        "expires": day(line.expires_on.isoformat(), own) if line.expires_on else "",
        "expired": line.is_expired,
    }
