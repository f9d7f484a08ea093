"""Every address that the product answers, as the router knows it."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def addresses() -> set[tuple[str, str]]:
    """Return each route with each method that it may have an answer for.

    A class of views says its methods. Functions do not, so each of theirs counts with GET and POST.
    """
    return {(route, method) for route, view in _routes(get_resolver()) for method in _methods(view)}


def _routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


def _methods(view: Any) -> tuple[str, ...]:
    kind = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if kind is None:
        return ("GET", "POST")
    allowed = getattr(view, "initkwargs", {}).get("http_method_names", kind.http_method_names)
    return tuple(name for name in METHODS if name.lower() in allowed and hasattr(kind, name.lower()))
