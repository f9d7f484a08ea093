"""New goods and copies: valid, with slugs and SKUs of their own, and without anybody's numbers."""

import re
from decimal import Decimal
from typing import Any

import pytest

from catalogue.changes import FieldsRefused
from catalogue.lifecycle import (
    copy_product,
    copy_variant,
    create_product,
    create_variant,
    delete_product,
    delete_variant,
    merge_variants,
)
from catalogue.locks import ProductNotFound, VariantNotFound
from catalogue.models import (
    Certificate,
    Gtin,
    InStoreNumber,
    ListingDocument,
    Product,
    ProductState,
    ScanAlias,
    Variant,
)
from catalogue.numbering import add_scan_alias, allocate_gtin
from catalogue.variant_fields import SkuOfDeleted, SkuTaken
from tests.factories import make_category, make_company_prefix, make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db

NAME = {"vi": "Mật ong bạc hà", "en": "Mint honey"}


def values(**fields: Any) -> dict[str, Any]:
    return {"sku": "A-1", "net_amount": Decimal(500), "net_unit": "g", "price_vnd": 85_000} | fields


def test_a_new_product_is_a_draft_with_a_slug_of_its_own() -> None:
    cooperative, category = make_cooperative(), make_category()

    one, two = (
        create_product(
            cooperative=cooperative,
            category=category,
            name=NAME,
            label_group="thuc-pham",
            storage={"vi": "Nơi khô mát"},
            shelf_life_days=365,
        )
        for _ in range(2)
    )

    assert all(re.fullmatch(r"mat-ong-bac-ha_[0-9a-f]{10}", product.slug) for product in (one, two))
    assert one.slug != two.slug
    assert (one.state, one.published_at) == (ProductState.DRAFT, None)
    assert (one.name, one.storage, one.shelf_life_days) == (NAME, {"vi": "Nơi khô mát"}, 365)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": {}}, "name"),
        ({"name": {"vi": "  Mật ong"}}, "name"),
        ({"name": {"tiếng việt": "Mật ong"}}, "name"),
        ({"label_group": "do-choi"}, "label_group"),
        ({"shelf_life_days": 0}, "shelf_life_days"),
    ],
)
def test_a_wrong_product_names_its_fields_and_is_not_stored(fields: dict[str, Any], wrong: str) -> None:
    given = {"name": NAME, "label_group": "thuc-pham"} | fields

    with pytest.raises(FieldsRefused) as refused:
        create_product(cooperative=make_cooperative(), category=make_category(), **given)

    assert refused.value.code == "fields_invalid"
    assert [(reason.field, reason.code) for reason in refused.value.fields] == [(wrong, "field_invalid")]
    assert not Product.objects.exists()


@pytest.mark.parametrize("details", [{"state": "approved"}, {"slug": "mat-ong"}, {"published_at": None}])
def test_what_a_cooperative_may_not_write_is_refused(details: dict[str, Any]) -> None:
    with pytest.raises(FieldsRefused) as refused:
        create_product(
            cooperative=make_cooperative(),
            category=make_category(),
            name=NAME,
            label_group="thuc-pham",
            **details,
        )

    assert [(reason.field, reason.code) for reason in refused.value.fields] == [(*details, "unknown_field")]
    assert not Product.objects.exists()


def test_a_new_variant_of_an_approved_product_has_no_number_and_waits() -> None:
    product = make_product()

    variant = create_variant(product=product, **values(sale_unit="chai"))

    assert (variant.cooperative, variant.sale_unit, variant.approved) == (product.cooperative, "chai", False)
    assert not Gtin.objects.exists()
    assert not ListingDocument.objects.exists()
    product.refresh_from_db()
    assert product.submitted_at is not None


@pytest.mark.parametrize(
    "fields", [{"price_vnd": 0}, {"net_amount": Decimal(0)}, {"sku": ""}, {"net_unit": ""}, {"sku": "x" * 41}]
)
def test_a_wrong_variant_is_not_stored(fields: dict[str, Any]) -> None:
    product = make_product()

    with pytest.raises(FieldsRefused):
        create_variant(product=product, **values(**fields))

    assert not Variant.objects.exists()


def test_a_sku_is_used_once_in_a_cooperative_deleted_goods_included() -> None:
    product = make_product()
    create_variant(product=product, **values(sku="A-2"))
    delete_variant(variant=create_variant(product=product, **values()))

    with pytest.raises(SkuTaken) as refused:
        create_variant(product=product, **values())

    assert refused.value.code == "sku_taken"
    assert isinstance(refused.value, SkuOfDeleted)
    assert refused.value.product == product.pk
    assert refused.value.text("en").startswith("The SKU A-1 belongs to a deleted variant of “")
    assert Variant.objects.count() == 2
    assert create_variant(product=make_product(), **values()).sku == "A-1"


def test_an_sku_of_what_was_merged_away_is_taken_and_no_restore_is_promised() -> None:
    product = make_product()
    kept, lost = (create_variant(product=product, **values(sku=sku)) for sku in ("A-1", "A-2"))
    merge_variants(survivor=kept, loser=lost)

    with pytest.raises(SkuTaken) as refused:
        create_variant(product=product, **values(sku="A-2"))

    assert type(refused.value) is SkuTaken
    assert refused.value.text("en") == "The SKU A-2 is used in this cooperative already."


def test_a_deleted_product_gets_no_variant_and_is_not_copied() -> None:
    product = make_product()
    delete_product(product=product)

    with pytest.raises(ProductNotFound):
        create_variant(product=product, **values())
    with pytest.raises(ProductNotFound):
        copy_product(product=product)

    assert Product.objects.count() == 1
    assert not Variant.objects.exists()


def test_a_copy_has_the_texts_and_none_of_the_numbers() -> None:
    prefix = make_company_prefix()
    product = make_product(cooperative=prefix.cooperative, name=NAME, origin={"vi": "Việt Nam"})
    original = make_variant(product=product, sku="A-1", price_vnd=99_000)
    make_variant(product=product, sku="A-1-2")
    delete_variant(variant=make_variant(product=product, sku="A-3"))
    allocate_gtin(variant=original)
    add_scan_alias(variant=original, code="CU-1")
    Certificate.objects.create(
        product=product, kind="ocop", stars=4, valid_from="2026-01-01", valid_to="2028-12-31"
    )

    copy = copy_product(product=product)

    assert (copy.name, copy.origin, copy.state) == (NAME, {"vi": "Việt Nam"}, ProductState.DRAFT)
    assert list(copy.variants.order_by("pk").values_list("sku", "price_vnd")) == [
        ("A-1-3", 99_000),
        ("A-1-2-2", 85_000),
    ]
    assert Gtin.objects.get().variant == original
    assert ScanAlias.objects.get().variant == original
    assert not InStoreNumber.objects.exists()
    assert not copy.certificates.exists()


def test_a_copied_variant_needs_a_new_sku_and_has_no_number() -> None:
    prefix = make_company_prefix()
    variant = make_variant(
        product=make_product(cooperative=prefix.cooperative),
        sku="A-1",
        net_amount=Decimal("0.250"),
        net_unit="kg",
    )
    allocate_gtin(variant=variant)

    with pytest.raises(SkuTaken):
        copy_variant(variant=variant, sku="A-1")
    assert Variant.objects.count() == 1
    copy = copy_variant(variant=variant, sku="A-2")

    assert (copy.product, copy.net_amount, copy.net_unit) == (variant.product, Decimal("0.250"), "kg")
    assert not copy.gtins.exists()


def test_a_deleted_variant_is_not_copied() -> None:
    product = make_product()
    make_variant(product=product)
    variant = delete_variant(variant=make_variant(product=product))

    with pytest.raises(VariantNotFound):
        copy_variant(variant=variant, sku="A-9")

    assert Variant.objects.count() == 2
