"""Searching the 76 sample products: the same answers in the same order on every database."""

import unicodedata

import pytest

from catalogue.models import Product, SearchEntry
from catalogue.search.queries import read_query
from tests.catalogue.browsing.searching import found
from tests.catalogue.sample_products import load_sample_products

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


@pytest.fixture(scope="module", autouse=True)
def _sample(rows_of_module: None) -> None:
    load_sample_products()


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
    assert sorted(found(q)) == sorted(HONEY)


@pytest.mark.parametrize("q", ["mat ong", "mật ong"])
def test_the_phrase_in_the_name_comes_first_and_the_newest_of_those(q: str) -> None:
    assert found(q) == HONEY


@pytest.mark.parametrize("q", ["dong van", "đồng văn", "Đồng Văn", "ĐỒNG VĂN", "Ðồng Văn"])
def test_places_are_found_in_names_first_then_by_commune(q: str) -> None:

    answer = found(q)

    assert answer[:2] == DONG_VAN
    assert {"banh-quy-tam-giac-mach-180-g", "thit-than-bo-vang-cap-dong-500-g"} < set(answer)


def test_sugar_is_found_in_the_ingredients() -> None:
    assert found("đường") == SUGAR
    assert set(SUGAR) <= set(found("duong"))


@pytest.mark.parametrize("q", ["chè", "che", "trà", "tra", "tea"])
def test_tea_has_two_names(q: str) -> None:
    assert set(found(q)) >= TEA


def test_the_word_itself_comes_before_its_synonym() -> None:
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
    assert slug in found(one)
    assert slug in found(other)


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘", "ʼ", ""])
def test_hmong_is_found_with_any_apostrophe(apostrophe: str) -> None:
    assert found(f"gà đen h{apostrophe}mông")[0] == "ga-den-hmong-lam-sach-nguyen-con-1-2-kg"


def test_numbers_and_units_part() -> None:
    assert found("mật ong 500ml") == ["mat-ong-hoa-bac-ha-cao-nguyen-da-500-ml"]
    assert found("HTX-042") == ["tinh-dau-vo-cam-10-ml"]


def test_a_search_may_be_sorted_and_filtered() -> None:
    by_price = found("mật ong", sort="price")
    assert sorted(by_price) == sorted(HONEY)
    assert by_price[0] == "xa-phong-mat-ong-bac-ha-90-g"
    assert found("mật ong", category="my-pham") == ["xa-phong-mat-ong-bac-ha-90-g"]


def test_every_word_of_every_entry_finds_the_products_that_have_it() -> None:
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
