"""What no page has written is a page for people too, in their language."""

import re
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from api import limits
from api.limits import Surface
from people import budgets
from people.budgets import Budget
from people.models import SentForm
from tests.desk.people import browser_of
from tests.factories import make_cooperative
from tests.people.cast import make_member, make_user

pytestmark = pytest.mark.django_db
NOON = 1_800_000_000.0


def check_page(answer: Any, status: int, title: str) -> None:
    assert answer.status_code == status
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    assert "style-src 'self'" in answer["Content-Security-Policy"]
    assert f"<h1>{title}</h1>" in answer.content.decode()
    assert "urn:htx:problem" not in answer.content.decode()


def test_a_form_from_before_the_last_log_in_is_told_so_in_vietnamese() -> None:
    answer = Client(enforce_csrf_checks=True).post("/desk/log-in", {"username": "lan", "password": "x"})

    check_page(answer, 403, "Biểu mẫu đã cũ")


@pytest.mark.parametrize(
    ("address", "header", "title"),
    [
        ("/desk/log-in?next=/desk/&lang=en", "", "This form is too old"),
        ("/desk/log-in", "en-GB,en;q=0.9,vi;q=0.1", "This form is too old"),
        ("/desk/log-in?lang=vi", "en", "Biểu mẫu đã cũ"),
        ("/desk/log-in", "fr", "Biểu mẫu đã cũ"),
    ],
)
def test_an_old_form_speaks_the_language_that_is_asked_for(address: str, header: str, title: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(address, headers={"accept-language": header})

    check_page(answer, 403, title)


@pytest.mark.parametrize(("language", "title"), [("vi", "Biểu mẫu đã cũ"), ("en", "This form is too old")])
def test_an_old_form_speaks_the_language_of_who_is_logged_in(language: str, title: str) -> None:
    other = "en" if language == "vi" else "vi"
    browser = Client(enforce_csrf_checks=True, headers={"accept-language": other})
    browser.force_login(make_user("lan", language=language), backend="people.log_in.PasswordAndCode")

    check_page(browser.post("/desk/account/password"), 403, title)


@pytest.mark.parametrize(
    ("language", "title"),
    [("vi", "Trang này chỉ mở bằng nút bấm"), ("en", "This page opens by its button alone")],
)
def test_the_address_of_a_button_opened_by_hand_is_a_page(language: str, title: str) -> None:
    lan = make_user("lan", language=language)

    answer = browser_of(lan).get("/desk/account/password")

    check_page(answer, 405, title)
    assert answer["Allow"] == "POST"


@pytest.mark.parametrize(
    ("fields", "status", "title"),
    [
        ({"name_vi": "x" * 1_100_000}, 413, "Nội dung quá lớn"),
        ({f"field_{number}": "1" for number in range(1_001)}, 400, "Không đọc được"),
    ],
)
def test_a_form_beyond_all_bounds_is_a_page_and_changes_nothing(
    fields: dict[str, str], status: int, title: str
) -> None:
    browser = browser_of(make_member("lan", make_cooperative()))

    check_page(browser.post("/desk/goods/new", fields), status, title)
    assert not SentForm.objects.exists()


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("vi", "Hãy chờ một lát", "Chưa có gì được lưu. Hãy chờ rồi mở lại trang này."),
        ("en", "Please wait a moment", "Nothing was saved. Wait, then open this page again."),
    ],
)
def test_an_address_that_asks_too_much_gets_a_page_with_the_headers_of_the_refusal(
    language: str, title: str, text: str, settings: Settings
) -> None:
    settings.RATE_LIMITS = True
    surfaces = (Surface("desk", "/desk/", Budget("office", 1, 60)), Surface("public", "/", None))
    browser = Client(headers={"accept-language": language})
    with time_machine.travel(NOON, tick=False), patch.object(limits, "SURFACES", surfaces):
        first = browser.get("/desk/log-in")
        answer = browser.get("/desk/log-in")
    budgets.LOCAL.clear()

    assert first.status_code == 200
    check_page(answer, 429, title)
    assert text in answer.content.decode()
    assert (answer["Retry-After"], answer["RateLimit"]) == ("60", '"office";r=0;t=60')
    assert len(answer["X-Request-Id"]) == 32


def test_a_body_beyond_what_the_house_takes_is_a_page(settings: Settings) -> None:
    settings.LARGEST_REQUEST = 1_000

    check_page(Client().post("/desk/log-in", {"username": "x" * 2_000}), 413, "Nội dung quá lớn")


def test_a_host_that_is_not_ours_is_a_page() -> None:
    answer = Client(headers={"host": "evil.example"}).get("/desk/")

    check_page(answer, 400, "Địa chỉ không đúng")
    assert "evil.example" not in answer.content.decode()


@pytest.mark.parametrize(
    ("told", "links"),
    [("", []), ("https://htx.example", ["https://htx.example/desk/"])],
)
def test_under_a_name_that_is_not_ours_nothing_is_linked_but_our_own_address(
    told: str, links: list[str], settings: Settings
) -> None:
    settings.ADDRESS_TOLD = told

    answer = Client(headers={"host": "evil.example", "accept-language": "en"}).get("/desk/")

    check_page(answer, 400, "Wrong address")
    assert re.findall(r'(?:href|src)="([^"]*)"', answer.content.decode()) == links


def test_the_desk_without_its_slash_leads_to_it() -> None:
    answer = Client().get("/desk?lang=en")

    assert (answer.status_code, answer["Location"]) == (302, "/desk/?lang=en")


def test_a_query_of_too_many_parts_is_a_page() -> None:
    check_page(Client().get(f"/desk/log-in?{'a&' * 1_001}lang=en"), 400, "This cannot be read")


def fail(*_: object, **__: object) -> None:
    raise OperationalError("the disk is full")


def test_what_nobody_foresaw_is_a_page_too() -> None:
    browser = browser_of(make_member("lan", make_cooperative()))
    browser.raise_request_exception = False

    with patch("desk.goods.render", fail):
        check_page(browser.get("/desk/"), 500, "Lỗi hệ thống")


@pytest.mark.parametrize("ask", [Client.get, Client.post])
def test_the_api_goes_on_answering_with_problems(ask: Callable[..., Any]) -> None:
    answer = ask(Client(), "/api/v1/seller/nowhere")

    assert answer["Content-Type"] == "application/problem+json"
