"""Refusals that no page has written, such as an old form or a wrong method, as pages for people.

Without this, whoever works at the desk would read a problem document, or Django's English words.
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from people.models import User

DESK = "/desk/"
_ASKED = re.compile(r"(?:^|&)lang=([a-z]{2,3})")
_TITLES = {
    400: "unreadable",
    403: "form_old",
    404: "not_found",
    405: "by_button_only",
    413: "too_large",
    429: "later",
    503: "later",
}


class RefusalPages:
    """Puts a page in the place of a refusal under ``/desk/`` that is none; status and headers stay."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer of the application, readable for people."""
        response = self.get_response(request)
        if response.status_code < 400 or not request.path_info.startswith(DESK):
            return response
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and isinstance(response, HttpResponse) and response.content:
            return response
        page = refusal_page(request, response.status_code)
        for name in ("Allow", "Retry-After"):
            if name in response.headers:
                page.headers[name] = response.headers[name]
        return page


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Return the page for a form that was shown before the last log-in (CSRF_FAILURE_VIEW)."""
    get_user(request)  # whose language it is; no page has asked yet
    return refusal_page(request, 403)


def refusal_page(request: HttpRequest, status: int) -> HttpResponse:
    """Return the page that says what went wrong, in the language of who is logged in.

    It asks the database nothing: that may be what has failed. Under a name that is not ours it links nothing
    there, for that would be refused too.
    """
    title = _TITLES.get(status, "broken")
    template, shown = "desk/refused.html", {"title": title, "text": f"{title}_text"}
    if not _is_our_host(request):
        template, shown = "desk/wrong_address.html", {"address": settings.ADDRESS_TOLD}
    with translation.override(_language(request)):
        response = render(request, template, shown, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _language(request: HttpRequest) -> str:
    """Return the language of who is logged in, else the one that is asked for, else Vietnamese."""
    user = getattr(request, "_cached_user", None)
    if isinstance(user, User):
        return user.language
    # Not request.GET: that refuses a query of too many parts, which may be what is wrong.
    asked = _ASKED.search(request.META.get("QUERY_STRING", ""))
    language = asked[1] if asked else translation.get_language_from_request(request)
    return "en" if language.startswith("en") else "vi"


def _is_our_host(request: HttpRequest) -> bool:
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True
