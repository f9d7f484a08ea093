"""Counts are exact, bounded in number, and in a shared cache they name nobody."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.core.cache import cache

from people import counters
from people.counters import Counter, LocalCounter, SharedCounter


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize("counter", [LocalCounter(), SharedCounter()])
def test_each_subject_and_window_counts_for_itself(counter: Counter) -> None:
    counted = [counter.add_one("a", "x", 1, 60) for _ in range(3)]
    others = [counter.add_one(*key, 60) for key in (("a", "x", 2), ("a", "y", 1), ("b", "x", 1))]

    assert (counted, others) == ([1, 2, 3], [1, 1, 1])


def test_the_oldest_half_falls_out_when_there_are_too_many() -> None:
    counter = LocalCounter()
    with patch.object(counters, "MOST_COUNTS", 10):
        for number in range(11):
            counter.add_one("a", str(number), 1, 60)

    assert counter.add_one("a", "10", 1, 60) == 2
    assert counter.add_one("a", "5", 1, 60) == 2
    assert counter.add_one("a", "4", 1, 60) == 1


def test_a_shared_count_ends_by_itself() -> None:
    with patch.object(cache, "add", wraps=cache.add) as add:
        SharedCounter().add_one("a", "x", 1, 120)

    assert add.call_args.args[1:] == (1, 120)


def test_two_that_begin_a_count_together_are_both_counted() -> None:
    def begin_first(key: str, value: int, kept_seconds: int) -> bool:
        cache.set(key, value, kept_seconds)
        return False

    with patch.object(cache, "add") as add:
        add.side_effect = begin_first
        assert SharedCounter().add_one("a", "x", 1, 60) == 2


def test_a_shared_cache_holds_neither_addresses_nor_names() -> None:
    with patch.object(cache, "incr", wraps=cache.incr) as incr:
        SharedCounter().add_one("log-in-name", "hoa@example.vn", 1, 60)

    key = incr.call_args.args[0]
    assert key.startswith("log-in-name:")
    assert "hoa" not in key
