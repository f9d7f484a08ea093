"""The tree of categories and the cooperatives that offer something."""

import orjson
import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from catalogue.browsing import Page, categories, cooperative_document, cooperatives, current_version
from catalogue.browsing.refusals import CooperativeNotFound, CursorInvalid, LimitOutOfRange
from catalogue.listings import render_products
from catalogue.models import Category, Cooperative, PartyType, Product
from tests.factories import make_category, make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db


def publish(**fields: object) -> Product:
    product = make_product(**fields)
    make_variant(product=product)
    with transaction.atomic():
        render_products([product.pk])
    return product


def names(page: Page) -> list[str]:
    return [orjson.loads(item)["name"] for item in page.items]


def test_the_tree_comes_flat_each_branch_before_those_in_it_with_its_products() -> None:
    Category.objects.all().update(parent=None)
    Category.objects.all().delete()
    drinks = make_category(slug="thuc-uong", name={"vi": "Thức uống", "en": "Drinks"}, position=2)
    food = make_category(slug="thuc-pham", name={"vi": "Thực phẩm", "en": "Food"}, position=1)
    honey = make_category(slug="mat-ong", name={"vi": "Mật ong"}, parent=food, position=3)
    publish(category=food)
    publish(category=honey)
    make_variant(product=make_product(category=drinks, state="draft"))

    page = categories("en")

    assert [orjson.loads(item) for item in page.items] == [
        {"slug": "thuc-pham", "name": "Food", "parent": None, "product_count": 2},
        {"slug": "mat-ong", "name": "Mật ong", "parent": "thuc-pham", "product_count": 1},
        {"slug": "thuc-uong", "name": "Drinks", "parent": None, "product_count": 0},
    ]
    assert page.version == current_version()


def test_no_category_and_no_cooperative_is_an_empty_page() -> None:
    Category.objects.all().update(parent=None)
    Category.objects.all().delete()
    assert categories("vi").items == []
    assert cooperatives("vi").items == []


def test_cooperatives_are_listed_by_the_alphabet_once_they_offer_something() -> None:
    for name in ("HTX Ya", "HTX Đá", "HTX Da", "HTX Ẩn"):
        publish(cooperative=make_cooperative(name=name))
    make_cooperative(name="HTX chưa bán gì")

    assert names(cooperatives("vi")) == ["HTX Ẩn", "HTX Da", "HTX Đá", "HTX Ya"]


def test_cursors_lead_through_the_cooperatives_and_back() -> None:
    for number in range(5):
        publish(cooperative=make_cooperative(name=f"HTX {number}"))
    first = cooperatives("vi", limit=2)
    second = cooperatives("vi", limit=2, cursor=first.next_cursor or "")
    third = cooperatives("vi", limit=2, cursor=second.next_cursor or "")
    back = cooperatives("vi", limit=2, cursor=third.previous_cursor or "")

    assert [names(page) for page in (first, second, third)] == [
        ["HTX 0", "HTX 1"],
        ["HTX 2", "HTX 3"],
        ["HTX 4"],
    ]
    assert (first.previous_cursor, third.next_cursor) == (None, None)
    assert names(back) == names(second)
    assert back.next_cursor == second.next_cursor


def test_a_page_of_cooperatives_has_limits() -> None:
    with pytest.raises(LimitOutOfRange):
        cooperatives("vi", limit=101)
    with pytest.raises(CursorInvalid):
        cooperatives("vi", cursor="nonsense")


def test_the_number_of_a_household_never_leaves_the_house() -> None:
    household = make_cooperative(
        party_type=PartyType.HOUSEHOLD,
        tax_code="001099012345",
        phone="+84912345678",
        story={"vi": "Chuyện", "en": "Story"},
    )
    publish(cooperative=household)

    document = cooperative_document(household.slug, "en").json

    assert orjson.loads(document) == {
        "slug": household.slug,
        "name": household.name,
        "party_type": "household",
        "commune": {"code": "00721", "name": "Xã Đồng Văn"},
        "province_code": "08",
        "product_count": 1,
        "story": "Story",
    }
    assert "001099012345" not in document + "".join(cooperatives("vi").items)


@pytest.mark.parametrize("slug", ["khong-co", "\ud800", "\0"])
def test_an_unknown_cooperative_is_not_found(slug: str) -> None:
    with pytest.raises(CooperativeNotFound):
        cooperative_document(slug, "vi")


def test_a_cooperative_without_public_products_is_not_found() -> None:
    cooperative = make_cooperative()
    with pytest.raises(CooperativeNotFound):
        cooperative_document(cooperative.slug, "vi")
    assert Cooperative.objects.exists()


def test_each_is_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    product = publish()
    with django_assert_num_queries(3):
        categories("vi")
        cooperatives("vi")
        cooperative_document(product.cooperative.slug, "vi")
