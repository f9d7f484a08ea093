from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFont

from catalogue.labels.errors import PrinterCannotFeed
from catalogue.labels.jobs import cell_origin
from catalogue.labels.layout import lay_out
from catalogue.labels.png import label_png
from catalogue.labels.typefaces import typeface
from tests.catalogue.labels.specimens import (
    PAIRS,
    codes_in_image,
    codes_in_png,
    make_content,
    make_job,
    sample_contents,
)


@pytest.mark.parametrize(
    ("stock", "printer", "size", "dots_per_metre"),
    [
        ("roll-50x30", "thermal-203", (400, 240), 7992),
        ("roll-50x30", "thermal-300", (591, 354), 11811),
        ("a4-65-38x21", "office-600", (4961, 7016), 23622),
    ],
)
def test_an_image_is_black_and_white_at_the_printer_s_resolution(
    stock: str, printer: str, size: tuple[int, int], dots_per_metre: int
) -> None:
    (png,) = label_png(make_job(make_content(), stock=stock, printer=printer))

    image = Image.open(BytesIO(png))
    assert (image.mode, image.size) == ("1", size)
    chunk = png.index(b"pHYs") + 4
    assert png[chunk : chunk + 9] == dots_per_metre.to_bytes(4) * 2 + b"\x01"


@pytest.mark.parametrize(("stock", "with_qr"), [("roll-50x30", True), ("roll-40x30", False)])
def test_a_scanner_reads_every_label_of_a_roll_and_nothing_extra(stock: str, with_qr: bool) -> None:
    contents = sample_contents()

    pages = list(label_png(make_job(*contents, stock=stock, printer="thermal-203")))

    assert len(pages) == 76
    for content, png in zip(contents, pages, strict=True):
        link = [content.digital_link] if content.digital_link and with_qr else []
        assert codes_in_png(png) == sorted([content.number, *link])


@pytest.mark.parametrize(("stock", "printer"), PAIRS)
def test_each_symbol_of_each_stock_is_read_within_its_own_quiet_zones(stock: str, printer: str) -> None:
    # Symbol by symbol: of whole labels at 300 dpi the reader takes the strokes of one bold name for bars.
    contents = sample_contents()
    job = make_job(*contents, stock=stock, printer=printer)
    for cells, png in zip(job.pages_of_cells(), label_png(job), strict=True):
        page = Image.open(BytesIO(png)).convert("L")
        for index, cell in cells:
            left, top = cell_origin(job.stock, job.printer, cell)
            for placed in lay_out(contents[index], job.stock, job.printer).symbols:
                area = placed.area
                box = (int(area.left), int(area.top), int(area.right), int(area.bottom))
                alone = page.crop((left + box[0], top + box[1], left + box[2], top + box[3]))
                assert codes_in_image(alone) == [placed.symbol.text]


def test_a_sheet_is_an_image_of_all_its_labels() -> None:
    contents = sample_contents()

    pages = list(label_png(make_job(*contents, stock="a4-65-38x21")))

    assert [len(codes_in_png(page)) for page in pages] == [65, 11]
    assert sorted(codes_in_png(pages[0]) + codes_in_png(pages[1])) == sorted(
        content.number for content in contents
    )


def test_each_module_is_a_whole_number_of_pixels_in_its_place() -> None:
    job = make_job(make_content(), stock="a4-65-38x21", start_cell=7)
    layout = lay_out(make_content(), job.stock, job.printer)
    left, top = cell_origin(job.stock, job.printer, 6)
    bars = layout.symbols[0]

    (png,) = label_png(job)

    image = Image.open(BytesIO(png)).convert("L")
    row = image.crop(
        (left + bars.left, top + bars.top, left + bars.left + bars.bars_width, top + bars.top + 1)
    )
    shades = row.tobytes()
    modules = "".join("1" if shade == 0 else "0" for shade in shades[::7])
    assert b"".join(bytes([shade]) * 7 for shade in shades[::7]) == shades
    assert modules == bars.symbol.modules  # type: ignore[union-attr]


def test_quiet_zones_and_text_free_rows_stay_white() -> None:
    job = make_job(make_content(), stock="roll-50x30", printer="thermal-203")
    bars = lay_out(make_content(), job.stock, job.printer).symbols[0]

    (png,) = label_png(job)

    image = Image.open(BytesIO(png)).convert("L")
    for left, right in (
        (bars.left - bars.quiet_left, bars.left),
        (bars.left + bars.bars_width, bars.left + bars.bars_width + bars.quiet_right),
    ):
        zone = image.crop((left, bars.top, right, bars.top + bars.height))
        assert zone.getextrema() == (255, 255)


def test_the_ink_of_texts_stays_in_their_areas() -> None:
    content = make_content(name="Ễ Ậ Ẳ Ỵ Ự ỹ Gà đen H'Mông", cooperative="HTX Ẳ Ử ỵ Ģ")
    job = make_job(content, stock="roll-50x30", printer="thermal-203")
    layout = lay_out(content, job.stock, job.printer)

    (png,) = label_png(job)

    image = Image.open(BytesIO(png)).convert("L")
    for left, top, width, height in (box for symbol in layout.symbols for box in symbol.rectangles()):
        image.paste(255, (left, top, left + width, top + height))
    for text in layout.texts:
        area = text.area
        # Letters are set to whole dots: they may be one dot off.
        image.paste(255, (int(area.left) - 1, int(area.top) - 1, int(area.right) + 2, int(area.bottom) + 2))
    assert image.getextrema() == (255, 255)


def blackness(price: str, size: float) -> float:
    """Return how many dots the bold ``price`` blackens, measured on a drawing 16 times as large."""
    font = ImageFont.truetype(typeface("bold").path, size * 16, layout_engine=ImageFont.Layout.BASIC)
    drawing = Image.new("L", (int(font.getlength(price)) + 100, int(size * 20)))
    ImageDraw.Draw(drawing).text((10, 0), price, font=font, fill=255)
    return sum(drawing.histogram()[128:]) / 16**2


@pytest.mark.parametrize("stock", ["roll-50x30", "roll-40x30"])
def test_a_price_is_as_bold_as_its_outlines_at_every_size(stock: str) -> None:
    for content in sample_contents():
        job = make_job(content, stock=stock, printer="thermal-203")
        price = next(text for text in lay_out(content, job.stock, job.printer).texts if text.field == "price")
        (png,) = label_png(job)

        area = price.area
        box = (int(area.left), int(area.top), int(area.right) + 1, int(area.bottom) + 1)
        black = Image.open(BytesIO(png)).crop(box).convert("L").histogram()[0]

        assert 0.92 < black / blackness(price.text, price.size) < 1.12


def test_pages_come_one_by_one_and_refusals_before_the_first() -> None:
    pages = label_png(make_job(make_content(), copies=5000, stock="roll-50x30", printer="thermal-203"))
    assert next(pages) == next(pages)

    with pytest.raises(PrinterCannotFeed):
        label_png(make_job(make_content(), printer="thermal-203"))
