"""Nobody asks more than the budgets allow, and everybody is told what is left."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from api import limits
from api.limits import SURFACES, Surface, surface_of
from people import budgets
from people.budgets import Budget

NOON = 1_800_000_000.0  # the beginning of a minute and of an hour
PROBE = "/nowhere"
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


@pytest.fixture
def small_store() -> Iterator[None]:
    """Give the store three requests, five with a key, and each key seven."""
    store = Surface("store", limits.STORE, TINY, Budget("with-key", 5, 60), Budget("key", 7, 60))
    with patch.object(limits, "SURFACES", (store, Surface("public", "/", Budget("public", 2, 60)))):
        yield


def ask_store(client: Client, count: int, **options: Any) -> list[int]:
    return [client.get(f"{limits.STORE}nothing", **options).status_code for _ in range(count)]


def test_what_is_over_the_budget_is_refused_until_the_window_ends(client: Client, small_store: None) -> None:
    assert ask_store(client, 5) == [404, 404, 404, 429, 429]

    with time_machine.travel(NOON + 59.9, tick=False):
        assert ask_store(client, 1) == [429]
    with time_machine.travel(NOON + 60, tick=False):
        assert ask_store(client, 1) == [404]


def test_a_refusal_is_a_problem_that_says_when_to_come_back(client: Client, small_store: None) -> None:
    ask_store(client, 3)
    with time_machine.travel(NOON + 20, tick=False):
        answer = client.get(f"{limits.STORE}nothing", headers={"accept-language": "en"})

    assert answer.status_code == 429
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Retry-After"] == "40"
    assert answer["RateLimit"] == '"tiny";r=0;t=40'
    assert answer["Cache-Control"] == "no-store"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["code"] == "rate_limited"
    assert answer.json()["detail"] == "Too many requests in a short time. Try again in 40 seconds."


def test_each_answer_says_what_is_left(client: Client, small_store: None) -> None:
    answers = [client.get(f"{limits.STORE}nothing") for _ in range(3)]

    assert [answer["RateLimit"] for answer in answers] == [f'"tiny";r={left};t=60' for left in (2, 1, 0)]
    assert {answer["RateLimit-Policy"] for answer in answers} == {'"tiny";q=3;w=60'}


@pytest.mark.django_db
def test_a_key_has_a_budget_of_its_own_beside_that_of_the_address(client: Client, small_store: None) -> None:
    keyed: dict[str, Any] = {"headers": {"x-publishable-key": "pk_" + "a" * 24}}
    assert ask_store(client, 4, **keyed, REMOTE_ADDR="203.0.113.1") == [404] * 4
    assert ask_store(client, 2, **keyed, REMOTE_ADDR="203.0.113.1") == [404, 429]
    assert ask_store(client, 3, **keyed, REMOTE_ADDR="203.0.113.2") == [404, 404, 429]
    # Without the key the address still has what everybody has.
    assert ask_store(client, 1, REMOTE_ADDR="203.0.113.1") == [404]


def test_made_up_keys_open_no_new_budget(client: Client, small_store: None) -> None:
    statuses = [
        client.get(f"{limits.STORE}nothing", headers={"x-publishable-key": f"pk_{number:024d}"}).status_code
        for number in range(7)
    ]

    assert statuses == [404] * 5 + [429] * 2


def test_an_address_that_is_made_up_opens_no_new_budget(client: Client, small_store: None) -> None:
    statuses = [
        client.get(f"{limits.STORE}nothing", headers={"x-forwarded-for": f"198.51.100.{number}"}).status_code
        for number in range(5)
    ]

    assert statuses == [404, 404, 404, 429, 429]


def test_twin_that_believes_the_header_lets_everything_pass(
    client: Client, small_store: None, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = 1  # though no proxy of ours stands there

    statuses = [
        client.get(f"{limits.STORE}nothing", headers={"x-forwarded-for": f"198.51.100.{number}"}).status_code
        for number in range(5)
    ]

    assert statuses == [404] * 5


def test_off_lifts_the_limits(client: Client, small_store: None, settings: Settings) -> None:
    settings.RATE_LIMITS = False

    answers = [client.get(PROBE) for _ in range(9)]

    assert {answer.status_code for answer in answers} == {404}
    assert not any("RateLimit" in answer for answer in answers)


def test_probes_and_static_files_are_free(client: Client) -> None:
    answer = client.get("/livez")

    assert answer.status_code == 200
    assert "RateLimit" not in answer
    assert surface_of("/static/api/docs.css").per_address is None
    assert surface_of("/readyz").per_address is None


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/v1/store/products", "store"),
        ("/api/v1/seller/products", "seller"),
        ("/api/v1/alliance/products", "alliance"),
        ("/desk/", "desk"),
        ("/media/a.webp", "media"),
        ("/p/mat-ong", "public"),
        ("/01/09520007919019", "public"),
        ("", "public"),
    ],
)
def test_each_address_belongs_to_a_surface(path: str, name: str) -> None:
    assert surface_of(path or "/").name == name


def test_the_budgets_are_those_that_the_documents_name() -> None:
    budgets = [(s.name, s.per_address and s.per_address.requests) for s in SURFACES if s.per_address]

    assert budgets == [
        ("store", 600),
        ("seller", 1_800),
        ("alliance", 1_800),
        ("desk", 1_800),
        ("media", 3_000),
        ("public", 600),
    ]


def test_without_the_cache_reads_stay_open(client: Client, small_store: None, shared_cache: None) -> None:
    with patch.object(cache, "incr", side_effect=ConnectionError("cache:6379")):
        assert ask_store(client, 9) == [404] * 9
