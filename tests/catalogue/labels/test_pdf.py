import re
import zlib
from ctypes import byref, c_float
from dataclasses import replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from catalogue.labels.errors import PrinterCannotFeed
from catalogue.labels.jobs import cell_origin, page_size
from catalogue.labels.layout import lay_out
from catalogue.labels.pdf import label_pdf
from catalogue.labels.raster import label_ink
from tests.catalogue.labels.specimen_layouts import layout_of, logo, printing
from tests.catalogue.labels.specimens import codes_in_pdf, make_content, make_job, sample_contents

POINTS_PER_MM = 72 / 25.4


def path_points(path: Any) -> list[tuple[float, float]]:
    """The corners of a path on the page, in points."""
    matrix = path.get_matrix()
    points = []
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        x, y = c_float(), c_float()
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(path, index), byref(x), byref(y))
        points.append(matrix.on_point(x.value, y.value))
    return points


def page_stream(pdf: bytes) -> bytes:
    """The operators of the first page."""
    streams = [zlib.decompress(found) for found in re.findall(rb"stream\r?\n(x.+?)endstream", pdf, re.DOTALL)]
    return next(stream for stream in streams if b" re" in stream)


def paths_of(page: pypdfium2.PdfPage) -> list[Any]:
    return list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]))


@pytest.mark.parametrize(
    ("stock", "printer", "labels", "with_qr", "dpi"),
    [
        ("a4-24-70x37", "office-600", 24, True, 300),
        ("a4-65-38x21", "office-600", 65, False, 300),
        ("roll-50x30", "thermal-203", 76, True, 406),
        ("roll-50x30", "thermal-300", 24, True, 300),
        ("roll-40x30", "thermal-203", 24, False, 406),
    ],
)
def test_a_scanner_reads_every_code_of_full_sheets_and_none_extra(
    stock: str, printer: str, labels: int, with_qr: bool, dpi: int
) -> None:
    contents = sample_contents()[:labels]

    read = codes_in_pdf(label_pdf(make_job(*contents, stock=stock, printer=printer)), dpi)

    numbers = [content.number for content in contents]
    links = [content.digital_link for content in contents if content.digital_link and with_qr]
    assert read == sorted([*numbers, *links])


@pytest.mark.parametrize(
    ("stock", "printer", "size"),
    [
        ("a4-24-70x37", "office-600", (210, 297)),
        ("a4-65-38x21", "office-600", (210, 297)),
        ("roll-50x30", "thermal-203", (50, 30)),
    ],
)
def test_pages_have_exactly_the_size_of_the_stock(
    stock: str, printer: str, size: tuple[float, float]
) -> None:
    document = pypdfium2.PdfDocument(label_pdf(make_job(make_content(), stock=stock, printer=printer)))

    left, bottom, right, top = document[0].get_mediabox()

    assert (left, bottom) == (0, 0)
    assert (right, top) == pytest.approx([length * POINTS_PER_MM for length in size], abs=1e-3)


@pytest.mark.parametrize(
    ("stock", "printer"),
    [("a4-24-70x37", "office-600"), ("a4-65-38x21", "office-600"), ("roll-50x30", "thermal-203")],
)
def test_every_edge_of_every_bar_is_a_whole_dot_of_the_printer(stock: str, printer: str) -> None:
    job = make_job(*sample_contents()[:65], stock=stock, printer=printer)
    document = pypdfium2.PdfDocument(label_pdf(job))
    dots_per_point = job.printer.dpi / 72

    edges = [
        edge * dots_per_point
        for page in document
        for path in paths_of(page)
        for point in path_points(path)
        for edge in point
    ]

    assert len(edges) > 10_000
    # What is left is the reader's single precision: a thousandth of a dot.
    assert max(abs(edge - round(edge)) for edge in edges) < 0.001


def test_bars_are_where_the_layout_says_on_the_page() -> None:
    job = make_job(make_content(), stock="a4-65-38x21", start_cell=65)
    layout = lay_out(make_content(), job.stock, job.printer)
    left, top = cell_origin(job.stock, job.printer, 64)
    _, page_height = page_size(job.stock, job.printer)

    (path,) = paths_of(pypdfium2.PdfDocument(label_pdf(job))[0])
    points = [(x * 600 / 72, y * 600 / 72) for x, y in path_points(path)]

    rectangles = layout.symbols[0].rectangles()
    assert round(min(x for x, _ in points)) == left + min(rectangle[0] for rectangle in rectangles)
    assert round(max(y for _, y in points)) == page_height - top - min(box[1] for box in rectangles)


def test_each_symbol_is_one_path() -> None:
    contents = sample_contents()[:24]

    (page,) = pypdfium2.PdfDocument(label_pdf(make_job(*contents)))

    assert len(paths_of(page)) == 24 + sum(content.digital_link is not None for content in contents)


def test_bars_are_written_in_whole_numbers_of_dots() -> None:
    pdf = label_pdf(make_job(make_content()))
    page = page_stream(pdf)

    assert b"q 0.12 0 0 0.12 " in page
    rectangles = re.findall(rb"(\S+ \S+ \S+ \S+) re", page)
    assert len(rectangles) > 200
    assert all(re.fullmatch(rb"\d+ \d+ \d+ \d+", rectangle) for rectangle in rectangles)


def test_symbols_rules_and_pictures_are_the_dots_of_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = layout_of("itf14", "19521234567896", 4, stock="roll-100x150", printer="thermal-300")
    layout = replace(layout, texts=(), pictures=(logo(), replace(logo(), rows=(bytes(8),) * 40)))
    pdf = label_pdf(printing(monkeypatch, layout))

    rectangles = re.findall(rb"(\d+) (\d+) (\d+) (\d+) re", page_stream(pdf))
    drawn = Image.new("1", (layout.frame.width, layout.frame.height), 0)
    for left, foot, width, height in (map(int, rectangle) for rectangle in rectangles):
        top = layout.frame.height - foot - height
        box = (left, top, left + width, top + height)
        drawn.paste(255, box)

    assert drawn.tobytes() == label_ink(layout).tobytes()
    # A run that goes on in the rows below is one rectangle.
    assert len(rectangles) < len(layout.symbols[0].rectangles()) + 2 + len(logo().runs())


@pytest.mark.parametrize(
    ("stock", "printer"),
    [("a4-24-70x37", "office-600"), ("a4-65-38x21", "office-600"), ("roll-50x30", "thermal-203")],
)
def test_every_text_can_be_taken_out_where_it_stands(stock: str, printer: str) -> None:
    job = make_job(*sample_contents()[:24], stock=stock, printer=printer)
    document = pypdfium2.PdfDocument(label_pdf(job))
    dpi = job.printer.dpi
    _, page_height = page_size(job.stock, job.printer)

    for page, cells in zip(document, job.pages_of_cells(), strict=True):
        text_page = page.get_textpage()
        for index, cell in cells:
            left, top = cell_origin(job.stock, job.printer, cell)
            for text in lay_out(job.items[index].content, job.stock, job.printer).texts:
                area = text.area
                found = text_page.get_text_bounded(
                    (left + area.left - 1) * 72 / dpi,
                    (page_height - top - area.bottom) * 72 / dpi,
                    (left + area.right + 1) * 72 / dpi,
                    (page_height - top - area.top) * 72 / dpi,
                )
                assert found.strip() == text.text.replace("\u00a0", " ")


def test_the_file_asks_to_be_printed_unscaled_and_says_title_and_language() -> None:
    job = make_job(make_content(name="Mật ong"), make_content())

    pdf = label_pdf(job)
    document = pypdfium2.PdfDocument(pdf)

    assert b"/PrintScaling /None" in pdf
    assert pdf.startswith(b"%PDF-1.6")
    assert b"/Lang (vi)" in pdf
    assert b"/Lang (en)" in label_pdf(job, language="en")
    assert document.get_metadata_value("Title") == (
        "Nhãn: Mật ong + 1 (A4, 24 nhãn 70 × 37 mm (Zweckform 3474))"
    )


def test_fonts_are_embedded_subsets() -> None:
    pdf = label_pdf(make_job(make_content()))

    names = re.findall(rb"/BaseFont /(\S+)", pdf)
    assert {name.split(b"+")[1] for name in names} == {b"Roboto-Regular", b"Roboto-Bold"}
    assert b"/FontFile2" in pdf
    assert b"ASCII85Decode" not in pdf
    assert len(pdf) < 60_000


def test_the_file_holds_nothing_that_acts_or_calls_out() -> None:
    pdf = label_pdf(make_job(make_content(name="https://htx.example.vn javascript:alert(1)")))

    active = rb"/(JavaScript|JS|OpenAction|AA|Launch|URI|GoToR|EmbeddedFile|Annots|AcroForm|XObject)\b"
    assert re.search(active, pdf) is None


def test_the_same_job_gives_the_same_bytes() -> None:
    job = make_job(*sample_contents())

    assert label_pdf(job) == label_pdf(job)


def test_labels_begin_at_the_start_cell() -> None:
    job = make_job(make_content(), copies=3, start_cell=23)

    first, second = pypdfium2.PdfDocument(label_pdf(job))

    text = first.get_textpage()
    # Cells 23 and 24 are the second and third of the last row, 37 mm high and 0.5 mm above the foot.
    row = 38 * POINTS_PER_MM
    assert text.get_text_bounded(top=row, left=0, right=70 * POINTS_PER_MM, bottom=0) == ""
    assert "190.000 ₫" in text.get_text_bounded(top=row, left=70 * POINTS_PER_MM, right=595, bottom=0)
    assert text.get_text_range().count("190.000 ₫") == 2
    assert second.get_textpage().get_text_range().count("190.000 ₫") == 1


def test_copies_are_printed_one_after_the_other() -> None:
    contents = sample_contents()[:2]
    job = make_job(*contents, copies=3, stock="roll-50x30", printer="thermal-203")

    document = pypdfium2.PdfDocument(label_pdf(job))

    heads = [page.get_textpage().get_text_range().split()[4] for page in document]
    assert heads == [contents[0].name.split()[4]] * 3 + [contents[1].name.split()[4]] * 3


def test_operators_in_a_name_are_printed_as_they_are() -> None:
    name = r") Tj ET Q (\ <b>&amp; %d"

    (page,) = pypdfium2.PdfDocument(label_pdf(make_job(make_content(name=name))))

    assert name in page.get_textpage().get_text_range()
    assert len(paths_of(page)) == 2


def test_a_job_with_one_label_that_does_not_fit_is_not_printed_at_all() -> None:
    with pytest.raises(PrinterCannotFeed):
        label_pdf(make_job(make_content(), stock="roll-50x30"))
