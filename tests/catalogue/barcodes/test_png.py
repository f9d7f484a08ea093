"""PNG: whole pixels, exact quiet zones, read back."""

import struct
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from catalogue.barcodes.errors import (
    BarcodeError,
    DpiOutOfRange,
    HeightNotApplicable,
    HeightOutOfRange,
    ImageTooLarge,
    TextTooSmall,
    XDotsOutOfRange,
)
from catalogue.barcodes.png import image, png
from catalogue.barcodes.symbols import LinearSymbol, MatrixSymbol, encode
from catalogue.gs1.gtin import check_digit
from tests.catalogue.barcodes.pictures import open_png, read_all, row_of_modules

LINK = "https://id.example.vn/01/09521234567899"
LINEAR = [
    ("ean13", "9521234567899", "9521234567899", "]E0"),
    ("ean13", "2000000000015", "2000000000015", "]E0"),
    ("ean8", "95200002", "95200002", "]E4"),
    ("upca", "614141000036", "0614141000036", "]E0"),
]
each_linear = pytest.mark.parametrize(("symbology", "content", "read", "identifier"), LINEAR)


def linear(symbology: str, content: str) -> LinearSymbol:
    symbol = encode(symbology, content)
    assert isinstance(symbol, LinearSymbol)
    return symbol


def chunks(data: bytes) -> dict[bytes, bytes]:
    found, position = {}, 8
    while position < len(data):
        (length,) = struct.unpack(">I", data[position : position + 4])
        found[data[position + 4 : position + 8]] = data[position + 8 : position + 8 + length]
        position += 12 + length
    return found


@each_linear
@pytest.mark.parametrize("x_dots", [1, 2, 3, 4, 7, 12])
def test_every_edge_stands_on_a_whole_module(
    symbology: str, content: str, read: str, identifier: str, x_dots: int
) -> None:
    symbol = linear(symbology, content)
    picture = open_png(png(symbol, x_dots=x_dots, dpi=203))
    bars = round(symbol.nominal_height * x_dots)
    quiet = "0" * symbol.quiet_left + symbol.modules + "0" * symbol.quiet_right

    assert picture.size == (symbol.total_width_modules * x_dots, bars + 10 * x_dots)
    for y in (0, bars // 2, bars - 1):
        assert row_of_modules(picture, y, x_dots) == quiet
    assert read_all(picture) == [(read, identifier)]


@each_linear
@pytest.mark.parametrize("x_dots", [1, 2, 3, 4, 8])
def test_guard_bars_reach_five_modules_down_and_digits_touch_nothing(
    symbology: str, content: str, read: str, identifier: str, x_dots: int
) -> None:
    symbol = linear(symbology, content)
    picture = image(symbol, x_dots=x_dots, dpi=203)
    bars, left = round(symbol.nominal_height * x_dots), symbol.quiet_left * x_dots
    guards = {
        left + x
        for column, width in symbol.runs()
        if symbol.is_guard(column)
        for x in range(column * x_dots, (column + width) * x_dots)
    }
    beside = {x + step for x in guards for step in (-1, 1)} - guards

    for y in range(bars, bars + 5 * x_dots):
        dark = {x for x in range(picture.width) if picture.getpixel((x, y)) == 0}
        assert guards <= dark
        assert not beside & dark
    for y in (bars, bars + x_dots // 2):  # the gap below the other bars
        assert {x for x in range(picture.width) if picture.getpixel((x, y)) == 0} == guards
    last = picture.crop((0, bars + 5 * x_dots, picture.width, bars + 5 * x_dots + 1))
    assert {x for x in guards if last.getpixel((x, 0)) == 0} < guards
    edges = [
        picture.crop((0, 0, x_dots, picture.height)),
        picture.crop((picture.width - x_dots, 0, *picture.size)),
    ]
    assert all(edge.getextrema() == (255, 255) for edge in edges)


@each_linear
def test_without_text_all_bars_end_together(symbology: str, content: str, read: str, identifier: str) -> None:
    symbol = linear(symbology, content)
    picture = image(symbol, x_dots=3, dpi=203, height_mm=10, text=False)

    assert picture.height == 80
    assert row_of_modules(picture, 79, 3) == row_of_modules(picture, 0, 3)
    assert read_all(picture) == [(read, identifier)]


def test_each_digit_is_printed_apart_from_its_neighbours() -> None:
    symbol = linear("ean13", "8888888888888")
    for x_dots in (1, 2, 3, 5):
        picture = image(symbol, x_dots=x_dots, dpi=203)
        top = round(symbol.nominal_height * x_dots) + 5 * x_dots
        columns = [
            any(picture.getpixel((x, y)) == 0 for y in range(top, picture.height))
            for x in range(picture.width)
        ]
        figures = sum(1 for x, dark in enumerate(columns) if dark and not columns[x - 1])

        assert figures == 13


@pytest.mark.parametrize("x_dots", [3, 4, 5, 10])
def test_a_qr_symbol_is_square_dots_with_four_quiet_modules(x_dots: int) -> None:
    symbol = encode("gs1-qr", LINK)
    assert isinstance(symbol, MatrixSymbol)
    picture = open_png(png(symbol, x_dots=x_dots, dpi=203))
    blank = "0" * symbol.total_width_modules
    rows = [blank] * 4 + [f"0000{row}0000" for row in symbol.rows] + [blank] * 4

    for y in range(symbol.total_width_modules * x_dots):
        assert row_of_modules(picture, y, x_dots) == rows[y // x_dots]
    assert picture.height == (symbol.total_width_modules + 4) * x_dots
    assert read_all(picture) == [(LINK, "]Q1")]


def dark_columns(picture: Image.Image, y: int) -> set[int]:
    return {x for x in range(picture.width) if picture.getpixel((x, y)) == 0}


@pytest.mark.parametrize("x_dots", [1, 2, 3, 4, 7])
def test_bearer_bars_lie_on_the_bars_and_over_the_quiet_zones(x_dots: int) -> None:
    symbol = linear("itf14", "19521234567896")
    picture = open_png(png(symbol, x_dots=x_dots, dpi=203, height_mm=20))
    bars, bearer = 160, 3 * x_dots
    row = "0" * 10 + symbol.modules + "0" * 10

    assert picture.size == (155 * x_dots, bars + 2 * bearer + 12 * x_dots)
    for y in (0, bearer - 1, bearer + bars, 2 * bearer + bars - 1):
        assert row_of_modules(picture, y, x_dots) == "1" * 155
    for y in (bearer, bearer + bars // 2, bearer + bars - 1):
        assert row_of_modules(picture, y, x_dots) == row
    for y in range(2 * bearer + bars, 2 * bearer + bars + 5 * x_dots // 2):  # the gap above the digits
        assert dark_columns(picture, y) == set()
    assert read_all(picture) == [("19521234567896", "]I1")]


@pytest.mark.parametrize(("dpi", "x_dots", "bars"), [(203, 2, 128), (203, 4, 254), (300, 12, 375)])
def test_itf_bars_grow_in_proportion_up_to_31_75_mm(dpi: int, x_dots: int, bars: int) -> None:
    picture = image(linear("itf14", "19521234567896"), x_dots=x_dots, dpi=dpi)

    assert picture.height == bars + (2 * 3 + 12) * x_dots


ELEMENTS = "(01)09521234567899(17)270331(10)L1-2026"


@pytest.mark.parametrize(("symbology", "quiet"), [("gs1-128", 10), ("databar-expanded", 1)])
@pytest.mark.parametrize("x_dots", [1, 2, 3, 5])
def test_text_under_bars_is_clear_of_them_and_of_the_edges(symbology: str, quiet: int, x_dots: int) -> None:
    symbol = linear(symbology, ELEMENTS)
    picture = open_png(png(symbol, x_dots=x_dots, dpi=203, height_mm=20))
    row = "0" * quiet + symbol.modules + "0" * quiet

    assert picture.size == (len(row) * x_dots, 160 + 13 * x_dots)
    assert row_of_modules(picture, 0, x_dots) == row_of_modules(picture, 159, x_dots) == row
    assert dark_columns(picture, 160) == set()
    text = [dark_columns(picture, y) for y in range(160, picture.height)]
    assert min(min(columns) for columns in text if columns) >= x_dots
    assert max(max(columns) for columns in text if columns) < picture.width - x_dots
    assert text[-1] == set()


@pytest.mark.parametrize(("symbology", "content"), [("gs1-datamatrix", ELEMENTS), ("datamatrix-link", LINK)])
@pytest.mark.parametrize("x_dots", [3, 4, 6])
def test_a_data_matrix_symbol_stands_in_the_middle_above_wider_text(
    symbology: str, content: str, x_dots: int
) -> None:
    symbol = encode(symbology, content)
    assert isinstance(symbol, MatrixSymbol)
    picture = open_png(png(symbol, x_dots=x_dots, dpi=203))
    side = symbol.total_width_modules
    free = "0" * ((38 - side) // 2 + 1)
    rows = ["0" * 38, *(f"{free}{row}{free}" for row in symbol.rows), "0" * 38]

    assert picture.width == 38 * x_dots
    for y in range(side * x_dots):
        assert row_of_modules(picture, y, x_dots) == rows[y // x_dots]
    assert dark_columns(picture, picture.height - 1) == set()


def test_without_text_a_data_matrix_symbol_has_one_quiet_module_around_it() -> None:
    symbol = encode("gs1-datamatrix", "9521234567899")
    picture = image(symbol, x_dots=2, dpi=203, text=False)

    assert picture.size == (36, 36)
    assert read_all(picture) == [("(01)09521234567899", "]d2")]


@pytest.mark.parametrize("symbology", ["gs1-128", "databar-expanded", "gs1-datamatrix"])
def test_digits_of_a_line_stand_apart_and_evenly(symbology: str) -> None:
    symbol = encode(symbology, "(01)88888888888884")
    for x_dots in (3, 4, 5):
        picture = image(symbol, x_dots=x_dots, dpi=203)
        top = image(symbol, x_dots=x_dots, dpi=203, text=False).height
        columns = [
            any(picture.getpixel((x, y)) == 0 for y in range(top, picture.height))
            for x in range(picture.width)
        ]
        begins = [x for x, dark in enumerate(columns) if dark and not columns[x - 1]]

        assert len(begins) == 18  # two brackets, AI and 14 digits
        assert len({right - left for left, right in pairwise(begins[4:17])}) == 1


def test_a_qr_symbol_may_stand_without_text_at_any_size() -> None:
    symbol = encode("gs1-qr", LINK)

    assert image(symbol, x_dots=1, dpi=203, text=False).size == (symbol.total_width_modules,) * 2
    with pytest.raises(TextTooSmall) as refusal:
        image(symbol, x_dots=2, dpi=203)
    assert refusal.value.facts["x_dots"] == 3


@pytest.mark.parametrize(("dpi", "per_metre"), [(72, 2835), (203, 7992), (300, 11811), (600, 23622)])
def test_the_file_is_1_bit_and_says_its_resolution(dpi: int, per_metre: int) -> None:
    parts = chunks(png(encode("ean13", "9521234567899"), x_dots=3, dpi=dpi))

    assert struct.unpack(">IIBBBBB", parts[b"IHDR"]) == (339, 238, 1, 0, 0, 0, 0)
    assert struct.unpack(">IIB", parts[b"pHYs"]) == (per_metre, per_metre, 1)


def test_the_height_of_the_bars_is_the_one_asked_for() -> None:
    symbol = linear("ean13", "9521234567899")

    assert image(symbol, x_dots=3, dpi=203, height_mm=22.85).height == 183 + 30
    assert image(symbol, x_dots=4, dpi=300, height_mm=18.28).height == 216 + 40


@settings(max_examples=40)
@given(st.from_regex(r"[1-9][0-9]{11}", fullmatch=True), st.integers(1, 5))
def test_any_number_is_read_back_exactly(payload: str, x_dots: int) -> None:
    number = payload + check_digit(payload)

    assert read_all(image(encode("ean13", number), x_dots=x_dots, dpi=300)) == [(number, "]E0")]


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({"x_dots": 0}, XDotsOutOfRange),
        ({"x_dots": -1}, XDotsOutOfRange),
        ({"x_dots": 41}, XDotsOutOfRange),
        ({"x_dots": 10**9}, XDotsOutOfRange),
        ({"x_dots": 10**400}, XDotsOutOfRange),
        ({"x_dots": 2.5}, XDotsOutOfRange),
        ({"x_dots": True}, XDotsOutOfRange),
        ({"dpi": 0}, DpiOutOfRange),
        ({"dpi": 71}, DpiOutOfRange),
        ({"dpi": 10**6}, DpiOutOfRange),
        ({"height_mm": 0}, HeightOutOfRange),
        ({"height_mm": 1e9}, HeightOutOfRange),
        ({"height_mm": 10**400}, HeightOutOfRange),
        ({"height_mm": float("nan")}, HeightOutOfRange),
        ({"height_mm": float("inf")}, HeightOutOfRange),
        ({"height_mm": 200, "dpi": 2400}, ImageTooLarge),
    ],
)
def test_sizes_out_of_bounds_are_refused(asked: dict[str, float], kind: type[BarcodeError]) -> None:
    sizes = {"x_dots": 3, "dpi": 203, **asked}

    with pytest.raises(kind):
        png(encode("ean13", "9521234567899"), **sizes)  # type: ignore[arg-type]


def test_a_square_symbol_takes_no_height_and_no_endless_side() -> None:
    with pytest.raises(HeightNotApplicable):
        png(encode("gs1-qr", LINK), x_dots=4, dpi=203, height_mm=20)
    long = f"{LINK}/10/{'L' * 20}?{'a' * 1200}"
    with pytest.raises(ImageTooLarge):
        png(encode("gs1-qr", long), x_dots=40, dpi=203)


def test_the_largest_picture_stays_small_as_a_file() -> None:
    data = png(encode("ean13", "9521234567899"), x_dots=40, dpi=2400)

    assert len(data) < 50_000
    assert max(open_png(data).size) <= 5000
    assert isinstance(open_png(data), Image.Image)
