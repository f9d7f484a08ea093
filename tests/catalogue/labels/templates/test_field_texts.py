import datetime as dt
from decimal import Decimal

import pytest

from catalogue.labels.details import Wording
from catalogue.labels.templates.field_texts import FieldText, field_text, field_texts, law_fields
from tests.catalogue.labels.specimens import make_case_content, make_full_content

BOTH = ("vi", "en")


def test_texts_stand_in_each_language_that_has_one() -> None:
    content = make_full_content(storage=Wording("Nơi khô mát", "Keep dry"), usage=Wording("Ăn liền"))

    assert field_texts(content, "storage", BOTH) == [
        FieldText("Bảo quản", "Nơi khô mát"),
        FieldText("Storage", "Keep dry"),
    ]
    assert field_texts(content, "usage", BOTH) == [FieldText("Hướng dẫn sử dụng", "Ăn liền")]
    assert field_texts(content, "storage", ("vi",)) == [FieldText("Bảo quản", "Nơi khô mát")]


def test_a_pallet_of_pieces_does_not_call_them_cases() -> None:
    assert field_texts(make_case_content(), "count", BOTH) == [FieldText("Số thùng / Count", "48")]
    assert field_texts(make_full_content(), "count", BOTH) == [FieldText("Số lượng / Quantity", "48")]


def test_what_is_the_same_in_both_languages_stands_once_with_both_captions() -> None:
    content = make_full_content(produced_on=dt.date(2026, 4, 2))

    assert field_texts(content, "produced_on", BOTH) == [FieldText("NSX / MFG", "02/04/2026")]
    assert field_texts(content, "net_quantity", BOTH) == [FieldText("Thể tích thực / Net volume", "500 ml")]


def test_an_empty_field_has_no_text() -> None:
    assert field_texts(make_full_content(lot=""), "lot", BOTH) == []


def test_goods_of_fibre_and_clay_have_a_material() -> None:
    content = make_full_content(label_group="thu-cong", ingredients=Wording("Lanh"))

    assert field_texts(content, "ingredients", ("vi",)) == [FieldText("Chất liệu", "Lanh")]


@pytest.mark.parametrize(
    ("origin", "caption"),
    [("Việt Nam", "Xuất xứ"), ("Sản xuất tại Việt Nam", ""), ("Đóng gói tại Việt Nam", "")],
)
def test_an_origin_worded_as_the_law_does_needs_no_caption(origin: str, caption: str) -> None:
    content = make_full_content(origin=Wording(origin))

    assert field_texts(content, "origin", ("vi",)) == [FieldText(caption, origin)]


@pytest.mark.parametrize(
    ("field", "changes", "vi", "en"),
    [
        ("alcohol", {"alcohol_percent": Decimal("29.5")}, "29,5\u00a0%\u00a0vol", "29.5\u00a0%\u00a0vol"),
        ("alcohol", {"alcohol_percent": Decimal("40.0")}, "40\u00a0%\u00a0vol", "40\u00a0%\u00a0vol"),
        ("unit_price", {}, "640.000\u00a0₫/L", "640.000\u00a0₫/L"),
        ("unit_price", {"unit_price_vnd": None}, "", ""),
        ("units", {"units": 12}, "12 × 500 ml", "12 × 500 ml"),
        ("ocop", {"ocop_stars": 4}, "OCOP 4 sao", "OCOP 4 stars"),
        ("expires_on", {"expires_on": None, "shelf_life_days": 90}, "90 ngày kể từ NSX", "90 days from MFG"),
        ("expires_on", {"expires_on": None}, "", ""),
        ("gtin", {}, "9520007919019", "9520007919019"),
        ("count", {"count": 48}, "48", "48"),
    ],
)
def test_made_fields_say_what_they_are_made_of(
    field: str, changes: dict[str, object], vi: str, en: str
) -> None:
    content = make_full_content(**changes)

    assert (field_text(content, field), field_text(content, field, "en")) == (vi, en)


def test_the_law_sees_only_what_is_printed() -> None:
    content = make_full_content(nutrition_exempt=Wording("một nguyên liệu"))

    assert law_fields(content, ("name", "origin")) == {
        "name": content.name,
        "origin": "Việt Nam",
        "nutrition_exempt": "một nguyên liệu",
    }
    assert law_fields(content)["lot"] == "L2026-11A"
