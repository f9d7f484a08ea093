"""What approving would change, told field by field."""

import pytest

from catalogue.approval import Difference, edit_product, edit_variant, pending_diff, wished_values
from catalogue.models import Category, MediaItem
from tests.catalogue.approval.goods import NAME, make_approved, make_draft, only_variant
from tests.factories import make_category, make_variant

pytestmark = pytest.mark.django_db


def test_goods_that_are_not_approved_are_looked_at_as_a_whole() -> None:
    assert pending_diff(make_draft()) == []


def test_each_field_that_waits_is_told_with_what_is_public_now() -> None:
    product = make_approved(category=make_category(name={"vi": "Mật"}))
    category = make_category(name={"vi": "Chè"})
    edit_product(
        product=product, changes={"shelf_life_days": 30, "name": {"vi": "Mới"}, "category": category}
    )
    variant = only_variant(product)
    edit_variant(variant=variant, changes={"net_amount": "1.5", "net_unit": "kg", "price_vnd": 1_000})
    product.refresh_from_db()

    assert pending_diff(product) == [
        Difference(None, "name", NAME, {"vi": "Mới"}),
        Difference(None, "category", {"vi": "Mật"}, {"vi": "Chè"}),
        Difference(None, "shelf_life_days", None, 30),
        Difference(variant.sku, "net_amount", "500", "1.5"),
        Difference(variant.sku, "net_unit", "g", "kg"),
    ]


def test_a_category_that_is_gone_is_told_as_nothing() -> None:
    category = make_category()
    product = edit_product(product=make_approved(), changes={"category": category})
    Category.objects.filter(pk=category.pk).delete()

    assert [(one.field, one.after) for one in pending_diff(product)] == [("category", None)]


def test_new_variants_and_photos_are_told_with_nothing_before() -> None:
    product = make_approved()
    make_variant(product=product, sku="MO-2", approved=False, sale_unit="lọ")
    photo = MediaItem.objects.create(
        product=product,
        kind="photo",
        width=640,
        height=480,
        source_sha256="0" * 64,
        size_bytes=1,
        alt_text={"vi": "Lọ mật"},
        files=[{"name": "a.webp", "type": "image/webp", "width": 640, "height": 480, "size": 1}],
    )

    assert pending_diff(product) == [
        Difference("MO-2", "sale_unit", None, "lọ"),
        Difference("MO-2", "net_amount", None, "500"),
        Difference("MO-2", "net_unit", None, "g"),
        Difference(None, "media", None, {"id": photo.pk, "kind": "photo", "alt_text": {"vi": "Lọ mật"}}),
    ]


def test_what_is_wished_is_what_is_public_with_what_waits_over_it() -> None:
    product = edit_product(product=make_approved(), changes={"alcohol_percent": "4.5"})

    wished = wished_values(product)

    assert (wished["name"], str(wished["alcohol_percent"])) == (NAME, "4.5")
    assert wished["category"] == product.category_id
