"""Coming in, going out, and being told who one is."""

import datetime

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from people.models import Grant, Membership, Role, User
from tests.api.seller.browsers import log_in, logged_in, open_browser
from tests.api.staff.people import Caller, Cast
from tests.people.cast import PASSWORD, key_of, make_user, token_of
from tests.people.codes import NOON, STEP, code_of, turn_on

pytestmark = pytest.mark.django_db
ME = "seller/session"


def test_a_log_in_opens_a_session_and_tells_who_one_is(cast: Cast) -> None:
    browser = open_browser()

    answer = log_in("Lan", browser=browser)

    body = answer.json()
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(body.pop("csrf_token")) == 64
    assert body == {
        "role": "owner",
        "user": {
            "id": cast.lan.pk,
            "username": "lan",
            "name": "",
            "email": "",
            "language": "vi",
            "second_factor": False,
        },
        "key": None,
        "memberships": [{"cooperative": cast.a.slug, "name": "HTX A", "role": "owner"}],
        "cooperatives": [cast.a.slug],
        "grants": sorted(Grant.values),
    }
    cookie = answer.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert browser.get(ME).json()["user"]["username"] == "lan"


def test_the_id_of_the_session_changes_with_each_log_in(cast: Cast) -> None:
    browser = open_browser()
    ids = [log_in("lan", browser=browser).cookies["sessionid"].value for _ in range(2)]
    ids.append(log_in("pao", browser=browser).cookies["sessionid"].value)

    assert len(set(ids)) == 3
    assert [row.session_key for row in Session.objects.all()] == ids[2:]


def test_the_csrf_token_of_the_answer_lets_the_session_write(cast: Cast) -> None:
    browser, csrf = logged_in("lan")

    body = {"name": "t", "password": PASSWORD}
    assert browser.post("seller/tokens", body).json()["code"] == "csrf_failed"
    assert browser.post("seller/tokens", body, **csrf).status_code == 201
    fresh = {"X_CSRFToken": browser.get(ME).json()["csrf_token"]}
    assert browser.post("seller/tokens", body, **fresh).status_code == 201


@pytest.mark.parametrize(("username", "password"), [("lan", "sai"), ("nobody", PASSWORD), ("gone", PASSWORD)])
def test_a_wrong_log_in_is_told_nothing_whoever_it_was(cast: Cast, username: str, password: str) -> None:
    make_user("gone", is_active=False)

    answer = log_in(username, password, browser=open_browser())

    assert answer.status_code == 401
    assert answer.json()["code"] == "log_in_refused"
    assert answer.json()["detail"] == "Tên đăng nhập, mật khẩu hoặc mã dùng một lần không đúng."
    assert "sessionid" not in answer.cookies
    assert not Session.objects.exists()


def test_after_five_failures_one_is_locked_out_and_told_for_how_long(cast: Cast) -> None:
    start = datetime.datetime(2026, 11, 2, 1, tzinfo=datetime.UTC)
    with time_machine.travel(start, tick=False):
        statuses = [log_in("lan", "sai", browser=open_browser()).status_code for _ in range(5)]
    with time_machine.travel(start + datetime.timedelta(minutes=3), tick=False):
        locked = log_in("lan", browser=open_browser())
    with time_machine.travel(start + datetime.timedelta(minutes=15, seconds=1), tick=False):
        after = log_in("lan", browser=open_browser())

    assert statuses == [401] * 5
    assert (locked.status_code, locked.json()["code"]) == (429, "locked_out")
    assert locked.headers["Retry-After"] == "720"
    assert "12 phút" in locked.json()["detail"]
    assert after.status_code == 200


@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data"]
)
def test_a_form_of_another_page_cannot_log_anybody_in(cast: Cast, content_type: str) -> None:
    body = b'{"username": "lan", "password": "ruong-bac-thang-2026"}'

    answer = Client().generic("POST", "/api/v1/seller/session", body, content_type)

    assert answer.status_code == 415
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"username": "lan"},
        {"username": "lan", "password": ""},
        {"username": "lan", "password": None},
        {"username": ["lan"], "password": "x"},
        {"username": "lan\x00", "password": "x"},
        {"username": "a" * 151, "password": "x"},
        {"username": "lan", "password": "x" * 257},
        {"username": "lan", "password": "x", "is_alliance": True},
        [],
    ],
)
def test_a_malformed_log_in_is_refused_by_field(cast: Cast, body: object) -> None:
    assert open_browser().post(ME, body).status_code == 422


def test_an_old_session_or_token_does_not_stand_in_the_way_of_a_log_in(cast: Cast) -> None:
    caller = Caller("at_" + "A" * 43, Client(enforce_csrf_checks=True))
    caller.client.force_login(cast.pao)

    assert log_in("lan", browser=caller).json()["user"]["username"] == "lan"


def test_who_has_a_second_factor_is_asked_for_the_code(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False):
        turn_on(cast.lan)
    with time_machine.travel(NOON + 2 * STEP, tick=False):
        browser = open_browser()
        asked = log_in("lan", browser=browser)
        refused = log_in("lan", otp="abcde-fghij", browser=browser)
        welcome = log_in("lan", otp=code_of(cast.lan), browser=browser)
        replayed = log_in("lan", otp=code_of(cast.lan), browser=open_browser())

    assert (asked.status_code, asked.json()["code"]) == (401, "one_time_code_required")
    assert (refused.status_code, refused.json()["code"]) == (401, "log_in_refused")
    assert (welcome.status_code, welcome.json()["user"]["second_factor"]) == (200, True)
    assert (replayed.status_code, replayed.json()["code"]) == (401, "log_in_refused")


def test_a_log_out_ends_the_session_and_no_other(cast: Cast) -> None:
    (first, csrf), (second, _) = logged_in("lan"), logged_in("lan")

    assert first.delete(ME).json()["code"] == "csrf_failed"
    assert first.delete(ME, **csrf).status_code == 204
    assert first.get(ME).json()["code"] == "credentials_missing"
    assert second.get(ME).status_code == 200


def test_tokens_and_keys_have_no_session_to_end(cast: Cast) -> None:
    for caller in (cast.owner_a, cast.key_a()):
        answer = caller.delete(ME)
        assert (answer.status_code, answer.json()["code"]) == (409, "session_missing")


def test_every_credential_is_told_who_it_is(cast: Cast) -> None:
    def told(caller: Caller) -> tuple[object, ...]:
        body = caller.get(ME).json()
        assert body["csrf_token"] is None
        return body["role"], body["cooperatives"], body["user"] and body["user"]["username"]

    assert told(cast.owner_a) == ("owner", [cast.a.slug], "lan")
    assert told(cast.staff_a) == ("staff", [cast.a.slug], "minh")
    assert told(cast.alliance) == ("alliance", None, "lien-minh")
    assert told(Caller(token_of(make_user("moi")))) == ("none", [], "moi")
    assert told(cast.key_a()) == ("key", [cast.a.slug], None)
    assert cast.nobody.get(ME).status_code == 401


def test_a_key_is_told_its_grants_whatever_they_are(cast: Cast) -> None:
    body = Caller(key_of(cast.a, Grant.LABELS_PRINT)).get(ME).json()

    assert body["grants"] == ["labels:print"]
    assert body["key"]["name"] == "test"


def test_an_owner_here_and_staff_there_is_told_both(cast: Cast) -> None:
    Membership.objects.create(user=cast.lan, cooperative=cast.b, role=Role.STAFF)

    body = cast.owner_a.get(ME).json()

    assert body["role"] == "owner"
    assert {place["cooperative"]: place["role"] for place in body["memberships"]} == {
        cast.a.slug: "owner",
        cast.b.slug: "staff",
    }


def test_whoever_is_put_out_is_out_at_once(cast: Cast) -> None:
    browser, _ = logged_in("lan")
    User.objects.filter(pk=cast.lan.pk).update(is_active=False)

    assert browser.get(ME).status_code == 401
    assert cast.owner_a.get(ME).status_code == 401
