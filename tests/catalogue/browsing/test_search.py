"""Searching the 76 sample products: the same answers in the same order on every database."""

import unicodedata

import orjson
import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from catalogue.browsing import ProductQuery, browse
from catalogue.browsing.refusals import QueryTooLong
from catalogue.listings import render_products
from catalogue.models import Category, Product, SearchEntry
from catalogue.search.queries import read_query
from tests.catalogue.sample_products import load_sample_products
from tests.factories import make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db

HONEY = [
    "mat-ong-hoa-bac-ha-cao-nguyen-da-500-ml",
    "mat-ong-hoa-bac-ha-lo-qua-250-ml",
    "mat-ong-bac-ha-nguyen-sap-350-g",
    "mat-ong-rung-da-hoa-1-lit",
    "tra-gung-mat-ong-hoa-tan-10-goi",
    "xa-phong-mat-ong-bac-ha-90-g",
    "phan-hoa-rung-say-lanh-200-g",
]
SUGAR = [
    "tra-gung-mat-ong-hoa-tan-10-goi",
    "banh-tam-giac-mach-nuong-4-chiec",
    "banh-quy-tam-giac-mach-180-g",
    "lap-xuong-gac-bep-500-g",
    "ca-bong-kho-nieu-500-g",
    "mut-vo-cam-sanh-200-g",
    "ruou-vang-man-750-ml-12-vol",
]
DONG_VAN = ["thit-bo-vang-kho-dong-van-250-g", "ot-gio-dong-van-kho-50-g"]
TEA = {
    "che-shan-tuyet-co-thu-cao-bo-100-g",
    "bach-tra-shan-tuyet-tay-con-linh-50-g",
    "hong-tra-shan-tuyet-100-g",
    "lam-tra-ong-tre-150-g",
    "tra-giao-co-lam-100-g",
    "tra-gung-mat-ong-hoa-tan-10-goi",
    "tra-hat-tam-giac-mach-rang-250-g",
}


def found(q: str, **query: str) -> list[str]:
    page = browse(ProductQuery(q=q, limit=100, **query))  # type: ignore[arg-type]
    return [orjson.loads(item)["slug"] for item in page.items]


def publish(name: str, **fields: object) -> str:
    product = make_product(name={"vi": name}, **fields)
    make_variant(product=product)
    with transaction.atomic():
        render_products([product.pk])
    return product.slug


@pytest.mark.parametrize(
    "q",
    [
        "mat ong",
        "mật ong",
        unicodedata.normalize("NFD", "Mật Ong"),
        "MẬT ONG",
        " mật  ong! ",
        "honey",
        "maatj ong",
        "mat65 ong",
    ],
)
def test_honey_is_found_however_it_is_typed(q: str) -> None:
    load_sample_products()
    assert sorted(found(q)) == sorted(HONEY)


@pytest.mark.parametrize("q", ["mat ong", "mật ong"])
def test_the_phrase_in_the_name_comes_first_and_the_newest_of_those(q: str) -> None:
    load_sample_products()
    assert found(q) == HONEY


@pytest.mark.parametrize("q", ["dong van", "đồng văn", "Đồng Văn", "ĐỒNG VĂN", "Ðồng Văn"])
def test_places_are_found_in_names_first_then_by_commune(q: str) -> None:
    load_sample_products()

    answer = found(q)

    assert answer[:2] == DONG_VAN
    assert {"banh-quy-tam-giac-mach-180-g", "thit-than-bo-vang-cap-dong-500-g"} < set(answer)


def test_sugar_is_found_in_the_ingredients() -> None:
    load_sample_products()
    assert found("đường") == SUGAR
    assert set(SUGAR) <= set(found("duong"))


@pytest.mark.parametrize("q", ["chè", "che", "trà", "tra", "tea"])
def test_tea_has_two_names(q: str) -> None:
    load_sample_products()
    assert set(found(q)) >= TEA


def test_the_word_itself_comes_before_its_synonym() -> None:
    load_sample_products()
    assert "trà" in Product.objects.get(slug=found("trà")[0]).name["vi"].lower()
    assert Product.objects.get(slug=found("chè")[0]).name["vi"].startswith("Chè")


@pytest.mark.parametrize(
    ("one", "other", "slug"),
    [
        ("rượu bắp", "rượu ngô", "ruou-ngo-men-la-500-ml-30-vol"),
        ("thịt heo", "thịt lợn", "thit-lon-treo-gac-bep-500-g"),
        ("kẹo đậu phộng", "kẹo lạc", "keo-lac-vung-mat-mia-300-g"),
        ("thịt treo bếp", "thịt gác bếp", "thit-trau-gac-bep-250-g"),
        ("bánh kiều mạch", "bánh tam giác mạch", "banh-quy-tam-giac-mach-180-g"),
        ("buckwheat", "tam giac mach", "banh-quy-tam-giac-mach-180-g"),
        ("hợp tác xã ong", "htx ong", "mat-ong-bac-ha-nguyen-sap-350-g"),
        ("khèn H’Mông", "khèn Mông", "khen-mong-luu-niem-30-cm"),
        ("spirit", "ruou", "ruou-ngo-men-la-500-ml-30-vol"),
    ],
)
def test_synonyms_find_the_same_both_ways(one: str, other: str, slug: str) -> None:
    load_sample_products()
    assert slug in found(one)
    assert slug in found(other)


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘", "ʼ", ""])
def test_hmong_is_found_with_any_apostrophe(apostrophe: str) -> None:
    load_sample_products()
    assert found(f"gà đen h{apostrophe}mông")[0] == "ga-den-hmong-lam-sach-nguyen-con-1-2-kg"


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


def test_numbers_and_units_part() -> None:
    load_sample_products()
    assert found("mật ong 500ml") == ["mat-ong-hoa-bac-ha-cao-nguyen-da-500-ml"]
    assert found("HTX-042") == ["tinh-dau-vo-cam-10-ml"]


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


def test_a_search_may_be_sorted_and_filtered() -> None:
    load_sample_products()
    by_price = found("mật ong", sort="price")
    assert sorted(by_price) == sorted(HONEY)
    assert by_price[0] == "xa-phong-mat-ong-bac-ha-90-g"
    assert found("mật ong", category="my-pham") == ["xa-phong-mat-ong-bac-ha-90-g"]


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


def test_every_word_of_every_entry_finds_the_products_that_have_it() -> None:
    load_sample_products()
    entries = {
        entry.product.slug: set(entry.words.split())
        for entry in SearchEntry.objects.select_related("product")
    }
    vocabulary = sorted({word for words in entries.values() for word in words if not word.startswith("~")})

    for word in vocabulary[::7]:
        (unit,) = read_query(word).units
        expected = {
            slug
            for slug, words in entries.items()
            if unit.group in words or any(other.startswith(word) for other in words)
        }
        assert set(found(word)) == expected, word
