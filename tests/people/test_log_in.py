"""Whoever may come in does; whoever may not is told nothing, and is locked out when they go on."""

import datetime
from unittest.mock import patch

import pytest
import time_machine
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from pytest_django import Settings

from catalogue.history import history_of
from people.log_in import Attempt, Outcome, attempted_name, check_credentials, forget_failures, log_in
from people.models import User
from tests.people.cast import PASSWORD, make_user
from tests.people.requests import LAN_S_PC, make_request

pytestmark = pytest.mark.django_db
MORNING = datetime.datetime(2026, 11, 2, 1, tzinfo=datetime.UTC)


def attempt(
    username: str = "lan", password: str = PASSWORD, address: str = LAN_S_PC, **headers: str
) -> Attempt:
    return log_in(make_request(address, **headers), username=username, password=password)


def fail(times: int, **who: str) -> list[Outcome]:
    return [attempt(password="sai", **who).outcome for _ in range(times)]


def test_the_right_password_opens_a_session_of_its_own() -> None:
    lan = make_user("lan")
    request = make_request()
    request.session.save()
    before = request.session.session_key

    assert log_in(request, username="Lan", password=PASSWORD) == Attempt(Outcome.WELCOME, lan)

    after = request.session.session_key
    assert after != before
    assert [row.session_key for row in Session.objects.all()] == [after]
    log_in(request, username="lan", password=PASSWORD)
    assert request.session.session_key != after


@pytest.mark.parametrize("who", ["wrong password", "unknown", "inactive", "no password yet"])
def test_everybody_else_is_refused_alike_and_after_the_same_work(who: str) -> None:
    lan = make_user("lan", is_active=who != "inactive")
    if who == "no password yet":
        lan.set_unusable_password()
        lan.save()
    username = "nobody" if who == "unknown" else "lan"
    password = "sai" if who == "wrong password" else PASSWORD

    with patch.object(MD5PasswordHasher, "encode", autospec=True, wraps=MD5PasswordHasher.encode) as hashed:
        found = log_in(make_request(), username=username, password=password)

    assert found == Attempt(Outcome.REFUSED)
    assert hashed.call_count == 1
    assert not Session.objects.exists()


def test_after_five_failures_the_name_is_locked_at_this_address_even_for_the_right_password() -> None:
    make_user("lan")

    with time_machine.travel(MORNING, tick=False):
        assert fail(5) == [Outcome.REFUSED] * 5
        assert attempt() == Attempt(Outcome.LOCKED, wait_seconds=900)
    assert not Session.objects.exists()


def test_the_lock_ends_after_fifteen_minutes_also_for_who_went_on_trying() -> None:
    make_user("lan")
    with time_machine.travel(MORNING, tick=False):
        fail(5)
    with time_machine.travel(MORNING + datetime.timedelta(minutes=14, seconds=59), tick=False):
        assert attempt() == Attempt(Outcome.LOCKED, wait_seconds=1)
    with time_machine.travel(MORNING + datetime.timedelta(minutes=15, seconds=1), tick=False):
        assert attempt().outcome == Outcome.WELCOME


def test_twin_without_a_lock_the_right_password_is_found_at_the_sixth_attempt(settings: Settings) -> None:
    settings.AXES_ENABLED = False
    make_user("lan")
    fail(5)

    assert attempt().outcome == Outcome.WELCOME


def test_colleagues_at_the_same_pc_and_oneself_elsewhere_are_not_locked_out() -> None:
    make_user("lan")
    make_user("minh")
    fail(5)

    assert attempt("minh").outcome == Outcome.WELCOME
    assert attempt(address="10.0.0.8").outcome == Outcome.WELCOME
    assert attempt().outcome == Outcome.LOCKED


def test_neither_capitals_nor_another_browser_begin_a_new_count() -> None:
    make_user("lan")
    fail(2)
    fail(2, username="LAN")
    attempt("Lan", "sai", User_Agent="another")

    assert attempt("lAn").outcome == Outcome.LOCKED


def test_names_that_do_not_exist_are_locked_alike() -> None:
    assert fail(6, username="nobody") == [Outcome.REFUSED] * 5 + [Outcome.LOCKED]


def test_success_ends_the_count() -> None:
    make_user("lan")
    fail(4)
    attempt()

    assert fail(5) == [Outcome.REFUSED] * 5


@pytest.mark.parametrize("address", ["2001:db8::7", "::ffff:10.0.0.7"])
def test_an_address_of_version_6_is_locked_as_any_other(address: str) -> None:
    make_user("lan")

    assert fail(6, address=address)[-1] == Outcome.LOCKED


def test_the_longest_names_and_odd_ones_are_refused_and_nothing_more() -> None:
    for name in ("a" * 5_000, "ﬀ", "Ư", "lan'--", "  lan"):
        assert attempt(name).outcome == Outcome.REFUSED
    assert attempted_name(make_request(), None) == ""


def test_a_check_opens_nothing_but_counts() -> None:
    lan = make_user("lan")

    assert check_credentials(make_request(), username="lan", password=PASSWORD) == Attempt(
        Outcome.WELCOME, lan
    )
    assert not Session.objects.exists()
    for _ in range(5):
        check_credentials(make_request(), username="lan", password="sai")
    assert attempt().outcome == Outcome.LOCKED


def test_who_has_shown_in_another_way_who_they_are_is_locked_out_no_longer() -> None:
    lan = make_user("lan")
    fail(5)

    forget_failures(lan)

    assert attempt().outcome == Outcome.WELCOME


def test_nothing_that_was_typed_is_kept() -> None:
    make_user("lan")
    attempt(password="mat-khau-sai")
    attempt()

    rows = [*AccessAttempt.objects.values(), *AccessLog.objects.values()]
    assert "mat-khau-sai" not in str(rows)
    assert PASSWORD not in str(rows)


def test_a_log_in_is_no_change_of_the_user() -> None:
    lan = make_user("lan")
    attempt()

    assert [change.kind for change in history_of(lan)] == ["+"]
    assert User.objects.get().last_login is not None


def test_without_a_request_nobody_comes_in() -> None:
    make_user("lan")

    with pytest.raises(Exception, match="requires a request"):
        authenticate(None, username="lan", password=PASSWORD)
