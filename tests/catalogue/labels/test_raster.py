from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from catalogue.labels.errors import PictureTooLarge
from catalogue.labels.geometry import PlacedText
from catalogue.labels.jobs import LabelItem, LabelJob
from catalogue.labels.layout import lay_out
from catalogue.labels.pdf import label_pdf
from catalogue.labels.png import label_png
from catalogue.labels.printers import find_printer
from catalogue.labels.raster import label_ink, matrix_ink, nearest, picture_ink, text_ink
from catalogue.labels.typefaces import typeface
from tests.catalogue.labels.specimen_layouts import SYMBOLS, layout_of, logo
from tests.catalogue.labels.specimens import make_content, make_roll

CONTENT = dict(SYMBOLS)


def line(text: str, *, left: float = 10.3, size: float = 18.25) -> PlacedText:
    return PlacedText("name", text, "bold", size, left, 40.6, typeface("bold").width(text) * size)


@pytest.mark.parametrize("symbology", ["gs1-qr", "gs1-datamatrix", "ean13", "itf14"])
def test_symbols_are_the_rectangles_of_their_place(symbology: str) -> None:
    layout = layout_of(symbology, CONTENT[symbology], 4, stock="roll-100x150", printer="zpl-300")
    bare = replace(layout, texts=(), rules=(), pictures=())
    (placed,) = layout.symbols
    drawn = Image.new("1", (layout.frame.width, layout.frame.height), 0)
    for left, top, width, height in placed.rectangles():
        drawn.paste(255, (left, top, left + width, top + height))

    assert label_ink(bare).tobytes() == drawn.tobytes()


def test_rules_and_pictures_are_drawn_dot_by_dot() -> None:
    layout = layout_of("ean13", "9521234567899", 3, stock="roll-100x150", printer="zpl-300")
    bare = label_ink(replace(layout, texts=(), symbols=()))
    drawn = Image.new("1", bare.size, 0)
    drawn.paste(255, (20, 20, 720, 23))
    drawn.paste(255, (20, 20, 23, 520))
    for row, column, width in logo().runs():
        drawn.paste(255, (700 + column, 500 + row, 700 + column + width, 501 + row))

    assert bare.tobytes() == drawn.tobytes()
    assert picture_ink(logo()).ink.size == (61, 40)


def test_a_picture_that_no_memory_is_for_is_refused_and_its_pdf_is_not() -> None:
    page = 450.0
    sides = {"page_width_mm": page, "page_height_mm": page, "label_width_mm": page, "label_height_mm": page}
    paper = replace(make_roll("large", 400, 400, 1.2), **sides, roll=False)  # type: ignore[arg-type]
    machine = replace(find_printer("office-1200"), dpi=2400, paper_mm=450)
    job = LabelJob(paper, machine, (LabelItem(make_content()),))

    with pytest.raises(PictureTooLarge, match="42519 × 42519"):
        label_ink(lay_out(job.items[0].content, paper, machine))
    with pytest.raises(PictureTooLarge, match="42519 × 42519"):
        list(label_png(job))
    assert len(label_pdf(job)) < 100_000


def test_a_square_symbol_has_its_modules_in_whole_dots() -> None:
    layout = layout_of("gs1-qr", CONTENT["gs1-qr"], 5, stock="roll-100x150", printer="zpl-300")
    (placed,) = layout.symbols

    bitmap = matrix_ink(placed, placed.symbol)  # type: ignore[arg-type]

    assert bitmap.ink.size == (5 * placed.symbol.width_modules,) * 2
    assert {bitmap.ink.getpixel((x, y)) for x in range(5) for y in range(35)} == {255}


def test_a_line_of_blanks_has_no_dots() -> None:
    assert text_ink(line(" \u00a0 ")) is None


def test_a_line_is_cut_to_its_ink() -> None:
    bitmap = text_ink(line("Ẵ ỹ"))

    assert bitmap is not None
    assert bitmap.ink.getbbox() == (0, 0, *bitmap.ink.size)


@given(st.integers(-50, 500), st.floats(0, 0.99), st.sampled_from(["Mật ong hoa bạc hà", "1.250.000 ₫", "Ẳ"]))
def test_a_line_has_the_same_dots_wherever_it_stands(moved: int, fraction: float, text: str) -> None:
    here, there = text_ink(line(text, left=fraction)), text_ink(line(text, left=moved + fraction))

    assert here is not None
    assert there is not None
    assert there.left - here.left == moved
    assert there.ink.tobytes() == here.ink.tobytes()


@given(st.floats(0, 1), st.floats(8, 60))
def test_a_line_takes_no_more_room_than_was_measured(left: float, size: float) -> None:
    text = line("Mật ong rừng đa hoa 1 lít ủ Ư", left=left, size=size)

    bitmap = text_ink(text)

    assert bitmap is not None
    assert bitmap.left >= -1
    assert bitmap.left + bitmap.ink.width <= left + text.width + 1


def test_words_keep_the_blank_between_them() -> None:
    """At 14 dots a blank has three; rounding must not take one of them."""
    for left in range(10):
        both = text_ink(line("Mật ong", left=left / 10, size=14))
        first = text_ink(line("Mật", left=left / 10, size=14))
        assert both is not None
        assert first is not None
        columns = [both.ink.crop((x, 0, x + 1, both.ink.height)).getbbox() for x in range(both.ink.width)]
        after = columns[first.ink.width :]
        assert next(at for at, ink in enumerate(after) if ink) >= 3


def test_the_nearest_dot_is_the_same_wherever_the_label_is_moved() -> None:
    assert [nearest(place) for place in (0.5, 1.5, 2.5, -0.5, 0.49)] == [1, 2, 3, 0, 0]
