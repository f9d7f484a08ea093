"""What every public page answers with: its language, its policy, and how it says that nothing is there."""

from urllib.parse import parse_qs, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from api.browser_headers import media_sources
from api.freshness import REVALIDATED, etag_of_body, fresh
from api.languages import is_language_tag, language_of_header, language_of_tag
from pages.wording import TONGUES, WORDING, wording_language


def page_language(request: HttpRequest) -> str:
    """Return the language of the catalogue that is asked for by ``lang``, or else by the header."""
    asked = last_parameter(request, "lang")
    if is_language_tag(asked):
        return language_of_tag(asked)
    return language_of_header(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))


def last_parameter(request: HttpRequest, name: str) -> str:
    """Return the parameter of the query, the last one if there are several, empty without one."""
    query: str = request.META.get("QUERY_STRING", "")
    return parse_qs(query).get(name, [""])[-1]


def answer(request: HttpRequest, html: str, language: str) -> HttpResponse:
    """Return ``html`` as a page that runs no script and loads nothing from elsewhere but photos and clips."""
    body = html.encode()
    response = fresh(request, HttpResponse(body), etag_of_body(body), cache_control=REVALIDATED)
    return _as_page(response, language)


def last_answer(html: str, language: str, status: int) -> HttpResponse:
    """Return ``html`` as a page that refuses; nobody keeps it."""
    response = _as_page(HttpResponse(html, status=status), language)
    response.headers["Cache-Control"] = "no-store"
    response.is_whole_page = True  # type: ignore[attr-defined]  # the envelope leaves it as it is
    return response


def _as_page(response: HttpResponse, language: str) -> HttpResponse:
    response.headers["Content-Language"] = language
    patch_vary_headers(response, ["Accept-Language"])
    source = media_sources()
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'self'; img-src {source}; media-src {source}; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
    return response


def not_shown(request: HttpRequest, language: str, kind: str, status: int) -> HttpResponse:
    """Return the page that says in the words of ``kind`` why nothing is shown."""
    words = WORDING[wording_language(language)]
    context = {
        "w": words,
        "lang": language,
        "title": words.get(f"{kind}_title", words["missing_title"]),
        "text": words[kind],
        "switch": other_languages(request.path, language, ()),
    }
    return last_answer(render_to_string("pages/not_shown.html", context), language, status)


def other_languages(path: str, language: str, query: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    """Return the links to the same page in the other languages of the catalogue, with ``query``."""
    return [
        {"tag": tag, "name": TONGUES.get(tag, tag), "href": f"{path}?{urlencode([('lang', tag), *query])}"}
        for tag in settings.CATALOGUE_LANGUAGES
        if tag != language
    ]
