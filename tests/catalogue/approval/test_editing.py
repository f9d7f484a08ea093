"""Editing: at once where nobody sees it, waiting where the public does."""

from decimal import Decimal
from typing import Any

import pytest

from catalogue.approval import discard_changes, edit_product, edit_variant
from catalogue.changes import FieldsRefused
from catalogue.generations import current_generation
from catalogue.history import history_of
from catalogue.lifecycle import delete_product, delete_variant
from catalogue.locks import ProductNotFound, VariantNotFound
from catalogue.models import ApprovalEvent, ApprovalKind, Product, ProductState, Variant
from catalogue.variant_fields import SkuTaken
from tests.catalogue.approval.goods import make_approved, make_draft, only_variant, refused_fields, shown
from tests.factories import make_category, make_variant

pytestmark = pytest.mark.django_db

NEW_NAME = {"vi": "Mật ong rừng"}


def test_a_draft_is_changed_at_once() -> None:
    category = make_category()

    product = edit_product(
        product=make_draft(),
        changes={"name": NEW_NAME, "category": category, "shelf_life_days": 365, "alcohol_percent": "4.5"},
    )

    product.refresh_from_db()
    assert (product.name, product.category, product.shelf_life_days) == (NEW_NAME, category, 365)
    assert product.alcohol_percent == Decimal("4.5")
    assert (product.pending_changes, product.submitted_at) == ({}, None)
    assert not ApprovalEvent.objects.exists()


def test_what_the_public_sees_of_approved_goods_stays_until_the_change_is_approved() -> None:
    product = make_approved()
    before, generation = shown(product), current_generation()
    category = make_category()

    edit_product(
        product=product,
        changes={"name": NEW_NAME, "category": category.pk, "alcohol_percent": Decimal("4.5")},
    )

    product.refresh_from_db()
    assert product.name != NEW_NAME
    assert product.pending_changes == {
        "name": NEW_NAME,
        "category": category.pk,
        "alcohol_percent": "4.5",
    }
    assert product.submitted_at is not None
    assert (shown(product), current_generation()) == (before, generation)
    assert product.approval_events.order_by("pk").last().kind == ApprovalKind.CHANGES_SUBMITTED  # type: ignore[union-attr]


def test_a_change_back_to_what_the_public_sees_waits_no_longer() -> None:
    product = make_approved()
    name = product.name
    edit_product(product=product, changes={"name": NEW_NAME, "shelf_life_days": 30})
    edit_product(product=product, changes={"shelf_life_days": None})

    product.refresh_from_db()
    assert product.pending_changes == {"name": NEW_NAME}
    assert product.submitted_at is not None

    settled = edit_product(product=product, changes={"name": name})

    assert (settled.pending_changes, settled.submitted_at) == ({}, None)


def test_a_second_change_waits_since_the_first() -> None:
    product = edit_product(product=make_approved(), changes={"name": NEW_NAME})
    since = product.submitted_at

    again = edit_product(product=product, changes={"origin": {"vi": "Mèo Vạc"}})

    assert again.submitted_at == since
    assert ApprovalEvent.objects.filter(kind=ApprovalKind.CHANGES_SUBMITTED).count() == 1


def test_submitted_goods_may_still_be_changed() -> None:
    product = make_draft()
    Product.objects.filter(pk=product.pk).update(state="submitted", submitted_at=product.created_at)

    edit_product(product=product, changes={"name": NEW_NAME})

    product.refresh_from_db()
    assert (product.name, product.state) == (NEW_NAME, ProductState.SUBMITTED)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"state": "approved"}, [("state", "unknown_field")]),
        ({"slug": "khac", "cooperative": 1}, [("slug", "unknown_field"), ("cooperative", "unknown_field")]),
        (
            {"pending_changes": {}, "name": {}},
            [("pending_changes", "unknown_field"), ("name", "field_invalid")],
        ),
        ({"name": {"vi": " x "}}, [("name", "field_invalid")]),
        ({"name": None}, [("name", "field_invalid")]),
        ({"name": "Mật ong"}, [("name", "field_invalid")]),
        ({"label_group": "do-choi"}, [("label_group", "field_invalid")]),
        ({"category": 99_999}, [("category", "field_invalid")]),
        ({"category": "mat-ong"}, [("category", "field_invalid")]),
        ({"category": None}, [("category", "field_invalid")]),
        ({"shelf_life_days": 0}, [("shelf_life_days", "field_invalid")]),
        ({"shelf_life_days": 36_501}, [("shelf_life_days", "field_invalid")]),
        ({"shelf_life_days": True}, [("shelf_life_days", "field_invalid")]),
        ({"ocop_group": "a\x00b"}, [("ocop_group", "field_invalid")]),
        ({"ocop_group": 5}, [("ocop_group", "field_invalid")]),
        ({"ocop_group": "x" * 101}, [("ocop_group", "field_invalid")]),
        ({"nutrition": {"per": "1 kg"}}, [("nutrition", "field_invalid")]),
        ({"alcohol_percent": "NaN"}, [("alcohol_percent", "field_invalid")]),
        ({"alcohol_percent": "101"}, [("alcohol_percent", "field_invalid")]),
    ],
)
@pytest.mark.parametrize("make", [make_draft, make_approved])
def test_wrong_changes_are_named_field_by_field_and_change_nothing(
    make: Any, changes: dict[str, object], wrong: list[tuple[str, str]]
) -> None:
    product = make()
    before = Product.objects.values().get()

    with pytest.raises(FieldsRefused) as refused:
        edit_product(product=product, changes={**changes, "origin": {"vi": "Đồng Văn"}})

    assert refused_fields(refused.value) == wrong
    assert Product.objects.values().get() == before


def test_reasons_come_in_both_languages() -> None:
    with pytest.raises(FieldsRefused) as refused:
        edit_product(product=make_draft(), changes={"name": {}, "shelf_life_days": 0, "giá": 1})

    assert [(one.text("vi"), one.text("en")) for one in refused.value.fields] == [
        ("Không được để trống.", "This field cannot be blank."),
        (
            "Đảm bảo giá trị này lớn hơn hoặc bằng với 1 .",
            "Ensure this value is greater than or equal to 1.",
        ),
        (
            "Không có trường “giá”, hoặc không được sửa trường này.",
            "There is no field “giá”, or it cannot be changed.",
        ),
    ]


@pytest.mark.parametrize("state", [ProductState.SUBMITTED, ProductState.APPROVED])
def test_goods_before_the_public_or_the_alliance_keep_their_vietnamese_name(state: str) -> None:
    product = make_approved()
    if state == ProductState.SUBMITTED:
        Product.objects.filter(pk=product.pk).update(state=state, submitted_at=product.published_at)

    with pytest.raises(FieldsRefused) as refused:
        edit_product(product=product, changes={"name": {"en": "Honey"}})

    assert refused_fields(refused.value) == [("name", "name_missing")]


def test_an_edit_that_changes_nothing_leaves_no_record() -> None:
    product = make_approved()
    before = len(history_of(product))

    edit_product(product=product, changes={"name": product.name})
    edit_variant(variant=only_variant(product), changes={"price_vnd": 85_000, "net_amount": "500.000"})

    assert len(history_of(product)) == before
    assert len(history_of(only_variant(product))) == 2


def test_deleted_goods_are_not_edited() -> None:
    product = make_draft()
    variant = only_variant(product)
    delete_product(product=product)

    with pytest.raises(ProductNotFound):
        edit_product(product=product, changes={"name": NEW_NAME})
    with pytest.raises(VariantNotFound):
        edit_variant(variant=variant, changes={"price_vnd": 1})


def test_price_availability_position_and_sku_are_public_at_once() -> None:
    product = make_approved()
    variant = edit_variant(
        variant=only_variant(product),
        changes={"price_vnd": 99_000, "available": False, "position": 3, "sku": "MO-500"},
    )

    assert variant.pending_changes == {}
    document = shown(product)
    assert document is not None
    assert document["price_vnd"] == 99_000
    assert [(offer["sku"], offer["available"]) for offer in document["offers"]] == [("MO-500", False)]
    product.refresh_from_db()
    assert product.submitted_at is None


def test_the_content_of_an_approved_variant_waits_while_its_price_does_not() -> None:
    product = make_approved()

    variant = edit_variant(
        variant=only_variant(product),
        changes={"net_amount": "1.5", "net_unit": "kg", "name": {"vi": "Túi"}, "price_vnd": 120_000},
    )

    variant.refresh_from_db()
    assert (variant.net_amount, variant.net_unit, variant.price_vnd) == (Decimal(500), "g", 120_000)
    assert variant.pending_changes == {"net_amount": "1.5", "net_unit": "kg", "name": {"vi": "Túi"}}
    assert variant.approved
    document = shown(product)
    assert document is not None
    assert document["offers"][0]["net_quantity"] == {"amount": "500", "unit": "g"}
    assert document["price_vnd"] == 120_000
    product.refresh_from_db()
    assert product.submitted_at is not None


def test_a_variant_that_nobody_has_approved_is_changed_at_once() -> None:
    product = make_approved()
    new = make_variant(product=product, approved=False)

    edit_variant(variant=new, changes={"net_amount": 250})

    new.refresh_from_db()
    assert (new.net_amount, new.pending_changes, new.approved) == (Decimal(250), {}, False)
    product.refresh_from_db()
    assert product.submitted_at is not None


def test_a_changed_variant_of_goods_that_are_not_public_must_be_approved_anew() -> None:
    variant = only_variant(make_draft())
    Variant.objects.filter(pk=variant.pk).update(approved=True)

    assert edit_variant(variant=variant, changes={"price_vnd": 1_000}).approved
    assert not edit_variant(variant=variant, changes={"specification": "hộp giấy"}).approved


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"approved": True}, [("approved", "unknown_field")]),
        ({"product": 1}, [("product", "unknown_field")]),
        ({"price_vnd": 0}, [("price_vnd", "field_invalid")]),
        ({"price_vnd": 10**12}, [("price_vnd", "field_invalid")]),
        ({"price_vnd": 1.5}, [("price_vnd", "field_invalid")]),
        ({"price_vnd": None}, [("price_vnd", "field_invalid")]),
        ({"position": -1}, [("position", "field_invalid")]),
        ({"available": None}, [("available", "field_invalid")]),
        ({"sku": " "}, [("sku", "field_invalid")]),
        ({"net_amount": 0}, [("net_amount", "quantity_out_of_range")]),
        ({"net_amount": "0.0001"}, [("net_amount", "field_invalid")]),
        ({"net_unit": "quả", "net_amount": "1.5"}, [("net_amount", "quantity_out_of_range")]),
        ({"net_unit": "xô"}, [("net_unit", "quantity_unit_unknown")]),
        ({"pack_unit": "gói"}, [("pack_count", "pack_incomplete")]),
        ({"pack_count": 10, "pack_unit": "thìa"}, [("pack_unit", "quantity_unit_unknown")]),
    ],
)
@pytest.mark.parametrize("make", [make_draft, make_approved])
def test_wrong_changes_of_a_variant_change_nothing(
    make: Any, changes: dict[str, object], wrong: list[tuple[str, str]]
) -> None:
    variant = only_variant(make())
    before = Variant.objects.values().get()

    with pytest.raises(FieldsRefused) as refused:
        edit_variant(variant=variant, changes=changes)

    assert refused_fields(refused.value) == wrong
    assert Variant.objects.values().get() == before


def test_an_sku_stays_unique_in_its_cooperative() -> None:
    product = make_draft()
    other = make_variant(product=product, sku="MO-1")
    delete_variant(variant=other)

    with pytest.raises(SkuTaken) as refused:
        edit_variant(variant=only_variant(product), changes={"sku": "MO-1"})

    assert refused.value.field == "sku"
    assert only_variant(product).sku != "MO-1"


def test_changes_that_wait_are_discarded_with_those_of_the_variants() -> None:
    product = make_approved()
    edit_product(product=product, changes={"name": NEW_NAME})
    edit_variant(variant=only_variant(product), changes={"sale_unit": "lọ"})

    discard_changes(product=product)

    product.refresh_from_db()
    assert (product.pending_changes, product.submitted_at) == ({}, None)
    assert only_variant(product).pending_changes == {}


def test_new_variants_go_on_waiting_when_changes_are_discarded() -> None:
    product = make_approved()
    edit_product(product=product, changes={"name": NEW_NAME})
    make_variant(product=product, approved=False)

    assert discard_changes(product=product).submitted_at is not None
