"""Bodies are bounded before they are read, each address by its own measure; refusals are problems."""

from typing import Any, ClassVar

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from api.declared import DeclaredView
from api.json_bodies import LARGEST_BODY
from config.urls import handler400, handler403, handler404, handler500


class Small(DeclaredView):
    def post(self, request: Request) -> HttpResponse:
        return HttpResponse(str(len(request.data)))


class Large(Small):
    largest_body: ClassVar[int] = 200_000


class Upload(DeclaredView):
    parser_classes = (MultiPartParser,)
    largest_body: ClassVar[int] = 3_000_000

    def post(self, request: Request) -> HttpResponse:
        return HttpResponse(",".join(sorted(request.data)))


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse(",".join(sorted(request.POST)))


urlpatterns = [
    path("small", Small.as_view()),
    path("large", Large.as_view()),
    path("upload", Upload.as_view()),
    path("plain", plain),
]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

pytestmark = pytest.mark.urls("tests.api.test_body_sizes")


def json_of(length: int) -> bytes:
    return b'"' + b"a" * (length - 2) + b'"'


def form_of(*parts: tuple[str, str], boundary: str = "XX") -> bytes:
    lines = [
        f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n" for head, body in parts
    ]
    return ("".join(lines) + f"--{boundary}--\r\n").encode()


def post(address: str, body: bytes, kind: str = "application/json", **environ: Any) -> Any:
    return Client().generic("POST", address, body, kind, **environ)


def post_form(address: str, body: bytes) -> Any:
    return post(address, body, "multipart/form-data; boundary=XX")


def refusal(answer: Any) -> tuple[int, str]:
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


@pytest.mark.parametrize(("address", "largest"), [("/small", LARGEST_BODY), ("/large", 200_000)])
def test_each_address_takes_as_much_as_it_says(address: str, largest: int) -> None:
    assert post(address, json_of(largest)).content == str(largest - 2).encode()
    assert refusal(post(address, json_of(largest + 1))) == (413, "body_too_large")


def test_what_is_too_large_is_refused_before_it_is_read() -> None:
    class Unread:
        def read(self, size: int = -1) -> bytes:
            raise AssertionError(size)

        readline = read

    for length in (str(10**12), "9" * 20, "9" * 5_000):
        environ: dict[str, Any] = {"CONTENT_LENGTH": length, "wsgi.input": Unread()}
        for address in ("/small", "/upload", "/plain"):
            assert refusal(post(address, b"", **environ)) == (413, "body_too_large"), (address, length[:20])


@pytest.mark.parametrize("length", ["-1", "1.5", "0x10", "many"])
def test_a_length_that_is_no_number_is_refused(length: str) -> None:
    assert refusal(post("/small", b"{}", CONTENT_LENGTH=length)) == (400, "length_required")


def test_a_form_may_be_as_large_as_its_view_says() -> None:
    file = ('name="file"; filename="a.csv"', "x" * 2_000_000)

    assert post_form("/upload", form_of(file)).content == b"file"
    assert refusal(post_form("/upload", form_of((file[0], "x" * 3_000_000)))) == (413, "body_too_large")
    assert refusal(post_form("/small", form_of(file))) == (413, "body_too_large")


@pytest.mark.parametrize("address", ["/upload", "/plain"])
def test_a_form_with_too_many_parts_is_refused(address: str) -> None:
    fields = form_of(*[(f'name="f{number}"', "") for number in range(1_001)])
    files = form_of(*[(f'name="f{number}"; filename="a"', "") for number in range(21)])

    assert refusal(post_form(address, fields)) == (400, "malformed_form")
    assert refusal(post_form(address, files)) == (400, "malformed_form")


@pytest.mark.parametrize("address", ["/upload", "/plain"])
def test_a_field_of_a_form_is_held_in_memory_and_bounded(address: str) -> None:
    assert refusal(post_form(address, form_of(('name="note"', "x" * 1_100_000)))) == (413, "body_too_large")


@pytest.mark.parametrize("address", ["/upload", "/plain"])
@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=" + "b" * 300])
def test_a_form_that_cannot_be_told_apart_is_refused(address: str, kind: str) -> None:
    assert refusal(post(address, form_of(('name="a"', "1")), kind)) == (400, "malformed_form")


def test_no_address_takes_more_than_all_of_them(settings: Settings) -> None:
    settings.LARGEST_REQUEST = 100_000

    assert refusal(post("/large", json_of(100_001))) == (413, "body_too_large")
    assert refusal(post_form("/plain", form_of(('name="a"', "x" * 100_001)))) == (413, "body_too_large")
