from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from catalogue.labels.calibration import Deviation, Marks, calibrated, marks_of, measured_deviation
from catalogue.labels.calibration_page import calibration_layout
from catalogue.labels.geometry import Rule, frame_of
from catalogue.labels.jobs import cell_origin
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.layout import lay_out
from catalogue.labels.printer import Printer
from catalogue.labels.printers import find_printer
from catalogue.labels.profile_errors import MeasurementInvalid, PrinterInvalid
from catalogue.labels.raster import label_ink
from catalogue.labels.stocks import STOCKS, find_stock
from tests.catalogue.labels.specimens import make_content

SHEET, OFFICE = find_stock("a4-65-38x21"), find_printer("office-600")


@dataclass(frozen=True)
class Machine:
    """A real printer: whatever is sent to it comes out shifted and stretched."""

    shift_x_mm: float
    shift_y_mm: float
    stretch_x: float
    stretch_y: float

    def lands_x(self, printer: Printer, dots: float) -> float:
        return self.shift_x_mm + self.stretch_x * printer.millimetres(dots)

    def lands_y(self, printer: Printer, dots: float) -> float:
        return self.shift_y_mm + self.stretch_y * printer.millimetres(dots)

    def measured(self, stock: LabelStock, printer: Printer) -> Deviation:
        """What people read off the calibration page that this machine prints, to a twentieth of a mm."""
        layout = calibration_layout(stock, printer)
        marks = marks_of(stock, printer)
        across, down = layout.rules[:2]
        read: dict[str, Any] = {
            "cross_x_mm": self.lands_x(printer, down.left + down.width / 2),
            "cross_y_mm": self.lands_y(printer, across.top + across.height / 2),
        }
        if marks.ruler_x_mm:
            ruler = next(rule for rule in layout.rules[2:] if rule.width > rule.height)
            read["ruler_x_mm"] = self.stretch_x * printer.millimetres(ruler.width)
        if marks.ruler_y_mm:
            ruler = next(rule for rule in layout.rules if printer.millimetres(rule.height) > 45)
            read["ruler_y_mm"] = self.stretch_y * printer.millimetres(ruler.height)
        return measured_deviation(marks, **{name: round(mm * 20) / 20 for name, mm in read.items()})


MACHINES = [
    Machine(0.0, 0.0, 1.0, 1.0),
    Machine(1.3, -0.8, 0.994, 1.007),
    Machine(-2.45, 3.1, 1.0125, 0.99),
]


def misses_mm(machine: Machine, stock: LabelStock, printer: Printer) -> Iterator[float]:
    """How far the middle of each label lands from the middle of its cell."""
    for cell in range(stock.cells):
        row, column = divmod(cell, stock.columns)
        left, top = cell_origin(stock, printer, cell)
        half_x, half_y = (printer.dots(side) / 2 for side in (stock.label_width_mm, stock.label_height_mm))
        true_x = stock.left_mm + column * stock.pitch_x_mm + stock.label_width_mm / 2
        true_y = stock.top_mm + row * stock.pitch_y_mm + stock.label_height_mm / 2
        yield abs(machine.lands_x(printer, left + half_x) - true_x)
        yield abs(machine.lands_y(printer, top + half_y) - true_y)


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("stock", "printer"),
    [
        ("a4-65-38x21", "office-600"),
        ("letter-30-67x25", "inkjet-300"),
        ("roll-100x150", "thermal-203"),
    ],
)
def test_labels_land_where_they_belong_once_the_page_was_measured(
    machine: Machine, stock: str, printer: str
) -> None:
    paper, raw = find_stock(stock), find_printer(printer)

    own = calibrated(raw, machine.measured(paper, raw), key="own")

    # Half a dot, and on a page of 280 mm what a ruler of 100 mm read to 0.05 mm leaves.
    assert max(misses_mm(machine, paper, own)) < raw.millimetres(0.5) + 0.13
    if machine != MACHINES[0]:
        assert max(misses_mm(machine, paper, raw)) > 0.5


def test_a_page_printed_with_the_corrected_profile_measures_as_drawn_and_refines_it() -> None:
    machine = MACHINES[2]
    own = calibrated(OFFICE, machine.measured(SHEET, OFFICE), key="own")

    again = machine.measured(SHEET, own)

    assert abs(again.offset_x_mm) < 0.06
    assert abs(again.offset_y_mm) < 0.06
    assert again.scale_x_percent == pytest.approx(100, abs=0.06)
    refined = calibrated(own, again)
    assert max(misses_mm(machine, SHEET, refined)) < 0.16
    assert refined.key == "own"


def test_two_corrections_are_one_after_the_other() -> None:
    first = calibrated(OFFICE, Deviation(1.0, -2.0, 99.0, 101.0), key="own")

    second = calibrated(first, Deviation(0.5, 0.25, 101.0, 100.0))

    # What is sent to x lands at 1 + 0.99 x, and that at 0.5 + 1.01 of it.
    assert (second.offset_x_mm, second.scale_x_percent) == (1.51, 99.99)
    assert (second.offset_y_mm, second.scale_y_percent) == (-1.75, 101.0)


def test_the_bars_of_a_calibrated_printer_are_the_same_whole_dots() -> None:
    own = calibrated(OFFICE, Deviation(1.3, -0.8, 99.4, 100.7), key="own")
    stock = find_stock("a4-24-70x37")

    plain, moved = (lay_out(make_content(), stock, printer) for printer in (OFFICE, own))

    assert [symbol.x for symbol in moved.symbols] == [symbol.x for symbol in plain.symbols]
    assert all(
        isinstance(edge, int) for symbol in moved.symbols for box in symbol.rectangles() for edge in box
    )
    assert label_ink(moved).size == label_ink(plain).size
    assert all(isinstance(place, int) for place in cell_origin(stock, own, 23))
    assert frame_of(stock, own).width == frame_of(stock, OFFICE).width


@pytest.mark.parametrize(
    ("stock", "printer", "marks"),
    [
        ("a4-65-38x21", "office-600", Marks(25, 25, 100, 100)),
        ("roll-100x150", "thermal-203", Marks(10, 25, 80, 100)),
        ("roll-110x22-3", "thermal-203", Marks(10, 11, 90, None)),
        ("roll-50x30", "thermal-203", Marks(10, 10, None, None)),
        ("jewellery-75x10", "thermal-203", Marks(10, 5, None, None)),
        ("receipt-80x50", "escpos-80", Marks(10, 10, 60, None)),
    ],
)
def test_the_marks_suit_the_paper(stock: str, printer: str, marks: Marks) -> None:
    assert marks_of(find_stock(stock), find_printer(printer)) == marks


def test_small_paper_has_no_ruler_to_tell_a_scale_by() -> None:
    marks = marks_of(find_stock("roll-50x30"), find_printer("thermal-203"))

    assert measured_deviation(marks, cross_x_mm=11.5, cross_y_mm=9.25) == Deviation(1.5, -0.75, 100, 100)


def test_measures_become_offset_and_scale() -> None:
    deviation = measured_deviation(
        marks_of(SHEET, OFFICE), cross_x_mm=26.0, cross_y_mm=24.5, ruler_x_mm=99.5, ruler_y_mm=100.5
    )

    # A cross sent to 25 mm would stand at 24.875 mm for the scale alone.
    assert deviation == Deviation(1.125, -0.625, 99.5, 100.5)


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"ruler_x_mm": 96.2}, "ruler_x_mm", "measured_stretched"),
        ({"ruler_y_mm": 102.5}, "ruler_y_mm", "measured_stretched"),
        ({"cross_x_mm": 36}, "cross_x_mm", "measured_far_off"),
        ({"cross_y_mm": 14}, "cross_y_mm", "measured_far_off"),
        ({"ruler_x_mm": None}, "ruler_x_mm", "profile_value_missing"),
        ({"ruler_y_mm": "100"}, "ruler_y_mm", "profile_value_invalid"),
        ({"cross_x_mm": float("inf")}, "cross_x_mm", "profile_value_invalid"),
        ({"cross_y_mm": True}, "cross_y_mm", "profile_value_invalid"),
    ],
)
def test_a_measure_that_can_not_be_is_named(changes: dict[str, Any], field: str, code: str) -> None:
    right = {"cross_x_mm": 25.0, "cross_y_mm": 25.0, "ruler_x_mm": 100.0, "ruler_y_mm": 100.0}

    with pytest.raises(MeasurementInvalid) as refusal:
        measured_deviation(marks_of(SHEET, OFFICE), **(right | changes))

    assert [(reason.facts["field"], reason.code) for reason in refusal.value.reasons] == [(field, code)]


def test_a_page_that_was_fitted_says_what_to_do() -> None:
    with pytest.raises(MeasurementInvalid) as refusal:
        measured_deviation(
            marks_of(SHEET, OFFICE), cross_x_mm=28, cross_y_mm=28, ruler_x_mm=95.5, ruler_y_mm=95.5
        )

    assert refusal.value.text("vi").splitlines()[1] == (
        "“Thước ngang dài (mm)”: thước 100 mm đo được 95,5 mm, tệp đã bị co giãn. "
        "Hãy in lại ở cỡ thực (100 %), không “vừa trang”."
    )
    assert len(refusal.value.reasons) == 2


def test_corrections_that_add_up_to_too_much_are_refused() -> None:
    far = replace(OFFICE, offset_x_mm=8)

    with pytest.raises(PrinterInvalid):
        calibrated(far, Deviation(8, 0))


def test_every_paper_has_its_marks_within_reach() -> None:
    for stock in STOCKS:
        for printer in map(find_printer, ("office-600", "thermal-203", "escpos-80", "escpos-58")):
            if printer.feeds(stock):
                layout = calibration_layout(stock, printer)
                down = layout.rules[1]
                assert isinstance(down, Rule)
                assert printer.millimetres(down.left) > printer.unprintable_sides_mm(stock.page_width_mm)
                for text in layout.texts:
                    assert text.area.right <= layout.frame.width
                    assert text.area.bottom <= layout.frame.height
