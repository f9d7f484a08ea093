"""The store is answered before anything that has to do with people.

It knows no sessions, no CSRF tokens and no messages; asking for them would cost every public read a third.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import resolve

from api.limits import STORE


class StoreFirst:
    """Calls the view of a store address directly; every other address goes on to the middleware of people."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer of the view. Raises Http404 where there is none."""
        if not request.path_info.startswith(STORE):
            return self.get_response(request)
        request.resolver_match = match = resolve(request.path_info)
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        return response
