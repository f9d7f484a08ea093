"""Several servers count together in one Redis, and a Redis that hangs or is gone stops nobody for long."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings as product
from django.core.cache import caches
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from people import budgets
from people.budgets import Budget, spend, spend_log_in
from people.client_address import ADDRESS
from people.counters import SharedCounter
from people.errors import LimitsUnavailable, OverBudget
from tests.people.redis_stand_in import redis_stand_in
from tests.racing import run_together

BUDGET = Budget("tiny", 3, 60)


def ask() -> HttpRequest:
    request = RequestFactory().get("/")
    request.META[ADDRESS] = "203.0.113.7"
    return request


@pytest.fixture(autouse=True)
def _limits_are_shared(settings: Settings) -> Iterator[None]:
    settings.RATE_LIMITS = settings.SHARED_CACHE = True
    yield
    budgets._Rest.until = 0.0


@contextmanager
def cache_at(settings: Settings, url: str, patience: float = 30) -> Iterator[None]:
    """Use the Redis at ``url``; the settings of the product give it a quarter of a second."""
    options: dict[str, Any] = {"socket_timeout": patience, "socket_connect_timeout": patience}
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": url, "OPTIONS": options}}
    try:
        yield
    finally:
        for pool in caches["default"]._cache._pools.values():  # type: ignore[attr-defined]
            pool.disconnect()


def test_a_count_in_redis_is_exact_and_ends_by_itself(settings: Settings) -> None:
    with redis_stand_in() as server, cache_at(settings, server.url):
        counted = [SharedCounter().add_one("a", "x", 7, 120) for _ in range(3)]
        other = SharedCounter().add_one("a", "x", 8, 120)

    assert (counted, other) == ([1, 2, 3], 1)
    assert sorted(server.kept.values()) == [1, 3]
    assert all({b"NX", b"120"} <= set(options) for options in server.options.values())


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_as_many_pass_as_the_budget_holds(settings: Settings) -> None:
    def one() -> str:
        try:
            spend(ask(), BUDGET, "everybody")
        except OverBudget:
            return "refused"
        finally:
            for pool in caches["default"]._cache._pools.values():  # type: ignore[attr-defined]
                pool.disconnect()
        return "passed"

    with redis_stand_in() as server, cache_at(settings, server.url):
        outcomes = run_together([one] * 20)

    assert sorted(map(str, outcomes)) == ["passed"] * 3 + ["refused"] * 17


def test_a_redis_that_hangs_holds_up_one_request_for_a_moment_and_no_other(settings: Settings) -> None:
    with redis_stand_in(is_silent=True) as server, cache_at(settings, server.url, 0.25):
        began = time.monotonic()
        for _ in range(50):
            spend(ask(), BUDGET, "everybody")
        seconds = time.monotonic() - began
        with pytest.raises(LimitsUnavailable):
            spend_log_in(ask(), "hoa")

    assert seconds < 2


def test_a_redis_that_is_gone_lets_reads_pass_and_log_ins_wait(settings: Settings) -> None:
    with redis_stand_in() as server:
        url = server.url
    with cache_at(settings, url):
        spend(ask(), BUDGET, "everybody")
        with pytest.raises(LimitsUnavailable):
            spend_log_in(ask(), "hoa")


SERVER = """
import django
django.setup()
from django.test import RequestFactory
from people.budgets import Budget, spend
from people.errors import OverBudget
passed = 0
for _ in range(10):
    try:
        spend(RequestFactory().get("/"), Budget("tiny", 7, 10**9), "everybody")
        passed += 1
    except OverBudget:
        pass
print(passed)
"""


def passed_in_two_processes(**environment: str) -> int:
    """Return how many of twenty requests two servers let pass, each a process of its own."""
    own = {name: value for name, value in os.environ.items() if name != "HTX_CACHE_URL"}
    named = own | {"DJANGO_SETTINGS_MODULE": "config.settings"} | environment
    command = [sys.executable, "-c", SERVER]
    with (
        subprocess.Popen(command, cwd=product.BASE_DIR, env=named, stdout=subprocess.PIPE, text=True) as one,
        subprocess.Popen(command, cwd=product.BASE_DIR, env=named, stdout=subprocess.PIPE, text=True) as two,
    ):
        return sum(int(server.communicate()[0]) for server in (one, two))


def test_two_server_processes_count_together_and_without_the_cache_each_for_itself() -> None:
    with redis_stand_in() as server:
        assert passed_in_two_processes(HTX_CACHE_URL=server.url) == 7
    assert passed_in_two_processes() == 14
