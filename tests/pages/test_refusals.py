"""Whoever scanned a label reads a page whatever refuses them; programs go on reading problems."""

import re
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from api import limits
from api.limits import Surface
from people.budgets import Budget

pytestmark = pytest.mark.django_db
ADDRESSES = ("/p/mat-ong", "/c/htx", "/u/095200010000000010")
LINK = "/01/09520007919019"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def check_page(answer: Any, status: int, title: str) -> None:
    assert answer.status_code == status
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self';")
    assert f"<h1>{title}</h1>" in answer.content.decode()
    assert "urn:htx:problem" not in answer.content.decode()
    assert len(answer["X-Request-Id"]) == 32


@pytest.fixture(name="spent")
def _spent(settings: Settings) -> Iterator[None]:
    settings.RATE_LIMITS = True
    with patch.object(limits, "SURFACES", (Surface("public", "/", Budget("none", 0, 60)),)):
        yield


@pytest.mark.usefixtures("spent")
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_spent_budget_is_a_page_with_the_headers_of_the_refusal(address: str) -> None:
    answer = Client().get(address)
    english = Client(headers={"accept-language": "en"}).get(address, {"lang": "en"})

    check_page(answer, 429, "Xin chờ một lát")
    check_page(english, 429, "Please wait a moment")
    assert answer["Content-Language"] == "vi"
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert answer["RateLimit"].startswith('"none";r=0;t=')


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_sent_to_a_page_is_refused_by_a_page(address: str, settings: Settings) -> None:
    wrong = Client().post(address)
    unasked = Client(enforce_csrf_checks=True).post(address)
    settings.LARGEST_REQUEST = 1_000
    large = Client().post(address, {"x": "x" * 2_000})

    check_page(wrong, 405, "Trang này chỉ để xem")
    assert wrong["Allow"] == "GET, HEAD"
    check_page(unasked, 403, "Trang này chỉ để xem")
    check_page(large, 413, "Trang này chỉ để xem")


@pytest.mark.parametrize(("told", "links"), [("", []), ("https://htx.example", ["https://htx.example/"])])
@pytest.mark.parametrize("address", [*ADDRESSES, LINK])
def test_a_foreign_host_is_a_page_that_links_nothing_there(
    address: str, told: str, links: list[str], settings: Settings
) -> None:
    settings.ADDRESS_TOLD = told

    answer = Client(headers={"host": "evil.example", "accept": BROWSER}).get(address)

    check_page(answer, 400, "Địa chỉ không đúng")
    assert re.findall(r'(?:href|src)="([^"]*)"', answer.content.decode()) == links
    assert "evil.example" not in answer.content.decode()


def fail(*_: object) -> None:
    raise OperationalError("the disk is full")


def test_a_fault_and_an_address_of_nothing_are_pages() -> None:
    client = Client(raise_request_exception=False)
    with patch("pages.views.product_page", fail):
        check_page(client.get("/p/mat-ong"), 500, "Lỗi hệ thống")
    check_page(client.get("/p/"), 404, "Không tìm thấy trang")


@pytest.mark.usefixtures("spent")
def test_a_browser_that_follows_a_link_reads_a_page_from_any_origin() -> None:
    answer = Client(headers={"accept": BROWSER}).get(LINK)

    check_page(answer, 429, "Xin chờ một lát")
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_browser_reads_that_nothing_has_this_number() -> None:
    check_page(Client(headers={"accept": BROWSER}).get(LINK), 404, "Không tìm thấy trang")


@pytest.mark.parametrize("accept", ["", "*/*", "application/json, text/html;q=0.5", "text/html;q=0, */*"])
def test_a_program_that_follows_a_link_reads_a_problem(accept: str) -> None:
    answer = Client(headers={"accept": accept}).get(LINK)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"


@pytest.mark.parametrize("address", ["/api/v1/store/nowhere", "/nowhere", "/media/x.jpg"])
def test_elsewhere_refusals_stay_problems(address: str) -> None:
    answer = Client(headers={"accept": BROWSER}).get(address)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
