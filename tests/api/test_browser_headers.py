"""Every address answers with the headers that keep browsers safe, whoever wrote its view."""

import re
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path
from pytest_django import Settings

from api.documentation import _DOCS_POLICY
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as product

STAFF = "https://desk.example"
GOOD = {"gtin": "9520007919019", "slug": "mat-ong", "key": "1", "pk": "1"}


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<p>xin chào")


urlpatterns = [*product, path("page", page)]

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


def test_every_route_answers_with_the_headers_of_the_house(client: Client) -> None:
    client.raise_request_exception = False
    asked = [address_of(route) for route in routes(get_resolver().url_patterns)]

    assert len(asked) > 10
    for address in asked:
        for answer in (client.get(address), client.post(address), client.options(address)):
            where = f"{answer.request['REQUEST_METHOD']} {address} {answer.status_code}"
            assert answer.status_code < 500, where
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
            for_people = address.startswith(("/p/", "/desk/"))
            if answer.status_code >= 400 and not for_people:
                assert answer["Content-Type"] == "application/problem+json", where
            for cookie in answer.cookies.values():
                assert cookie["samesite"] == "Lax", where


def test_a_page_of_ours_runs_only_what_comes_from_here_as_a_file(client: Client) -> None:
    policy = client.get("/page")["Content-Security-Policy"]

    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
    assert "form-action 'self'" in policy


def test_a_view_that_needs_another_policy_keeps_its_own(client: Client) -> None:
    assert client.get("/api/docs/")["Content-Security-Policy"] == _DOCS_POLICY


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
