import csv
from pathlib import Path

import pytest

from catalogue.labels import stocks
from catalogue.labels.custom_stocks import custom_stock
from catalogue.labels.errors import UnknownStock
from catalogue.labels.stocks import STOCKS, find_stock

WITHOUT_DRAWING = [
    "a4-65-38x21-tomy",
    "a4-100-40x14-tomy",
    "roll-104x22-3",
    "jewellery-75x10",
    "jewellery-56x13",
    "jewellery-80x25",
]


def test_there_are_papers_of_each_kind() -> None:
    assert len(STOCKS) >= 60
    assert sum(stock.page_width_mm == 210 for stock in STOCKS) >= 30
    assert sum(stock.page_width_mm == 215.9 for stock in STOCKS) == 6
    assert {stock.columns for stock in STOCKS if stock.roll} == {1, 2, 3}
    assert find_stock("roll-100x150").label_size == "100 × 150 mm"
    assert len({stock.key for stock in STOCKS}) == len({stock.name_vi for stock in STOCKS}) == len(STOCKS)


def test_each_paper_of_the_file_has_a_source() -> None:
    with Path(stocks.__file__).with_name("label_stocks.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert [row["key"] for row in rows] == [stock.key for stock in STOCKS]
    assert all(len(row["source"]) > 15 for row in rows)


@pytest.mark.parametrize(
    ("key", "cells", "label", "pitch", "corner"),
    [
        ("a4-24-70x37", 24, (70, 37), (70, 37), (0, 0.5)),
        ("a4-65-38x21", 65, (38.1, 21.2), (40.6, 21.2), (4.7, 10.9)),
        ("a4-65-38x21-gapless", 65, (38, 21.2), (38, 21.2), (9.5, 10.5)),
        ("a4-21-64x38", 21, (63.5, 38.1), (66.04, 38.1), (7.2, 15.15)),
        ("letter-30-67x25", 30, (66.675, 25.4), (69.85, 25.4), (4.7625, 12.7)),
        ("roll-50x30", 1, (50, 30), (50, 32), (0, 0)),
        ("roll-40x30", 1, (40, 30), (40, 32), (0, 0)),
        ("roll-110x22-3", 3, (35, 22), (37, 24), (0.5, 0)),
        ("jewellery-75x10", 1, (30, 10), (30, 12), (0, 0)),
    ],
)
def test_the_papers_are_those_of_their_makers(
    key: str, cells: int, label: tuple[float, float], pitch: tuple[float, float], corner: tuple[float, float]
) -> None:
    stock = find_stock(key)

    assert stock.cells == cells
    assert (stock.label_width_mm, stock.label_height_mm) == label
    assert (stock.pitch_x_mm, stock.pitch_y_mm) == pitch
    assert (stock.left_mm, stock.top_mm) == corner


def test_a_page_of_a_roll_is_one_row_without_the_gap_to_the_next() -> None:
    for stock in STOCKS:
        if stock.roll:
            assert stock.rows == 1
            assert stock.page_height_mm == stock.label_height_mm
    assert find_stock("roll-110x22-3").gap_mm == 2
    assert find_stock("receipt-80x50").gap_mm == 0
    assert find_stock("a4-24-70x37").gap_mm == 0


def test_papers_without_a_maker_s_drawing_ask_to_be_calibrated() -> None:
    assert [stock.key for stock in STOCKS if stock.needs_calibration] == WITHOUT_DRAWING


def test_letters_are_as_high_as_the_law_asks_for_the_size_of_the_label() -> None:
    # Decree 43/2017/ND-CP, article 4: 1.2 mm, or 0.9 mm on packages with faces under 80 cm²; the smallest
    # labels are meant for those.
    letters = {stock.key: stock.letter_mm for stock in STOCKS}

    assert set(letters.values()) == {1.2, 0.9}
    assert letters["a4-24-70x37"] == letters["roll-50x30"] == letters["roll-100x150"] == 1.2
    assert letters["a4-65-38x21"] == letters["roll-40x30"] == letters["jewellery-75x10"] == 0.9
    for stock in STOCKS:
        assert stock.letter_mm == 1.2 or stock.label_width_mm * stock.label_height_mm < 1800


def test_every_paper_can_be_written_down_and_read_again() -> None:
    for stock in STOCKS:
        assert custom_stock(**stock.to_dict()) == stock


def test_an_unknown_stock_is_refused_with_those_most_like_it() -> None:
    with pytest.raises(UnknownStock) as refusal:
        find_stock("a4-24-70x38")

    assert refusal.value.code == "label_stock_unknown"
    assert str(refusal.value) == (
        "There is no label stock “a4-24-70x38”; there are: "
        "a4-24-70x37, a4-24-70x36, a4-24-64x34, a4-21-70x42, a4-21-64x38 …"
    )
    with pytest.raises(UnknownStock) as unprintable:
        find_stock("a\x1b[2J")
    assert "“a\\u001b[2J”" in str(unprintable.value)


def test_names_come_in_both_languages() -> None:
    assert find_stock("roll-50x30").name("vi") == "Cuộn tem 50 × 30 mm"
    assert find_stock("roll-50x30").name("en") == "Roll 50 × 30 mm"
    assert find_stock("a4-65-38x21").name("vi") == "A4, 65 nhãn 38,1 × 21,2 mm (Avery L7651)"
    assert find_stock("roll-110x22-3").name("vi") == "Cuộn tem 35 × 22 mm, 3 tem ngang, khổ 110 mm"
    assert find_stock("jewellery-75x10").name("en") == "Jewellery tag 75 × 10 mm, face 30 × 10 mm"
    assert find_stock("letter-30-67x25").name("en") == "Letter, 30 labels 66.7 × 25.4 mm (Avery 5160)"


def test_every_paper_is_listed_in_the_documents() -> None:
    page = (Path(stocks.__file__).parents[2] / "docs" / "printing.md").read_text(encoding="utf-8")

    assert [stock.key for stock in STOCKS if f"`{stock.key}`" not in page] == []
