"""Nobody spends more than a budget holds, however many ask at once."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from people import budgets
from people.budgets import Budget, Spent, spend, spend_as, spend_log_in
from people.client_address import ADDRESS
from people.errors import LimitsUnavailable, OverBudget
from people.log_in import Outcome, log_in
from tests.people.cast import PASSWORD, make_user
from tests.people.requests import LAN_S_PC, make_request
from tests.racing import run_together

NOON = 1_800_000_000.0  # the beginning of a minute and of an hour
TINY = Budget("tiny", 3, 60)


@pytest.fixture(autouse=True)
def _limits_are_on(settings: Settings) -> Iterator[None]:
    settings.RATE_LIMITS = True
    with time_machine.travel(NOON, tick=False):
        yield
    budgets.LOCAL.clear()
    cache.clear()
    budgets._Rest.until = 0.0


@pytest.fixture
def shared_cache(settings: Settings) -> None:
    settings.SHARED_CACHE = True


def ask(address: str = "203.0.113.7") -> HttpRequest:
    request = RequestFactory().get("/")
    request.META[ADDRESS] = address
    return request


def test_who_asks_has_one_budget_wherever_they_are_and_a_smaller_one_for_writes() -> None:
    with (
        patch.object(budgets, "PER_ACTOR", Budget("actor", 4, 60)),
        patch.object(budgets, "WRITES_PER_ACTOR", Budget("writes", 2, 60)),
    ):
        for number in range(2):
            spend_as(ask(f"203.0.113.{number}"), "user:7", writes=True)
        with pytest.raises(OverBudget):
            spend_as(ask(), "user:7", writes=True)
        spend_as(ask(), "user:7", writes=False)
        with pytest.raises(OverBudget):
            spend_as(ask(), "user:7", writes=False)
        spend_as(ask(), "user:8", writes=True)


def test_uploads_have_a_budget_of_their_own() -> None:
    def upload() -> HttpRequest:
        request = RequestFactory().post("/", {"a": "b"})
        request.META[ADDRESS] = "203.0.113.7"
        return request

    with patch.object(budgets, "UPLOADS_PER_ACTOR", Budget("uploads", 2, 3_600)):
        for _ in range(2):
            spend_as(upload(), "user:7", writes=True)
        with pytest.raises(OverBudget) as refused:
            spend_as(upload(), "user:7", writes=True)
        spend_as(ask(), "user:7", writes=True)

    assert refused.value.wait == 3_600


@pytest.mark.django_db
def test_log_ins_are_counted_by_name_at_an_address_and_by_address() -> None:
    for _ in range(10):
        spend_log_in(ask("203.0.113.1"), " Hoa ")
    with pytest.raises(OverBudget):
        spend_log_in(ask("203.0.113.1"), "HOA")
    spend_log_in(ask("203.0.113.2"), "hoa")
    spend_log_in(ask("203.0.113.1"), "lan")
    for number in range(30):
        spend_log_in(ask("198.51.100.1"), f"name {number}")
    with pytest.raises(OverBudget):
        spend_log_in(ask("198.51.100.1"), "another")


def try_from_many_addresses() -> int:
    """Return how many of 40 tries to come in as Lan, each from an address of its own, are let pass."""
    passed = 0
    for number in range(40):
        with suppress(OverBudget):
            spend_log_in(ask(f"203.0.113.{number}"), "lan")
            passed += 1
    return passed


@pytest.mark.django_db
def test_who_tries_a_name_from_everywhere_does_not_shut_out_its_owner() -> None:
    make_user("lan")
    attempt = log_in(make_request(LAN_S_PC), username="lan", password=PASSWORD)
    assert attempt.outcome == Outcome.WELCOME

    with patch.object(budgets, "LOG_INS_PER_NAME_ANYWHERE", Budget("anywhere", 25, 60, is_guard=True)):
        assert try_from_many_addresses() == 25
        spend_log_in(ask_from_the_pc_of_lan(), "Lan")
        with pytest.raises(OverBudget):
            spend_log_in(ask("198.51.100.7"), "lan")


@pytest.mark.django_db
def test_twin_that_knows_no_places_shuts_the_owner_out() -> None:
    make_user("lan")
    log_in(make_request(LAN_S_PC), username="lan", password=PASSWORD)

    with (
        patch.object(budgets, "LOG_INS_PER_NAME_ANYWHERE", Budget("anywhere", 25, 60, is_guard=True)),
        patch.object(budgets, "has_come_in_here", lambda *_: False),
    ):
        try_from_many_addresses()
        with pytest.raises(OverBudget):
            spend_log_in(ask_from_the_pc_of_lan(), "Lan")


def ask_from_the_pc_of_lan() -> HttpRequest:
    request = make_request(LAN_S_PC)
    request.META[ADDRESS] = LAN_S_PC
    return request


def broken_cache() -> Any:
    return patch.object(cache, "incr", side_effect=ConnectionError("cache:6379"))


def test_without_the_cache_what_is_no_guard_passes_and_guards_close(shared_cache: None) -> None:
    with broken_cache():
        for _ in range(9):
            spend(ask(), TINY, "a")
        with pytest.raises(LimitsUnavailable):
            spend_log_in(ask(), "hoa")


def test_a_cache_that_failed_is_left_alone_for_five_seconds(
    shared_cache: None, caplog: pytest.LogCaptureFixture
) -> None:
    with patch.object(budgets, "time", wraps=time) as clock:
        clock.monotonic.return_value = 100.0
        with broken_cache() as incr:
            for _ in range(3):
                spend(ask(), TINY, "a")
            assert incr.call_count == 1
            clock.monotonic.return_value = 105.0
            spend(ask(), TINY, "a")
            assert incr.call_count == 2
    assert caplog.messages == ["The cache of the rate limits does not answer: ConnectionError"] * 2


def race(requests: int) -> list[Any]:
    def one() -> str:
        try:
            spend(ask(), TINY, "everybody")
        except OverBudget:
            return "refused"
        return "passed"

    return run_together([one] * requests)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("shared", [True, False])
def test_of_many_at_once_exactly_as_many_pass_as_the_budget_holds(settings: Settings, shared: bool) -> None:
    settings.SHARED_CACHE = shared

    assert sorted(race(40)) == ["passed"] * 3 + ["refused"] * 37


@pytest.mark.django_db(transaction=True)
def test_twin_that_reads_and_then_writes_lets_more_pass(shared_cache: None) -> None:
    class NotAtomic:
        def add_one(self, name: str, subject: str, window: int, kept_seconds: int) -> int:
            used = int(cache.get(name, 0))
            barrier.wait(10)  # what a cache on the network takes
            cache.set(name, used + 1, kept_seconds)
            return used + 1

    barrier = threading.Barrier(8)
    with patch.object(budgets, "SHARED", NotAtomic()):
        assert race(8).count("passed") > 3


def test_what_was_spent_is_told_in_order() -> None:
    request = ask()
    spend(request, TINY, "a")
    spend(request, Budget("other", 9, 3_600), "a")

    assert request.META[budgets.SPENT] == [Spent(TINY, 2, 60), Spent(Budget("other", 9, 3_600), 8, 3_600)]
