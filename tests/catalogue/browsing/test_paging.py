"""Cursors lead through a list once, whatever happens meanwhile."""

import itertools
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from catalogue.browsing import ProductQuery, browse
from catalogue.browsing.refusals import CursorInvalid
from catalogue.listings import render_products
from catalogue.models import Product, Variant
from tests.catalogue.browsing.published import listed, minutes_ago, publish, slugs
from tests.catalogue.sample_products import load_sample_products

pytestmark = pytest.mark.django_db

SORTS = ["-published_at", "price", "-price", "name", "relevance"]


def walk(query: dict[str, Any]) -> tuple[list[list[str]], list[list[str]]]:
    """Return the slugs page by page, read forwards and then backwards from the last page."""
    forwards, backwards = [], []
    page = browse(ProductQuery(**query))
    forwards.append(slugs(page))
    assert page.previous_cursor is None
    while page.next_cursor:
        page = browse(ProductQuery(**query, cursor=page.next_cursor))
        forwards.append(slugs(page))
    backwards.append(slugs(page))
    while page.previous_cursor:
        page = browse(ProductQuery(**query, cursor=page.previous_cursor))
        backwards.append(slugs(page))
    return forwards, backwards


@pytest.mark.parametrize("sort", SORTS)
def test_cursors_lead_through_all_products_once_and_back_again(sort: str) -> None:
    load_sample_products()
    Variant.objects.filter(price_vnd__lt=200_000).update(price_vnd=100_000)  # many of one price
    with transaction.atomic():
        render_products(list(Product.objects.values_list("pk", flat=True)))
    query = {"sort": sort, "limit": 7} | ({"q": "htx"} if sort == "relevance" else {})
    whole = listed(**(query | {"limit": 100}))

    forwards, backwards = walk(query)

    assert len(whole) == 76
    assert list(itertools.chain(*forwards)) == whole
    assert backwards == [*reversed(forwards)]


def test_a_page_that_fills_exactly_is_the_last() -> None:
    for _ in range(4):
        publish()
    first = browse(ProductQuery(limit=2))
    last = browse(ProductQuery(limit=2, cursor=first.next_cursor or ""))
    assert (len(last.items), last.next_cursor) == (2, None)


def test_a_product_published_while_somebody_pages_moves_nothing() -> None:
    old = [publish(published_at=minutes_ago(minutes)) for minutes in range(1, 5)]
    page = browse(ProductQuery(limit=2))
    publish(published_at=minutes_ago(0))

    assert listed(limit=2, cursor=page.next_cursor) == [old[2].slug, old[3].slug]


def test_a_cursor_of_another_query_is_refused() -> None:
    for _ in range(3):
        publish(available=True)
    cursor = browse(ProductQuery(limit=1)).next_cursor or ""

    assert listed(limit=2, cursor=cursor)
    for other in ({"sort": "price"}, {"available": True}, {"language": "en"}, {"q": "san"}):
        with pytest.raises(CursorInvalid) as caught:
            browse(ProductQuery(**other, cursor=cursor))
        assert caught.value.code == "invalid_cursor"


@pytest.mark.parametrize("limit", [1, 100])
@pytest.mark.parametrize(
    "query", [{}, {"sort": "name"}, {"category": "thuc-pham", "certificate": "ocop"}, {"q": "mật ong"}]
)
def test_a_page_of_any_size_is_one_query(
    query: dict[str, Any], limit: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load_sample_products()
    with django_assert_num_queries(1):
        browse(ProductQuery(**query, limit=limit))
