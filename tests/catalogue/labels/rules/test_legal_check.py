import datetime as dt

import pytest

from catalogue.labels.rules.legal_check import CONTENT_NAMES, check_label
from catalogue.labels.rules.requirements import GROUPS, REQUIREMENTS, requirements, rule_set

NOW = dt.date(2026, 11, 2)
HONEY = {
    "name": "Mật ong hoa bạc hà",
    "responsible": "HTX Ong Đá Tím",
    "address": "Thôn Pả Vi, xã Mèo Vạc, tỉnh Tuyên Quang",
    "origin": "Việt Nam",
    "net_quantity": "500 ml",
    "produced_on": "01/11/2026",
    "expires_on": "31/10/2028",
    "ingredients": "100 % mật ong hoa bạc hà",
    "warnings": "Không dùng cho trẻ dưới 1 tuổi.",
    "usage": "Dùng trực tiếp hoặc pha nước ấm.",
    "storage": "Nơi khô mát, tránh nắng.",
    "nutrition": "Năng lượng 304 kcal …",
}


def codes(fields: dict[str, str], group: str, on: dt.date = NOW) -> list[tuple[str, str]]:
    return [(missing.field, missing.code) for missing in check_label(fields, group, on)]


def test_a_complete_honey_lacks_nothing() -> None:
    assert check_label(HONEY, "thuc-pham", NOW) == []


def test_each_content_left_out_is_named_with_its_reference() -> None:
    for field in HONEY:
        rest = {key: text for key, text in HONEY.items() if key != field}
        (missing,) = check_label(rest, "thuc-pham", NOW)
        assert (missing.field, missing.code) == (field, "label_content_missing")

    (missing,) = check_label({**HONEY, "warnings": ""}, "thuc-pham", NOW)
    assert missing.to_dict("vi") == {
        "field": "warnings",
        "code": "label_content_missing",
        "detail": "Nhãn thiếu thông tin cảnh báo (Nghị định 37/2026/NĐ-CP, Phụ lục I).",
        "reference": "Nghị định 37/2026/NĐ-CP, Phụ lục I",
    }
    assert missing.to_dict("en")["detail"] == ("The label lacks the warning (Decree 37/2026/NĐ-CP, Annex I).")


@pytest.mark.parametrize(
    ("on", "decree"),
    [
        (dt.date(2017, 5, 31), ""),
        (dt.date(2017, 6, 1), "43/2017/NĐ-CP"),
        (dt.date(2026, 1, 22), "43/2017/NĐ-CP"),
        (dt.date(2026, 1, 23), "37/2026/NĐ-CP"),
    ],
)
def test_the_decree_changes_on_its_day(on: dt.date, decree: str) -> None:
    assert rule_set(on) == decree
    (references) = {row.act.number for row in requirements("ruou", on)}
    assert references == ({decree} if decree else set())


def test_nutrition_facts_are_asked_for_since_2026_unless_exempt() -> None:
    without = {key: text for key, text in HONEY.items() if key != "nutrition"}

    assert codes(without, "thuc-pham", dt.date(2025, 12, 31)) == []
    (missing,) = check_label(without, "thuc-pham", dt.date(2026, 1, 1))
    assert missing.reference_en == "Circular 29/2023/TT-BYT, article 5"
    assert codes({**without, "nutrition_exempt": "một nguyên liệu"}, "thuc-pham") == []


def test_what_is_shown_if_any_is_not_asked_for() -> None:
    spirit = {key: HONEY[key] for key in ("name", "responsible", "address", "origin", "net_quantity")}

    assert codes({**spirit, "alcohol": "29 % vol", "storage": "Nơi mát"}, "ruou") == []
    assert codes(spirit, "ruou") == [
        ("alcohol", "label_content_missing"),
        ("storage", "label_content_missing"),
    ]


def test_one_of_two_contents_is_enough() -> None:
    cosmetic = {**HONEY, "lot": "L1"}

    assert codes({**cosmetic, "produced_on": ""}, "my-pham") == []
    (missing,) = check_label({**cosmetic, "produced_on": "", "expires_on": ""}, "my-pham", NOW)
    assert "ngày sản xuất (NSX) hoặc hạn sử dụng (HSD)" in missing.vi


@pytest.mark.parametrize("origin", ["VN", "Made in VN", "Xã Mèo Vạc", "893"])
def test_an_origin_without_its_country_is_named(origin: str) -> None:
    assert codes({**HONEY, "origin": origin}, "thuc-pham") == [("origin", "label_origin_country")]


@pytest.mark.parametrize("origin", ["Việt Nam", "Đóng gói tại Việt Nam", "xã Mèo Vạc, VIỆT NAM"])
def test_an_origin_with_its_country_is_right(origin: str) -> None:
    assert codes({**HONEY, "origin": origin}, "thuc-pham") == []


@pytest.mark.parametrize("quantity", ["500ml", "nửa lít", "500"])
def test_a_net_quantity_needs_number_blank_and_unit(quantity: str) -> None:
    assert codes({**HONEY, "net_quantity": quantity}, "thuc-pham") == [
        ("net_quantity", "label_quantity_unit")
    ]


def test_a_supplement_says_what_it_is_and_that_it_is_no_medicine() -> None:
    group = "thuc-pham-bao-ve-suc-khoe"
    assert [code for _, code in codes(HONEY, group)] == ["label_phrase_missing"] * 2

    said = (
        "Thực phẩm bảo vệ sức khoẻ. Thực phẩm này không phải là thuốc, "
        "không có tác dụng thay thế thuốc chữa bệnh."
    )
    assert codes({**HONEY, "warnings": said}, group) == []


def test_services_need_no_label() -> None:
    assert check_label({}, "dich-vu", NOW) == []


def test_every_requirement_has_a_name_a_span_and_a_reference() -> None:
    for row in REQUIREMENTS:
        assert all(field in CONTENT_NAMES for field in row.fields)
        assert row.valid_to is None or row.valid_from <= row.valid_to
        assert row.reference("vi").startswith(("Nghị định ", "Thông tư "))
    assert len(GROUPS) == 9
    for group in GROUPS:
        assert len(check_label({}, group, NOW)) >= 6
