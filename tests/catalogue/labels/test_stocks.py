import pytest

from catalogue.labels.errors import UnknownStock
from catalogue.labels.stocks import STOCKS, LabelStock, find_stock


@pytest.mark.parametrize("stock", STOCKS, ids=lambda stock: stock.key)
def test_all_labels_lie_on_the_page_and_apart(stock: LabelStock) -> None:
    right = stock.left_mm + (stock.columns - 1) * stock.pitch_x_mm + stock.label_width_mm
    bottom = stock.top_mm + (stock.rows - 1) * stock.pitch_y_mm + stock.label_height_mm

    assert right <= stock.page_width_mm
    assert bottom <= stock.page_height_mm
    assert stock.pitch_x_mm >= stock.label_width_mm
    assert stock.pitch_y_mm >= stock.label_height_mm


@pytest.mark.parametrize(
    ("key", "cells", "label", "pitch", "corner"),
    [
        ("a4-24-70x37", 24, (70, 37), (70, 37), (0, 0.5)),
        ("a4-65-38x21", 65, (38.1, 21.2), (40.6, 21.2), (4.7, 10.9)),
        ("roll-50x30", 1, (50, 30), (50, 30), (0, 0)),
    ],
)
def test_the_sheets_are_those_of_their_makers(
    key: str, cells: int, label: tuple[float, float], pitch: tuple[float, float], corner: tuple[float, float]
) -> None:
    stock = find_stock(key)

    assert stock.cells == cells
    assert (stock.label_width_mm, stock.label_height_mm) == label
    assert (stock.pitch_x_mm, stock.pitch_y_mm) == pitch
    assert (stock.left_mm, stock.top_mm) == corner


def test_a_page_of_a_roll_is_one_label() -> None:
    for stock in STOCKS:
        if stock.roll:
            assert (stock.page_width_mm, stock.page_height_mm) == (
                stock.label_width_mm,
                stock.label_height_mm,
            )
            assert stock.cells == 1


def test_letters_are_as_high_as_the_law_asks_for_the_size_of_the_label() -> None:
    # Decree 43/2017/ND-CP, article 4: 1.2 mm, or 0.9 mm on packages with faces under 80 cm²; the smallest
    # labels are meant for those.
    letters = {stock.key: stock.letter_mm for stock in STOCKS}

    assert letters == {"a4-24-70x37": 1.2, "a4-65-38x21": 0.9, "roll-50x30": 1.2, "roll-40x30": 0.9}


def test_an_unknown_stock_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnknownStock) as refusal:
        find_stock("a5")

    assert refusal.value.code == "label_stock_unknown"
    assert str(refusal.value) == (
        "There is no label stock “a5”; choose one of: a4-24-70x37, a4-65-38x21, roll-50x30, roll-40x30."
    )
    with pytest.raises(UnknownStock) as unprintable:
        find_stock("a\x1b[2J")
    assert "“a\\u001b[2J”" in str(unprintable.value)


def test_names_come_in_both_languages() -> None:
    stock = find_stock("roll-50x30")

    assert stock.name("vi") == "Cuộn tem 50 × 30 mm"
    assert stock.name("en") == "Roll 50 × 30 mm"
