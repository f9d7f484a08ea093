"""Refusals that no page has written, such as a spent budget or a foreign host, as pages for the public.

Whoever scans a label reads a page, never a problem document. Programs that follow a Digital Link go on
getting problems: at those addresses only who names HTML in Accept, as browsers do, gets a page.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from api.accepting import accepts
from api.browser_headers import is_digital_link
from api.request_facts import HOST
from pages.answering import last_answer, not_shown, page_language
from pages.wording import WORDING, wording_language

PAGES = ("/p/", "/c/", "/u/")
# What the page says, by status: the name of its words.
_KINDS = {
    400: "unreadable",
    403: "to_read_only",
    404: "missing",
    405: "to_read_only",
    413: "to_read_only",
    429: "busy",
    503: "busy",
}


class PublicRefusals:
    """Puts a page in the place of a refusal that people are to read; status and headers stay."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer of the application, readable for people."""
        response = self.get_response(request)
        if response.status_code < 400 or getattr(response, "is_whole_page", False):
            return response
        if not _is_for_people(request):
            return response
        page = refusal_page(request, response.status_code)
        for name in ("Allow", "Retry-After"):
            if name in response.headers:
                page.headers[name] = response.headers[name]
        return page


def refusal_page(request: HttpRequest, status: int) -> HttpResponse:
    """Return the page that says what went wrong, in the language of the reader; the database is not asked.

    Under a name that is not ours it links nothing there, for that would be refused too.
    """
    language = page_language(request)
    if HOST in request.META:
        return not_shown(request, language, _KINDS.get(status, "broken"), status)
    shown = {"w": WORDING[wording_language(language)], "lang": language, "address": settings.ADDRESS_TOLD}
    return last_answer(render_to_string("pages/wrong_address.html", shown), language, status)


def _is_for_people(request: HttpRequest) -> bool:
    if request.path_info.startswith(PAGES):
        return True
    accepted = request.META.get("HTTP_ACCEPT", "").lower()
    named = "text/html" in accepted and "json" not in accepted and accepts(accepted, "text/html")
    return named and is_digital_link(request.path_info)
