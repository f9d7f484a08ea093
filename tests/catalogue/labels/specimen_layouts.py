"""Labels put together by hand, with every kind of piece, and jobs that print them."""

from dataclasses import replace

import pytest
from PIL import Image

from catalogue.barcodes.symbols import MatrixSymbol, Symbol, encode
from catalogue.labels import pages
from catalogue.labels.geometry import LabelLayout, PlacedPicture, PlacedSymbol, PlacedText, Rule, frame_of
from catalogue.labels.jobs import LabelJob
from catalogue.labels.png import page_inks
from catalogue.labels.typefaces import typeface
from tests.catalogue.labels.specimens import make_content, make_job

NAME = "Mật ong Ẳ^XZ~JA"
CASE = "19521234567896"
ELEMENTS = "(01)09521234567899(17)270331(10)L1-b>&(21)7"
LINK = "https://htx.example.vn/01/09521234567899"
SYMBOLS = [
    ("ean13", "9521234567899"),
    ("ean8", "95200002"),
    ("upca", "614141000036"),
    ("itf14", CASE),
    ("gs1-128", ELEMENTS),
    ("gs1-128", "(00)095212345678901235"),
    ("databar-expanded", "(01)09521234567899(3103)001250"),
    ("gs1-datamatrix", ELEMENTS),
    ("datamatrix-link", LINK),
    ("gs1-qr", LINK),
]


def place(symbol: Symbol, x: int, left: int, top: int, height: int) -> PlacedSymbol:
    quiet = (symbol.quiet, symbol.quiet) if isinstance(symbol, MatrixSymbol) else _quiet(symbol)
    tall = symbol.width_modules * x if isinstance(symbol, MatrixSymbol) else height
    return PlacedSymbol(symbol, x, left, top, tall, quiet[0] * x, quiet[1] * x)


def _quiet(symbol: Symbol) -> tuple[int, int]:
    assert not isinstance(symbol, MatrixSymbol)
    return symbol.quiet_left, symbol.quiet_right


def logo(left: int = 700, top: int = 500) -> PlacedPicture:
    """A ring, with a width that is no whole number of bytes."""
    width, height = 61, 40
    ink = Image.new("1", (width, height), 0)
    for y in range(height):
        for x in range(width):
            away = (x - 30) ** 2 / 900 + (y - 20) ** 2 / 400
            ink.putpixel((x, y), 255 if 0.4 < away < 1 else 0)
    packed = ink.tobytes()
    size = -(-width // 8)
    return PlacedPicture(left, top, width, height, tuple(packed[at * size :][:size] for at in range(height)))


def layout_of(symbology: str, content: str, x: int, *, stock: str, printer: str) -> LabelLayout:
    """A label with one symbol, a frame of rules, a logo and texts, one of blanks alone."""
    job = make_job(make_content(), stock=stock, printer=printer)
    frame = frame_of(job.stock, job.printer)
    return LabelLayout(
        frame,
        (
            PlacedText("name", NAME, "bold", 40.25, 30.6, 60.3, typeface("bold").width(NAME) * 40.25),
            PlacedText("name", "\u00a0 ", "bold", 40.25, 30.6, 100, 20),
            PlacedText("number", "123", "regular", 33.7, 47.5, 480.5, 70, tracking=4.2),
        ),
        (place(encode(symbology, content), x, 90, 130, 300),),
        (),
        on_demand=False,
        rules=(Rule(20, 20, 700, 3), Rule(20, 20, 3, 500)),
        pictures=(logo(),),
    )


def moved(layout: LabelLayout, offset_x_mm: float, offset_y_mm: float) -> LabelLayout:
    """The same label for a printer whose ink lands that far to the right and down."""
    printer = replace(layout.frame.printer, offset_x_mm=offset_x_mm, offset_y_mm=offset_y_mm)
    return replace(layout, frame=replace(layout.frame, printer=printer))


def printing(monkeypatch: pytest.MonkeyPatch, layout: LabelLayout, *, copies: int = 1) -> LabelJob:
    """A job whose labels are all ``layout``."""
    monkeypatch.setattr(pages, "lay_out", lambda *_: layout)
    return LabelJob(
        layout.frame.stock,
        layout.frame.printer,
        make_job(make_content(), stock="roll-50x30", printer="thermal-203", copies=copies).items,
    )


def strips(job: LabelJob, form: str) -> list[Image.Image]:
    """The dots of each page that lie under the printer's head; no ink of a lawful label lies beside it."""
    strip = pages.strip_of(job, form)
    box = (strip.left, 0, strip.left + strip.width, strip.height)
    drawn = list(page_inks(job))
    for page in drawn:
        ink = page.getbbox()
        assert ink is None or (ink[0] >= box[0] and ink[2] <= box[2])
    return [page.crop(box) for page in drawn]
