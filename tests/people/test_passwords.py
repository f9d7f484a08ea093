"""A password is set by who knows the old one, or by a link that holds for a day and once."""

import datetime
from functools import partial

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import get_default_password_validators
from django.contrib.auth.tokens import default_token_generator
from pytest_django import Settings

from catalogue.history import history_of
from people.credentials import find_token
from people.errors import LinkInvalid, PasswordTooLong, PasswordWeak
from people.log_in import Outcome, log_in
from people.models import AccessToken, User
from people.passwords import (
    _WEAKNESSES,
    change_password,
    encode_password,
    forgetful_users,
    link_for,
    may_be_mailed,
    reset_password,
    user_of_link,
)
from tests.people.cast import PASSWORD, make_user, token_of
from tests.people.requests import make_request
from tests.racing import run_together

pytestmark = pytest.mark.django_db
NEW = "nuong-ngo-thang-bay"
DAY = datetime.datetime(2026, 11, 2, 1, tzinfo=datetime.UTC)


def parts(link: str) -> dict[str, str]:
    *_, uid, token = link.split("/")
    return {"uid": uid, "token": token}


def test_a_password_that_is_easily_guessed_is_refused_and_the_reason_told() -> None:
    lan = make_user("lan.thi.pao", name="Lan Thị Pao", email="pao@htx.example")
    for weak in ("", "ngan", "password", "12345678", "lan.thi.pao", "Lan Thị Pao"):
        with pytest.raises(PasswordWeak) as refusal:
            encode_password(lan, weak, field="new_password")
        assert refusal.value.field == "new_password"
        assert len(str(refusal.value)) > len("The password is too weak: ")


def test_each_weakness_is_told_in_both_languages() -> None:
    lan = make_user("lan.thi.pao", name="Lan Thị Pao", email="pao@htx.example")

    def told(password: str) -> tuple[str, str]:
        with pytest.raises(PasswordWeak) as refusal:
            encode_password(lan, password)
        return refusal.value.text("vi"), refusal.value.text("en")

    assert told("ngan") == (
        "Mật khẩu quá yếu: Cần ít nhất 8 ký tự.",
        "The password is too weak: It needs at least 8 characters.",
    )
    assert told("12345") == (
        "Mật khẩu quá yếu: Cần ít nhất 8 ký tự. Quá nhiều người dùng mật khẩu này.",
        "The password is too weak: It needs at least 8 characters. Too many people use this one.",
    )
    assert told("Lan Thị Pao") == (
        "Mật khẩu quá yếu: Mật khẩu gần giống tên hoặc địa chỉ thư điện tử.",
        "The password is too weak: It is much like the name or the mail address.",
    )


def test_every_weakness_that_is_looked_for_has_its_words() -> None:
    kinds = {type(rule).__name__: vars(rule) for rule in get_default_password_validators()}

    assert set(kinds) == {
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    }
    assert kinds["MinimumLengthValidator"] == {"min_length": 8}
    assert set(_WEAKNESSES) == {"password_too_short", "password_too_common", "password_too_similar"}


def test_a_password_longer_than_any_log_in_takes_is_refused() -> None:
    user = make_user("lan")

    assert encode_password(user, "ruong-bac-thang " * 16)
    with pytest.raises(PasswordTooLong) as refused:
        encode_password(user, "ruong-bac-thang " * 16 + "x", field="new_password")
    assert (refused.value.field, refused.value.text("en")) == (
        "new_password",
        "A password has at most 256 characters.",
    )


def test_a_changed_password_is_the_only_one_and_ends_sessions_but_not_tokens() -> None:
    lan = make_user("lan")
    token = token_of(lan)
    before = lan.get_session_auth_hash()

    change_password(lan, encode_password(lan, NEW))

    lan.refresh_from_db()
    assert lan.check_password(NEW)
    assert not lan.check_password(PASSWORD)
    assert lan.get_session_auth_hash() != before
    assert find_token(token) is not None


def test_a_changed_password_is_remembered_by_its_moment_alone() -> None:
    lan = make_user("lan")
    change_password(lan, encode_password(lan, NEW))

    [change, _] = history_of(lan)
    assert [field.field for field in change.fields] == ["password_changed_at"]
    assert lan.password not in str(list(User.history.values()))


def test_a_link_leads_to_our_own_address_whatever_a_request_says(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://htx.example"
    lan = make_user("lan")

    link = link_for(lan)

    assert link.startswith("https://htx.example/desk/password/")
    assert user_of_link(**parts(link)) == lan


def test_a_link_sets_the_password_once_and_takes_tokens_and_locks_away() -> None:
    lan = make_user("lan")
    token = token_of(lan)
    link = parts(link_for(lan))
    for _ in range(5):
        log_in(make_request(), username="lan", password="sai")

    assert reset_password(**link, password=NEW) == lan

    assert log_in(make_request(), username="lan", password=NEW).outcome == Outcome.WELCOME
    assert find_token(token) is None
    assert history_of(AccessToken.objects.get())[0].actor == f"user:{lan.pk}"
    with pytest.raises(LinkInvalid):
        reset_password(**link, password=PASSWORD)


def test_a_link_holds_for_a_day() -> None:
    lan = make_user("lan")
    with time_machine.travel(DAY, tick=False):
        link = parts(link_for(lan))
    with time_machine.travel(DAY + datetime.timedelta(hours=24), tick=False):
        assert user_of_link(**link) == lan
    with (
        time_machine.travel(DAY + datetime.timedelta(hours=24, seconds=1), tick=False),
        pytest.raises(LinkInvalid),
    ):
        reset_password(**link, password=NEW)
    assert User.objects.get().check_password(PASSWORD)


def test_a_link_is_worth_nothing_to_others_nor_for_who_left() -> None:
    lan, minh = make_user("lan"), make_user("minh")
    link, other = parts(link_for(lan)), parts(link_for(minh))
    wrong = [
        {**link, "uid": other["uid"]},
        {**link, "token": other["token"]},
        {**link, "token": ""},
        *(
            {**link, "uid": uid}
            for uid in ("", "!", "á", "MA", "LTE", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "a" * 999)
        ),
    ]
    for each in wrong:
        with pytest.raises(LinkInvalid):
            reset_password(**each, password=NEW)
    User.objects.filter(pk=lan.pk).update(is_active=False)
    with pytest.raises(LinkInvalid):
        reset_password(**link, password=NEW)

    assert all(user.check_password(PASSWORD) for user in User.objects.all())


def test_a_weak_password_does_not_use_up_the_link() -> None:
    lan = make_user("lan")
    link = parts(link_for(lan))

    with pytest.raises(PasswordWeak):
        reset_password(**link, password="12345678")

    assert reset_password(**link, password=NEW) == lan


def check_one_of_them_set_the_password(outcomes: list[User | Exception]) -> None:
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["LinkInvalid"] * 3 + ["User"]
    [winner] = [number for number, outcome in enumerate(outcomes) if isinstance(outcome, User)]
    assert User.objects.get().check_password(f"{NEW}-{winner}")


@pytest.mark.django_db(transaction=True)
def test_of_four_who_use_a_link_at_once_one_sets_the_password() -> None:
    link = parts(link_for(make_user("lan")))

    outcomes = run_together([partial(reset_password, **link, password=f"{NEW}-{n}") for n in range(4)])

    check_one_of_them_set_the_password(outcomes)


@pytest.mark.django_db(transaction=True)
def test_twin_that_checks_the_link_before_it_locks_lets_all_of_them() -> None:
    lan = make_user("lan")
    token = default_token_generator.make_token(lan)

    def reset_without_guard(number: int) -> User:
        user = User.objects.get(pk=lan.pk)
        assert default_token_generator.check_token(lan, token)
        change_password(user, make_password(f"{NEW}-{number}"))
        return user

    outcomes = run_together([partial(reset_without_guard, number) for number in range(4)])

    with pytest.raises(AssertionError):
        check_one_of_them_set_the_password(outcomes)


def test_forgetful_are_active_users_with_a_mail_address() -> None:
    lan = make_user("lan", email="chung@htx.example")
    minh = make_user("minh", email="chung@htx.example")
    make_user("pao", email="pao@htx.example", is_active=False)
    make_user("sung")

    assert forgetful_users(username="LAN") == [lan]
    assert forgetful_users(email="Chung@HTX.example") == [lan, minh]
    for nobody in (
        {"username": "pao"},
        {"username": "sung"},
        {"email": "pao@htx.example"},
        {"email": ""},
        {},
    ):
        assert forgetful_users(**nobody) == []


def test_one_mail_in_five_minutes() -> None:
    lan = make_user("lan")
    with time_machine.travel(DAY, tick=False):
        assert may_be_mailed(lan)
        assert not may_be_mailed(lan)
    with time_machine.travel(DAY + datetime.timedelta(minutes=5), tick=False):
        assert may_be_mailed(lan)
