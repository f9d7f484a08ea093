"""What is written is taken field by field, and nothing that was not offered."""

from decimal import Decimal
from typing import Any

import pytest

from catalogue.changes import FieldsRefused, FieldUnknown, take_changes
from catalogue.models import Category, Product, Variant
from tests.factories import make_category

FIELDS = ("name", "category", "ocop_group", "shelf_life_days", "nutrition", "alcohol_percent")


def refused(row: Any, changes: dict[str, object], allowed: tuple[str, ...] = FIELDS) -> list[tuple[str, str]]:
    with pytest.raises(FieldsRefused) as caught:
        take_changes(row, changes, allowed)
    return [(error.field, error.code) for error in caught.value.fields]


def test_values_come_back_as_their_fields_take_them() -> None:
    taken = take_changes(
        Product(),
        {"ocop_group": "  Trà \u0061\u0301 ", "shelf_life_days": "30", "alcohol_percent": 4},
        FIELDS,
    )

    assert taken == {"ocop_group": "Trà á", "shelf_life_days": 30, "alcohol_percent": Decimal(4)}


@pytest.mark.django_db
def test_a_reference_is_given_as_a_row_or_its_id_and_comes_back_as_the_id() -> None:
    category = make_category()

    assert take_changes(Product(), {"category": category}, FIELDS) == {"category": category.pk}
    assert take_changes(Product(), {"category": str(category.pk)}, FIELDS) == {"category": category.pk}
    assert refused(Product(), {"category": Category()}) == [("category", "field_invalid")]


def test_nothing_is_set_on_the_row() -> None:
    product = Product(ocop_group="cũ")
    take_changes(product, {"ocop_group": "mới"}, FIELDS)
    assert product.ocop_group == "cũ"


@pytest.mark.parametrize("name", ["state", "slug", "pk", "id", "approved_at", "__class__", "history", ""])
def test_a_field_that_is_not_offered_is_unknown(name: str) -> None:
    assert refused(Product(), {name: "x"}) == [(name, "unknown_field")]


@pytest.mark.parametrize(
    "value", [True, 1.5, "1.5", "x", None, [], {}, 2**31, -1, float("nan"), float("inf"), "9" * 5_000]
)
def test_a_price_is_a_whole_number_within_bounds(value: object) -> None:
    assert refused(Variant(), {"price_vnd": value}, ("price_vnd",)) == [("price_vnd", "field_invalid")]


@pytest.mark.parametrize("value", [5, None, ["x"], {"vi": "x"}, True, "\x00", "\ud800", "\u202e"])
def test_a_text_is_a_text_that_can_be_shown(value: object) -> None:
    assert refused(Product(), {"ocop_group": value}) == [("ocop_group", "field_invalid")]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e9", "0.01", -1, [], {}, "x", True])
def test_a_number_with_decimals_is_finite_and_within_bounds(value: object) -> None:
    assert refused(Product(), {"alcohol_percent": value}) == [("alcohol_percent", "field_invalid")]


@pytest.mark.parametrize("value", ["x", ["vi"], {"vi": 5}, {"vi": "\ud800"}, {"": "x"}, {5: "x"}])
def test_texts_map_languages_to_texts(value: object) -> None:
    assert refused(Product(), {"name": value}) == [("name", "field_invalid")]


def test_all_that_is_wrong_is_told_at_once_and_names_are_quoted_briefly() -> None:
    assert refused(Product(), {"state": 1, "ocop_group": 5}) == [
        ("state", "unknown_field"),
        ("ocop_group", "field_invalid"),
    ]
    assert FieldUnknown("x" * 500).text("en") == f"There is no field “{'x' * 40}…”, or it cannot be changed."
