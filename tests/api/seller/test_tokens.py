"""Tokens: many for each person, told once, taken back alone, and nobody else's business."""

import datetime

import pytest
from django.test import Client

from api.seller.tokens import NewTokenSerializer
from catalogue.history import history_of
from people.credentials import MOST_SECRETS
from people.models import AccessToken
from tests.api.seller.browsers import logged_in
from tests.api.staff.people import Caller, Cast
from tests.people.cast import PASSWORD
from tests.people.codes import turn_on

pytestmark = pytest.mark.django_db
TOKENS = "seller/tokens"


def test_a_token_is_told_once_and_opens_what_its_owner_may(cast: Cast) -> None:
    answer = cast.staff_a.post(TOKENS, {"name": "máy quét", "days": 7})

    body = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    assert body["token"].startswith(body["starts_with"])
    created, expires = map(datetime.datetime.fromisoformat, (body["created_at"], body["expires_at"]))
    assert round((expires - created).total_seconds()) == 7 * 24 * 3600
    assert Caller(body["token"]).get("seller/session").json()["user"]["username"] == "minh"
    [listed, first] = cast.staff_a.get(TOKENS).json()["results"]
    assert {**body, "last_used_on": listed["last_used_on"]} == {**listed, "token": body["token"]}
    assert first["name"] == "test"
    digest = AccessToken.objects.get(pk=body["id"]).digest
    assert digest not in answer.content.decode()
    assert digest not in cast.staff_a.get(TOKENS).content.decode()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": ""},
        {"name": "a" * 101},
        {"name": "t", "days": 0},
        {"name": "t", "days": 731},
        {"name": "t", "days": 1.5},
        {"name": "t", "user": 1},
        {"name": "t", "expires_at": "2040-01-01T00:00:00Z"},
        {"name": "t", "digest": "0" * 64},
        {"name": "t", "grants": ["catalogue:read"]},
    ],
)
def test_what_no_token_can_be_is_refused(cast: Cast, body: dict[str, object]) -> None:
    assert cast.owner_a.post(TOKENS, body).status_code == 422
    assert AccessToken.objects.filter(user=cast.lan).count() == 1


def test_a_token_makes_none_that_outlives_it_and_a_session_does(cast: Cast, client: Client) -> None:
    short = Caller(cast.owner_a.post(TOKENS, {"name": "ngắn", "days": 2}).json()["token"])
    ends = AccessToken.objects.get(name="ngắn").expires_at

    made = [short.post(TOKENS, {"name": "con", **days}) for days in ({}, {"days": 730}, {"days": 2})]
    grandchild = Caller(made[1].json()["token"]).post(TOKENS, {"name": "cháu", "days": 9})
    earlier = short.post(TOKENS, {"name": "sớm", "days": 1}).json()
    client.force_login(cast.lan)
    body = {"name": "dài", "days": 730, "password": PASSWORD}
    by_session = client.post(f"/api/v1/{TOKENS}", body, "application/json")

    assert [answer.status_code for answer in (*made, grandchild)] == [201] * 4
    named = AccessToken.objects.filter(name__in=("con", "cháu"))
    assert list(named.values_list("expires_at", flat=True)) == [ends] * 4
    created, expires = (datetime.datetime.fromisoformat(earlier[at]) for at in ("created_at", "expires_at"))
    assert round((expires - created).total_seconds()) == 24 * 3600
    created, expires = (
        datetime.datetime.fromisoformat(by_session.json()[at]) for at in ("created_at", "expires_at")
    )
    assert round((expires - created).total_seconds()) == 730 * 24 * 3600


@pytest.mark.parametrize("proof", [{}, {"password": ""}, {"password": "sai"}, {"otp": "123456"}])
def test_a_session_left_open_makes_no_token(cast: Cast, proof: dict[str, str]) -> None:
    browser, csrf = logged_in("lan")

    answer = browser.post(TOKENS, {"name": "t", **proof}, **csrf)

    code = "password_wrong" if proof.get("password") else "validation_failed"
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert [entry["pointer"] for entry in answer.json()["errors"]] == ["/password"]
    assert AccessToken.objects.filter(user=cast.lan).count() == 1


def test_twin_without_the_proof_it_makes_one(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NewTokenSerializer, "needs_proof", lambda *_: False)
    browser, csrf = logged_in("lan")

    assert browser.post(TOKENS, {"name": "t"}, **csrf).status_code == 201


def test_with_a_second_factor_a_session_shows_a_code_and_a_token_does_not(cast: Cast) -> None:
    browser, csrf = logged_in("lan")
    recovery = turn_on(cast.lan)
    body = {"name": "t", "password": PASSWORD}

    refused = browser.post(TOKENS, body, **csrf)
    made = browser.post(TOKENS, body | {"otp": recovery[0]}, **csrf)

    assert (refused.json()["code"], made.status_code) == ("one_time_code_required", 201)
    assert cast.owner_a.post(TOKENS, {"name": "t"}).status_code == 201


def test_only_ones_own_are_seen_and_revoked_even_by_owners_and_officers(cast: Cast) -> None:
    token = AccessToken.objects.get(user=cast.minh)

    for other in (cast.owner_a, cast.owner_b, cast.alliance):
        assert token.pk not in [row["id"] for row in other.get(TOKENS).json()["results"]]
        assert other.delete(f"{TOKENS}/{token.pk}").status_code == 404
    assert cast.staff_a.get(TOKENS).status_code == 200

    assert cast.staff_a.delete(f"{TOKENS}/{token.pk}").status_code == 204
    assert cast.staff_a.get(TOKENS).status_code == 401
    assert history_of(token)[0].actor == f"user:{cast.minh.pk}"


def test_keys_have_no_tokens(cast: Cast) -> None:
    for answer in (cast.key_a().get(TOKENS), cast.key_a().post(TOKENS, {"name": "t"})):
        assert (answer.status_code, answer.json()["code"]) == (403, "people_only")


def test_there_is_a_most(cast: Cast) -> None:
    AccessToken.objects.bulk_create(
        AccessToken(user=cast.lan, name="t", digest=f"{number:064}", shown="at_")
        for number in range(MOST_SECRETS - 1)
    )

    answer = cast.owner_a.post(TOKENS, {"name": "t"})

    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_secrets")
    assert cast.owner_b.post(TOKENS, {"name": "t"}).status_code == 201


def test_a_repetition_makes_no_second_token_and_tells_no_secret(cast: Cast) -> None:
    cast.owner_a.post(TOKENS, {"name": "t"}, Idempotency_Key="k")
    again = cast.owner_a.post(TOKENS, {"name": "t"}, Idempotency_Key="k")

    assert (again.status_code, again.json()["code"]) == (409, "answer_not_kept")
    assert AccessToken.objects.filter(user=cast.lan).count() == 2
