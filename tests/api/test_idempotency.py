"""A write repeated under its key has one effect and one answer, whoever repeats it and however often."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import connection
from django.http import FileResponse, HttpRequest, HttpResponse
from django.test import RequestFactory

from api import idempotency
from api.idempotency import answer_once
from api.models import IdempotentRequest
from api.refusals import (
    AnswerNotKept,
    IdempotencyKeyInvalid,
    IdempotencyKeyMissing,
    IdempotencyKeyReused,
    RequestInProgress,
)
from catalogue.models import Storefront, StorefrontKind
from tests.racing import run_together

ADDRESS = "/api/v1/seller/things"


def ask(body: bytes = b"{}", *, key: str | None = "k-1", address: str = ADDRESS, method: str = "POST") -> Any:
    headers = {} if key is None else {"idempotency-key": key}
    return RequestFactory().generic(method, address, body, "application/json", headers=headers)


def effect() -> HttpResponse:
    """Create a row and answer with its number, so that each effect has another answer."""
    row = Storefront.objects.create(
        name=str(Storefront.objects.count()), kind=StorefrontKind.WEB, publishable_key=f"pk_{uuid4().hex}"
    )
    return HttpResponse(
        f'{{"name":"{row.name}"}}',
        status=201,
        content_type="application/json",
        headers={"Location": f"/things/{row.name}", "Content-Language": "vi"},
    )


def write(
    request: HttpRequest,
    produce: Callable[[], Any] = effect,
    *,
    actor: str = "user:7",
    required: bool = True,
    keeps_answer: bool = True,
) -> Any:
    return answer_once(request, actor=actor, required=required, produce=produce, keeps_answer=keeps_answer)


@pytest.mark.django_db
def test_the_first_answer_is_given_again_byte_for_byte() -> None:
    first, second = write(ask()), write(ask())

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content == b'{"name":"0"}'
    assert dict(second.headers.items()) == {**first.headers, "Idempotent-Replayed": "true"}
    assert "Idempotent-Replayed" not in first.headers
    assert Storefront.objects.count() == 1


@pytest.mark.django_db
def test_a_write_without_a_key_is_carried_out_each_time_where_none_is_needed() -> None:
    first, second = write(ask(key=None), required=False), write(ask(key=""), required=False)

    assert (first.content, second.content) == (b'{"name":"0"}', b'{"name":"1"}')
    assert not IdempotentRequest.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("key", [None, ""])
def test_a_missing_key_is_refused_where_one_is_needed(key: str | None) -> None:
    with pytest.raises(IdempotencyKeyMissing):
        write(ask(key=key))

    assert not Storefront.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["a" * 256, "a b", "khoá", "a\x00", "a\x7f", " "])
@pytest.mark.parametrize("required", [True, False])
def test_a_key_that_is_long_or_not_visible_ascii_is_refused(key: str, required: bool) -> None:
    with pytest.raises(IdempotencyKeyInvalid):
        write(ask(key=key), required=required)

    assert not Storefront.objects.exists()


@pytest.mark.django_db
def test_the_longest_key_is_taken() -> None:
    key = "~!" * 127 + "a"

    assert write(ask(key=key)).content == write(ask(key=key)).content


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other", [ask(b'{"a":1}'), ask(address=f"{ADDRESS}?a=1")], ids=["another body", "another query"]
)
def test_another_request_under_the_same_key_is_refused(other: HttpRequest) -> None:
    write(ask())

    with pytest.raises(IdempotencyKeyReused):
        write(other)

    assert Storefront.objects.count() == 1


@pytest.mark.django_db
def test_a_key_belongs_to_who_asks_the_method_and_the_path() -> None:
    answers = [
        write(ask()),
        write(ask(), actor="user:8"),
        write(ask(method="PATCH")),
        write(ask(address="/api/v1/seller/others")),
        write(ask(key="k-2")),
    ]

    assert [answer.content for answer in answers] == [f'{{"name":"{n}"}}'.encode() for n in range(5)]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/" + "a" * 8_000, "/%E1%BA%AD", "/%00", "/%ED%A0%80", "/a%20b"])
def test_any_path_can_be_kept(path: str) -> None:
    assert write(ask(address=path)).content == write(ask(address=path)).content


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 404, 409, 422, 429, 500, 503])
def test_a_refusal_undoes_the_effect_and_leaves_the_key_free(status: int) -> None:
    def refused() -> HttpResponse:
        effect()
        return HttpResponse(status=status)

    assert write(ask(), refused).status_code == status
    assert not Storefront.objects.exists()
    assert write(ask(b'{"mended":1}')).content == b'{"name":"0"}'


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["k-1", None])
def test_an_exception_undoes_the_effect_and_leaves_the_key_free(key: str | None) -> None:
    def broken() -> HttpResponse:
        effect()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(ask(key=key), broken, required=False)

    assert not Storefront.objects.exists()
    assert not IdempotentRequest.objects.exists()
    assert write(ask()).status_code == 201


@pytest.mark.django_db
def test_a_refusal_without_a_key_undoes_the_effect_too() -> None:
    def refused() -> HttpResponse:
        effect()
        return HttpResponse(status=422)

    write(ask(key=None), refused, required=False)

    assert not Storefront.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "keeps_answer"),
    [
        (effect, False),
        (lambda: HttpResponse(b"x" * (idempotency.LARGEST_ANSWER + 1)), True),
        (lambda: FileResponse([b"x"]), True),
    ],
    ids=["a secret", "too large", "a file"],
)
def test_an_answer_that_is_not_kept_is_given_once_and_has_one_effect(
    answer: Callable[[], Any], keeps_answer: bool
) -> None:
    calls = []

    def counted() -> Any:
        calls.append(1)
        return answer()

    assert write(ask(), counted, keeps_answer=keeps_answer).status_code < 300
    with pytest.raises(AnswerNotKept):
        write(ask(), counted, keeps_answer=keeps_answer)

    assert len(calls) == 1
    assert IdempotentRequest.objects.get().body is None


@pytest.mark.django_db
def test_an_empty_answer_is_kept_too() -> None:
    first, second = (write(ask(method="DELETE"), lambda: HttpResponse(status=204)) for _ in range(2))

    assert (first.status_code, second.status_code, second.content) == (204, 204, b"")
    assert second.headers["Idempotent-Replayed"] == "true"


RACERS = 20


def race() -> list[Any]:
    return run_together([lambda: write(ask()) for _ in range(RACERS)])


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_have_one_effect_and_one_answer() -> None:
    outcomes = race()

    answers = [one for one in outcomes if not isinstance(one, RequestInProgress)]
    assert Storefront.objects.count() == 1
    assert {answer.content for answer in answers} == {b'{"name":"0"}'}
    assert [answer.headers.get("Idempotent-Replayed") for answer in answers].count(None) == 1
    # On SQLite writers stand in a queue and nobody is told to come back.
    assert connection.vendor == "postgresql" or len(answers) == RACERS


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_unique_row_still_holds() -> None:
    with patch.object(idempotency, "_refuse_while_another_works"):
        outcomes = race()

    assert Storefront.objects.count() == 1
    assert {answer.content for answer in outcomes} == {b'{"name":"0"}'}


@pytest.mark.django_db(transaction=True)
def test_twin_without_lock_and_unique_row_has_many_effects() -> None:
    def unguarded(identity: Any, fingerprint: str, reach: Any) -> tuple[IdempotentRequest, bool]:
        return IdempotentRequest(), True

    with (
        patch.object(idempotency, "_refuse_while_another_works"),
        patch.object(idempotency, "_claim", unguarded),
        patch.object(idempotency, "_keep"),
    ):
        race()

    assert Storefront.objects.count() > 1


@pytest.mark.django_db(transaction=True)
def test_who_comes_while_the_first_is_at_work_is_told_so() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer: the second waits and gets the answer.")

    def slow() -> HttpResponse:
        (second,) = run_together([lambda: write(ask())])
        assert isinstance(second, RequestInProgress)
        assert second.wait == 1
        return effect()

    assert write(ask(), slow).status_code == 201
    assert write(ask()).headers["Idempotent-Replayed"] == "true"


class UsedUp(Exception):
    """A one-time code that was shown before."""


def racing_proofs(ask_once: Callable[[Callable[[], None]], Any]) -> list[Any]:
    shown = []

    def prove() -> None:
        shown.append(1)
        if len(shown) > 1:
            raise UsedUp

    return run_together([lambda: ask_once(prove) for _ in range(4)])


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_shows_its_code_and_the_others_wait_or_come_back() -> None:
    outcomes = racing_proofs(
        lambda prove: answer_once(ask(), actor="user:7", required=True, produce=effect, prove=prove)
    )

    answers = [one for one in outcomes if not isinstance(one, RequestInProgress)]
    assert {answer.content for answer in answers} == {b'{"name":"0"}'}
    assert Storefront.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twin_that_asks_for_the_code_before_the_transaction_refuses_the_others() -> None:
    def prove_then_write(prove: Callable[[], None]) -> Any:
        prove()
        return write(ask())

    outcomes = racing_proofs(prove_then_write)

    assert [type(one) for one in outcomes].count(UsedUp) == 3


@pytest.mark.django_db
def test_what_a_failed_proof_leaves_behind_outlives_the_refusal() -> None:
    def prove() -> None:
        effect()
        raise UsedUp

    with pytest.raises(UsedUp):
        answer_once(ask(), actor="user:7", required=True, produce=effect, prove=prove)

    assert (Storefront.objects.count(), IdempotentRequest.objects.count()) == (1, 0)
