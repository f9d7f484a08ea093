"""What a shop may ask of the list of products."""

from typing import Any

import pytest

from catalogue.browsing import ProductQuery
from catalogue.browsing.refusals import QueryRefused


@pytest.mark.parametrize(
    ("asked", "parameter", "code"),
    [
        ({"limit": 0}, "limit", "invalid_limit"),
        ({"limit": 101}, "limit", "invalid_limit"),
        ({"sort": "newest"}, "sort", "invalid_sort"),
        ({"sort": "relevance"}, "sort", "invalid_sort"),
        ({"sort": "relevance", "q": "  "}, "sort", "invalid_sort"),
        ({"q": "x" * 201}, "q", "query_too_long"),
        ({"certificate": "iso"}, "certificate", "invalid_filter"),
        ({"ocop_stars_min": 6}, "ocop_stars_min", "invalid_filter"),
        ({"price_min": -1}, "price_min", "invalid_filter"),
        ({"price_max": 2**31}, "price_max", "invalid_filter"),
        ({"category": "a\0"}, "category", "invalid_filter"),
        ({"cooperative": "\ud800"}, "cooperative", "invalid_filter"),
    ],
)
def test_what_cannot_be_is_refused_by_name_in_both_languages(
    asked: dict[str, Any], parameter: str, code: str
) -> None:
    with pytest.raises(QueryRefused) as caught:
        ProductQuery(**asked)

    assert caught.value.parameter == parameter
    assert caught.value.code == code
    assert caught.value.text("vi") != caught.value.text("en")


def test_a_search_is_ordered_by_relevance_and_a_list_by_age() -> None:
    assert ProductQuery(q="chè").order_name == "relevance"
    assert ProductQuery(q="chè", sort="price").order_name == "price"
    assert ProductQuery().order_name == ProductQuery(q=" ").order_name == "-published_at"


def test_the_size_of_the_page_may_change_on_the_way() -> None:
    assert ProductQuery(limit=5).fingerprint == ProductQuery(limit=50, cursor="x").fingerprint
    assert ProductQuery().fingerprint != ProductQuery(q="x").fingerprint
    assert ProductQuery().fingerprint == ProductQuery(sort="-published_at").fingerprint
