"""``store/categories``, ``store/cooperatives`` and ``store/suggest`` as shops call them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.api.store.test_products import make_shop, render
from tests.factories import make_category, make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db

STORE = "/api/v1/store/"


def get(client: Client, rest: str, **headers: str) -> Any:
    return client.get(STORE + rest, headers=headers)


def test_categories_are_paged_there_and_back(client: Client) -> None:
    whole = get(client, "categories").json()
    first = get(client, "categories?limit=8").json()
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()

    assert (whole["next"], whole["previous"], third["next"], first["previous"]) == (None, None, None, None)
    assert [page["results"] for page in (first, second, third)] == [
        whole["results"][:8],
        whole["results"][8:16],
        whole["results"][16:],
    ]
    assert client.get(third["previous"]).json()["results"] == second["results"]


def test_categories_are_a_tree_with_counts(client: Client) -> None:
    top = make_category(slug="a-do-uong", name={"vi": "Đồ uống", "en": "Drinks"}, position=9_999)
    tea = make_category(slug="a-che-kho", name={"vi": "Chè khô"}, parent=top, position=9_999)
    product = make_product(category=tea)
    make_variant(product=product)
    render(product)

    answer = get(client, "categories?lang=en")

    assert answer.status_code == 200
    body = answer.json()
    assert (body["next"], body["previous"]) == (None, None)
    assert body["results"][-2:] == [
        {"slug": "a-do-uong", "name": "Drinks", "parent": None, "product_count": 1},
        {"slug": "a-che-kho", "name": "Chè khô", "parent": "a-do-uong", "product_count": 1},
    ]


def test_cooperatives_come_in_pages_of_the_alphabet(client: Client) -> None:
    for name, slug in (("Đồng Văn", "dong-van"), ("Ba Bể", "ba-be"), ("Ấm", "am")):
        product = make_product(cooperative=make_cooperative(name=name, slug=slug))
        make_variant(product=product)
        render(product)

    first = get(client, "cooperatives?limit=2")
    second = client.get(first.json()["next"])

    assert [item["slug"] for item in first.json()["results"]] == ["am", "ba-be"]
    assert [item["slug"] for item in second.json()["results"]] == ["dong-van"]
    assert second.json()["next"] is None
    assert client.get(second.json()["previous"]).json()["results"] == first.json()["results"]


def test_a_cooperative_tells_its_story_and_keeps_its_tax_code(client: Client) -> None:
    cooperative = make_cooperative(slug="dong-van", story={"vi": "Từ năm 2009."})
    product = make_product(cooperative=cooperative)
    make_variant(product=product)
    render(product)

    answer = get(client, "cooperatives/dong-van")

    assert answer.json() == {
        "slug": "dong-van",
        "name": cooperative.name,
        "party_type": "cooperative",
        "commune": {"code": "00721", "name": "Xã Đồng Văn"},
        "province_code": "08",
        "product_count": 1,
        "story": "Từ năm 2009.",
    }
    assert cooperative.tax_code not in answer.content.decode()


def test_one_that_offers_nothing_is_not_found(client: Client) -> None:
    make_cooperative(slug="dong-van")

    answer = get(client, "cooperatives/dong-van")

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


def test_suggests_while_somebody_types(client: Client) -> None:
    make_shop(2)

    answer = get(client, "suggest?q=che+sh&lang=en")

    assert answer.status_code == 200
    assert {"kind": "product", "text": "Snow tea 1", "slug": "che-001"} in answer.json()["results"]
    assert get(client, "suggest?q=").json()["results"] == []


def test_suggest_needs_q(client: Client) -> None:
    answer = get(client, "suggest")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "q"


@pytest.mark.parametrize("rest", ["categories", "cooperatives", "cooperatives/htx-che", "suggest?q=che"])
def test_the_same_answer_is_not_sent_twice_and_costs_one_query(client: Client, rest: str) -> None:
    make_shop(1)
    first = get(client, rest)

    with CaptureQueriesContext(connection) as asked:
        again = get(client, rest, **{"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert len(asked.captured_queries) == 1


@pytest.mark.parametrize(
    "rest",
    ["categories", "cooperatives?limit=100", "cooperatives/htx-che", "suggest?q=che", "suggest?q=chef+shanx"],
)
def test_takes_few_queries(client: Client, rest: str) -> None:
    make_shop(30)

    with CaptureQueriesContext(connection) as asked:
        assert get(client, rest).status_code == 200

    assert len(asked.captured_queries) <= 5


@pytest.mark.parametrize(
    "rest", ["categories?q=x", "cooperatives?q=x", "cooperatives/htx-che?x", "suggest?q=a&limit=3"]
)
def test_an_unknown_parameter_is_refused(client: Client, rest: str) -> None:
    assert get(client, rest).status_code == 400
    assert get(client, rest).json()["code"] == "unknown_parameter"
