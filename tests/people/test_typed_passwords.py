"""What was typed as a password comes back in no answer, however the form is refused."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import orjson
import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client
from pytest_django import Settings

from desk import door
from people import budgets
from people.budgets import Budget
from people.models import User
from tests.desk.people import browser_of
from tests.factories import make_cooperative
from tests.people.cast import make_member
from tests.people.codes import turn_on

pytestmark = pytest.mark.django_db

CORE = "suoi-canary-trong"
TYPED = f'{CORE}"><b>2027'
RIGHT = f"dung-{CORE}-2028"
LONG = CORE * 20
SESSION, CONFIRM = "/api/v1/seller/session", "/api/v1/seller/password-reset/confirm"


@pytest.fixture
def lan() -> User:
    user = make_member("lan", make_cooperative())
    user.set_password(RIGHT)
    user.save()
    return user


@pytest.fixture
def limits(settings: Settings) -> Iterator[None]:
    settings.RATE_LIMITS = True
    with patch.object(budgets, "LOG_INS_PER_ADDRESS", Budget("log-in-address", 1, 60)):
        yield
    budgets.LOCAL.clear()
    cache.clear()


def try_both(username: str, password: str, **more: str) -> list[int]:
    """Return the statuses of a log-in at the desk and over the wire, neither of which says the password."""
    form = {"username": username, "password": password, **more}
    answers: list[Any] = [
        Client().post("/desk/log-in", form),
        Client().post(SESSION, orjson.dumps(form), "application/json"),
    ]
    for answer in answers:
        require_silence(answer)
    return [answer.status_code for answer in answers]


def require_silence(answer: Any) -> None:
    """Raise AssertionError where an answer holds what was typed, in its body, headers or cookies."""
    told = f"{dict(answer.items())} {answer.cookies} {answer.content.decode()}"
    assert CORE not in told


@pytest.mark.parametrize("username", ["lan", "nobody", "", CORE[:3]])
@pytest.mark.parametrize("password", [TYPED, LONG, f"{CORE}\x00"])
def test_a_wrong_password_is_not_said_again(lan: User, username: str, password: str) -> None:
    desk, wire = try_both(username, password)

    assert (desk in {400, 422}, wire in {401, 422}) == (True, True)


def test_a_right_password_without_its_code_or_with_a_wrong_one_is_not_said_again(lan: User) -> None:
    turn_on(lan)

    assert try_both("lan", RIGHT) == [422, 401]
    assert try_both("lan", RIGHT, otp="000000") == [422, 429]  # the next code has to wait


def test_who_is_locked_out_reads_no_password(lan: User) -> None:
    assert [try_both("lan", TYPED) for _ in range(2)] == [[422, 401]] * 2
    try_both("lan", TYPED)

    assert try_both("lan", RIGHT) == [429, 429]


def test_who_tries_too_often_reads_no_password(lan: User, limits: None) -> None:
    try_both("nobody", TYPED)

    assert try_both("lan", RIGHT) == [429, 429]


@pytest.mark.parametrize(
    "body",
    [
        {"username": "lan", "password": TYPED, "is_alliance": True},
        {"username": "lan", "password": [TYPED]},
        {"username": "lan", "password": {TYPED: TYPED}},
        {"username": ["lan"], "password": TYPED},
        {"username": "lan", "password": TYPED, "otp": [7]},
        [TYPED],
        TYPED,
    ],
)
def test_a_malformed_log_in_is_refused_without_what_was_typed(lan: User, body: object) -> None:
    answer = Client().post(SESSION, orjson.dumps(body), "application/json")

    assert answer.status_code == 422
    require_silence(answer)


def test_a_log_in_that_is_no_json_is_refused_without_what_was_typed(lan: User) -> None:
    text = f'{{"username": "lan", "password": "{CORE}'
    answers = [Client().generic("POST", SESSION, text, kind) for kind in ("application/json", "text/plain")]

    assert [answer.status_code for answer in answers] == [400, 415]
    for answer in answers:
        require_silence(answer)


def test_a_password_that_is_refused_when_it_is_set_is_not_said_again(lan: User) -> None:
    wrong = {"uid": "Mg", "token": "x", "password": TYPED}
    browser = browser_of(lan)
    answers: list[Any] = [
        Client().post("/desk/password/Mg/x", {"password": TYPED}),
        Client().post(CONFIRM, orjson.dumps(wrong), "application/json"),
        browser.post("/desk/account/password", {"password": TYPED, "new_password": f"{CORE}-2029"}),
        browser.post("/desk/account/password", {"password": RIGHT, "new_password": LONG}),
    ]

    assert [answer.status_code for answer in answers] == [422] * 4
    for answer in answers:
        require_silence(answer)


def test_twin_whose_page_fills_in_what_was_typed_is_found(lan: User) -> None:
    page = door._log_in_page

    def careless(request: HttpRequest, _: str, mistake: str, **more: Any) -> HttpResponse:
        return page(request, request.POST.get("password", ""), mistake, **more)

    with patch.object(door, "_log_in_page", careless), pytest.raises(AssertionError):
        try_both("lan", TYPED)
