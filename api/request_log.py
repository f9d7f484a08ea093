"""One line for each request: what was asked, how it ended, how long it took and who asked.

The address stands there as its route (``products/<slug:slug>``), the person as a key (``user:7``): names,
numbers, queries and tokens are in neither.
"""

import datetime
import logging

from django.http import HttpRequest
from django.http.response import HttpResponseBase

LOGGER = logging.getLogger("htx.request")
# Who asks, once somebody has found out; kept in the META of the request.
ACTOR = "htx.actor"


# What a logger would find out anew for each record: its caller, thread and process stand in no line.
_ALIKE = vars(logging.LogRecord(LOGGER.name, logging.INFO, "", 0, "request", (), None))


class RequestRecord(logging.LogRecord):
    """A record whose ``fields`` are the whole line. Nothing in it needs redaction."""

    fields: dict[str, object]

    def __init__(self, fields: dict[str, object]) -> None:
        self.__dict__ = _ALIKE | {"fields": fields}


def log_request(
    request: HttpRequest, response: HttpResponseBase, *, request_id: str, surface: str, seconds: float
) -> None:
    """Write the line of ``request``."""
    if not LOGGER.isEnabledFor(logging.INFO):
        return
    fields = {
        "at": datetime.datetime.now(datetime.UTC),
        "level": "info",
        "event": "request",
        "method": _method_of(request),
        "route": route_of(request),
        "status": response.status_code,
        "duration_ms": round(seconds * 1_000, 2),
        "request_id": request_id,
        "surface": surface,
        "actor": actor_of(request),
    }
    LOGGER.handle(RequestRecord(fields))


def route_of(request: HttpRequest) -> str:
    """Return the pattern of the address, or an empty text where it leads nowhere."""
    match = request.resolver_match
    return f"/{match.route}" if match else ""


def actor_of(request: HttpRequest) -> str:
    """Return who asked (``user:7``, ``key:3``, ``storefront:1``), or an empty text."""
    actor = request.META.get(ACTOR)
    if actor is None:
        user = getattr(request, "_cached_user", None)
        actor = f"user:{user.pk}" if user is not None and user.pk is not None else ""
    return str(actor)


def _method_of(request: HttpRequest) -> str:
    method = request.method or ""
    return method if method.isalpha() and len(method) <= 10 else "?"
