from typing import Any

import pytest

from catalogue.labels.custom_stocks import custom_stock
from catalogue.labels.profile_errors import StockInvalid


def own_sheet(**changes: Any) -> dict[str, Any]:
    return {
        "key": "own-1",
        "name_vi": "Giấy Tomy của HTX",
        "name_en": "Our Tomy sheet",
        "page_width_mm": 210,
        "page_height_mm": 297,
        "columns": 5,
        "rows": 13,
        "label_width_mm": 38,
        "label_height_mm": 21,
        "left_mm": 10.2,
        "top_mm": 11.5,
        "pitch_x_mm": 38,
        "pitch_y_mm": 21,
        "roll": False,
    } | changes


def reasons(**changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(StockInvalid) as refusal:
        custom_stock(**own_sheet(**changes))
    return [(str(reason.facts["field"]), reason.code) for reason in refusal.value.reasons]


def test_a_paper_of_one_s_own_is_one_like_the_others() -> None:
    stock = custom_stock(**own_sheet())

    assert (stock.cells, stock.label_size, stock.name("vi")) == (65, "38 × 21 mm", "Giấy Tomy của HTX")
    assert (stock.letter_mm, stock.safety_mm, stock.needs_calibration) == (1.2, 1.0, False)


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"label_width_mm": 38.5}, "pitch_x_mm", "label_stock_labels_overlap"),
        ({"pitch_y_mm": 20.5}, "pitch_y_mm", "label_stock_labels_overlap"),
        ({"left_mm": 21}, "page_width_mm", "label_stock_overruns_page"),
        ({"rows": 14}, "page_height_mm", "label_stock_overruns_page"),
        ({"roll": True, "page_height_mm": 297}, "rows", "label_stock_roll_rows"),
        (
            {"roll": True, "rows": 1, "page_height_mm": 297, "pitch_y_mm": 24},
            "page_height_mm",
            "label_stock_roll_page",
        ),
        ({"columns": 0}, "columns", "profile_value_invalid"),
        ({"columns": 2.0}, "columns", "profile_value_invalid"),
        ({"columns": True}, "columns", "profile_value_invalid"),
        ({"pitch_x_mm": "38"}, "pitch_x_mm", "profile_value_invalid"),
        ({"pitch_x_mm": float("nan")}, "pitch_x_mm", "profile_value_invalid"),
        ({"left_mm": -0.1}, "left_mm", "profile_value_invalid"),
        ({"label_height_mm": None}, "label_height_mm", "profile_value_invalid"),
        ({"letter_mm": 0.8}, "letter_mm", "profile_value_invalid"),
        ({"roll": 1}, "roll", "profile_value_invalid"),
        ({"key": "Own 1"}, "key", "profile_value_invalid"),
        ({"key": "a\n"}, "key", "profile_value_invalid"),
        ({"name_vi": " "}, "name_vi", "profile_value_invalid"),
        ({"name_en": "two\nlines"}, "name_en", "profile_value_invalid"),
        ({"width": 38}, "width", "profile_value_unknown"),
    ],
)
def test_a_measure_that_can_not_be_is_named(changes: dict[str, Any], field: str, code: str) -> None:
    assert reasons(**changes) == [(field, code)]


def test_lengths_are_told_without_needless_digits_and_with_the_decimals_of_the_language() -> None:
    with pytest.raises(StockInvalid) as refusal:
        custom_stock(**own_sheet(page_height_mm=500.0, label_height_mm=7.5))

    assert [reason.text("vi") for reason in refusal.value.reasons] == [
        "“Trang cao (mm)” phải là số từ 8 đến 450, không phải “500”.",
        "“Nhãn cao (mm)” phải là số từ 8 đến 450, không phải “7,5”.",
    ]
    assert refusal.value.reasons[1].text("en") == (
        "“Label, height (mm)” must be a number from 8 to 450, not “7.5”."
    )


def test_every_wrong_value_is_named_at_once() -> None:
    values = own_sheet(columns=0, name_vi="")
    del values["left_mm"]

    with pytest.raises(StockInvalid) as refusal:
        custom_stock(**values)

    assert refusal.value.code == "label_stock_invalid"
    assert [reason.facts["field"] for reason in refusal.value.reasons] == ["name_vi", "columns", "left_mm"]
    assert refusal.value.text("vi").splitlines() == [
        "Khổ giấy nhãn không hợp lệ:",
        "“Tên tiếng Việt” phải là một dòng chữ dài 1 đến 100 ký tự, không phải “”.",
        "“Số cột nhãn” phải là số nguyên từ 1 đến 20, không phải “0”.",
        "Thiếu “Lề trái (mm)”.",
    ]


def test_a_single_column_needs_no_pitch_beyond_its_label() -> None:
    stock = custom_stock(**own_sheet(columns=1, pitch_x_mm=10, label_width_mm=38))

    assert stock.cells == 13


def test_a_roll_has_one_row_with_a_gap_to_the_next() -> None:
    stock = custom_stock(
        **own_sheet(
            roll=True,
            columns=3,
            rows=1,
            page_width_mm=104,
            page_height_mm=22,
            label_width_mm=33,
            label_height_mm=22,
            left_mm=0.5,
            top_mm=0,
            pitch_x_mm=35,
            pitch_y_mm=25,
        )
    )

    assert (stock.cells, stock.gap_mm) == (3, 3)


def test_measures_may_add_up_to_a_hair_beyond_the_page() -> None:
    assert custom_stock(**own_sheet(left_mm=20.05)).left_mm == 20.05
    assert reasons(left_mm=20.06) == [("page_width_mm", "label_stock_overruns_page")]
