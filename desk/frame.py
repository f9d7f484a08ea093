"""What every staff page has: a person with a scope, their language, their name on all that is written."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError, SeveralErrors
from catalogue.history import acting_as
from desk.double_clicks import answered_alike
from desk.texts import TEXTS, say
from people.budgets import spend_as
from people.errors import LimitsUnavailable, LockedOut, OverBudget
from people.models import User
from people.scope import Scope, scope_of_user, within

Row = TypeVar("Row", bound=Model)
Page = Callable[..., HttpResponse]


class DeskRequest(HttpRequest):
    """A request of somebody who is logged in."""

    scope: Scope
    user: User


def desk_page(page: Page) -> Page:
    """Let only people in, within their scope and budget; whatever they may not see is a 404 page."""

    def found(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return page(request, *args, **kwargs)
        except (Http404, NotFound):
            return not_found(request)

    @functools.wraps(page)
    @never_cache
    def framed(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or not user.is_active:
            return redirect(f"{reverse('desk:log_in')}?{urlencode({'next': request.path})}")
        request.scope = scope_of_user(user)
        with translation.override(user.language), acting_as(request.scope.actor):
            if holds_nul(request):
                return unreadable(request)
            try:
                spend_as(request, request.scope.actor, writes=request.method == "POST")
                return answered_alike(request, user, lambda: found(request, *args, **kwargs))
            except (OverBudget, LockedOut, LimitsUnavailable) as error:
                return hold_up(request, error)

    return framed


def alliance_page(page: Page) -> Page:
    """Let only officers of the Alliance in; for others the page is not there."""

    @functools.wraps(page)
    def framed(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return page(request, *args, **kwargs) if request.scope.is_alliance else not_found(request)

    return desk_page(framed)


def owner_page(page: Page) -> Page:
    """Let only owners of a cooperative and officers in; for others the page is not there."""

    @functools.wraps(page)
    def framed(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_owner = request.scope.owned is None or bool(request.scope.owned)
        return page(request, *args, **kwargs) if is_owner else not_found(request)

    return desk_page(framed)


def door_page(page: Page) -> Page:
    """Show a page to whoever comes, in Vietnamese, or in English where `?lang=en` asks for it.

    Attempts to log in over the budget are held up.
    """

    @functools.wraps(page)
    @never_cache
    def framed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override("en" if request.GET.get("lang") == "en" else "vi"):
            if holds_nul(request):
                return unreadable(request)
            try:
                return page(request, *args, **kwargs)
            except (OverBudget, LimitsUnavailable) as error:
                return hold_up(request, error)

    return framed


def one(rows: QuerySet[Row], key: int, scope: Scope) -> Row:
    """Return the row with this key within ``scope``. Raises Http404, also for a neighbour's."""
    found = within(rows, scope).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def not_found(request: HttpRequest) -> HttpResponse:
    """Return the page that says that there is none."""
    return render(request, "desk/not_found.html", status=404)


def holds_nul(request: HttpRequest) -> bool:
    """Return whether a field or parameter holds the character NUL, which no database text may."""
    given = (request.GET, request.POST)
    return any("\0" in text for fields in given for texts in fields.lists() for text in map(str, texts[1]))


def unreadable(request: HttpRequest) -> HttpResponse:
    """Return the page that says that what was sent cannot be read."""
    return render(request, "desk/unreadable.html", status=400)


def hold_up(request: HttpRequest, error: OverBudget | LockedOut | LimitsUnavailable) -> HttpResponse:
    """Return the page that says how long to wait, with ``Retry-After``: 429, or 503 where nobody counts."""
    status = 503 if isinstance(error, LimitsUnavailable) else 429
    # What was sent by a button may have no page of its own; the doors have one.
    again = request.get_full_path() if request.method == "GET" or not hasattr(request, "scope") else ""
    shown = {"reason": " ".join(reasons(error)), "again": again or reverse("desk:home")}
    response = render(request, "desk/later.html", shown, status=status)
    response.headers["Retry-After"] = str(error.wait)
    return response


def reasons(error: CodedError) -> list[str]:
    """Return what a refusal says, one line for each wrong part, in the language of the moment."""
    language = "en" if translation.get_language() == "en" else "vi"
    parts = error.reasons if isinstance(error, SeveralErrors) else (error,)
    return [_line(part, language) for part in parts]


def _line(error: CodedError, language: str) -> str:
    field = getattr(error, "field", "")
    key = next((name for name in (field, f"{field}_vi") if name in TEXTS), "")
    return f"{say(key)}: {error.text(language)}" if key else error.text(language)
