"""Answers are kept by what they depend on, and the catalogue's generation is part of that."""

from threading import Thread

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from api.answer_cache import LARGEST_ANSWER, MOST_ANSWERS, AnswerCache
from tests.api.store.test_products import make_shop, render

ADDRESS = "/api/v1/store/products"


def test_keeps_what_was_asked_for_last() -> None:
    cache = AnswerCache()
    for number in range(MOST_ANSWERS):
        cache.put(str(number), b"%d" % number)
    assert cache.get("0") == b"0"

    cache.put("one more", b"x")

    assert cache.get("0") == b"0"
    assert cache.get("1") is None
    assert cache.get("one more") == b"x"


def test_does_not_keep_what_is_very_large() -> None:
    cache = AnswerCache()

    cache.put("large", b"x" * (LARGEST_ANSWER + 1))

    assert cache.get("large") is None


def test_stays_whole_when_many_threads_use_it() -> None:
    cache = AnswerCache()

    def use(first: int) -> None:
        for number in range(first, first + 2_000):
            cache.put(str(number), b"%d" % number)
            assert cache.get(str(number)) in {None, b"%d" % number}

    threads = [Thread(target=use, args=(start * 1_000,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(cache.get(str(number)) is not None for number in range(6_000)) == MOST_ANSWERS


@pytest.mark.django_db
def test_the_second_answer_costs_one_query_and_is_the_same(client: Client) -> None:
    make_shop(3)
    first = client.get(ADDRESS)

    with CaptureQueriesContext(connection) as asked:
        second = client.get(ADDRESS)

    assert second.content == first.content
    assert second["ETag"] == first["ETag"]
    assert len(asked.captured_queries) == 1


@pytest.mark.django_db
def test_a_change_is_seen_by_the_very_next_request(client: Client) -> None:
    product = make_shop(2)[0]
    client.get(ADDRESS)

    product.name = {"vi": "Tên mới"}
    product.save()
    render(product)

    assert "Tên mới" in [item["name"] for item in client.get(ADDRESS).json()["results"]]


@pytest.mark.django_db
def test_hosts_languages_and_queries_have_answers_of_their_own(client: Client) -> None:
    make_shop(3)
    asked = [
        ("?limit=1", {}),
        ("?limit=1", {"host": "localhost"}),
        ("?limit=1", {"accept-language": "en"}),
        ("?limit=2", {}),
    ]

    for _ in range(2):
        bodies = [client.get(ADDRESS + query, headers=headers).content for query, headers in asked]
        assert len(set(bodies)) == 4
        assert b"http://localhost/api" in bodies[1]
