from dataclasses import replace

import pytest

from catalogue.labels.geometry import frame_of
from catalogue.labels.printer import insets_of
from catalogue.labels.printers import find_printer
from catalogue.labels.stocks import find_stock


@pytest.mark.parametrize(
    ("printer", "stock", "fed"),
    [
        ("office-600", "a4-24-70x37", True),
        ("office-600", "letter-30-67x25", True),
        ("office-600", "roll-50x30", False),
        ("thermal-203", "a4-24-70x37", False),
        ("thermal-203", "roll-110x22-3", True),
        ("brother-300", "dk-62x29", True),
        ("brother-300", "roll-70x50", False),
        ("escpos-80", "receipt-80x50", True),
        ("escpos-58", "receipt-80x50", False),
        # A receipt printer has no sensor for the gaps between labels.
        ("escpos-80", "roll-50x30", False),
        ("thermal-203", "receipt-80x50", True),
    ],
)
def test_paper_is_fed_as_the_machine_can(printer: str, stock: str, fed: bool) -> None:
    assert find_printer(printer).feeds(find_stock(stock)) is fed


def test_ink_is_sent_to_where_it_will_land() -> None:
    # What is sent to 100 mm comes out at 1.5 + 100 × 0.99 = 100.5 mm.
    printer = replace(find_printer("office-600"), offset_x_mm=1.5, scale_x_percent=99, offset_y_mm=-2)

    assert printer.sent_x(100.5) == pytest.approx(100)
    assert printer.sent_y(50) == 52


def test_labels_at_the_rim_keep_clear_of_what_can_not_be_reached() -> None:
    insets = insets_of(find_stock("a4-24-70x37"), find_printer("office-600"))

    # A margin of 25.4 / 6 mm, less the half millimetre of paper above and below the labels.
    assert (insets.left, insets.right) == pytest.approx((4.233, 4.233), abs=0.001)
    assert (insets.top, insets.bottom) == pytest.approx((3.733, 3.733), abs=0.001)


def test_a_printer_that_is_off_reaches_further_on_one_side_and_less_on_the_other() -> None:
    stock, printer = find_stock("a4-24-70x37"), find_printer("office-600")

    insets = insets_of(stock, replace(printer, offset_x_mm=1))

    # Everything comes out 1 mm to the right, so it is sent 1 mm to the left, where the margin takes it.
    assert (insets.left, insets.right) == pytest.approx((5.233, 3.233), abs=0.001)
    ink = frame_of(stock, replace(printer, offset_x_mm=1)).ink
    assert printer.millimetres(ink.left) == pytest.approx(5.233, abs=0.05)


def test_a_web_wider_than_the_head_loses_its_sides() -> None:
    wide, printer = find_stock("roll-110x22-3"), find_printer("thermal-203")

    # 110 mm of paper over a head of 104 mm: 3 mm on each side, half a millimetre of which is liner.
    assert insets_of(wide, printer).left == insets_of(wide, printer).right == 2.5
    assert insets_of(find_stock("roll-50x30"), printer).left == 1.0


def test_a_receipt_has_the_width_of_its_head() -> None:
    insets = insets_of(find_stock("receipt-80x50"), find_printer("escpos-80"))

    assert (insets.left, insets.right) == (4, 4)
    assert insets_of(find_stock("receipt-58x40"), find_printer("escpos-58")).left == 5
