"""SVG: whole modules, outlined digits, read back from pixels made by another route."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.barcodes.errors import BarcodeError, HeightNotApplicable, HeightOutOfRange, XOutOfRange
from catalogue.barcodes.svg import svg
from catalogue.barcodes.symbols import LinearSymbol, encode
from catalogue.gs1.gtin import check_digit
from tests.catalogue.barcodes.pictures import SVG, paths, rasterise, read_all

LINK = "https://id.example.vn/01/09521234567899"
LINEAR = [
    ("ean13", "9521234567899", "9521234567899"),
    ("ean8", "95200002", "95200002"),
    ("upca", "614141000036", "0614141000036"),
]
each_linear = pytest.mark.parametrize(("symbology", "content", "read"), LINEAR)


def linear(symbology: str, content: str) -> LinearSymbol:
    symbol = encode(symbology, content)
    assert isinstance(symbol, LinearSymbol)
    return symbol


@each_linear
def test_bars_stand_on_whole_modules_with_exact_quiet_zones(symbology: str, content: str, read: str) -> None:
    symbol = linear(symbology, content)
    bars, _ = paths(svg(symbol, x_mm=0.33))
    tall, short = round(symbol.nominal_height + 5, 4), round(symbol.nominal_height, 4)

    drawn = [(shape[0], shape[2]) for shape in bars]
    assert drawn == [
        (
            (symbol.quiet_left + column, 0),
            (symbol.quiet_left + column + width, tall if symbol.is_guard(column) else short),
        )
        for column, width in symbol.runs()
    ]


@each_linear
@pytest.mark.parametrize("text", [True, False])
def test_a_scanner_reads_the_drawing(symbology: str, content: str, read: str, text: bool) -> None:
    drawing = svg(linear(symbology, content), x_mm=0.33, text=text)

    assert [found for found, _ in read_all(rasterise(drawing, 4))] == [read]


@each_linear
def test_digits_keep_clear_of_bars_and_edges(symbology: str, content: str, read: str) -> None:
    symbol = linear(symbology, content)
    drawing = svg(symbol, x_mm=0.33)
    bars, digits = paths(drawing)
    width, height = (float(value) for value in (ET.fromstring(drawing).get("viewBox") or "").split()[2:])
    boxes = [
        (
            min(x for x, _ in shape),
            min(y for _, y in shape),
            max(x for x, _ in shape),
            max(y for _, y in shape),
        )
        for shape in digits
    ]

    assert len([shape for shape in digits if shape]) >= len(content)
    for left, top, right, bottom in boxes:
        assert left >= 0.5
        assert right <= width - 0.5
        assert top >= round(symbol.nominal_height, 4) + 0.5
        assert bottom <= height - 0.5
        for shape in bars:
            (bar_left, _), (bar_right, bar_bottom) = shape[0], shape[2]
            if bar_bottom > top:
                assert right <= bar_left - 0.5 or left >= bar_right + 0.5


def test_sizes_are_written_in_millimetres() -> None:
    root = ET.fromstring(svg(linear("ean13", "9521234567899"), x_mm=0.33, height_mm=22.85))

    assert root.get("width") == "37.29mm"
    assert root.get("height") == "26.15mm"
    assert root.get("viewBox") == "0 0 113 79.2424"


def test_bars_alone_are_as_high_as_asked() -> None:
    root = ET.fromstring(svg(linear("ean8", "95200002"), x_mm=0.25, height_mm=10, text=False))

    assert root.get("height") == "10mm"
    assert root.get("viewBox") == "0 0 81 40"


def test_the_drawing_needs_no_font_and_names_its_number() -> None:
    root = ET.fromstring(svg(linear("ean13", "9521234567899"), x_mm=0.33))

    assert not root.findall(f".//{SVG}text")
    assert root.findtext(f"{SVG}title") == "9521234567899"
    assert root.get("role") == "img"


def test_a_qr_symbol_is_drawn_with_four_quiet_modules_and_read() -> None:
    link = f"{LINK}/10/L%261?17=270331&3103=001250"
    symbol = encode("gs1-qr", link)
    drawing = svg(symbol, x_mm=0.5)
    bars, _ = paths(drawing)
    xs = [x for shape in bars for x, _ in shape]
    ys = [y for shape in bars for _, y in shape]

    assert (min(xs), max(xs)) == (4, symbol.total_width_modules - 4)
    assert (min(ys), max(ys)) == (4, symbol.total_width_modules - 4)
    assert ET.fromstring(drawing).findtext(f"{SVG}title") == link
    assert read_all(rasterise(drawing, 4)) == [(link, "]Q1")]


def test_bearer_bars_lie_above_and_below_the_bars() -> None:
    symbol = linear("itf14", "19521234567896")
    bars, digits = paths(svg(symbol, x_mm=0.5, height_mm=20))
    drawn = [(shape[0], shape[2]) for shape in bars]

    assert drawn[:-2] == [((10 + column, 3), (10 + column + width, 43)) for column, width in symbol.runs()]
    assert drawn[-2:] == [((0, 0), (155, 3)), ((0, 43), (155, 46))]
    # The standard keeps 1.02 mm between the lower bearer bar and the digits.
    assert min(y for shape in digits for _, y in shape) >= 46 + 1.02 / 0.5


@pytest.mark.parametrize(("x_mm", "bars_mm"), [(0.25, 16.0354), (0.495, 31.75), (1.016, 31.75)])
def test_itf_bars_grow_in_proportion_up_to_31_75_mm(x_mm: float, bars_mm: float) -> None:
    root = ET.fromstring(svg(linear("itf14", "19521234567896"), x_mm=x_mm, text=False))

    assert float((root.get("height") or "").removesuffix("mm")) == pytest.approx(
        bars_mm + 6 * x_mm, abs=0.001
    )


ELEMENTS = "(01)09521234567899(17)270331(10)L1-2026(21)a:;_%7"


@pytest.mark.parametrize(
    ("symbology", "content", "identifier"),
    [
        ("itf14", "19521234567896", "]I1"),
        ("gs1-128", ELEMENTS, "]C1"),
        ("databar-expanded", ELEMENTS, "]e0"),
        ("gs1-datamatrix", ELEMENTS, "]d2"),
        ("datamatrix-link", LINK, "]d1"),
    ],
)
@pytest.mark.parametrize("text", [True, False])
def test_a_scanner_reads_each_symbology(symbology: str, content: str, identifier: str, text: bool) -> None:
    drawing = svg(encode(symbology, content), x_mm=0.495, text=text)

    assert read_all(rasterise(drawing, 4)) == [(content, identifier)]


@pytest.mark.parametrize(
    ("symbology", "bottom"), [("gs1-128", 40), ("databar-expanded", 40), ("gs1-datamatrix", 24)]
)
def test_running_text_stays_in_the_picture_and_below_the_symbol(symbology: str, bottom: float) -> None:
    square = symbology == "gs1-datamatrix"
    drawing = svg(encode(symbology, ELEMENTS), x_mm=0.5, height_mm=None if square else 20)
    _, text = paths(drawing)
    width, height = (float(value) for value in (ET.fromstring(drawing).get("viewBox") or "").split()[2:])
    points = [point for shape in text for point in shape]

    assert min(x for x, _ in points) >= 0.5
    assert max(x for x, _ in points) <= width - 0.5
    assert min(y for _, y in points) >= bottom
    assert max(y for _, y in points) <= height


def test_the_title_escapes_what_a_serial_may_hold() -> None:
    drawing = svg(encode("gs1-128", "(01)09521234567899(21)<&>"), x_mm=0.5)

    assert ET.fromstring(drawing).findtext(f"{SVG}title") == "(01)09521234567899(21)<&>"


@settings(max_examples=30)
@given(st.from_regex(r"[1-9][0-9]{11}", fullmatch=True))
def test_any_number_is_read_back_exactly(payload: str) -> None:
    number = payload + check_digit(payload)

    assert read_all(rasterise(svg(encode("ean13", number), x_mm=0.33), 3)) == [(number, "]E0")]


@pytest.mark.parametrize(
    ("symbology", "content", "asked", "kind"),
    [
        ("ean13", "9521234567899", {"x_mm": 0}, XOutOfRange),
        ("ean13", "9521234567899", {"x_mm": -0.33}, XOutOfRange),
        ("ean13", "9521234567899", {"x_mm": 5.1}, XOutOfRange),
        ("ean13", "9521234567899", {"x_mm": float("nan")}, XOutOfRange),
        ("ean13", "9521234567899", {"x_mm": 0.33, "height_mm": 0}, HeightOutOfRange),
        ("ean13", "9521234567899", {"x_mm": 0.33, "height_mm": 1000}, HeightOutOfRange),
        ("gs1-qr", LINK, {"x_mm": 0.5, "height_mm": 20}, HeightNotApplicable),
    ],
)
def test_sizes_out_of_bounds_are_refused(
    symbology: str, content: str, asked: dict[str, float], kind: type[BarcodeError]
) -> None:
    with pytest.raises(kind):
        svg(encode(symbology, content), **asked)  # type: ignore[arg-type]
