from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from catalogue.labels.calibration import Deviation, calibrated, marks_of
from catalogue.labels.calibration_page import (
    calibration_file,
    calibration_layout,
    calibration_pdf,
    calibration_png,
)
from catalogue.labels.calibration_texts import calibration_steps
from catalogue.labels.errors import FormatNeedsRoll, UnknownFormat
from catalogue.labels.printers import find_printer
from catalogue.labels.raster import label_ink
from catalogue.labels.stocks import find_stock
from tests.catalogue.labels.escpos_interpreter import interpret_escpos
from tests.catalogue.labels.tspl_interpreter import interpret_tspl
from tests.catalogue.labels.zpl_interpreter import interpret_zpl

SHEET, OFFICE = find_stock("a4-65-38x21"), find_printer("office-600")


def dark_runs(line: bytes) -> list[int]:
    """Where the dark runs of a row of pixels begin."""
    return [at for at in range(len(line)) if line[at] < 128 and (at == 0 or line[at - 1] >= 128)]


def test_the_grid_of_the_pdf_lies_on_the_edges_of_the_labels() -> None:
    page = pypdfium2.PdfDocument(calibration_pdf(SHEET, OFFICE))[0]
    image = page.render(scale=600 / 72, grayscale=True).to_pil()

    # Halfway down the eleventh row of labels, clear of rulers, texts and crosses.
    row = round((10.9 + 10.5 * 21.2) * 600 / 25.4)
    edges = dark_runs(image.crop((0, row, image.width, row + 1)).tobytes())

    lefts = [4.7 + column * 40.6 for column in range(5)]
    expected = sorted([*lefts, *(left + 38.1 for left in lefts)])
    assert [edge * 25.4 / 600 for edge in edges] == pytest.approx(expected, abs=0.12)


def test_a_corrected_profile_sends_the_grid_elsewhere() -> None:
    own = calibrated(OFFICE, Deviation(2.0, 0.0, 99.0, 100.0), key="own")

    plain, moved = calibration_layout(SHEET, OFFICE), calibration_layout(SHEET, own)

    assert (plain.rules[1].left, plain.rules[1].top) != (moved.rules[1].left, moved.rules[1].top)
    # The cross at 25 mm is sent to (25 - 2) / 0.99 mm.
    middle = own.millimetres(moved.rules[1].left + moved.rules[1].width / 2)
    assert middle == pytest.approx(23 / 0.99, abs=0.05)


def test_the_page_says_what_to_do_in_both_languages() -> None:
    text = pypdfium2.PdfDocument(calibration_pdf(SHEET, OFFICE))[0].get_textpage().get_text_range()

    lines = text.splitlines()
    assert "TRANG CĂN CHỈNH – A4, 65 nhãn 38,1 × 21,2 mm (Avery L7651)" in lines
    assert "2. Đo từ mép trái và mép trên của tờ giấy đến dấu cộng: đúng là 25 / 25 mm." in lines
    assert "3. Measure the ruler to the right: 100 mm are right." in lines


def test_the_page_is_of_the_paper_s_size_and_asks_for_no_scaling() -> None:
    pdf = calibration_pdf(find_stock("letter-30-67x25"), OFFICE)

    assert pypdfium2.PdfDocument(pdf)[0].get_size() == pytest.approx((612, 792), abs=0.01)
    assert b"/PrintScaling /None" in pdf
    assert calibration_pdf(SHEET, OFFICE) == calibration_pdf(SHEET, OFFICE)


def test_a_roll_gets_its_page_as_dots_of_the_printer() -> None:
    png = calibration_png(find_stock("roll-110x22-3"), find_printer("thermal-203"))

    image = Image.open(BytesIO(png))
    assert (image.mode, image.size) == ("1", (879, 176))
    # The ruler, halfway down the row: 10 mm to 100 mm from the left.
    line = image.convert("L").crop((0, 87, 879, 88)).tobytes()
    assert {line[at] for at in range(80, 799)} == {0}


def test_only_what_there_is_to_measure_is_asked() -> None:
    roll, printer = find_stock("roll-50x30"), find_printer("thermal-203")

    steps = calibration_steps(roll, marks_of(roll, printer), "en")

    assert steps == [
        "Print this page at actual size (100 %), not “fit to page”.",
        "Measure from the left and top edges of the label to the cross: 10 / 10 mm are right.",
        "Enter the measures at your cooperative's printer.",
        "Print again with that printer: the frame must lie on the edges of the label.",
    ]
    assert len(calibration_steps(SHEET, marks_of(SHEET, OFFICE), "vi")) == 6


@pytest.mark.parametrize("stock", ["roll-50x30", "roll-110x22-3", "roll-100x150"])
def test_a_printer_s_own_language_gives_the_dots_of_the_picture(stock: str) -> None:
    paper, zebra, xprinter = find_stock(stock), find_printer("zpl-203"), find_printer("tspl-203")
    # Of a web of 110 mm the head of 104 mm does not reach 3 mm on each side.
    beyond = max(round((paper.page_width_mm - 104) / 2 * 8), 0)
    inks = [label_ink(calibration_layout(paper, printer)) for printer in (zebra, xprinter)]
    inks = [ink.crop((beyond, 0, ink.width - beyond, ink.height)) for ink in inks]

    (zpl,) = interpret_zpl(calibration_file(paper, zebra, "zpl"))
    (tspl,) = interpret_tspl(calibration_file(paper, xprinter, "tspl"), inks[1].size)

    assert [zpl.picture.tobytes(), tspl.picture.tobytes()] == [ink.tobytes() for ink in inks]


def test_a_receipt_printer_gets_what_its_head_reaches() -> None:
    picture, _ = interpret_escpos(
        calibration_file(find_stock("receipt-80x50"), find_printer("escpos-80"), "escpos")
    )

    assert picture.size == (576, 400)


def test_a_sheet_has_no_calibration_page_in_a_printer_s_language() -> None:
    with pytest.raises(FormatNeedsRoll):
        calibration_file(SHEET, OFFICE, "zpl")
    with pytest.raises(UnknownFormat):
        calibration_file(SHEET, OFFICE, "svg")
    assert calibration_file(SHEET, OFFICE, "pdf") == calibration_pdf(SHEET, OFFICE)
    assert calibration_file(SHEET, OFFICE, "png") == calibration_png(SHEET, OFFICE)
