"""The second factor over the wire: on with a code, off with password and code."""

import pytest
import time_machine
from django.http import HttpResponse
from django_otp.plugins.otp_totp.models import TOTPDevice
from rest_framework.request import Request

from api.seller.second_factor import SecondFactorConfirmation
from people.models import User
from tests.api.staff.people import Cast
from tests.people.cast import PASSWORD
from tests.people.codes import NOON, STEP, code_of, turn_on, wrong_code_of

pytestmark = pytest.mark.django_db
TOTP = "seller/totp"
PROOF = {"password": PASSWORD}


def test_from_nothing_to_ten_recovery_codes(cast: Cast) -> None:
    assert cast.owner_a.get(TOTP).json() == {"is_on": False, "recovery_codes_left": 0}

    begun = cast.owner_a.post(TOTP, PROOF)
    assert begun.status_code == 201
    assert begun.headers["Cache-Control"] == "no-store"
    assert begun.json()["uri"].startswith("otpauth://totp/")
    assert begun.json()["qr_svg"].startswith("<svg")

    done = cast.owner_a.post(f"{TOTP}/confirm", {"otp": code_of(cast.lan)})
    assert (done.status_code, len(done.json()["recovery_codes"])) == (200, 10)
    assert done.headers["Cache-Control"] == "no-store"
    assert cast.owner_a.get(TOTP).json() == {"is_on": True, "recovery_codes_left": 10}


@pytest.mark.parametrize("body", [None, {}, {"password": "sai"}, {"password": PASSWORD + " "}])
def test_whoever_has_found_a_token_does_not_shut_its_owner_out(
    cast: Cast, body: dict[str, str] | None
) -> None:
    assert cast.owner_a.post(TOTP, body).status_code == 422
    assert not TOTPDevice.objects.exists()


@pytest.mark.parametrize("otp", ["", "12345", "1234567", "abcdef", "１２３４５６", 123456, None])
def test_what_is_no_code_is_refused(cast: Cast, otp: object) -> None:
    cast.owner_a.post(TOTP, PROOF)

    assert cast.owner_a.post(f"{TOTP}/confirm", {"otp": otp}).status_code == 422
    assert User.objects.get(username="lan").second_factor_since is None


def test_a_wrong_code_and_a_code_for_nothing_are_refused(cast: Cast) -> None:
    early = cast.owner_a.post(f"{TOTP}/confirm", {"otp": "000000"})
    cast.owner_a.post(TOTP, PROOF)
    wrong = cast.owner_a.post(f"{TOTP}/confirm", {"otp": wrong_code_of(cast.lan)})

    assert (early.status_code, early.json()["code"]) == (409, "second_factor_missing")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "one_time_code_wrong")
    assert not TOTPDevice.objects.get().confirmed


def test_guessing_the_first_code_is_counted_though_nothing_changes(cast: Cast) -> None:
    cast.owner_a.post(TOTP, PROOF)

    with time_machine.travel(NOON, tick=False):
        body = {"otp": wrong_code_of(cast.lan)}
        answers = [cast.owner_a.post(f"{TOTP}/confirm", body) for _ in range(40)]
        right = cast.owner_a.post(f"{TOTP}/confirm", {"otp": code_of(cast.lan)})

    assert [answer.status_code for answer in answers] == [422] + [429] * 39
    assert (right.status_code, right.json()["code"], right.headers["Retry-After"]) == (429, "locked_out", "1")
    assert TOTPDevice.objects.get().throttling_failure_count == 1
    assert User.objects.get(pk=cast.lan.pk).second_factor_since is None


def test_twin_that_counts_inside_the_transaction_lets_everybody_guess(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare, post = SecondFactorConfirmation.prepare, SecondFactorConfirmation.post

    def inside(view: SecondFactorConfirmation, request: Request) -> HttpResponse:
        prepare(view)
        return post(view, request)

    monkeypatch.setattr(SecondFactorConfirmation, "prepare", lambda _view: None)
    monkeypatch.setattr(SecondFactorConfirmation, "post", inside)
    cast.owner_a.post(TOTP, PROOF)
    body = {"otp": wrong_code_of(cast.lan)}

    statuses = [cast.owner_a.post(f"{TOTP}/confirm", body).status_code for _ in range(5)]

    assert statuses == [422] * 5


def test_a_confirmation_is_not_told_again_for_the_same_key(cast: Cast) -> None:
    cast.owner_a.post(TOTP, PROOF)
    body = {"otp": code_of(cast.lan)}

    first, again = (cast.owner_a.post(f"{TOTP}/confirm", body, Idempotency_Key="k") for _ in range(2))

    assert first.status_code == 200
    assert (again.status_code, again.json()["code"]) == (409, "answer_not_kept")


def test_a_secret_is_not_told_again_for_the_same_key(cast: Cast) -> None:
    cast.owner_a.post(TOTP, PROOF, Idempotency_Key="k")
    again = cast.owner_a.post(TOTP, PROOF, Idempotency_Key="k")

    assert (again.status_code, again.json()["code"]) == (409, "answer_not_kept")


def test_it_is_turned_off_with_password_and_code_alone(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False):
        recovery = turn_on(cast.lan)
        for body, code in (
            (None, 422),
            ({"password": PASSWORD}, 422),
            ({"password": "sai", "otp": "000000"}, 422),
            ({"password": PASSWORD, "otp": wrong_code_of(cast.lan)}, 422),
        ):
            assert cast.owner_a.ask("DELETE", TOTP, body).status_code == code
        again = cast.owner_a.post(TOTP, PROOF | {"otp": recovery[0]})
        assert again.json()["code"] == "second_factor_active"
        assert cast.owner_a.get(TOTP).json()["is_on"]
    with time_machine.travel(NOON + 4 * STEP, tick=False):
        answer = cast.owner_a.ask("DELETE", TOTP, {"password": PASSWORD, "otp": code_of(cast.lan)})
        assert answer.status_code == 204
        assert not cast.owner_a.get(TOTP).json()["is_on"]
        assert not TOTPDevice.objects.exists()


def test_nothing_that_is_not_there_is_turned_off(cast: Cast) -> None:
    answer = cast.owner_a.ask("DELETE", TOTP, {"password": PASSWORD})

    assert (answer.status_code, answer.json()["code"]) == (409, "second_factor_missing")


def test_guessing_the_code_is_counted_though_nothing_changes(cast: Cast) -> None:
    turn_on(cast.lan)
    body = {"password": PASSWORD, "otp": "aaaaa-aaaaa"}

    codes = [cast.owner_a.ask("DELETE", TOTP, body).json()["code"] for _ in range(2)]

    assert codes == ["password_wrong", "locked_out"]


def test_keys_have_no_second_factor(cast: Cast) -> None:
    for answer in (cast.key_a().get(TOTP), cast.key_a().post(TOTP)):
        assert (answer.status_code, answer.json()["code"]) == (403, "people_only")
