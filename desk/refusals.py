"""Refusals that no page has written, such as an old form or a wrong method, as pages for people.

Without this, whoever works at the desk would read a problem document, or Django's English words.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from people.models import User

DESK = "/desk/"
_TITLES = {400: "unreadable", 403: "form_old", 404: "not_found", 405: "by_button_only", 413: "too_large"}


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
    return refusal_page(request, 403)


def refusal_page(request: HttpRequest, status: int) -> HttpResponse:
    """Return the page that says what went wrong, in the language of who is logged in.

    It asks the database nothing: that may be what has failed.
    """
    user = getattr(request, "_cached_user", None)
    language = user.language if isinstance(user, User) else "vi"
    title = _TITLES.get(status, "broken")
    with translation.override(language):
        response = render(
            request, "desk/refused.html", {"title": title, "text": f"{title}_text"}, status=status
        )
    response.headers["Cache-Control"] = "no-store"
    return response
