import pytest

from catalogue.barcodes.symbols import LinearSymbol, encode
from catalogue.labels.native_bars import code_128_values, native_bars
from tests.catalogue.labels.specimen_layouts import place


def symbol_of(symbology: str, content: str) -> LinearSymbol:
    symbol = encode(symbology, content)
    assert isinstance(symbol, LinearSymbol)
    return symbol


def test_the_characters_of_a_gs1_128_are_read_out_of_its_modules() -> None:
    # Start C, FNC1, pairs of digits; Code B with "L" and "1", then Code C again, with the second FNC1.
    assert code_128_values(symbol_of("gs1-128", "(01)09521234567899(10)L1(21)17")) == [
        *(105, 102, 1, 9, 52, 12, 34, 56, 78, 99, 10, 100, 44, 17, 99, 102, 21, 17)
    ]


@pytest.mark.parametrize(
    ("symbology", "content"), [("ean13", "9521234567899"), ("ean8", "95200002"), ("upca", "614141000036")]
)
def test_guards_that_a_printer_would_draw_longer_are_not_left_to_it(symbology: str, content: str) -> None:
    symbol = symbol_of(symbology, content)

    assert native_bars(place(symbol, 2, 40, 10, 100)) is None
    native = native_bars(place(symbol, 3, 40, 10, 100))

    assert native is not None
    # The ends of the guards, right under the bars of the common height.
    assert {(top, height) for _, top, _, height in native.boxes} == {(110, 15)}
    assert len(native.boxes) == sum(symbol.is_guard(column) for column, _ in symbol.runs())


def test_bearer_bars_of_a_case_are_boxes_of_their_own() -> None:
    symbol = symbol_of("itf14", "19521234567896")

    native = native_bars(place(symbol, 4, 100, 50, 200))

    assert native is not None
    assert native.boxes == ((60, 38, 155 * 4, 12), (60, 250, 155 * 4, 12))


def test_modules_wider_than_printers_take_are_not_left_to_them() -> None:
    symbol = symbol_of("gs1-128", "9521234567899")

    assert native_bars(place(symbol, 10, 100, 50, 200)) is not None
    assert native_bars(place(symbol, 11, 100, 50, 200)) is None


def test_a_square_symbol_is_never_left_to_a_printer() -> None:
    assert native_bars(place(encode("gs1-datamatrix", "9521234567899"), 4, 100, 50, 200)) is None
