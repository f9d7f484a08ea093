"""The list of products and the page of one."""

import datetime
import itertools
import threading

import orjson
import pytest
import time_machine
from django.db import connection, connections, transaction
from pytest_django import DjangoAssertNumQueries

from catalogue.browsing import ProductQuery, browse, current_version, product_document
from catalogue.browsing.refusals import ProductNotFound
from catalogue.listings import refresh_offers, render_products
from catalogue.models import Variant
from tests.catalogue.browsing.published import VIETNAM, listed, minutes_ago, publish
from tests.catalogue.sample_products import load_sample_products
from tests.factories import make_category, make_certificate, make_cooperative, make_variant

pytestmark = pytest.mark.django_db


def test_an_item_is_the_card_with_price_and_availability() -> None:
    product = publish(price_vnd=320_000, available=False)

    (item,) = browse(ProductQuery(language="en")).items

    assert orjson.loads(item) == {
        "slug": product.slug,
        "name": product.name["en"],
        "cooperative": {"slug": product.cooperative.slug, "name": product.cooperative.name},
        "category": {"slug": product.category.slug, "name": product.category.name["en"]},
        "image": None,
        "price": {"amount": 320_000, "currency": "VND"},
        "available": False,
        "ocop_stars": None,
        "variant_count": 1,
        "published_at": product.published_at.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
        if product.published_at
        else None,
    }


def test_a_document_is_the_item_with_texts_and_variants() -> None:
    product = publish(price_vnd=320_000, description={"vi": "Ngon", "en": "Good"})

    document = orjson.loads(product_document(product.slug, "en").json)

    (item,) = browse(ProductQuery(language="en")).items
    assert document.items() >= orjson.loads(item).items()
    assert list(document)[-10:] == [
        "description",
        "ingredients",
        "storage",
        "usage",
        "origin",
        "label_group",
        "languages",
        "media",
        "certificates",
        "variants",
    ]
    assert document["description"] == "Good"
    assert [variant["price"]["amount"] for variant in document["variants"]] == [320_000]


@pytest.mark.parametrize("slug", ["khong-co", "", "mật", "a\ud800", "a\0"])
def test_an_unknown_slug_is_not_found(slug: str) -> None:
    publish()
    with pytest.raises(ProductNotFound) as caught:
        product_document(slug, "vi")
    assert caught.value.code == "not_found"


def test_the_newest_come_first_and_equals_by_id() -> None:
    old, new, same = (publish(published_at=minutes_ago(minutes)) for minutes in (9, 1, 1))
    assert listed() == [same.slug, new.slug, old.slug]


def test_prices_rise_or_fall() -> None:
    cheap, dear, middle = (publish(price_vnd=price) for price in (1_000, 9_000, 5_000))
    assert listed(sort="price") == [cheap.slug, middle.slug, dear.slug]
    assert listed(sort="-price") == [dear.slug, middle.slug, cheap.slug]


def test_names_follow_the_vietnamese_alphabet() -> None:
    names = ["đường", "Du", "đậu", "yến", "mạ", "má", "mà", "ma"]
    for name in names:
        publish(name={"vi": name}, slug=f"s-{len(name)}-{names.index(name)}")

    page = browse(ProductQuery(sort="name"))

    assert [orjson.loads(item)["name"] for item in page.items] == [
        *("Du", "đậu", "đường", "ma", "mà", "má", "mạ", "yến")
    ]


def test_a_category_takes_in_those_below_it() -> None:
    root = make_category(slug="goc")
    branch = make_category(slug="canh", parent=root)
    leaf = publish(category=make_category(slug="la", parent=branch))
    publish()

    assert listed(category="goc") == listed(category="canh") == listed(category="la") == [leaf.slug]


def test_categories_in_a_circle_end() -> None:
    one = make_category(slug="mot")
    two = make_category(slug="hai", parent=one)
    one.parent = two
    one.save()
    product = publish(category=two)

    assert listed(category="mot") == [product.slug]


def test_filters_narrow_the_list() -> None:
    cooperative = make_cooperative(commune_code="00769")
    product = publish(cooperative=cooperative, price_vnd=50_000)
    publish(price_vnd=90_000, available=False)

    for query in (
        {"cooperative": cooperative.slug},
        {"commune": "00769"},
        {"price_max": 50_000},
        {"price_min": 10_000, "price_max": 80_000},
        {"available": True},
    ):
        assert listed(**query) == [product.slug], query
    assert len(listed(price_min=50_000)) == 2


@pytest.mark.parametrize("name", ["category", "cooperative", "commune"])
def test_a_filter_by_something_unknown_finds_nothing(name: str) -> None:
    publish()
    assert listed(**{name: "khong-co"}) == []


def test_certificates_filter_while_they_are_in_force() -> None:
    product, other = publish(), publish()
    for certified, kind, stars in ((product, "ocop", 4), (product, "vietgap", None), (other, "ocop", 3)):
        make_certificate(
            product=certified,
            kind=kind,
            stars=stars,
            valid_from=datetime.date(2026, 1, 1),
            valid_to=datetime.date(2026, 12, 31),
        )
    with time_machine.travel(datetime.datetime(2026, 6, 1, tzinfo=VIETNAM)):
        with transaction.atomic():
            render_products([product.pk, other.pk])
        assert listed(certificate="vietgap") == [product.slug]
        assert listed(ocop_stars_min=4) == [product.slug]
        assert set(listed(ocop_stars_min=3)) == {product.slug, other.slug}
        assert listed(certificate="organic") == []
    with time_machine.travel(datetime.datetime(2027, 1, 1, tzinfo=VIETNAM)):
        assert listed(certificate="ocop") == []
        assert listed(ocop_stars_min=1) == []


@pytest.mark.parametrize(
    ("moment", "stars", "certificates"),
    [
        (datetime.datetime(2026, 12, 31, 23, 59, 59, tzinfo=VIETNAM), 4, 1),
        (datetime.datetime(2027, 1, 1, 0, 0, 0, tzinfo=VIETNAM), None, 0),
        (datetime.datetime(2026, 12, 31, 17, 0, 0, tzinfo=datetime.UTC), None, 0),
    ],
)
def test_stars_vanish_with_the_day_in_vietnam_and_no_job_runs(
    moment: datetime.datetime, stars: int | None, certificates: int
) -> None:
    with time_machine.travel(datetime.datetime(2026, 6, 1, tzinfo=VIETNAM)):
        product = publish()
        make_certificate(
            product=product,
            kind="ocop",
            stars=4,
            valid_from=datetime.date(2024, 1, 1),
            valid_to=datetime.date(2026, 12, 31),
        )
        with transaction.atomic():
            render_products([product.pk])
        before = current_version()

    with time_machine.travel(moment):
        page = browse(ProductQuery())
        document = product_document(product.slug, "vi")

    assert orjson.loads(page.items[0])["ocop_stars"] == stars
    assert orjson.loads(document.json)["ocop_stars"] == stars
    assert len(orjson.loads(document.json)["certificates"]) == certificates
    assert page.version == document.version != before
    assert page.version.generation == before.generation


def test_a_document_is_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    product = publish()
    with django_assert_num_queries(1):
        product_document(product.slug, "vi")


def test_an_empty_page_knows_its_version_too() -> None:
    assert browse(ProductQuery()).version == current_version()
    publish()
    assert browse(ProductQuery(category="khong-co")).version == current_version()


@pytest.mark.django_db(transaction=True)
def test_one_version_never_shows_two_states_while_others_write() -> None:
    variants = [make_variant() for _ in range(3)]
    with transaction.atomic():
        render_products([variant.product_id for variant in variants])
    stop = threading.Event()

    def write() -> None:
        try:
            for price, variant in zip(range(1_000, 1_040), itertools.cycle(variants), strict=False):
                with transaction.atomic():
                    Variant.objects.filter(pk=variant.pk).update(price_vnd=price)
                    refresh_offers([variant.product_id])
        finally:
            stop.set()
            connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    seen: dict[str, set[str]] = {}
    while not stop.is_set():
        page = browse(ProductQuery())
        seen.setdefault(str(page.version), set()).add("".join(page.items))
    writer.join()

    assert {len(states) for states in seen.values()} == {1}


@pytest.mark.django_db(transaction=True)
def test_a_version_read_apart_from_the_rows_would_lie() -> None:
    variant = make_variant(price_vnd=1_000)
    with transaction.atomic():
        render_products([variant.product_id])
    before = browse(ProductQuery())

    def write() -> None:
        with transaction.atomic():
            Variant.objects.filter(pk=variant.pk).update(price_vnd=2_000)
            refresh_offers([variant.product_id])
        connections.close_all()

    apart = current_version()
    writer = threading.Thread(target=write)
    writer.start()
    writer.join()
    after = browse(ProductQuery())

    assert apart == before.version  # the tag of the old page, on the way out with the new rows
    assert after.items != before.items
    assert after.version != before.version


@pytest.mark.parametrize("price_min", [None, 50_000])
@pytest.mark.parametrize("sort", ["-published_at", "price", "-price", "name"])
def test_every_order_is_read_from_its_index_whatever_the_prices_asked_for(
    sort: str, price_min: int | None
) -> None:
    from catalogue.browsing.queries import ORDERS
    from catalogue.browsing.statements import list_statement

    load_sample_products()
    column = ORDERS[sort].columns[0]
    index = {
        "published_us": "listing_by_published",
        "price_vnd": "listing_by_price",
        "name_key": "listing_by_name",
    }
    query = ProductQuery(sort=sort, price_min=price_min)
    statement = list_statement(query, None, datetime.date(2026, 11, 23), after=None, backward=False, rows=21)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{explain} {statement.sql}", statement.parameters)
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())

    assert index[column] in plan
