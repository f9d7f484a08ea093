"""Symbols as 1-bit PNG at the resolution of the device: every module a whole number of pixels.

Source: PNG specification, section 11.3.5.3 (pHYs chunk, pixels per metre).
"""

import io
import math
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from catalogue.barcodes.errors import ImageTooLarge, TextTooSmall
from catalogue.barcodes.grids import LinearSymbol, MatrixSymbol, Symbol
from catalogue.barcodes.lettering import Lettering, lettering
from catalogue.barcodes.roboto import DIGIT_UNITS, FONT_PATH, UNITS_PER_EM, text_units
from catalogue.barcodes.sizes import (
    DIGIT_HEIGHT,
    GUARD_REACH,
    MAX_SIDE_DOTS,
    check_dpi,
    check_height_mm,
    check_x_dots,
    digit_baseline,
    digit_block,
    nominal_height_mm,
)

_MM_PER_INCH = 25.4
_SMALLEST_DIGIT_DOTS = 6
_WHITE = 255
# How grey a pixel must be to be printed; thin strokes of small figures would break at the middle.
_INK, _SMALL_INK = 128, 112
_SMALL_FONT = 16
# Figures in a line are a little smaller than their cells, or whole pixels would make two touch.
_LOOSE = 0.9


def png(symbol: Symbol, *, x_dots: int, dpi: int, height_mm: float | None = None, text: bool = True) -> bytes:
    """Return the PNG of ``symbol`` with its quiet zones, one module ``x_dots`` pixels wide.

    ``height_mm`` is the height of the bars at ``dpi``, by default in the standard's proportion; bearer bars,
    guard bars and text come on top of it, the latter two when ``text`` is on. ``dpi`` stands in the pHYs
    chunk.

    Raises XDotsOutOfRange, DpiOutOfRange, HeightOutOfRange, HeightNotApplicable, ImageTooLarge, TextTooSmall.
    """
    drawn = image(symbol, x_dots=x_dots, dpi=dpi, height_mm=height_mm, text=text)
    out = io.BytesIO()
    drawn.save(out, "PNG", dpi=(dpi, dpi), optimize=False)
    return out.getvalue()


def image(
    symbol: Symbol, *, x_dots: int, dpi: int, height_mm: float | None = None, text: bool = True
) -> Image.Image:
    """Return ``symbol`` as a 1-bit picture, 0 for black; see ``png``."""
    check_x_dots(x_dots)
    check_dpi(dpi)
    check_height_mm(symbol, height_mm)
    lines = lettering(symbol) if text and symbol.elements else None
    beside = lines.beside(symbol) if lines else 0
    width = (symbol.total_width_modules + 2 * beside) * x_dots
    below = lines.height * x_dots if lines else 0
    if isinstance(symbol, LinearSymbol):
        mm = height_mm or nominal_height_mm(symbol, x_dots * _MM_PER_INCH / dpi)
        bars = round(mm * dpi / _MM_PER_INCH)
        drawn = bars + 2 * symbol.bearer * x_dots
        digits = text and bool(symbol.hri)
        canvas = _blank(width, drawn + below + (digit_block(symbol) * x_dots if digits else 0))
        _draw_bars(canvas, symbol, x_dots, bars, GUARD_REACH * x_dots if text else 0)
        if digits:
            _draw_digits(canvas, symbol, x_dots, drawn)
    else:
        drawn = symbol.total_width_modules * x_dots
        canvas = _blank(width, drawn + below)
        _draw_squares(canvas, symbol, x_dots, beside)
    if lines:
        _draw_lines(canvas, lines, x_dots, drawn)
    return canvas


def _blank(width: int, height: int) -> Image.Image:
    if max(width, height) > MAX_SIDE_DOTS:
        raise ImageTooLarge(width=width, height=height, limit=MAX_SIDE_DOTS)
    return Image.new("1", (width, height), _WHITE)


def _draw_bars(canvas: Image.Image, symbol: LinearSymbol, x_dots: int, height: int, reach: int) -> None:
    pen = ImageDraw.Draw(canvas)
    bearer = symbol.bearer * x_dots
    for column, width in symbol.runs():
        left = (symbol.quiet_left + column) * x_dots
        bottom = bearer + height + (reach if symbol.is_guard(column) else 0)
        pen.rectangle((left, bearer, left + width * x_dots - 1, bottom - 1), fill=0)
    if bearer:
        for top in (0, bearer + height):
            pen.rectangle((0, top, canvas.width - 1, top + bearer - 1), fill=0)


def _draw_squares(canvas: Image.Image, symbol: MatrixSymbol, x_dots: int, beside: int) -> None:
    pen = ImageDraw.Draw(canvas)
    for row, column, width in symbol.runs():
        left, top = (beside + symbol.quiet + column) * x_dots, (symbol.quiet + row) * x_dots
        pen.rectangle((left, top, left + width * x_dots - 1, top + x_dots - 1), fill=0)


def _draw_digits(canvas: Image.Image, symbol: LinearSymbol, x_dots: int, top: int) -> None:
    baseline = top + digit_baseline(symbol) * x_dots
    for group in symbol.hri:
        digit_dots = DIGIT_HEIGHT * x_dots * group.scale
        cell = group.width / len(group.text)
        for place, digit in enumerate(group.text):
            centre = (symbol.quiet_left + group.start + cell * (place + 0.5)) * x_dots
            half = text_units(digit) * digit_dots / DIGIT_UNITS / 2
            _print(canvas, digit, digit_dots, centre - half, baseline)


def _draw_lines(canvas: Image.Image, text: Lettering, x_dots: int, top: int) -> None:
    unit = text.scale * x_dots
    digit_dots = _LOOSE * DIGIT_UNITS * unit
    if digit_dots < _SMALLEST_DIGIT_DOTS:
        enough = math.ceil(_SMALLEST_DIGIT_DOTS * x_dots / digit_dots)
        raise TextTooSmall(height=round(digit_dots, 1), x_dots=enough)
    for number, line in enumerate(text.lines):
        baseline = top + (text.baseline + number * text.pitch) * x_dots
        advances = [_advance(character, unit) for character in line]
        x = (canvas.width - sum(advances)) // 2
        for character, advance in zip(line, advances, strict=True):
            _print(canvas, character, digit_dots, x, baseline)
            x += advance


def _advance(character: str, unit: float) -> int:
    """Return the whole pixels from ``character`` to the next: even gaps, and brackets clear of digits."""
    pixels = text_units(character) * unit
    if character in "()":
        return math.ceil(pixels)
    return math.floor(pixels) if character.isdigit() else round(pixels)


def _print(canvas: Image.Image, figure: str, digit_dots: float, x: float, baseline: int) -> None:
    """Print ``figure``, digits ``digit_dots`` high, its origin as near to ``x`` as whole pixels allow."""
    ink, left, top = _ink(figure, digit_dots)
    canvas.paste(0, (round(x + left), baseline + top), ink)


@lru_cache(maxsize=512)
def _ink(figure: str, digit_dots: float) -> tuple[Image.Image, float, int]:
    """Return the pixels to blacken, and where they begin beside the origin on the baseline."""
    font = ImageFont.truetype(FONT_PATH, size=digit_dots * UNITS_PER_EM / DIGIT_UNITS)
    left, top, right, bottom = font.getbbox(figure, anchor="ls")
    grey = Image.new("L", (math.ceil(right - left) + 2, math.ceil(bottom - top) + 2), 0)
    ImageDraw.Draw(grey).text((1 - left, 1 - top), figure, fill=_WHITE, font=font, anchor="ls")
    darkest = _SMALL_INK if font.size < _SMALL_FONT else _INK
    return grey.point(lambda value: _WHITE if value >= darkest else 0, mode="1"), left - 1, round(top) - 1
