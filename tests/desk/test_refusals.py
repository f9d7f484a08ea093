"""What no page has written is a page for people too, in their language."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client

from people.models import SentForm
from tests.desk.people import browser_of
from tests.factories import make_cooperative
from tests.people.cast import make_member, make_user

pytestmark = pytest.mark.django_db


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
