"""What every answer carries, whoever wrote it.

A request id, what is left of the budgets, a policy for browsers, and a line in the log.
"""

import os
import re
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from structlog.contextvars import bind_contextvars, reset_contextvars

from api.browser_headers import protect
from api.errors import as_problem, problem
from api.limits import surface_of, tell
from api.redaction import redacted
from api.request_facts import REQUEST_ID
from api.request_log import log_request
from catalogue.gs1.errors import CodedError
from people.client_address import ADDRESS, client_address

_CLEAN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class Envelope:
    """Turns foreign refusals into problems, adds headers, writes the line of the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer of the application with the headers of the house."""
        began = time.perf_counter()
        request.META[REQUEST_ID] = request_id = _request_id(request.META.get("HTTP_X_REQUEST_ID", ""))
        request.META[ADDRESS] = client_address(request)
        surface = surface_of(request.path_info)
        tokens = bind_contextvars(request_id=request_id)
        try:
            response = as_problem(request, self.get_response(request))
            response.headers["X-Request-Id"] = request_id
            _measure(request, response)
            protect(request, response, surface)
            tell(request, response)
            seconds = time.perf_counter() - began
            log_request(request, response, request_id=request_id, surface=surface.name, seconds=seconds)
        finally:
            reset_contextvars(**tokens)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the problem for a refusal that a plain view raises; Django's views know no other way."""
        return problem(request, exception) if isinstance(exception, CodedError) else None


def _measure(request: HttpRequest, response: HttpResponseBase) -> None:
    """Say how long the body is; an answer to HEAD has none."""
    if isinstance(response, HttpResponse) and response.status_code not in {204, 304}:
        response.headers.setdefault("Content-Length", str(len(response.content)))
        if request.method == "HEAD":
            response.content = b""


def _request_id(given: str) -> str:
    """Return the id that the client gave, if it is short, clean and no secret or number of a person."""
    if given and _CLEAN_ID.fullmatch(given) and redacted(given) == given:
        return given
    return os.urandom(16).hex()
