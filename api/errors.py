"""Every refusal as a problem document, and the only place that knows status numbers.

A client reads ``code``, which never changes, and shows ``title`` and ``detail``, which follow its language.
``errors`` has one entry for each wrong part: ``pointer`` is a JSON Pointer into the body, or into the query
seen as an object; for the query the entry also has ``parameter``.

Source: RFC 9457 (problem details), RFC 6901 (JSON Pointer), RFC 9110 section 15 (status codes).
"""

import logging
import math
import re
from collections.abc import Mapping
from typing import Any

import orjson
from django.core.exceptions import (
    BadRequest,
    DisallowedHost,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from rest_framework import exceptions
from rest_framework.views import APIView

from api import refusals
from api.languages import problem_language
from api.problem_entries import entries_of, field_entry
from api.request_facts import REQUEST_ID
from api.request_log import route_of
from api.staff.refusals import PreconditionRequired, VersionMismatch
from catalogue.browsing.refusals import QueryRefused
from catalogue.errors import Conflict, Invalid, NotFound, Unavailable
from catalogue.gs1.errors import CodedError
from people.errors import RateLimited

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
_LANG = re.compile(r"(?:^|&)lang=([A-Za-z0-9-]{1,35})(?:&|$)")

# The first kind that fits decides. What names a wrong content (a check digit, a symbology) is a 422.
STATUS: tuple[tuple[type[CodedError], int], ...] = (
    (refusals.BadRequest, 400),
    (QueryRefused, 400),
    (refusals.InvalidCredentials, 401),
    (refusals.Forbidden, 403),
    (refusals.NoSuchAddress, 404),
    (refusals.MethodNotAllowed, 405),
    (refusals.NotAcceptable, 406),
    (refusals.BodyTooLarge, 413),
    (refusals.UnsupportedMediaType, 415),
    (refusals.RangeNotSatisfiable, 416),
    (VersionMismatch, 412),
    (PreconditionRequired, 428),
    (RateLimited, 429),
    (refusals.InternalError, 500),
    (NotFound, 404),
    (Conflict, 409),
    (Unavailable, 503),
    (Invalid, 422),
    (CodedError, 422),
)
TITLES: dict[int, tuple[str, str]] = {
    400: ("Yêu cầu không hợp lệ", "Bad request"),
    401: ("Khóa truy cập không đúng", "Invalid credentials"),
    403: ("Không có quyền", "Forbidden"),
    404: ("Không tìm thấy", "Not found"),
    405: ("Phương thức không được phép", "Method not allowed"),
    406: ("Không có dạng phù hợp", "Not acceptable"),
    409: ("Xung đột với trạng thái hiện tại", "Conflict"),
    412: ("Dữ liệu đã thay đổi", "Precondition failed"),
    413: ("Nội dung quá lớn", "Content too large"),
    415: ("Kiểu nội dung không được hỗ trợ", "Unsupported media type"),
    416: ("Phần được hỏi không có", "Range not satisfiable"),
    422: ("Nội dung không đúng", "Unprocessable content"),
    428: ("Cần điều kiện If-Match", "Precondition required"),
    429: ("Quá nhiều yêu cầu", "Too many requests"),
    500: ("Lỗi hệ thống", "Internal error"),
    503: ("Tạm thời không phục vụ được", "Service unavailable"),
}
# What libraries raise, in our words.
_SAME: dict[type[Exception], type[CodedError]] = {
    Http404: refusals.NoSuchAddress,
    exceptions.NotFound: refusals.NoSuchAddress,
    exceptions.ParseError: refusals.MalformedJson,
    exceptions.AuthenticationFailed: refusals.InvalidCredentials,
    exceptions.NotAuthenticated: refusals.InvalidCredentials,
    PermissionDenied: refusals.Forbidden,
    exceptions.PermissionDenied: refusals.Forbidden,
    exceptions.Throttled: RateLimited,
    RequestDataTooBig: refusals.BodyTooLarge,
    TooManyFieldsSent: refusals.MalformedForm,
    TooManyFilesSent: refusals.MalformedForm,
    MultiPartParserError: refusals.MalformedForm,
    UnreadablePostError: refusals.BadRequest,
    SuspiciousOperation: refusals.BadRequest,
    BadRequest: refusals.BadRequest,
}
_BY_STATUS: dict[int, type[CodedError]] = {
    400: refusals.BadRequest,
    401: refusals.InvalidCredentials,
    403: refusals.Forbidden,
    404: refusals.NoSuchAddress,
    413: refusals.BodyTooLarge,
    429: RateLimited,
}


def status_of(error: CodedError) -> int:
    """Return the status number for the kind of ``error``."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def problem(
    request: HttpRequest,
    error: CodedError,
    *,
    field: str | None = None,
    members: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Return ``error`` as a problem document, with further ``members`` beside the standard ones.

    ``field`` names the part of the request that a domain error is about, where the error cannot know it.
    """
    language = problem_language(request, _asked_language(request))
    status = status_of(error)
    title_vi, title_en = TITLES[status]
    document: dict[str, object] = {
        "type": f"urn:htx:problem:{error.code}",
        "title": title_vi if language == "vi" else title_en,
        "status": status,
        "detail": error.text(language),
        "code": error.code,
        "request_id": request.META.get(REQUEST_ID, ""),
        "errors": [field_entry(error, field, language)] if field else entries_of(error, language),
        **(members or {}),
    }
    response = HttpResponse(_encode(document), status=status, content_type=MEDIA_TYPE)
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept-Language"
    if (wait := getattr(error, "wait", None)) is not None:
        response.headers["Retry-After"] = str(wait)
    return response


def handle(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """Return the problem for an exception inside a DRF view; None lets an unforeseen one pass as a 500."""
    view: APIView = context["view"]
    request: HttpRequest = context["request"]._request  # noqa: SLF001 - DRF offers no public name for it
    coded = error if isinstance(error, CodedError) else _coded(error, request, view)
    if coded is None:
        return None
    response = problem(request, coded)
    if isinstance(coded, refusals.MethodNotAllowed):
        response.headers["Allow"] = ", ".join(view.allowed_methods)
    # DRF hangs these two on the exception.
    if wait := getattr(error, "wait", None):
        response.headers["Retry-After"] = str(math.ceil(wait))
    if challenge := getattr(error, "auth_header", None):
        response.headers["WWW-Authenticate"] = challenge
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django itself finds suspicious: the host, the size of the body, too many fields."""
    if isinstance(exception, DisallowedHost):
        return problem(request, refusals.InvalidHost())
    return problem(request, _in_our_words(exception, request) or refusals.BadRequest())


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 403 outside the API views."""
    return problem(request, refusals.Forbidden())


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer any address that leads nowhere."""
    return problem(request, refusals.NoSuchAddress())


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an unforeseen exception. Django has logged its traceback; this line ties the two together."""
    request_id = request.META.get(REQUEST_ID)
    logger.error("%s %s failed, request_id %s", request.method, route_of(request), request_id)
    return problem(request, refusals.InternalError())


def as_problem(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Return ``response``, or a problem in its place when it refuses without being one.

    Libraries (static files, redirects) have refusals of their own; their Allow header is kept.
    """
    if response.status_code < 400 or response.headers.get("Content-Type") == MEDIA_TYPE:
        return response
    if request.path_info.startswith("/desk/") and isinstance(response, HttpResponse) and response.content:
        return response  # pages for people say themselves what is wrong
    if getattr(response, "is_whole_page", False):  # our own page, for people
        return response
    if response.status_code == 405:
        error: CodedError = refusals.MethodNotAllowed(method=request.method)
    else:
        error = _BY_STATUS.get(response.status_code, refusals.InternalError)()
    replacement = problem(request, error)
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if name in response.headers:
            replacement.headers[name] = response.headers[name]
    return replacement


def _coded(error: Exception, request: HttpRequest, view: APIView) -> CodedError | None:
    """Return the coded error that says what ``error`` says; None when nobody foresaw it."""
    match error:
        case exceptions.MethodNotAllowed():
            return refusals.MethodNotAllowed(method=request.method)
        case exceptions.NotAcceptable():
            return refusals.NotAcceptable(offered=", ".join(r.media_type for r in view.get_renderers()))
        case exceptions.UnsupportedMediaType():
            accepted = ", ".join(parser.media_type for parser in view.get_parsers())
            return refusals.UnsupportedMediaType(accepted=accepted)
        case exceptions.ValidationError():
            return refusals.ValidationFailed(detail=error.detail)
        case OperationalError() | InterfaceError():
            logger.error("The database does not answer.", exc_info=error, extra={"request": request})
            return refusals.DatabaseUnavailable()
    return _in_our_words(error, request)


def _in_our_words(error: Exception, request: HttpRequest) -> CodedError | None:
    if isinstance(error, exceptions.ParseError) and request.content_type == "multipart/form-data":
        return refusals.MalformedForm()
    return next((refusal() for kind, refusal in _SAME.items() if isinstance(error, kind)), None)


def _asked_language(request: HttpRequest) -> str | None:
    """Return the value of ``?lang=`` whatever else is wrong with the query."""
    found = _LANG.search(request.META.get("QUERY_STRING", ""))
    return found[1] if found else None


def _encode(document: Mapping[str, object]) -> bytes:
    try:
        return orjson.dumps(document)
    except orjson.JSONEncodeError:
        # A text that quotes the request may hold half a surrogate pair; it is shown as "?".
        import json

        return json.dumps(document, ensure_ascii=False, default=str).encode("utf-8", "replace")
