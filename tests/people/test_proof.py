"""Who is logged in shows once more that it is oneself, and is counted as at a door."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest
from pytest_django import Settings

from people import budgets
from people.client_address import ADDRESS
from people.errors import LockedOut, OneTimeCodeNeeded, OverBudget, PasswordWrong
from people.proof import require_proof
from tests.people.cast import PASSWORD, make_user
from tests.people.codes import turn_on
from tests.people.requests import LAN_S_PC, make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of_lan() -> HttpRequest:
    request = make_request(LAN_S_PC)
    request.META[ADDRESS] = LAN_S_PC
    return request


@pytest.fixture
def _limits_are_on(settings: Settings) -> Iterator[None]:
    settings.RATE_LIMITS = True
    yield
    budgets.LOCAL.clear()


def test_a_wrong_password_is_no_proof_and_the_fifth_locks(request_of_lan: HttpRequest) -> None:
    user = make_user("lan")
    require_proof(request_of_lan, user, password=PASSWORD)

    for _ in range(5):
        with pytest.raises(PasswordWrong):
            require_proof(request_of_lan, user, password="sai")
    with pytest.raises(LockedOut) as locked:
        require_proof(request_of_lan, user, password=PASSWORD)
    assert 0 < locked.value.wait <= 900


def test_who_has_a_second_factor_shows_it_too(request_of_lan: HttpRequest) -> None:
    user = make_user("lan")
    recovery = turn_on(user)

    with pytest.raises(OneTimeCodeNeeded):
        require_proof(request_of_lan, user, password=PASSWORD)
    require_proof(request_of_lan, user, password=PASSWORD, otp=recovery[0])
    with pytest.raises(PasswordWrong):
        require_proof(request_of_lan, user, password=PASSWORD, otp="no code")


@pytest.mark.usefixtures("_limits_are_on")
def test_proofs_spend_the_budget_of_log_ins(request_of_lan: HttpRequest) -> None:
    user = make_user("lan")
    for _ in range(10):
        require_proof(request_of_lan, user, password=PASSWORD)

    with pytest.raises(OverBudget):
        require_proof(request_of_lan, user, password=PASSWORD)
