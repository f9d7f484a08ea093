"""One's own account at the desk: the password, the second factor, the tokens."""

import re
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from desk import proof
from people import budgets
from people.budgets import Budget
from people.credentials import find_token
from people.models import AccessToken, Role, User
from people.second_factor import recovery_codes_left
from people.sent_forms import new_mark
from tests.desk.people import browser_of, page
from tests.factories import make_cooperative
from tests.people.cast import PASSWORD, make_member, make_user, token_of
from tests.people.codes import NOON, STEP, code_of, turn_on, wrong_code_of

pytestmark = pytest.mark.django_db
NEW = "nuong-ngo-dong-van-2027"
TOKEN = {"key_name": "Máy quét", "days": "90", "password": PASSWORD}


@pytest.fixture
def lan() -> User:
    return make_member("lan", make_cooperative(name="HTX Đồng Văn"), Role.OWNER)


@pytest.fixture
def browser(lan: User) -> Client:
    return browser_of(lan)


@pytest.fixture
def _limits_are_on(settings: Settings) -> Iterator[None]:
    settings.RATE_LIMITS = True
    yield
    budgets.LOCAL.clear()


def change(browser: Client, **fields: str) -> Any:
    return browser.post("/desk/account/password", {"password": PASSWORD, "new_password": NEW} | fields)


def step(browser: Client, name: str, **fields: str) -> Any:
    return browser.post(f"/desk/account/second-factor/{name}", fields)


def test_the_page_tells_who_one_is(browser: Client) -> None:
    text = page(browser, "account")

    assert ("<dd>lan</dd>" in text, "Chủ quản · HTX Đồng Văn" in text) == (True, True)


def test_a_new_password_keeps_this_session_and_ends_all_others(lan: User, browser: Client) -> None:
    other, token = browser_of(lan), token_of(lan)

    answer = change(browser)

    assert (answer.status_code, answer["Location"]) == (302, "/desk/account")
    assert "Đã đổi mật khẩu." in page(browser, "account")
    assert other.get("/desk/account").status_code == 302
    assert find_token(token) is not None
    lan.refresh_from_db()
    assert lan.check_password(NEW)


def test_tokens_are_revoked_with_the_password_where_that_is_ticked(lan: User, browser: Client) -> None:
    token, neighbours = token_of(lan), token_of(make_user("pao"))

    assert change(browser, revoke_tokens="yes").status_code == 302

    assert find_token(token) is None
    assert find_token(neighbours) is not None


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"password": "sai"}, "Mật khẩu hiện tại: Mật khẩu hiện tại hoặc mã dùng một lần không đúng."),
        ({"new_password": "123"}, "Mật khẩu mới: Mật khẩu quá yếu"),
        ({"new_password": "x7 " * 100}, "Mật khẩu mới: Mật khẩu dài tối đa 256 ký tự."),
        ({"new_password": ""}, "Mật khẩu mới: Mật khẩu quá yếu"),
    ],
)
def test_a_refused_password_changes_nothing_and_is_not_shown(
    lan: User, browser: Client, fields: dict[str, str], told: str
) -> None:
    answer = change(browser, **fields)

    text = answer.content.decode()
    assert (answer.status_code, told in text) == (422, True)
    assert (PASSWORD in text, NEW in text) == (False, False)
    lan.refresh_from_db()
    assert lan.check_password(PASSWORD)


def test_who_guesses_the_present_password_is_locked_out(lan: User, browser: Client) -> None:
    assert [change(browser, password="sai").status_code for _ in range(5)] == [422] * 5

    answer = change(browser)

    text = answer.content.decode()
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 900
    assert ("Sai mật khẩu quá nhiều lần." in text, 'href="/desk/"' in text) == (True, True)
    lan.refresh_from_db()
    assert lan.check_password(PASSWORD)


@pytest.mark.usefixtures("_limits_are_on")
def test_proofs_spend_the_budget_of_log_ins(lan: User, browser: Client) -> None:
    with patch.object(budgets, "LOG_INS_PER_NAME", Budget("log-in-name", 0, 60, is_guard=True)):
        answer = change(browser)

    assert answer.status_code == 429
    lan.refresh_from_db()
    assert lan.check_password(PASSWORD)


def test_a_second_factor_is_turned_on_with_the_first_code_of_the_app(lan: User, browser: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        assert step(browser, "begin", password="sai").status_code == 422
        begun = step(browser, "begin", password=PASSWORD)
        assert (begun.status_code, "<svg" in begun.content.decode()) == (200, True)
        assert "no-store" in begun.headers["Cache-Control"]
        wrong = step(browser, "confirm", otp=wrong_code_of(lan))
        assert (wrong.status_code, "<svg" in wrong.content.decode()) == (422, False)
        assert "Mã dùng một lần không đúng hoặc đã hết hạn." in wrong.content.decode()
        too_soon = step(browser, "confirm", otp=code_of(lan))
        assert (too_soon.status_code, too_soon.headers["Retry-After"]) == (429, "1")
    with time_machine.travel(NOON + 2 * STEP, tick=False):
        code = code_of(lan)
        confirmed = step(browser, "confirm", otp=f"{code[:3]} {code[3:]}")

    codes = re.findall(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>", confirmed.content.decode())
    assert (confirmed.status_code, len(codes)) == (200, 10)
    assert "hãy chép ra giấy" in confirmed.content.decode()
    lan.refresh_from_db()
    assert lan.second_factor_since is not None
    text = page(browser, "account")
    assert ("Còn 10 mã dự phòng." in text, codes[0] in text) == (True, False)


def test_one_that_is_on_is_neither_begun_nor_confirmed_again(lan: User, browser: Client) -> None:
    recovery = turn_on(lan)

    for name, otp in (("begin", recovery[0]), ("confirm", "123456")):
        answer = step(browser, name, password=PASSWORD, otp=otp)
        assert (answer.status_code, "Xác thực hai lớp đang bật." in answer.content.decode()) == (422, True)
    assert recovery_codes_left(lan) == 9


def test_a_code_before_anything_was_begun_is_refused(lan: User, browser: Client) -> None:
    answer = step(browser, "confirm", otp="123456")

    assert (answer.status_code, "Chưa bật xác thực hai lớp." in answer.content.decode()) == (422, True)
    lan.refresh_from_db()
    assert lan.second_factor_since is None


def test_it_is_turned_off_by_password_and_code(lan: User, browser: Client) -> None:
    recovery = turn_on(lan)

    without = step(browser, "remove", password=PASSWORD)
    assert (without.status_code, "cần thêm mã dùng một lần" in without.content.decode()) == (422, True)
    assert step(browser, "remove", password="sai", otp=recovery[0]).status_code == 422
    lan.refresh_from_db()
    assert lan.second_factor_since is not None

    assert step(browser, "remove", password=PASSWORD, otp=recovery[0]).status_code == 302
    lan.refresh_from_db()
    assert lan.second_factor_since is None
    assert step(browser, "remove", password=PASSWORD).status_code == 422


def test_an_unknown_step_is_not_there(browser: Client) -> None:
    assert step(browser, "burn").status_code == 404
    assert browser.get("/desk/account/second-factor/begin").status_code == 405


def test_a_token_is_shown_once_and_a_double_click_makes_one(lan: User, browser: Client) -> None:
    form = {"key_name": "Máy quét", "days": "90", "mark": new_mark(), "password": PASSWORD}

    first = browser.post("/desk/account/tokens", form)
    again = browser.post("/desk/account/tokens", form, follow=True)

    row = AccessToken.objects.get()
    [plain] = re.findall(r"<code>(at_[A-Za-z0-9_-]{43})</code>", first.content.decode())
    assert find_token(plain) == row
    assert (row.user, row.name) == (lan, "Máy quét")
    assert plain not in again.content.decode()
    assert browser.post(f"/desk/account/tokens/{row.pk}/revoke").status_code == 302
    assert find_token(plain) is None
    assert "Đã thu hồi" in page(browser, "account")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"key_name": ""}, "Dùng cho việc gì: Cần một tên"),
        ({"days": "forever"}, "Có hiệu lực: Hãy chọn một mục."),
        ({"days": "-1"}, "Có hiệu lực: Hãy chọn một mục."),
        ({"password": ""}, "Mật khẩu hiện tại: Mật khẩu hiện tại hoặc mã dùng một lần không đúng."),
        ({"password": "sai"}, "Mật khẩu hiện tại: Mật khẩu hiện tại hoặc mã dùng một lần không đúng."),
    ],
)
def test_a_refused_token_is_not_made(browser: Client, fields: dict[str, str], told: str) -> None:
    answer = browser.post("/desk/account/tokens", TOKEN | fields)

    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert not AccessToken.objects.exists()


def test_a_token_needs_a_code_where_there_is_a_second_factor_and_two_clicks_one(
    lan: User, browser: Client
) -> None:
    recovery, form = turn_on(lan), TOKEN | {"mark": new_mark()}
    text = page(browser, "account")
    assert ('id="token-password"' in text, 'id="token-otp"' in text) == (True, True)

    refused = browser.post("/desk/account/tokens", form)
    made, again = (browser.post("/desk/account/tokens", form | {"otp": recovery[0]}) for _ in range(2))

    assert [answer.status_code for answer in (refused, made, again)] == [422, 200, 302]
    assert (AccessToken.objects.count(), recovery_codes_left(lan)) == (1, 9)


def test_a_wrong_password_is_told_at_the_form_that_it_was_typed_into(browser: Client) -> None:
    at_token = browser.post("/desk/account/tokens", TOKEN | {"password": "sai"}).content.decode()
    at_password = change(browser, password="sai").content.decode()

    wrong = '<strong class="wrong">Mật khẩu hiện tại hoặc mã'
    for text, field, is_open in ((at_token, "token-password", False), (at_password, "present", True)):
        assert text.count(wrong) == 1
        assert text.rindex("<label", 0, text.index(wrong)) == text.index(f'<label for="{field}"')
        assert ("<details open>" in text) is is_open


def test_who_guesses_at_a_token_is_locked_out(browser: Client) -> None:
    answers = [browser.post("/desk/account/tokens", TOKEN | {"password": "sai"}) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]


def test_twin_without_the_proof_an_open_session_makes_a_token(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof, "check_proof", lambda *_, **__: None)

    assert browser.post("/desk/account/tokens", TOKEN | {"password": ""}).status_code == 200


def test_nobody_sees_or_revokes_the_token_of_another(browser: Client) -> None:
    plain = token_of(make_user("pao"))
    row = AccessToken.objects.get()

    assert browser.post(f"/desk/account/tokens/{row.pk}/revoke").status_code == 404
    assert row.shown not in page(browser, "account")
    assert find_token(plain) == row
