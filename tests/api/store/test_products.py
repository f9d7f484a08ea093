"""``store/products`` as shops call it: shape, pages, validators, refusals and the number of queries."""

import json
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogue.listings import refresh_offers, render_products
from catalogue.models import Product, Storefront, StorefrontKind
from tests.catalogue.test_scanning import GTIN, make_gtin
from tests.factories import make_category, make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/store/products"


def render(*products: Product) -> None:
    with transaction.atomic():
        render_products([product.pk for product in products])


def make_shop(count: int = 3) -> list[Product]:
    """Return published products, named Chè 1, Chè 2 …, at 1,000 đồng more each."""
    cooperative, category = make_cooperative(slug="htx-che"), make_category(slug="che-vung-cao")
    products = []
    for number in range(1, count + 1):
        name = {"vi": f"Chè Shan tuyết {number}", "en": f"Snow tea {number}"}
        product = make_product(
            name=name, slug=f"che-{number:03d}", cooperative=cooperative, category=category
        )
        make_variant(product=product, price_vnd=number * 1_000)
        products.append(product)
    render(*products)
    return products


def get(client: Client, query: str = "", **headers: str) -> Any:
    return client.get(f"{ADDRESS}{query}", headers=headers)


def slugs(answer: Any) -> list[str]:
    return [item["slug"] for item in answer.json()["results"]]


def test_an_item_has_the_shape_of_the_contract(client: Client) -> None:
    [product] = make_shop(1)

    answer = get(client)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "public, no-cache"
    assert answer["Content-Language"] == "vi"
    assert answer["Vary"] == "Accept-Language"
    body = answer.json()
    assert (body["next"], body["previous"]) == (None, None)
    [item] = body["results"]
    assert item.pop("published_at").endswith("Z")
    assert item == {
        "slug": "che-001",
        "name": "Chè Shan tuyết 1",
        "cooperative": {"slug": "htx-che", "name": product.cooperative.name},
        "category": {"slug": "che-vung-cao", "name": product.category.name["vi"]},
        "image": None,
        "price": {"amount": 1_000, "currency": "VND"},
        "available": True,
        "ocop_stars": None,
        "variant_count": 1,
    }


def test_the_page_of_a_product_adds_texts_certificates_and_variants(client: Client) -> None:
    [product] = make_shop(1)
    variant = product.variants.get()
    make_gtin(variant)
    render(product)

    answer = get(client, "/che-001?lang=en")

    assert answer.status_code == 200
    body = answer.json()
    assert body["name"] == "Snow tea 1"
    assert body["languages"] == ["vi", "en"]
    assert body["certificates"] == body["media"] == []
    assert {"description", "ingredients", "storage", "usage", "origin", "label_group"} <= body.keys()
    assert body["variants"] == [
        {
            "sku": variant.sku,
            "gtin": GTIN,
            "gtin_display": "9521234567899",
            "net_quantity": {"amount": "500", "unit": "g"},
            "in_store_number": None,
            "price": {"amount": 1_000, "currency": "VND"},
            "unit_price": {"amount": 2_000, "currency": "VND", "per": "kg"},
            "available": True,
            "barcode": f"/api/v1/store/barcodes/{GTIN}.svg",
        }
    ]
    assert client.get(body["variants"][0]["barcode"]).status_code == 200


def test_every_page_follows_the_one_before_and_leads_back(client: Client) -> None:
    make_shop(7)

    pages = [get(client, "?sort=price&limit=3&available=true")]
    while following := pages[-1].json()["next"]:
        pages.append(client.get(following))

    assert [slugs(page) for page in pages] == [
        ["che-001", "che-002", "che-003"],
        ["che-004", "che-005", "che-006"],
        ["che-007"],
    ]
    back = client.get(pages[2].json()["previous"])
    assert slugs(back) == slugs(pages[1])
    assert (
        pages[0]
        .json()["next"]
        .startswith("http://testserver/api/v1/store/products?sort=price&limit=3&available=true&cursor=")
    )


def test_the_next_page_keeps_the_search_text_and_the_language(client: Client) -> None:
    make_shop(3)

    first = get(client, "?q=ch%C3%A8+shan&lang=en&limit=1")
    second = client.get(first.json()["next"])

    assert second.status_code == 200
    assert second["Content-Language"] == "en"
    assert not set(slugs(first)) & set(slugs(second))


def test_a_cursor_of_another_query_is_refused(client: Client) -> None:
    make_shop(3)
    cursor = get(client, "?sort=price&limit=1").json()["next"].rpartition("cursor=")[2]

    answer = get(client, f"?sort=name&limit=1&cursor={cursor}")

    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid_cursor"
    assert answer.json()["errors"][0]["parameter"] == "cursor"


@pytest.mark.parametrize(
    ("query", "code", "parameter"),
    [
        ("?colour=red", "unknown_parameter", "colour"),
        ("?limit=101", "invalid_parameter", "limit"),
        ("?limit=0", "invalid_parameter", "limit"),
        ("?limit=9223372036854775808", "invalid_parameter", "limit"),
        ("?price_min=2147483648", "invalid_parameter", "price_min"),
        ("?sort=id", "invalid_parameter", "sort"),
        ("?sort=relevance", "invalid_sort", "sort"),
        ("?cursor=%00", "invalid_parameter", "cursor"),
        ("?cursor=AAAA", "invalid_cursor", "cursor"),
        ("?q=%00", "invalid_parameter", "q"),
        ("?commune=123", "invalid_parameter", "commune"),
        ("?certificate=halal", "invalid_parameter", "certificate"),
        ("?ocop_stars_min=6", "invalid_parameter", "ocop_stars_min"),
        ("?lang=vi_VN", "invalid_parameter", "lang"),
        ("?available=yes", "invalid_parameter", "available"),
        ("?sort=price&sort=price", "invalid_parameter", "sort"),
    ],
)
def test_a_wrong_parameter_is_refused_by_name(client: Client, query: str, code: str, parameter: str) -> None:
    answer = get(client, query)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == code
    assert answer.json()["errors"][0]["parameter"] == parameter


def test_the_filters_of_the_contract_may_all_be_empty(client: Client) -> None:
    make_shop(2)

    answer = get(
        client,
        "?q=&category=&cooperative=&commune=&ocop_stars_min=&price_min=&price_max=&available=&certificate="
        "&sort=&limit=&cursor=&lang=",
    )

    assert answer.status_code == 200
    assert len(slugs(answer)) == 2


def test_an_unknown_product_is_a_problem(client: Client) -> None:
    answer = get(client, "/khong-co", **{"accept-language": "en"})

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"
    assert answer.json()["detail"] == "There is no product “khong-co”."
    assert get(client, "/khong-co", **{"if-none-match": "*"}).status_code == 404


@pytest.mark.parametrize("address", ["", "/che-001"])
def test_the_same_answer_is_not_sent_twice_and_costs_one_query(client: Client, address: str) -> None:
    make_shop(2)
    first = get(client, address)

    with CaptureQueriesContext(connection) as asked:
        again = get(client, address, **{"if-none-match": f'"other", {first["ETag"]}'})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Content-Language"] == "vi"
    assert "Content-Type" not in again
    assert len(asked.captured_queries) == 1


def test_the_tag_differs_by_language_query_and_address(client: Client) -> None:
    make_shop(2)

    tags = {
        get(client, query)["ETag"]
        for query in ("", "?lang=en", "?limit=1", "?limit=2", "/che-001", "/che-001?lang=en", "/che-002")
    }
    tags.add(get(client, "", **{"accept-language": "en"})["ETag"])

    assert len(tags) == 8


def test_a_changed_price_is_seen_at_once(client: Client) -> None:
    product = make_shop(1)[0]
    first = get(client)
    product.variants.update(price_vnd=9_000)
    with transaction.atomic():
        refresh_offers([product.pk])

    answer = get(client, "", **{"if-none-match": first["ETag"]})

    assert answer.status_code == 200
    assert answer.json()["results"][0]["price"]["amount"] == 9_000
    assert answer["ETag"] != first["ETag"]


def test_head_has_the_headers_of_get(client: Client) -> None:
    make_shop(2)

    whole, head = get(client), client.head(ADDRESS)

    assert head.status_code == 200
    assert head.content == b""
    ignored = {"X-Request-Id"}
    assert {k: v for k, v in head.items() if k not in ignored} == {
        k: v for k, v in whole.items() if k not in ignored
    }


FILTERS = [
    "category=che-vung-cao",
    "cooperative=htx-che",
    "commune=00721",
    "ocop_stars_min=1",
    "price_min=1",
    "price_max=9999999",
    "available=true",
    "certificate=ocop",
]


@pytest.mark.parametrize("limit", [1, 20, 100])
@pytest.mark.parametrize(
    "query",
    [
        "",
        *FILTERS,
        "&".join(FILTERS),
        "&".join(["q=che", *FILTERS, "sort=-price", "lang=en"]),
        *(f"sort={order}" for order in ("-published_at", "price", "-price", "name")),
        "q=che+shan",
        "q=che+shan&sort=relevance",
        "q=khong+co+gi+ca",
        "q=chef+shanx",
        "q=%21%21",
    ],
)
def test_no_page_size_and_no_filter_takes_more_than_three_queries(
    client: Client, query: str, limit: int
) -> None:
    make_shop(25)

    with CaptureQueriesContext(connection) as asked:
        answer = get(client, f"?{query}&limit={limit}")

    assert answer.status_code == 200
    assert len(asked.captured_queries) <= 3, [one["sql"] for one in asked.captured_queries]


def test_a_page_of_many_takes_as_few_queries_as_a_page_of_few(client: Client) -> None:
    make_shop(120)

    with CaptureQueriesContext(connection) as asked:
        assert len(slugs(get(client, "?limit=100"))) == 100
    with CaptureQueriesContext(connection) as asked_for_one:
        assert get(client, "/che-001").status_code == 200

    assert len(asked.captured_queries) == len(asked_for_one.captured_queries) == 2


def test_a_publishable_key_takes_one_query_more(client: Client) -> None:
    key = "pk_abcdefghijklmnopqrstuvwxyz"
    Storefront.objects.create(name="Web", kind=StorefrontKind.WEB, publishable_key=key)
    make_shop(1)

    with CaptureQueriesContext(connection) as asked:
        assert get(client, "", **{"x-publishable-key": key}).status_code == 200

    assert len(asked.captured_queries) == 3


def test_the_body_is_valid_json_with_hostile_texts(client: Client) -> None:
    name = '"}\\u0000</script><img src=x> 𝒳 Ðặc sản'
    product = make_product(name={"vi": name}, slug="la")
    make_variant(product=product)
    render(product)

    assert json.loads(get(client).content)["results"][0]["name"] == name
