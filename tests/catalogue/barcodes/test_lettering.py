"""Text under symbols."""

import pytest

from catalogue.barcodes.lettering import lettering
from catalogue.barcodes.roboto import text_units
from catalogue.barcodes.symbols import encode

GTIN = "09521234567899"


@pytest.mark.parametrize(
    ("symbology", "content", "lines"),
    [
        ("gs1-128", GTIN, (f"(01){GTIN}",)),
        ("gs1-128", f"(01){GTIN}(17)270331(10)L1", (f"(01){GTIN} (17)270331 (10)L1",)),
        (
            "databar-expanded",
            "(01)98898765432106(3202)012345(15)991231",
            ("(01)98898765432106 (3202)012345", "(15)991231"),
        ),
        ("gs1-datamatrix", f"(01){GTIN}(17)270331(10)L1-2026", (f"(01){GTIN}", "(17)270331", "(10)L1-2026")),
        ("gs1-datamatrix", f"(01){GTIN}(10)L1(21)7", (f"(01){GTIN}", "(10)L1 (21)7")),
        ("gs1-qr", f"https://id.example.vn/01/{GTIN}", (f"(01){GTIN}",)),
    ],
)
def test_lines_break_between_elements_only(symbology: str, content: str, lines: tuple[str, ...]) -> None:
    assert lettering(encode(symbology, content)).lines == lines


@pytest.mark.parametrize("symbology", ["gs1-128", "databar-expanded"])
@pytest.mark.parametrize(
    "content",
    [
        GTIN,
        f"(01){GTIN}(17)270331(10)WMWMWMWMWM",
        "(10)WWWWWWWWWWWWWWWWWWWW",
        "(00)095212345678901235",
        f"(01){GTIN}(3103)001250(3920)87500",
        "(20)01",
    ],
)
def test_text_under_bars_is_no_wider_than_the_symbol(symbology: str, content: str) -> None:
    symbol = encode(symbology, content)
    text = lettering(symbol)

    assert text.width <= symbol.total_width_modules
    assert text.beside(symbol) == 0
    assert text.digit_height <= 8


def test_text_under_a_square_keeps_its_size_and_may_be_wider() -> None:
    symbol = encode("gs1-datamatrix", GTIN)
    text = lettering(symbol)

    assert text.digit_height == 2.5
    assert text.width == 37
    assert symbol.total_width_modules == 18
    assert text.beside(symbol) == 10


def test_every_line_has_its_room() -> None:
    text = lettering(encode("gs1-datamatrix", f"(01){GTIN}(17)270331(10)L1-2026"))

    assert (text.baseline, text.pitch, text.height) == (3, 4, 12)
    assert text.width >= max(map(text_units, text.lines)) * text.scale
