"""A token of an officer that somebody has found shuts nobody out, and makes nobody an officer."""

from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt
from django_tasks_db.models import DBTaskResult

from api.alliance import users as user_views
from api.models import IdempotentRequest
from api.staff import doors, views
from people.models import User
from people.second_factor import recovery_codes_left
from tests.api.seller.browsers import logged_in
from tests.api.staff.people import Caller, Cast
from tests.people.cast import PASSWORD, make_officer, make_user
from tests.people.codes import NOON, STEP, code_of, turn_on

pytestmark = pytest.mark.django_db
USERS = "alliance/users"
THIEF = "thief@htx.example"
Step = tuple[str, str, dict[str, Any]]
GUARDED: list[Step] = [
    ("POST", "", {"username": "thief", "email": THIEF, "is_alliance": True}),
    ("PATCH", "/{key}", {"email": THIEF}),
    ("PATCH", "/{key}", {"is_alliance": True}),
    ("PATCH", "/{key}", {"is_active": False}),
    ("DELETE", "/{key}", {}),
    ("DELETE", "/{key}/totp", {}),
    ("POST", "/{key}/password-link", {}),
]


def ask(caller: Caller, one: Step, user: User, **more: Any) -> Any:
    method, path, body = one
    return caller.ask(method, USERS + path.format(key=user.pk), body | more, If_Match="*")


def everything() -> list[object]:
    return [*User.objects.order_by("pk").values(), *DBTaskResult.objects.values("task_path")]


@pytest.fixture
def lan(cast: Cast) -> User:
    turn_on(cast.lan)
    return cast.lan


@pytest.mark.parametrize("one", GUARDED, ids=lambda one: "".join(map(str, one)))
@pytest.mark.parametrize("proof", [{}, {"password": ""}, {"password": "sai"}, {"otp": "123456"}])
def test_a_found_token_alone_takes_nothing_and_gives_nothing(
    cast: Cast, lan: User, one: Step, proof: dict[str, str]
) -> None:
    before = everything()

    answer = ask(cast.alliance, one, lan, **proof)

    code = "password_wrong" if proof.get("password") else "validation_failed"
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert [entry["pointer"] for entry in answer.json()["errors"]] == ["/password"]
    assert everything() == before


@pytest.mark.parametrize("one", GUARDED, ids=lambda one: "".join(map(str, one)))
def test_twin_without_the_proof_a_found_token_does_it(
    cast: Cast, lan: User, one: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "check_proof", lambda *_, **__: None)
    before = everything()

    assert ask(cast.alliance, one, lan, password="sai").status_code < 300
    assert everything() != before


@pytest.mark.parametrize("one", GUARDED, ids=lambda one: "".join(map(str, one)))
def test_with_the_proof_of_the_officer_it_is_done(cast: Cast, lan: User, one: Step) -> None:
    assert ask(cast.alliance, one, lan, password=PASSWORD).status_code < 300


def test_an_officer_with_a_second_factor_shows_a_code_too(cast: Cast, lan: User) -> None:
    with time_machine.travel(NOON, tick=False):
        turn_on(cast.officer)
        for one in GUARDED:
            answer = ask(cast.alliance, one, lan, password=PASSWORD)
            assert (answer.status_code, answer.json()["code"]) == (422, "one_time_code_required"), one
    with time_machine.travel(NOON + 4 * STEP, tick=False):
        done = ask(cast.alliance, GUARDED[5], lan, password=PASSWORD, otp=code_of(cast.officer))
        assert done.status_code == 204
    assert not User.objects.filter(email=THIEF).exists()


def _sent_twice(cast: Cast, officer: Caller, otp: str) -> Any:
    body = {"username": "sua", "email": "sua@htx.example", "is_alliance": True}
    return officer.post(USERS, body | {"password": PASSWORD, "otp": otp}, Idempotency_Key="k-1")


def test_a_retry_gets_the_first_answer_whatever_its_code(cast: Cast) -> None:
    recovery = turn_on(cast.officer)
    first = _sent_twice(cast, cast.alliance, recovery[0])
    before = [*everything(), *AccessAttempt.objects.values()]

    again = [_sent_twice(cast, cast.alliance, otp) for otp in (recovery[0], recovery[1], "")]

    assert first.status_code == 201
    for answer in again:
        assert (answer.status_code, answer.content) == (201, first.content)
        assert answer.headers["Idempotent-Replayed"] == "true"
    assert [*everything(), *AccessAttempt.objects.values()] == before
    assert recovery_codes_left(cast.officer) == 9


def test_nobody_else_is_given_that_answer(cast: Cast) -> None:
    recovery = turn_on(cast.officer)
    _sent_twice(cast, cast.alliance, recovery[0])
    make_officer("hai")
    browser, csrf = logged_in("hai")
    body = {"username": "sua", "email": "sua@htx.example", "is_alliance": True}

    codes = [
        browser.post(USERS, body | {"password": typed}, Idempotency_Key="k-1", **csrf).json()["code"]
        for typed in ("sai", PASSWORD)
    ]

    assert codes == ["password_wrong", "username_taken"]


def test_twin_that_does_not_look_for_the_first_answer_asks_for_a_code_that_is_used_up(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    recovery = turn_on(cast.officer)
    _sent_twice(cast, cast.alliance, recovery[0])
    monkeypatch.setattr(views, "earlier_answer", lambda *_, **__: None)
    monkeypatch.setattr(IdempotentRequest.objects, "filter", lambda **_: IdempotentRequest.objects.none())

    answer = _sent_twice(cast, cast.alliance, recovery[0])

    assert (answer.status_code, answer.json()["code"]) == (422, "password_wrong")


def test_a_refused_effect_uses_the_code_up_and_leaves_the_key_free(cast: Cast) -> None:
    recovery, sua = turn_on(cast.officer), make_user("sua")
    before = everything()

    refused = _sent_twice(cast, cast.alliance, recovery[0])

    assert (refused.json()["code"], everything()) == ("username_taken", before)
    assert recovery_codes_left(cast.officer) == 9
    sua.delete()
    assert _sent_twice(cast, cast.alliance, recovery[1]).status_code == 201


def test_a_wrong_code_under_a_key_is_counted(cast: Cast) -> None:
    turn_on(cast.officer)

    assert _sent_twice(cast, cast.alliance, "aaaaa-aaaaa").json()["code"] == "password_wrong"

    assert AccessAttempt.objects.get().failures_since_start == 1
    assert not IdempotentRequest.objects.exists()


def test_a_session_left_open_is_no_proof_either(cast: Cast, lan: User) -> None:
    browser, csrf = logged_in("lien-minh")
    path = f"{USERS}/{lan.pk}/totp"

    assert browser.ask("DELETE", path, {}, **csrf).status_code == 422
    assert browser.ask("DELETE", path, {"password": PASSWORD}, **csrf).status_code == 204


def test_guessing_the_password_locks_though_nothing_changes(cast: Cast, lan: User) -> None:
    one = GUARDED[5]
    codes = [ask(cast.alliance, one, lan, password="sai").json()["code"] for _ in range(6)]

    assert codes == ["password_wrong"] * 5 + ["locked_out"]
    assert ask(cast.alliance, one, lan, password=PASSWORD).status_code == 429
    assert User.objects.get(pk=lan.pk).second_factor_since is not None


OWN: list[Step] = [("DELETE", "/{key}/totp", {}), ("POST", "/{key}/password-link", {})]


@pytest.mark.parametrize("one", OWN, ids=lambda one: one[1])
@pytest.mark.parametrize("proof", [{}, {"password": PASSWORD}])
def test_officers_help_others_and_not_themselves(cast: Cast, one: Step, proof: dict[str, str]) -> None:
    recovery = turn_on(cast.officer)
    if proof:
        proof = proof | {"otp": recovery[0]}
    before = everything()

    answer = ask(cast.alliance, one, cast.officer, **proof)

    assert (answer.status_code, answer.json()["code"]) == (409, "own_account")
    assert "Hãy dùng trang Tài khoản" in answer.json()["detail"]
    assert everything() == before


@pytest.mark.parametrize("one", OWN, ids=lambda one: one[1])
def test_twin_without_the_rule_they_help_themselves(
    cast: Cast, one: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user_views, "require_somebody_else", lambda *_, **__: None)
    recovery = turn_on(cast.officer)

    assert ask(cast.alliance, one, cast.officer, password=PASSWORD, otp=recovery[0]).status_code < 300


def test_ones_own_address_is_changed_by_ones_own_proof(cast: Cast) -> None:
    path = f"{USERS}/{cast.officer.pk}"
    refused = cast.alliance.patch(path, {"email": THIEF}, If_Match="*")
    assert (refused.status_code, User.objects.get(pk=cast.officer.pk).email) == (422, "")

    done = cast.alliance.patch(path, {"email": "lm@htx.example", "password": PASSWORD}, If_Match="*")
    assert (done.status_code, done.json()["email"]) == (200, "lm@htx.example")


def test_what_shuts_nobody_out_needs_no_proof_and_a_wrong_one_is_told(cast: Cast) -> None:
    path = f"{USERS}/{cast.lan.pk}"

    assert cast.alliance.patch(path, {"name": "Lan", "language": "en"}, If_Match="*").status_code == 200
    assert cast.alliance.patch(path, {"name": "X", "password": "sai"}, If_Match="*").status_code == 422
    assert cast.alliance.post(USERS, {"username": "sua", "email": "sua@htx.example"}).status_code == 201
    assert User.objects.get(pk=cast.lan.pk).name == "Lan"


def test_an_invitation_gives_no_account_another_address(cast: Cast) -> None:
    pao = make_user("pao-b", email="pao@htx.example")
    body = {"cooperative": cast.a.slug, "role": "owner", "email": THIEF, "username": "pao-b"}

    codes = [caller.post("seller/members", body).json()["code"] for caller in (cast.owner_a, cast.alliance)]

    assert codes == ["username_taken"] * 2
    pao.refresh_from_db()
    assert (pao.email, pao.memberships.count()) == ("pao@htx.example", 0)
