"""What to offer while somebody types."""

import orjson
import pytest
from pytest_django import DjangoAssertNumQueries

from catalogue.browsing import current_version, suggest
from catalogue.browsing.refusals import QueryTooLong
from tests.catalogue.sample_products import load_sample_products

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _sample(rows_of_module: None) -> None:
    load_sample_products()


def suggested(q: str, language: str = "vi") -> list[tuple[str, str]]:
    return [(found["kind"], found["text"]) for found in map(orjson.loads, suggest(q, language).items)]


def test_categories_products_and_cooperatives_are_suggested_in_the_language_asked() -> None:
    assert suggested("mat o", "en") == [
        ("category", "Honey"),
        ("product", "Mint-flower honey of the stone plateau 500 ml"),
        ("product", "Mint-flower honey gift jar 250 ml"),
        ("product", "Mint-flower comb honey 350 g"),
        ("product", "Wild multiflora honey 1 L"),
        ("product", "Instant ginger-honey drink x10"),
        ("product", "Mint-honey soap bar 90 g"),
        ("product", "Freeze-dried wild bee pollen 200 g"),
    ]


def test_there_are_ten_at_most_and_typed_marks_are_meant() -> None:
    suggestions = suggested("chè")

    assert len(suggestions) == 10
    assert suggestions[0] == ("category", "Chè")
    assert [text for kind, text in suggestions if kind == "cooperative"] == [
        "HTX Chè Búp Trắng Quảng Nguyên",
        "HTX Chè Cổ Thụ Mỏm Mây Lũng Phìn",
        "HTX Chè Ruộng Bậc Thang Vàng",
    ]


@pytest.mark.parametrize("q", ["", "  ", "!!!", "khongcogi"])
def test_nothing_is_suggested_for_nothing(q: str) -> None:
    assert suggested(q) == []
    assert suggest(q, "vi").version == current_version()


def test_a_long_text_is_refused() -> None:
    with pytest.raises(QueryTooLong):
        suggest("a" * 201, "vi")


def test_suggestions_take_three_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(3):
        suggest("chè", "vi")
