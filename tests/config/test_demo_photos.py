"""The demonstration has a picture for each of its goods, told apart from a real photo."""

from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from catalogue.listings import render_products
from catalogue.models import MediaItem, Product
from config.demo_photos import SIZE, add_demo_photos, draw_card
from tests.factories import make_category, make_product, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_folder(tmp_path: Path, settings: Settings) -> None:
    settings.STORAGES = settings.STORAGES | {
        "media": {"BACKEND": "catalogue.media.storage.DiskStorage", "OPTIONS": {"location": str(tmp_path)}}
    }


def test_each_public_product_without_a_photo_gets_one(client: Client) -> None:
    product = make_variant(product=make_product(name={"vi": "Chè Shan tuyết", "en": "Shan tea"})).product
    make_product(state="draft", published_at=None)
    with transaction.atomic():
        render_products([product.pk])

    assert add_demo_photos() == 1
    assert add_demo_photos() == 0

    shown = client.get(f"/api/v1/store/products/{product.slug}?lang=en").json()
    assert (shown["image"]["width"], shown["image"]["height"]) == SIZE
    assert shown["image"]["alt"] == "Shan tea (illustration)"
    assert client.get(shown["image"]["url"]).headers["Content-Type"] == "image/jpeg"
    assert [source["type"] for source in shown["media"][0]["sources"]] == ["image/jpeg", "image/webp"] * 2


def test_every_card_is_another_picture_and_none_spills_over() -> None:
    category = make_category()
    long = "Thổ cẩm lanh dệt tay nhuộm chàm của phụ nữ Mông ở Lùng Tám khổ rộng"
    for name in ("Trà", long):
        make_variant(product=make_product(name={"vi": name}, category=category))
    add_demo_photos()

    first, second = MediaItem.objects.all()
    assert first.files[0]["name"] != second.files[0]["name"]
    card, other = draw_card(long, "HTX Lanh Trắng", "det"), draw_card("", "x", "det")
    edge = {(x, y) for x in range(SIZE[0]) for y in (0, SIZE[1] - 1)}
    assert [card.getpixel(at) for at in edge] == [other.getpixel(at) for at in edge]


def test_a_product_that_waits_gets_none() -> None:
    draft = make_product(state="draft", published_at=None)
    make_variant(product=draft)

    assert add_demo_photos() == 0
    assert not MediaItem.objects.exists()
    assert Product.objects.count() == 1
