"""Every refusal is a problem document with a stable code, in the language of the client."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.views import APIView

from api import errors, refusals
from catalogue.errors import Conflict, Invalid, NotFound, Unavailable
from catalogue.gs1.errors import CodedError, GtinCheckDigit
from config.urls import handler400, handler403, handler404, handler500

MEMBERS = {"type", "title", "status", "detail", "code", "request_id", "errors"}


class Taken(Conflict):
    code, vi, en = "taken", "Đã có {what}.", "{what} is taken."


class Wrong(Invalid):
    code, vi, en = "wrong", "Sai.", "Wrong."


class Gone(NotFound):
    code, vi, en = "gone", "Hết.", "Gone."


class Busy(Unavailable):
    code, vi, en = "busy", "Bận.", "Busy."


RAISED: dict[str, Exception] = {
    "conflict": Taken(what="“A”"),
    "invalid": Wrong(),
    "absent": Gone(),
    "unavailable": Busy(),
    "gs1": GtinCheckDigit(number="1", expected="2", found="1"),
    "parameter": refusals.InvalidParameter("limit", expected_vi="một số", expected_en="a number"),
    "http404": Http404(),
    "denied": PermissionDenied(),
    "drf-denied": exceptions.PermissionDenied(),
    "credentials": exceptions.NotAuthenticated(),
    "throttled": exceptions.Throttled(wait=12.3),
    "too-big": RequestDataTooBig(),
    "locked": OperationalError("database is locked"),
    "closed": InterfaceError("connection already closed"),
    "bug": ZeroDivisionError(),
    "fields": exceptions.ValidationError(
        {"name": ["Cần có."], "lines": [{}, {"a/b": [exceptions.ErrorDetail("Sai.", code="wrong")]}]}
    ),
    "whole": exceptions.ValidationError({"non_field_errors": ["Không khớp."]}),
}


class Raising(APIView):
    permission_classes = ()
    authentication_classes = ()

    def get(self, request: Request, name: str) -> HttpResponse:
        raise RAISED[name]


def plain(request: HttpRequest, name: str) -> HttpResponse:
    raise RAISED[name] if name != "fields-sent" else TooManyFieldsSent


def empty(request: HttpRequest, status: int) -> HttpResponse:
    return HttpResponse("<h1>no</h1>", status=status, headers={"Allow": "PATCH", "Retry-After": "9"})


urlpatterns = [
    path("drf/<str:name>", Raising.as_view()),
    path("plain/<str:name>", plain),
    path("library/<int:status>", empty),
]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

pytestmark = pytest.mark.urls("tests.api.test_errors")


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False, headers={"accept-language": "en"})


def problem_of(answer: Any) -> dict[str, Any]:
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    document: dict[str, Any] = answer.json()
    assert document.keys() >= MEMBERS
    assert document["status"] == answer.status_code
    assert document["type"] == f"urn:htx:problem:{document['code']}"
    assert document["request_id"] == answer["X-Request-Id"]
    return document


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("conflict", 409, "taken"),
        ("invalid", 422, "wrong"),
        ("absent", 404, "gone"),
        ("unavailable", 503, "busy"),
        ("gs1", 422, "gtin_check_digit"),
        ("parameter", 400, "invalid_parameter"),
        ("http404", 404, "not_found"),
        ("denied", 403, "forbidden"),
        ("bug", 500, "internal_error"),
    ],
)
@pytest.mark.parametrize("kind", ["drf", "plain"])
def test_each_kind_of_error_has_its_status(
    client: Client, kind: str, name: str, status: int, code: str
) -> None:
    answer = client.get(f"/{kind}/{name}")

    assert answer.status_code == status
    assert problem_of(answer)["code"] == code


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("drf-denied", 403, "forbidden"),
        ("credentials", 401, "invalid_credentials"),
        ("throttled", 429, "rate_limited"),
        ("too-big", 413, "body_too_large"),
        ("locked", 503, "database_unavailable"),
        ("closed", 503, "database_unavailable"),
    ],
)
def test_what_libraries_raise_becomes_a_problem(client: Client, name: str, status: int, code: str) -> None:
    answer = client.get(f"/drf/{name}")

    assert answer.status_code == status
    assert problem_of(answer)["code"] == code


def test_says_when_to_come_back(client: Client) -> None:
    assert client.get("/drf/throttled")["Retry-After"] == "13"


@pytest.mark.parametrize(
    ("name", "status", "code"), [("too-big", 413, "body_too_large"), ("fields-sent", 400, "malformed_form")]
)
def test_what_django_finds_suspicious_becomes_a_problem(
    client: Client, name: str, status: int, code: str
) -> None:
    answer = client.get(f"/plain/{name}")

    assert answer.status_code == status
    assert problem_of(answer)["code"] == code


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/nowhere", 404),
        ("post", "/nowhere", 404),
        ("put", "/drf/conflict", 405),
        ("get", "/%00", 404),
    ],
)
def test_addresses_and_methods_that_are_not_there(
    client: Client, method: str, address: str, status: int
) -> None:
    answer = getattr(client, method)(address)

    assert answer.status_code == status
    problem_of(answer)


def test_a_wrong_method_is_told_the_right_ones(client: Client) -> None:
    answer = client.put("/drf/conflict")

    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert problem_of(answer)["detail"] == "This address does not answer PUT."


@pytest.mark.parametrize(
    ("status", "code", "shown"),
    [
        (404, "not_found", 404),
        (405, "method_not_allowed", 405),
        (429, "rate_limited", 429),
        (418, "internal_error", 500),
        (502, "internal_error", 500),
    ],
)
def test_refusals_of_libraries_are_put_into_our_words(
    client: Client, status: int, code: str, shown: int
) -> None:
    answer = client.get(f"/library/{status}")

    assert answer.status_code == shown
    assert problem_of(answer)["code"] == code
    assert answer["Allow"] == "PATCH"
    assert answer["Retry-After"] == "9"


def test_speaks_the_language_of_the_client(client: Client) -> None:
    english = problem_of(client.get("/drf/conflict"))
    vietnamese = problem_of(client.get("/drf/conflict?lang=vi"))

    assert (english["title"], english["detail"]) == ("Conflict", "“A” is taken.")
    assert (vietnamese["title"], vietnamese["detail"]) == ("Xung đột với trạng thái hiện tại", "Đã có “A”.")
    assert client.get("/drf/conflict?lang=vi")["Content-Language"] == "vi"
    assert client.get("/drf/conflict")["Vary"] == "Accept-Language"


def test_keeps_to_the_header_when_lang_is_malformed(client: Client) -> None:
    assert client.get("/drf/conflict?lang=%00")["Content-Language"] == "en"
    assert client.get("/drf/conflict?lang=en_GB")["Content-Language"] == "en"


def test_points_at_each_wrong_field(client: Client) -> None:
    document = problem_of(client.get("/drf/fields"))

    assert document["code"] == "validation_failed"
    assert document["status"] == 422
    assert document["errors"] == [
        {"pointer": "/name", "code": "invalid", "detail": "Cần có."},
        {"pointer": "/lines/1/a~1b", "code": "wrong", "detail": "Sai."},
    ]
    assert problem_of(client.get("/drf/whole"))["errors"] == [
        {"pointer": "", "code": "invalid", "detail": "Không khớp."}
    ]


def test_names_the_wrong_parameter(client: Client) -> None:
    assert problem_of(client.get("/drf/parameter"))["errors"] == [
        {
            "pointer": "/limit",
            "parameter": "limit",
            "code": "invalid_parameter",
            "detail": "The parameter “limit” must be a number.",
        }
    ]


def test_an_internal_error_tells_nothing_of_the_inside(client: Client) -> None:
    answer = client.get("/drf/bug")

    assert b"ZeroDivision" not in answer.content
    assert problem_of(answer)["detail"] == "An internal error. Please report it with the request_id."


def test_an_internal_error_is_found_in_the_log_by_its_request_id(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get("/drf/bug", headers={"x-request-id": "shop-12345"})

    assert answer.status_code == 500
    assert "GET /drf/<str:name> failed, request_id shop-12345" in caplog.messages
    assert any(record.exc_info and record.exc_info[0] is ZeroDivisionError for record in caplog.records)


def test_a_text_with_half_a_surrogate_pair_can_be_shown() -> None:
    class Odd(CodedError):
        code, vi, en = "odd", "{text}", "{text}"

    answer = errors.problem(RequestFactory().get("/"), Odd(text="a\ud800b"))

    assert '"a?b"' in answer.content.decode()
