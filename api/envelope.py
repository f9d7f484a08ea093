"""What every answer carries, whoever wrote it.

A request id, a policy for browsers, and in the store leave to be read from pages of other origins.
"""

import re
import uuid
from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from api.errors import HOST, REQUEST_ID, as_problem, bad_request, problem
from catalogue.gs1.errors import CodedError

STORE = "/api/v1/store/"
# Nothing in an answer of the API is there to be run or framed by a browser.
CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'"
_CLEAN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_EXPOSED = "ETag, Content-Language, X-Request-Id"


class Envelope:
    """Refuses unknown hosts, turns foreign refusals into problems, adds headers to whatever is inside."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer of the application with the headers of the house."""
        request.META[REQUEST_ID] = request_id = _request_id(request.META.get("HTTP_X_REQUEST_ID", ""))
        try:
            request.META[HOST] = request.get_host()
        except DisallowedHost as error:
            response: HttpResponseBase = bad_request(request, error)
        else:
            response = as_problem(request, self.get_response(request))
        headers = response.headers
        headers["X-Request-Id"] = request_id
        if isinstance(response, HttpResponse) and response.status_code not in {204, 304}:
            headers.setdefault("Content-Length", str(len(response.content)))
            if request.method == "HEAD":
                response.content = b""
        headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        if request.path_info.startswith(STORE):
            headers["Access-Control-Allow-Origin"] = "*"
            headers["Access-Control-Expose-Headers"] = _EXPOSED
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the problem for a refusal that a plain view raises; Django's views know no other way."""
        return problem(request, exception) if isinstance(exception, CodedError) else None


def _request_id(given: str) -> str:
    """Return the id that the client gave, if it is short and clean, else a new one."""
    return given if _CLEAN_ID.fullmatch(given) else uuid.uuid4().hex
