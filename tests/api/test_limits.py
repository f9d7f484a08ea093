"""Nobody asks more than the budgets allow, and everybody is told what is left."""

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
from django.test import Client, RequestFactory
from pytest_django import Settings

from api import limits
from api.client_address import ADDRESS
from api.limits import SURFACES, Budget, Spent, Surface, spend, spend_as, spend_log_in, surface_of
from api.refusals import LimitsUnavailable, OverBudget
from people.log_in import Outcome, log_in
from tests.people.cast import PASSWORD, make_user
from tests.people.requests import LAN_S_PC, make_request
from tests.racing import run_together

NOON = 1_800_000_000.0  # the beginning of a minute and of an hour
PROBE = "/nowhere"
TINY = Budget("tiny", 3, 60)


@pytest.fixture(autouse=True)
def _limits_are_on(settings: Settings) -> Iterator[None]:
    settings.RATE_LIMITS = True
    with time_machine.travel(NOON, tick=False):
        yield
    limits.LOCAL.clear()
    cache.clear()
    limits._Rest.until = 0.0


@pytest.fixture
def shared_cache(settings: Settings) -> None:
    settings.SHARED_CACHE = True


@pytest.fixture
def small_store() -> Iterator[None]:
    """Give the store three requests, five with a key, and each key seven."""
    store = Surface("store", limits.STORE, TINY, Budget("with-key", 5, 60), Budget("key", 7, 60))
    with patch.object(limits, "SURFACES", (store, Surface("public", "/", Budget("public", 2, 60)))):
        yield


def ask(address: str = "203.0.113.7") -> HttpRequest:
    request = RequestFactory().get("/")
    request.META[ADDRESS] = address
    return request


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


def test_who_asks_has_one_budget_wherever_they_are_and_a_smaller_one_for_writes() -> None:
    with (
        patch.object(limits, "PER_ACTOR", Budget("actor", 4, 60)),
        patch.object(limits, "WRITES_PER_ACTOR", Budget("writes", 2, 60)),
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

    with patch.object(limits, "UPLOADS_PER_ACTOR", Budget("uploads", 2, 3_600)):
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

    with patch.object(limits, "LOG_INS_PER_NAME_ANYWHERE", Budget("anywhere", 25, 60, is_guard=True)):
        assert try_from_many_addresses() == 25
        spend_log_in(ask_from_the_pc_of_lan(), "Lan")
        with pytest.raises(OverBudget):
            spend_log_in(ask("198.51.100.7"), "lan")


@pytest.mark.django_db
def test_twin_that_knows_no_places_shuts_the_owner_out() -> None:
    make_user("lan")
    log_in(make_request(LAN_S_PC), username="lan", password=PASSWORD)

    with (
        patch.object(limits, "LOG_INS_PER_NAME_ANYWHERE", Budget("anywhere", 25, 60, is_guard=True)),
        patch.object(limits, "has_come_in_here", lambda *_: False),
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


def test_without_the_cache_reads_stay_open_and_guards_close(
    client: Client, small_store: None, shared_cache: None
) -> None:
    with broken_cache():
        assert ask_store(client, 9) == [404] * 9
        with pytest.raises(LimitsUnavailable):
            spend_log_in(ask(), "hoa")


def test_a_cache_that_failed_is_left_alone_for_five_seconds(
    shared_cache: None, caplog: pytest.LogCaptureFixture
) -> None:
    with patch.object(limits, "time", wraps=time) as clock:
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
    with patch.object(limits, "SHARED", NotAtomic()):
        assert race(8).count("passed") > 3


def test_what_was_spent_is_told_in_order() -> None:
    request = ask()
    spend(request, TINY, "a")
    spend(request, Budget("other", 9, 3_600), "a")

    assert request.META[limits.SPENT] == [Spent(TINY, 2, 60), Spent(Budget("other", 9, 3_600), 8, 3_600)]
