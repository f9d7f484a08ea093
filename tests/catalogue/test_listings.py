"""Documents and search entries are true to the products at every commit."""

import datetime
from collections.abc import Callable
from typing import Any

import orjson
import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.db.transaction import TransactionManagementError
from pytest_django import DjangoAssertNumQueries, Settings

from catalogue import listings
from catalogue.generations import current_generation
from catalogue.listings import refresh_offers, render_products
from catalogue.models import (
    CatalogueGeneration,
    Category,
    Gtin,
    ListingDocument,
    Product,
    SearchEntry,
    Variant,
)
from tests.catalogue.rendering import render
from tests.factories import make_category, make_certificate, make_product, make_variant

pytestmark = pytest.mark.django_db

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))


def rows_of(product: Product) -> list[Any]:
    return list(ListingDocument.objects.filter(product=product).order_by("pk").values())


def test_a_published_product_gets_a_document_in_each_language() -> None:
    variant = make_variant(price_vnd=85_000)
    product = variant.product

    render(product)

    documents = {document.language: document for document in product.documents.all()}
    assert set(documents) == {"vi", "en"}
    assert orjson.loads(documents["vi"].card)["name"] == product.name["vi"]
    assert orjson.loads(documents["en"].card)["name"] == product.name["en"]
    assert documents["en"].price_vnd == 85_000
    assert documents["en"].slug == product.slug
    assert SearchEntry.objects.filter(product=product).exists()


def test_the_price_is_the_lowest_and_one_available_variant_is_enough() -> None:
    product = make_product()
    make_variant(product=product, price_vnd=90_000, available=True)
    make_variant(product=product, price_vnd=50_000, available=False)
    make_variant(product=product, price_vnd=10_000, deleted_at=datetime.datetime.now(datetime.UTC))

    render(product)

    document = product.documents.get(language="vi")
    assert (document.price_vnd, document.available) == (50_000, True)
    assert orjson.loads(document.card)["variant_count"] == 2


@pytest.mark.parametrize(
    "hide", [{"state": "draft"}, {"deleted_at": datetime.datetime(2026, 1, 1, tzinfo=VIETNAM)}]
)
def test_what_is_no_longer_public_disappears(hide: dict[str, Any]) -> None:
    product = make_variant().product
    render(product)
    before = current_generation()

    Product.objects.filter(pk=product.pk).update(**hide)
    render(product)

    assert not ListingDocument.objects.exists()
    assert not SearchEntry.objects.exists()
    assert current_generation() > before


def test_a_product_without_a_variant_is_not_shown() -> None:
    render(make_product())
    assert not ListingDocument.objects.exists()


def test_rendering_again_changes_nothing_and_keeps_the_generation() -> None:
    product = make_variant().product
    render(product)
    rows, generation = rows_of(product), current_generation()

    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=3)):
        render(product)

    assert rows_of(product) == rows
    assert current_generation() == generation


def test_the_generation_rises_once_for_many_changes() -> None:
    variants = [make_variant() for _ in range(3)]
    render(*(variant.product for variant in variants))
    with time_machine.travel(datetime.datetime(2020, 1, 1, tzinfo=VIETNAM)):  # below the clock: counted up
        before = current_generation()
        Variant.objects.update(price_vnd=1_000)
        render(*(variant.product for variant in variants))

    assert current_generation() == before + 1


def test_the_first_change_makes_the_row_of_the_generation_when_it_is_missing() -> None:
    CatalogueGeneration.objects.all().delete()
    assert current_generation() == 0

    render(make_variant().product)

    assert current_generation() > 0


def test_a_new_price_renders_no_card_and_raises_the_generation() -> None:
    variant = make_variant(price_vnd=85_000)
    render(variant.product)
    ListingDocument.objects.update(card="{}", detail="{}")
    before = current_generation()

    Variant.objects.update(price_vnd=90_000, available=False)
    with transaction.atomic():
        refresh_offers([variant.product_id])

    documents = list(ListingDocument.objects.all())
    assert len(documents) == 2
    assert {(document.card, document.detail) for document in documents} == {("{}", "{}")}
    assert {(document.price_vnd, document.available) for document in documents} == {(90_000, False)}
    assert orjson.loads(documents[0].offers)[0]["price"] == {"amount": 90_000, "currency": "VND"}
    assert current_generation() > before


def test_refreshing_offers_that_are_fresh_keeps_the_generation() -> None:
    variant = make_variant()
    render(variant.product)
    before = current_generation()

    with transaction.atomic():
        refresh_offers([variant.product_id])

    assert current_generation() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("write", [render_products, refresh_offers])
def test_listings_are_not_written_outside_a_transaction(write: Callable[[list[int]], None]) -> None:
    with pytest.raises(TransactionManagementError):
        write([1])


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_leaves_documents_and_generation_alone() -> None:
    variant = make_variant(price_vnd=85_000)
    render(variant.product)
    rows, generation = rows_of(variant.product), current_generation()

    with transaction.atomic():
        Variant.objects.update(price_vnd=1)
        render_products([variant.product_id])
        transaction.set_rollback(True)

    assert rows_of(variant.product) == rows
    assert current_generation() == generation


def test_the_days_of_certificates_cut_the_documents() -> None:
    product = make_variant().product
    make_certificate(
        product=product,
        kind="ocop",
        stars=4,
        valid_from=datetime.date(2024, 1, 1),
        valid_to=datetime.date(2026, 12, 31),
    )
    with time_machine.travel(datetime.datetime(2026, 11, 23, 12, tzinfo=VIETNAM)):
        render(product)

    documents = product.documents.filter(language="vi").order_by("starts_on")
    assert [(d.starts_on.isoformat(), d.ends_on.isoformat(), d.ocop_stars) for d in documents] == [
        ("2024-01-01", "2026-12-31", 4),
        ("2027-01-01", "9999-12-31", None),
    ]


def test_documents_of_past_days_go_at_the_next_rendering_without_a_new_generation() -> None:
    product = make_variant().product
    make_certificate(
        product=product,
        kind="vietgap",
        valid_from=datetime.date(2024, 1, 1),
        valid_to=datetime.date(2026, 12, 31),
    )
    with time_machine.travel(datetime.datetime(2026, 12, 31, 23, 59, tzinfo=VIETNAM)):
        render(product)
        generation = current_generation()
    assert product.documents.count() == 4

    with time_machine.travel(datetime.datetime(2027, 1, 1, 0, 0, tzinfo=VIETNAM)):
        render(product)

    assert {document.starts_on.isoformat() for document in product.documents.all()} == {"2027-01-01"}
    assert current_generation() == generation


def test_only_an_assigned_gtin_of_the_piece_is_shown() -> None:
    variant = make_variant()
    now = datetime.datetime(2026, 1, 1, tzinfo=VIETNAM)
    shared: dict[str, Any] = {"cooperative": variant.cooperative, "variant": variant, "reserved_at": now}
    Gtin.objects.create(gtin="00000095200002", state="assigned", assigned_at=now, **shared)
    render(variant.product)

    (offer,) = orjson.loads(variant.product.documents.get(language="vi").offers)
    assert (offer["gtin"], offer["gtin_display"]) == ("00000095200002", "95200002")


def test_the_number_of_queries_does_not_grow_with_the_products(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    products = [make_variant().product for _ in range(25)]
    with django_assert_max_num_queries(16), transaction.atomic():
        render_products([product.pk for product in products])


def test_progress_is_told_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "BATCH", 2)
    products = [make_variant().product for _ in range(5)]
    done: list[int] = []

    with transaction.atomic():
        render_products([product.pk for product in products], progress=done.append)

    assert done == [2, 4, 5]


def test_a_renamed_category_reaches_documents_and_search() -> None:
    category = make_category(slug="tra-hoa", name={"vi": "Trà hoa"})
    product = make_variant(product=make_product(category=category)).product
    render(product)

    Category.objects.filter(pk=category.pk).update(name={"vi": "Chè bông"})
    render(product)

    assert orjson.loads(product.documents.get(language="vi").card)["category"]["name"] == "Chè bông"
    assert "bong" in SearchEntry.objects.get(product=product).words.split()


def test_the_command_renders_everything_in_the_languages_of_now(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    product = make_variant(product=make_product(name={"vi": "Chè", "zh": "茶"})).product
    render(product)
    settings.CATALOGUE_LANGUAGES = ["vi", "zh"]

    call_command("render_listings")

    cards = {document.language: orjson.loads(document.card) for document in product.documents.all()}
    assert {language: card["name"] for language, card in cards.items()} == {"vi": "Chè", "zh": "茶"}
    assert capsys.readouterr().out == "1 of 1 products rendered\n"
