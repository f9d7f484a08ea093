"""Coming in by the page: the same budgets and locks as over the wire."""

import datetime
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from people import budgets
from people.budgets import Budget
from people.models import User
from tests.api.seller.browsers import log_in as log_in_by_api
from tests.api.seller.browsers import open_browser
from tests.desk.people import browser_of
from tests.factories import make_cooperative
from tests.people.cast import PASSWORD, make_member

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 2, 5, tzinfo=datetime.UTC)  # the beginning of a minute


@pytest.fixture(autouse=True)
def _limits_are_on(settings: Settings) -> Iterator[None]:
    settings.RATE_LIMITS = True
    with time_machine.travel(NOON, tick=False):
        yield
    budgets.LOCAL.clear()
    cache.clear()
    budgets._Rest.until = 0.0


@pytest.fixture
def lan() -> User:
    return make_member("lan", make_cooperative())


def try_page(username: str = "lan", password: str = PASSWORD, **options: Any) -> Any:
    return Client().post("/desk/log-in", {"username": username, "password": password}, **options)


def forget(username: str = "lan") -> Any:
    return Client().post("/desk/password", {"username": username})


def test_what_the_page_has_spent_is_missing_over_the_wire(lan: User) -> None:
    assert [try_page().status_code for _ in range(10)] == [302] * 10

    answer = log_in_by_api("lan", browser=open_browser())

    assert (answer.status_code, answer.json()["code"], answer.headers["Retry-After"]) == (
        429,
        "rate_limited",
        "60",
    )


def test_what_was_spent_over_the_wire_is_missing_at_the_page(lan: User) -> None:
    statuses = [log_in_by_api(" LAN ", browser=open_browser()).status_code for _ in range(10)]
    assert statuses == [200] * 10

    answer = try_page()

    text = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Quá nhiều yêu cầu trong thời gian ngắn. Hãy thử lại sau 60 giây." in text
    assert 'href="/desk/log-in"' in text
    assert "sessionid" not in answer.cookies


def test_twin_whose_page_counts_nothing_tries_on(lan: User) -> None:
    with patch("desk.door.spend_log_in", lambda *_: None):
        assert [try_page().status_code for _ in range(12)] == [302] * 12


def test_links_and_log_ins_spend_from_one_budget(lan: User) -> None:
    assert [forget().status_code for _ in range(10)] == [302] * 10

    answer = forget()

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert try_page().status_code == 429


def test_tries_of_one_link_are_counted(lan: User) -> None:
    statuses = [Client().post("/desk/password/MQ/wrong", {"password": "x"}).status_code for _ in range(11)]

    assert statuses == [422] * 10 + [429]


def test_a_name_that_is_locked_is_told_for_how_long_in_the_readers_language(lan: User) -> None:
    assert [try_page(password="sai").status_code for _ in range(5)] == [422] * 5
    with time_machine.travel(NOON + datetime.timedelta(minutes=3), tick=False):
        locked = try_page()
        english = Client().post("/desk/log-in?lang=en", {"username": "lan", "password": PASSWORD})
        by_api = log_in_by_api("lan", browser=open_browser())

    text = locked.content.decode()
    assert (locked.status_code, locked.headers["Retry-After"]) == (429, "720")
    assert "Sai quá nhiều lần. Hãy thử lại sau 12 phút" in text
    assert 'value="lan"' in text
    assert "Too many failures. Try again in 12 minutes" in english.content.decode()
    assert (by_api.status_code, by_api.json()["code"]) == (429, "locked_out")
    assert User.objects.get().last_login is None


def test_without_the_cache_nobody_comes_in_uncounted(lan: User, settings: Settings) -> None:
    settings.SHARED_CACHE = True
    with patch.object(cache, "incr", side_effect=ConnectionError("cache:6379")):
        answer = try_page()

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Tạm thời chưa kiểm soát được số lần thử." in answer.content.decode()
    assert User.objects.get().last_login is None


def test_a_password_as_long_as_the_api_takes_opens_the_page(lan: User) -> None:
    long = "ruong-bac-thang " * 16
    lan.set_password(long)
    lan.save()

    assert try_page(password=long).status_code == 302
    assert try_page(password=f"{long}x").status_code == 422


@pytest.mark.parametrize("username", ["", "%ED%A0%BD", "a" * 5_000, "%27+OR+1=1"])
def test_a_name_that_is_none_is_refused(lan: User, username: str) -> None:
    form = f"username={username}&password=x"
    answer = Client().post("/desk/log-in", form, "application/x-www-form-urlencoded")

    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.content.decode()


@pytest.mark.parametrize("path", ["log-in?lang=%00", "password", "goods?q=%00"])
def test_a_character_that_no_database_keeps_is_told_as_unreadable(lan: User, path: str) -> None:
    answer = browser_of(lan).post(f"/desk/{path}", {"username": "lan\0", "password": PASSWORD})

    assert answer.status_code == 400
    assert "Không đọc được" in answer.content.decode()
    assert "sessionid" not in answer.cookies


def test_pages_and_the_wire_spend_from_one_budget_of_a_person(lan: User) -> None:
    browser = browser_of(lan)
    with patch.object(budgets, "PER_ACTOR", Budget("actor", 3, 60)):
        statuses = [browser.get("/desk/").status_code for _ in range(2)]
        statuses.append(browser.get("/api/v1/seller/products").status_code)
        answer = browser.get("/desk/goods")

    assert statuses == [200] * 3
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert "Chưa có gì được lưu." in answer.content.decode()
