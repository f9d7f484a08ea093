"""Every address answers with the headers that keep browsers safe, whoever wrote its view."""

import re
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path
from pytest_django import Settings

from api import limits
from api.documentation import _DOCS_POLICY
from api.limits import Surface
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as product
from people.budgets import Budget

STAFF = "https://desk.example"
GOOD = {"gtin": "9520007919019", "slug": "mat-ong", "key": "1", "pk": "1"}


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<p>xin chào")


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError(request.path)


urlpatterns = [*product, path("page", page), path("broken", broken)]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.test_browser_headers")]


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def address_of(route: str) -> str:
    """Return an address that fits a route, also one written as a regular expression."""
    plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda found: GOOD.get(found[1], "1"), route)
    plain = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: GOOD.get(found[1], "1"), plain)
    return "/" + re.sub(r"[\^$\\?]|\.\*", "", plain)


def check_headers(answer: Any, where: str) -> None:
    """Check what every answer carries."""
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy, where
    assert "frame-ancestors 'none'" in policy, where
    assert "unsafe-eval" not in policy, where
    assert "unsafe-inline" not in policy.partition("style-src")[0], where
    assert answer["X-Content-Type-Options"] == "nosniff", where
    assert answer["Referrer-Policy"] == "same-origin", where
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin", where
    assert answer["Cross-Origin-Resource-Policy"] in {"same-origin", "cross-origin"}, where
    assert answer["X-Request-Id"], where
    if answer.get("Content-Type", "").startswith("text/html"):
        assert answer["X-Frame-Options"] == "DENY", where
        assert answer["Permissions-Policy"].startswith("camera=(self), microphone=()"), where


def test_every_route_answers_with_the_headers_of_the_house(client: Client) -> None:
    client.raise_request_exception = False
    asked = [address_of(route) for route in routes(get_resolver().url_patterns) if route != "broken"]

    assert len(asked) > 10
    for address in asked:
        for answer in (client.get(address), client.post(address), client.options(address)):
            where = f"{answer.request['REQUEST_METHOD']} {address} {answer.status_code}"
            assert answer.status_code < 500, where
            check_headers(answer, where)
            for_people = address.startswith(("/p/", "/c/", "/u/", "/desk/"))
            if answer.status_code >= 400 and not for_people:
                assert answer["Content-Type"] == "application/problem+json", where
            for cookie in answer.cookies.values():
                assert cookie["samesite"] == "Lax", where


def refused_and_served() -> Iterator[tuple[int, Any]]:
    """Yield answers of every kind beside those of the routes, with the status that each is to have."""
    client = Client(raise_request_exception=False)
    clip = f"/media/{'a' * 64}.mp3"
    yield 400, client.get("/api/v1/store/products", headers={"host": "evil.example"})
    yield 400, client.get("/api/v1/store/products?unknown=1")
    yield 302, client.get("/desk/nowhere")
    yield 401, client.get("/api/v1/seller/products")
    yield 401, client.get("/api/v1/store/products", headers={"X-Publishable-Key": "pk_" + "a" * 32})
    yield 403, Client(enforce_csrf_checks=True).post("/desk/log-in", {"username": "lan"})
    for address in ("/nowhere", "/api/v1/nowhere", "/static/nowhere.js", clip, "/p/nowhere"):
        yield 404, client.get(address)
    yield 404, client.get("/01/09520007919019")
    yield 405, client.delete("/api/v1/store/products")
    yield 405, client.post(clip)
    yield 406, client.get("/api/v1/store/products", headers={"accept": "text/csv"})
    yield 413, client.post("/api/v1/store/scan", b"[" * 2_000_000, "application/json")
    yield 413, client.post("/desk/log-in", b"x" * (settings.LARGEST_REQUEST + 1), "text/plain")
    yield 415, client.post("/api/v1/store/scan", b"x", "text/csv")
    yield 422, client.post("/api/v1/store/scan", {"code": "9520007919018"}, "application/json")
    yield 500, client.get("/broken")
    yield 200, client.get("/static/desk/desk.css")
    yield 200, client.head("/api/v1/store/products")
    none = (Surface("public", "/", Budget("none", 0, 60)),)
    with patch.object(limits, "SURFACES", none), override_settings(RATE_LIMITS=True):
        yield 429, client.get("/api/v1/store/products")


def test_every_kind_of_refusal_and_every_file_answers_with_the_headers_of_the_house() -> None:
    for status, answer in refused_and_served():
        where = f"{answer.request['REQUEST_METHOD']} {answer.request['PATH_INFO']} {answer.status_code}"
        assert answer.status_code == status, where
        check_headers(answer, where)
        if answer.streaming:
            assert b"".join(answer.streaming_content), where


def test_twin_without_the_envelope_they_do_not() -> None:
    # Admission asks the envelope who it is that asks.
    without = [one for one in settings.MIDDLEWARE if not one.startswith(("api.envelope", "api.admission"))]
    with override_settings(MIDDLEWARE=without):
        answer = Client().get("/nowhere")

    with pytest.raises(KeyError):
        check_headers(answer, "")


def test_a_page_of_ours_runs_only_what_comes_from_here_as_a_file(client: Client) -> None:
    policy = client.get("/page")["Content-Security-Policy"]

    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
    assert "form-action 'self'" in policy


def test_a_view_that_needs_another_policy_keeps_its_own(client: Client) -> None:
    assert client.get("/api/docs/")["Content-Security-Policy"] == _DOCS_POLICY


@pytest.mark.parametrize(
    "address",
    ["/01/09520007919019", "/00/095200010000000010", "/AQnYUc1gmiCNV4JG", "/.well-known/gs1resolver"],
)
def test_what_the_resolver_is_not_asked_for_is_readable_from_any_origin_too(address: str) -> None:
    client = Client(headers={"origin": "https://shop.example"})
    refused = [client.get(address, headers={"host": "evil.example"})]
    refused.append(client.post(address, b"x" * (settings.LARGEST_REQUEST + 1), "text/plain"))
    none = (Surface("public", "/", Budget("none", 0, 60)),)
    with patch.object(limits, "SURFACES", none), override_settings(RATE_LIMITS=True):
        refused += [client.get(address), client.options(address)]

    assert [answer.status_code for answer in refused] == [400, 413, 429, 429]
    for answer in refused:
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Access-Control-Expose-Headers"].startswith("Link, ETag, ")
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("address", ["/p/mat-ong", "/livez", "/nowhere", "/media/x.jpg"])
def test_no_other_refusal_is(address: str) -> None:
    answer = Client().get(address, headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert "Access-Control-Allow-Origin" not in answer
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_pages_of_listed_origins_may_read_the_surface_of_staff_by_token(
    client: Client, settings: Settings
) -> None:
    settings.STAFF_ORIGINS = [STAFF]

    listed = client.get("/api/v1/seller/company-prefixes", headers={"origin": STAFF})
    other = client.get("/api/v1/seller/company-prefixes", headers={"origin": "https://shop.example"})

    assert listed["Access-Control-Allow-Origin"] == STAFF
    assert "Access-Control-Allow-Credentials" not in listed
    assert "Access-Control-Allow-Origin" not in other
    assert "Origin" in listed["Vary"]
    assert "Origin" in other["Vary"]


def test_without_a_list_no_page_of_another_origin_reads_the_surface_of_staff(client: Client) -> None:
    headers = {"origin": STAFF, "access-control-request-method": "GET"}
    for answer in (
        client.get("/api/v1/seller/company-prefixes", headers=headers),
        client.options("/api/v1/seller/company-prefixes", headers=headers),
    ):
        assert "Access-Control-Allow-Origin" not in answer
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_listed_page_may_ask_with_a_token_and_what_writes_need(client: Client, settings: Settings) -> None:
    settings.STAFF_ORIGINS = [STAFF]

    answer = client.options(
        "/api/v1/seller/company-prefixes",
        headers={"origin": STAFF, "access-control-request-method": "POST"},
    )

    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == STAFF
    allowed = answer["Access-Control-Allow-Headers"].split(", ")
    assert {"Authorization", "Content-Type", "Idempotency-Key", "If-Match"} <= set(allowed)


@pytest.mark.parametrize(
    ("media_url", "sources"),
    [("/media/", "'self'"), ("https://cdn.example/htx/", "'self' https://cdn.example")],
)
def test_pages_load_photos_and_clips_from_where_they_are_kept(
    client: Client, settings: Settings, media_url: str, sources: str
) -> None:
    settings.MEDIA_URL = media_url

    directives = client.get("/desk/log-in")["Content-Security-Policy"].split("; ")

    assert f"img-src {sources} data: blob:" in directives
    assert f"media-src {sources} blob:" in directives
    assert "script-src 'self'" in directives
