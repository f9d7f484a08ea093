"""One's own password, changed or set by mail; nobody learns from it who has an account."""

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from people.models import AccessToken, User
from people.passwords import link_for
from people.tasks import help_the_forgetful, mail_password_link
from tests.api.seller.browsers import log_in, logged_in, open_browser
from tests.api.staff.people import Cast
from tests.people.cast import PASSWORD
from tests.people.codes import turn_on

pytestmark = pytest.mark.django_db
NEW = "nuong-ngo-thang-bay"
CHANGE = {"password": PASSWORD, "new_password": NEW}


def test_a_changed_password_ends_the_other_sessions(cast: Cast) -> None:
    (here, csrf), (elsewhere, _) = logged_in("lan"), logged_in("lan")

    assert here.post("seller/password", CHANGE, **csrf).status_code == 204

    assert here.get("seller/session").status_code == 200
    assert elsewhere.get("seller/session").status_code == 401
    assert cast.owner_a.get("seller/session").status_code == 200
    assert log_in("lan", browser=open_browser()).status_code == 401
    assert log_in("lan", NEW, browser=open_browser()).status_code == 200


def test_tokens_go_with_the_password_where_that_is_asked(cast: Cast) -> None:
    (here, csrf), other = logged_in("lan"), AccessToken.objects.exclude(user=cast.lan).count()

    assert here.post("seller/password", CHANGE | {"revoke_tokens": True}, **csrf).status_code == 204

    assert here.get("seller/session").status_code == 200
    assert cast.owner_a.get("seller/session").status_code == 401
    assert AccessToken.objects.filter(revoked_at__isnull=True).count() == other


def test_only_who_knows_the_present_password_changes_it_and_guessing_is_counted(cast: Cast) -> None:
    wrong = {**CHANGE, "password": "sai"}

    answers = [cast.owner_a.post("seller/password", wrong) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert answers[0].json()["code"] == "password_wrong"
    assert answers[0].json()["errors"][0]["pointer"] == "/password"
    assert answers[5].json()["code"] == "locked_out"
    assert User.objects.get(username="lan").check_password(PASSWORD)


def test_a_weak_password_is_refused_and_the_reason_told_in_the_language_asked_for(cast: Cast) -> None:
    answer = cast.owner_a.post(
        "seller/password", {**CHANGE, "new_password": "12345678"}, Accept_Language="en"
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "password_weak")
    assert answer.json()["errors"][0]["pointer"] == "/new_password"
    assert "Too many people use this one." in answer.json()["detail"]
    assert User.objects.get(username="lan").check_password(PASSWORD)


def test_with_a_second_factor_the_code_is_asked_for_too(cast: Cast) -> None:
    codes = turn_on(cast.lan)

    asked = cast.owner_a.post("seller/password", CHANGE)
    done = cast.owner_a.post("seller/password", {**CHANGE, "otp": codes[0]})

    assert (asked.status_code, asked.json()["code"]) == (422, "one_time_code_required")
    assert done.status_code == 204


def test_keys_have_no_password(cast: Cast) -> None:
    answer = cast.key_a().post("seller/password", CHANGE)

    assert (answer.status_code, answer.json()["code"]) == (403, "people_only")


@pytest.mark.parametrize(
    "body",
    [{"username": "lan"}, {"username": "nobody"}, {"email": "lan@htx.example"}, {"email": "x@y.example"}],
)
def test_asking_for_a_link_is_answered_alike_whoever_it_is(cast: Cast, body: dict[str, str]) -> None:
    User.objects.filter(username="lan").update(email="lan@htx.example")

    answer = cast.nobody.post("seller/password-reset", body)

    assert (answer.status_code, answer.json()) == (202, {"link_hours": 24})
    assert DBTaskResult.objects.count() == 1
    assert mail.outbox == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"username": "lan", "email": "lan@htx.example"},
        {"email": "lan"},
        {"username": ""},
        {"name": "Lan"},
    ],
)
def test_asking_for_nobody_in_particular_is_refused(cast: Cast, body: dict[str, str]) -> None:
    assert cast.nobody.post("seller/password-reset", body).status_code == 422
    assert not DBTaskResult.objects.exists()


def test_from_forgetting_to_logging_in_again(cast: Cast) -> None:
    User.objects.filter(username="lan").update(email="lan@htx.example")
    browser, _ = logged_in("lan")
    cast.nobody.post("seller/password-reset", {"username": "lan"})
    help_the_forgetful.call("lan", "")
    mail_password_link.call(cast.lan.pk, "forgotten")
    link = next(line for line in mail.outbox[0].body.splitlines() if "/desk/password/" in line)
    *_, uid, token = link.split("/")
    body = {"uid": uid, "token": token, "password": NEW}

    assert cast.nobody.post("seller/password-reset/confirm", body).status_code == 204

    assert browser.get("seller/session").status_code == 401
    assert cast.owner_a.get("seller/session").status_code == 401
    assert log_in("lan", NEW, browser=open_browser()).status_code == 200
    again = cast.nobody.post("seller/password-reset/confirm", body)
    assert (again.status_code, again.json()["code"]) == (422, "link_invalid")


def test_a_link_does_not_get_past_a_second_factor(cast: Cast) -> None:
    turn_on(cast.lan)
    *_, uid, token = link_for(cast.lan).split("/")

    cast.nobody.post("seller/password-reset/confirm", {"uid": uid, "token": token, "password": NEW})

    assert log_in("lan", NEW, browser=open_browser()).json()["code"] == "one_time_code_required"


def test_a_wrong_link_or_a_weak_password_changes_nothing(cast: Cast) -> None:
    *_, uid, token = link_for(cast.lan).split("/")
    for wrong, code in (
        ({"token": "x"}, "link_invalid"),
        ({"uid": "x"}, "link_invalid"),
        ({"password": "12345678"}, "password_weak"),
    ):
        body = {"uid": uid, "token": token, "password": NEW} | wrong
        answer = cast.nobody.post("seller/password-reset/confirm", body)
        assert (answer.status_code, answer.json()["code"]) == (422, code)

    assert User.objects.get(username="lan").check_password(PASSWORD)
    assert AccessToken.objects.filter(user=cast.lan, revoked_at__isnull=True).exists()
