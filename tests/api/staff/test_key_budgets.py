"""A secret key spends from a budget of its own, over the wire, and no other key pays for it."""

from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.core.cache import cache
from pytest_django import Settings

from api.staff import views
from catalogue.models import Product
from people import budgets
from people.budgets import Budget
from people.models import SecretKey
from tests.api.seller.goods import new_product
from tests.api.staff.people import Caller, Cast

NOON = 1_800_000_000.0  # the beginning of a minute


@pytest.fixture(autouse=True)
def _small_budgets(settings: Settings) -> Iterator[None]:
    """Give each actor three requests in a minute, and two that write."""
    settings.RATE_LIMITS = True
    with (
        patch.object(budgets, "PER_ACTOR", Budget("actor", 3, 60)),
        patch.object(budgets, "WRITES_PER_ACTOR", Budget("actor-writes", 2, 60)),
        time_machine.travel(NOON, tick=False),
    ):
        yield
    budgets.LOCAL.clear()
    cache.clear()


def statuses(caller: Caller, count: int) -> list[int]:
    return [caller.get("seller/products").status_code for _ in range(count)]


def test_a_key_that_has_spent_its_budget_is_refused_until_the_minute_ends(cast: Cast) -> None:
    key = cast.key_a()

    assert statuses(key, 5) == [200, 200, 200, 429, 429]
    with time_machine.travel(NOON + 59.9, tick=False):
        assert statuses(key, 1) == [429]
    with time_machine.travel(NOON + 60, tick=False):
        assert statuses(key, 1) == [200]


def test_the_refusal_is_a_problem_with_the_headers_of_both_budgets(cast: Cast) -> None:
    key = cast.key_a()
    statuses(key, 3)

    with time_machine.travel(NOON + 20, tick=False):
        answer = key.get("seller/products", Accept_Language="en")

    assert answer.status_code == 429
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Retry-After"] == "40"
    assert answer["RateLimit"] == '"staff-address";r=1796;t=40, "actor";r=0;t=40'
    assert answer["RateLimit-Policy"] == '"staff-address";q=1800;w=60, "actor";q=3;w=60'
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["code"] == "rate_limited"
    assert answer.json()["detail"] == "Too many requests in a short time. Try again in 40 seconds."


def test_another_key_of_the_same_cooperative_and_its_people_are_unharmed(cast: Cast) -> None:
    spent, other = cast.key_a(), cast.key_a()
    assert SecretKey.objects.filter(cooperative=cast.a).count() == 2

    assert statuses(spent, 4) == [200, 200, 200, 429]

    assert statuses(other, 4) == [200, 200, 200, 429]
    assert statuses(cast.owner_a, 1) == [200]


def test_a_key_writes_no_more_than_its_budget_of_writes(cast: Cast) -> None:
    key, other = cast.key_a(), cast.key_a()

    answers = [key.post("seller/products", new_product(), Idempotency_Key=f"k{n}") for n in range(3)]

    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[2]["RateLimit"] == '"staff-address";r=1797;t=60, "actor";r=0;t=60, "actor-writes";r=0;t=60'
    assert Product.objects.filter(cooperative=cast.a).count() == 2
    assert other.post("seller/products", new_product(), Idempotency_Key="k").status_code == 201


def _charge_nobody(*_: Any, **__: Any) -> None:
    """Spend nothing."""


def _charge_all_as_one(charge: Callable[..., None]) -> Callable[..., None]:
    return lambda request, _, *, writes: charge(request, "anybody", writes=writes)


def test_twin_that_charges_nobody_lets_everything_pass(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "spend_as", _charge_nobody)

    assert statuses(cast.key_a(), 5) == [200] * 5


def test_twin_that_charges_all_as_one_harms_the_other_key(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "spend_as", _charge_all_as_one(budgets.spend_as))

    assert statuses(cast.key_a(), 3) == [200] * 3
    assert statuses(cast.key_a(), 1) == [429]
