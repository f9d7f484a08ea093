"""What is logged: one line for each request, and never a secret or a person."""

import io
import json
import logging
import logging.config
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
import structlog
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django_tasks import task
from rest_framework.request import Request
from rest_framework.views import APIView

from catalogue.models import Storefront, StorefrontKind
from config.logs import EventFormatter, described
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as product

CANARIES = {
    "token": "at_canarycanarycanarycanary00",
    "secret key": "sk_canarycanarycanarycanary00",
    "publishable key": "pk_canarycanarycanarycanary00",
    "password": "Mật-khẩu-canary",
    "phone": "0912345678",
    "e-mail": "canary@htx.example.vn",
    "name": "Nguyễn Thị Canary",
    "session": "canarysession0123456789",
}


class Broken(APIView):
    authentication_classes = ()
    permission_classes = ()

    def post(self, request: Request, name: str) -> HttpResponse:
        query = request.META["QUERY_STRING"]
        logging.getLogger("some.library").warning("got %s from /drf?%s", request.headers, query)
        try:
            int(CANARIES["name"])
        except ValueError as error:
            raise ZeroDivisionError(f"{name} {request.data}") from error
        return HttpResponse()


def plain(request: HttpRequest, name: str) -> HttpResponse:
    raise OperationalError(f"no role {CANARIES['e-mail']}\nDETAIL: Key (name)=({CANARIES['name']}, {name})")


urlpatterns = [*product, path("drf/<str:name>", Broken.as_view()), path("plain/<str:name>", plain)]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.config.test_logs")]


@contextmanager
def captured(form: str = "json") -> Iterator[Callable[[], str]]:
    """Yield what reads the lines written so far, by all loggers, as a server would write them."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(EventFormatter(form))
    root, requests = logging.getLogger(), logging.getLogger("htx.request")
    with patch.object(root, "handlers", [handler]), patch.object(requests, "handlers", [handler]):
        before, level = requests.level, root.level
        requests.setLevel(logging.INFO)
        root.setLevel(logging.INFO)
        try:
            yield stream.getvalue
        finally:
            requests.setLevel(before)
            root.setLevel(level)


def lines_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def hostile_requests() -> None:
    """Send every canary in every place of a request, to addresses that answer, refuse and break."""
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = CANARIES["session"]
    for value in CANARIES.values():
        headers = {
            "authorization": f"Token {CANARIES['token']}",
            "x-publishable-key": CANARIES["publishable key"],
            "x-request-id": CANARIES["phone"],
            "idempotency-key": value,
            "user-agent": CANARIES["e-mail"],
            "referer": f"https://shop.example/?q={CANARIES['phone']}",
        }
        for address in (
            "/api/v1/store/products",
            "/api/v1/store/scan",
            f"/nowhere/{value}",
            f"/plain/{value}",
        ):
            client.get(address, {"q": value, "code": value}, headers=headers)
        client.post("/api/v1/store/scan", {"code": value}, content_type="application/json", headers=headers)
        client.post(
            f"/drf/{value}?phone={CANARIES['phone']}",
            {"password": CANARIES["password"], "who": value},
            content_type="application/json",
            headers=headers,
        )
        client.get("/livez", headers={"host": "canary.example"})


def test_no_canary_of_any_request_is_in_any_log() -> None:
    with captured() as written:
        hostile_requests()
        text = written()

    assert text.count('"event":"request"') == 7 * len(CANARIES)
    assert '"type":"builtins.ZeroDivisionError"' in text
    assert [name for name, value in CANARIES.items() if value in text] == []
    assert "canary" not in text.lower()


def test_twin_without_redaction_writes_the_canaries() -> None:
    with (
        patch("config.logs.redacted", lambda text: text),
        patch("config.logs.TELLING", frozenset({"ZeroDivisionError", "ValueError", "OperationalError"})),
        captured() as written,
    ):
        hostile_requests()
        text = written()

    assert {name for name, value in CANARIES.items() if value in text} >= {"token", "phone", "e-mail", "name"}


def test_a_request_is_one_line_with_its_route_and_no_more(client: Client) -> None:
    with captured() as written:
        client.get("/api/v1/store/products/mat-ong?lang=vi", headers={"x-request-id": "shop-7f3a.2"})
        (line,) = lines_of(written())

    assert line.pop("at").endswith("Z")
    assert line.pop("duration_ms") > 0
    assert line == {
        "level": "info",
        "event": "request",
        "method": "GET",
        "route": "/api/v1/store/products/<slug:slug>",
        "status": 404,
        "request_id": "shop-7f3a.2",
        "surface": "store",
        "actor": "",
    }


def test_a_line_names_the_storefront_by_its_number(client: Client) -> None:
    key = "pk_" + "a" * 24
    storefront = Storefront.objects.create(name="Web", kind=StorefrontKind.WEB, publishable_key=key)

    with captured() as written:
        client.get("/api/v1/store/categories", headers={"x-publishable-key": key})
        (line,) = lines_of(written())

    assert line["actor"] == f"storefront:{storefront.pk}"


def test_every_line_of_a_request_carries_its_id() -> None:
    with captured() as written:
        client = Client(raise_request_exception=False)
        client.get("/plain/a", headers={"x-request-id": "shop-12345"})
        lines = lines_of(written())

    assert len(lines) >= 2
    assert {line["request_id"] for line in lines} == {"shop-12345"}
    assert structlog.contextvars.get_contextvars() == {}


def test_an_exception_is_told_by_type_and_way_and_by_message_where_the_machine_speaks() -> None:
    try:
        try:
            int("Nguyễn Văn A")
        except ValueError as error:
            raise OperationalError("database is locked\nDETAIL: a person") from error
    except OperationalError as error:
        outer, inner = described(error)

    assert (outer["type"], outer["message"]) == ("django.db.utils.OperationalError", "database is locked")
    assert inner["type"] == "builtins.ValueError"
    assert "message" not in inner
    assert any("test_logs.py" in frame for frame in inner["frames"])  # type: ignore[attr-defined]


def test_a_chain_that_bites_its_tail_ends() -> None:
    first, second = ValueError(), ValueError()
    first.__cause__, second.__cause__ = second, first

    assert len(described(first)) == 2


def test_people_who_look_on_read_short_lines(client: Client) -> None:
    with captured("line") as written:
        client.get("/livez", headers={"x-request-id": "shop-12345"})
        logging.getLogger("x").error("oops", exc_info=ValueError("a person"))
        request, error, exception = written().splitlines()

    assert " INFO request method=GET route=/livez status=200 " in request
    assert error.endswith(" ERROR oops logger=x")
    assert exception == "  builtins.ValueError: (message withheld)"


@task()
def noisy() -> None:
    """Log as a job does."""
    logging.getLogger("job").warning("at work")


def test_a_job_logs_under_its_id() -> None:
    from config.logs import name_job, unname_job

    result = noisy.enqueue()
    with captured() as written:
        name_job(sender=None, task_result=result)
        noisy.call()
        unname_job(sender=None, task_result=result)
        logging.getLogger("job").warning("done")
        inside, outside = lines_of(written())

    assert inside["job"] == "tests.config.test_logs.noisy"
    assert inside["job_id"] == str(result.id)
    assert "job" not in outside


@pytest.mark.parametrize(
    ("message", "args", "told"),
    [
        (
            "Invalid request from ip=203.0.113.7: Invalid HTTP request line: 'GET /desk/password/Mg/canary'",
            (),
            "Invalid request: Invalid HTTP request line",
        ),
        (
            "Invalid request from ip=2001:db8::7: Invalid HTTP header name: 'Nguyen Canary'",
            (),
            "Invalid request: Invalid HTTP header name",
        ),
        (
            "Invalid request from ip=203.0.113.7: Request Line is too large (12014 > 8190)",
            (),
            "Invalid request: Request Line is too large",
        ),
        ("Error handling request %s %s", ("GET", "/desk/password/Mg/canary"), "Error handling request … …"),
        ("Listening at: %s (%s)", ("http://127.0.0.1:8000", 7), "Listening at: http://127.0.0.1:8000 (7)"),
    ],
)
def test_the_web_server_quotes_no_request_that_it_cannot_read(
    message: str, args: tuple[object, ...], told: str
) -> None:
    with captured() as written:
        logging.getLogger("gunicorn.error").warning(message, *args)
        [line] = lines_of(written())

    assert line["event"] == told
