"""Searching a few goods: what comes before what, and what is refused."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from catalogue.browsing import ProductQuery, browse
from catalogue.browsing.refusals import QueryTooLong
from catalogue.listings import render_products
from catalogue.models import Category, Product
from tests.catalogue.browsing.searching import found
from tests.factories import make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db


def publish(name: str, **fields: object) -> str:
    product = make_product(name={"vi": name}, **fields)
    make_variant(product=product)
    with transaction.atomic():
        render_products([product.pk])
    return product.slug


@pytest.mark.parametrize("q", ["mật ong", "mat ong"])
def test_a_name_that_begins_with_the_words_comes_first(q: str) -> None:
    honey = publish("Mật ong rừng")
    soap = publish("Xà phòng mật ong")
    assert found(q) == [honey, soap]


def test_typed_marks_are_meant() -> None:
    duong_place = publish("Cam làng Dương")
    sugar = publish("Bánh ít đường")
    assert found("đường") == [sugar, duong_place]
    assert found("Dương") == [duong_place, sugar]


def test_without_marks_all_markings_are_equal_and_the_newest_comes_first() -> None:
    publish("Cam duong khong dau")
    publish("Bánh ít đường")
    newest = publish("Cam làng Dương")
    assert found("duong")[0] == newest
    assert len(found("duong")) == 3


@pytest.mark.parametrize(
    ("q", "name"), [("hoà tan", "Trà hòa tan"), ("hòa tan", "Trà hoà tan"), ("thúy", "Thuý Hồng")]
)
def test_the_place_of_the_tone_does_not_count(q: str, name: str) -> None:
    right = publish(name)
    publish(name.replace("hòa", "hoa").replace("hoà", "hoa").replace("Thuý", "Thuy"))
    assert found(q)[0] == right


def test_an_unfinished_word_finds_after_whole_ones() -> None:
    longer = publish("Cam sành")
    whole = publish("Ca cao rang")
    assert found("ca") == [whole, longer]
    assert found("cam sà") == [longer]
    assert found("sà cam") == []


def test_fragrant_rice_is_no_pineapple_and_sweet_soup_no_tea() -> None:
    rice = publish("Gạo thơm", category=Category.objects.get(slug="gao-ngu-coc"))
    soup = publish("Chè đỗ đen", category=Category.objects.get(slug="banh-keo"))
    pineapple = publish("Dứa khô", category=Category.objects.get(slug="rau-qua-che-bien"))

    assert found("khóm") == [pineapple]
    assert found("thơm") == [rice, pineapple]
    assert found("trà") == []
    assert found("chè")[0] == soup


def test_products_are_found_by_cooperative_category_and_every_language() -> None:
    slug = publish(
        "Khăn lanh",
        category=Category.objects.get(slug="det-theu"),
        cooperative=make_cooperative(name="HTX Sợi Chàm", commune_name="Xã Lùng Tám"),
    )
    Product.objects.update(name={"vi": "Khăn lanh", "en": "Linen scarf", "zh": "亚麻围巾"})
    with transaction.atomic():
        render_products(list(Product.objects.values_list("pk", flat=True)))

    for q in ("soi cham", "lùng tám", "weaving", "handicraft", "scarf", "围巾"):
        assert found(q) == [slug], q


def test_what_is_unpublished_is_found_no_more() -> None:
    slug = publish("Mật ong rừng")
    Product.objects.update(state="draft")
    with transaction.atomic():
        render_products(list(Product.objects.values_list("pk", flat=True)))
    assert found(slug.replace("-", " ")) == []


def test_the_second_reading_of_raw_keys_pages_on() -> None:
    for _ in range(3):
        publish("Mật ong")
    first = browse(ProductQuery(q="maatj ong", limit=2))
    second = browse(ProductQuery(q="maatj ong", limit=2, cursor=first.next_cursor or ""))
    back = browse(ProductQuery(q="maatj ong", limit=2, cursor=second.previous_cursor or ""))

    assert (len(first.items), len(second.items)) == (2, 1)
    assert back.items == first.items


def test_text_without_letters_finds_nothing_and_blank_text_is_no_search() -> None:
    slug = publish("Mật ong")
    assert found("!!! ***") == []
    assert found("   ") == [slug]


def test_a_text_longer_than_200_characters_is_refused() -> None:
    with pytest.raises(QueryTooLong):
        ProductQuery(q="a" * 201)


@pytest.mark.parametrize(
    "q",
    [
        'ong" OR "*',
        "ong AND",
        "NEAR(mat ong)",
        "-ong",
        "words:ong",
        "^ong",
        "'ong' | !mat:*",
        "\\",
        "''",
        "%",
        "_",
        "~tea",
        "ong\0mat",
        "\ud800ong",
        "a1" * 100,
        "ơ" * 200,
        "蜂" * 200,
        "\U000e0041" * 50,
    ],
)
def test_syntax_of_the_engines_is_only_text(q: str) -> None:
    publish("Mật ong")
    found(q)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=200))
@example("\ud800")
@example("\0")
def test_any_text_is_answered(q: str) -> None:
    found(q)
