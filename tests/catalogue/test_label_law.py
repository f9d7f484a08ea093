"""What the label law asks for is told when goods are looked at, not when the sheet is in the printer."""

import copy
import datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from catalogue.approval import edit_product
from catalogue.label_law import lacking_on_labels
from catalogue.models import Product, Variant
from tests.catalogue.approval.goods import make_approved, make_draft, only_variant
from tests.factories import make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 23)
COMPLETE: dict[str, Any] = {
    "label_group": "thuc-pham",
    "ingredients": {"vi": "Mật ong 100 %"},
    "storage": {"vi": "Nơi khô mát"},
    "usage": {"vi": "Pha với nước ấm"},
    "warnings": {"vi": "Không dùng cho trẻ dưới 1 tuổi"},
    "origin": {"vi": "Việt Nam"},
    "nutrition_exempt": "Sản phẩm đơn thành phần",
}


def at(address: str = "Thôn Má Lầu, xã Đồng Văn, tỉnh Tuyên Quang") -> Any:
    return make_cooperative(address={"vi": address} if address else {})


def fields(product: Product) -> list[str]:
    variants = Variant.objects.filter(product=product, deleted_at=None)
    return [one.field for one in lacking_on_labels(product, variants, DAY)]


def test_goods_that_say_all_of_it_lack_nothing() -> None:
    assert fields(make_draft(cooperative=at(), **COMPLETE)) == []


def test_each_thing_is_named_once_with_the_law_that_asks_for_it() -> None:
    product = make_draft(cooperative=at(""), **COMPLETE | {"ingredients": {}, "origin": {"vi": "VN"}})
    make_variant(product=product, sku="B")

    found = lacking_on_labels(product, product.variants.all(), DAY)

    assert sorted(one.field for one in found) == ["address", "ingredients", "origin"]
    [address] = [one for one in found if one.field == "address"]
    assert address.vi.startswith("Nhãn thiếu địa chỉ tổ chức, cá nhân chịu trách nhiệm (")
    assert address.reference_en


def test_what_is_typed_when_printing_is_not_asked_of_the_goods() -> None:
    product = make_draft(cooperative=at(), **COMPLETE, shelf_life_days=None)

    assert {"lot", "produced_on", "packed_on", "expires_on"}.isdisjoint(fields(product))


def test_another_group_asks_for_other_things() -> None:
    assert fields(make_draft(cooperative=at(), **COMPLETE | {"label_group": "dich-vu"})) == []
    drink = make_draft(cooperative=at(), **COMPLETE | {"label_group": "ruou"})
    assert "alcohol" in fields(drink)


def test_goods_with_nothing_to_sell_yet_are_judged_by_their_own_content(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    bare = make_product(cooperative=at(""), state="draft", label_group="thuc-pham")
    filled = make_product(cooperative=at(), state="draft", **COMPLETE)

    with django_assert_num_queries(0):
        lacking = lacking_on_labels(bare, [], DAY)
        [quantity] = lacking_on_labels(filled, [], DAY)

    assert {one.field for one in lacking} == {
        *("address", "ingredients", "net_quantity", "nutrition", "origin", "storage", "usage", "warnings"),
    }
    assert quantity.vi.startswith("Nhãn thiếu định lượng (")
    assert quantity.en.startswith("The label lacks the net quantity (")


def test_what_waits_for_approval_counts_as_wished_and_is_not_written() -> None:
    product = make_approved(cooperative=at(), **COMPLETE)
    edit_product(product=product, changes={"ingredients": {}})
    product.refresh_from_db()
    before = copy.deepcopy(product.__dict__["ingredients"])

    assert fields(product) == ["ingredients"]
    assert product.ingredients == before == {"vi": "Mật ong 100 %"}
    assert only_variant(product).product.ingredients == before


def test_it_asks_the_database_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    product = make_draft(cooperative=at(), **COMPLETE)
    product = Product.objects.select_related("cooperative").get(pk=product.pk)
    variants = list(product.variants.all())

    with django_assert_num_queries(0):
        assert lacking_on_labels(product, variants, DAY) == []
