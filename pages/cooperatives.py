"""``/c/{slug}``: the page of a cooperative, where its GLN leads."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue.browsing.cooperative_pages import CooperativePage, cooperative_page
from catalogue.browsing.refusals import CooperativeNotFound
from pages.answering import answer, last_parameter, not_shown, other_languages, page_language
from pages.head import cooperative_data, head
from pages.room import fit
from pages.wording import PARTIES, WORDING, money, wording_language


@require_safe
def cooperative(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the cooperative and its goods; 404 where none is, or none of its goods is public."""
    language = page_language(request)
    try:
        page = cooperative_page(slug, language, cursor=last_parameter(request, "cursor"))
    except CooperativeNotFound:
        return not_shown(request, language, "missing_cooperative", 404)
    return answer(
        request, render_to_string("pages/cooperative.html", _context(request, page, language)), language
    )


def _context(request: HttpRequest, page: CooperativePage, language: str) -> dict[str, Any]:
    own = wording_language(language)
    words = WORDING[own]
    names = {item["slug"]: item["name"] for item in page.goods}
    texts = fit({"story": page.story, "address": page.address} | names)
    summary = page.story or f"{page.name} · {page.commune}"
    data = partial(cooperative_data, page=page)
    return head(request, language, page.name, summary, data) | {
        "w": words,
        "lang": language,
        "c": page,
        "party": PARTIES[own].get(page.party_type, page.party_type),
        "tongue": {name: tag for name, tag in page.text_languages.items() if tag != language},
        "switch": other_languages(request.path, language, ()),
        "story": texts["story"],
        "address": texts["address"],
        "goods": [_item(item, texts[item["slug"]], own) for item in page.goods],
        "turning": [
            (words[word], f"{request.path}?{urlencode([('lang', language), ('cursor', cursor)])}#goods")
            for word, cursor in (("earlier", page.previous_cursor), ("later", page.next_cursor))
            if cursor
        ],
    }


def _item(item: dict[str, Any], name: str, own: str) -> dict[str, Any]:
    return {
        "name": name,
        "href": reverse("product-page", args=[item["slug"]]),
        "category": item["category"]["name"],
        "stars": item["ocop_stars"],
        "mark": "★" * (item["ocop_stars"] or 0),
        "price": money(item["price"]["amount"], own),
        "available": item["available"],
    }
