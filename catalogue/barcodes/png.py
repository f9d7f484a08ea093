"""Symbols as 1-bit PNG at the resolution of the device: every module a whole number of pixels.

Source: PNG specification, section 11.3.5.3 (pHYs chunk, pixels per metre).
"""

import io
import math
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from catalogue.barcodes.errors import ImageTooLarge, TextTooSmall
from catalogue.barcodes.roboto import DIGIT_UNITS, FONT_PATH, UNITS_PER_EM, text_units
from catalogue.barcodes.sizes import (
    DIGIT_BLOCK,
    DIGIT_GAP,
    DIGIT_HEIGHT,
    GUARD_REACH,
    LINE_BASELINE,
    LINE_BLOCK,
    MAX_SIDE_DOTS,
    check_dpi,
    check_height_mm,
    check_x_dots,
    line_scale,
)
from catalogue.barcodes.symbols import LinearSymbol, MatrixSymbol, Symbol

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

    ``height_mm`` is the height of the bars at ``dpi``, by default in the standard's proportion; guard bars
    and digits come below it when ``text`` is on. ``dpi`` stands in the pHYs chunk.

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
    width = symbol.total_width_modules * x_dots
    if isinstance(symbol, LinearSymbol):
        bars = round(height_mm * dpi / _MM_PER_INCH if height_mm else symbol.nominal_height * x_dots)
        canvas = _blank(width, bars + (DIGIT_BLOCK * x_dots if text else 0))
        _draw_bars(canvas, symbol, x_dots, bars, GUARD_REACH * x_dots if text else 0)
        if text:
            _draw_digits(canvas, symbol, x_dots, bars)
    else:
        canvas = _blank(width, width + (LINE_BLOCK * x_dots if text else 0))
        _draw_squares(canvas, symbol, x_dots)
        if text:
            _draw_line(canvas, symbol, x_dots)
    return canvas


def _blank(width: int, height: int) -> Image.Image:
    if max(width, height) > MAX_SIDE_DOTS:
        raise ImageTooLarge(width=width, height=height, limit=MAX_SIDE_DOTS)
    return Image.new("1", (width, height), _WHITE)


def _draw_bars(canvas: Image.Image, symbol: LinearSymbol, x_dots: int, height: int, reach: int) -> None:
    pen = ImageDraw.Draw(canvas)
    for column, width in symbol.runs():
        left = (symbol.quiet_left + column) * x_dots
        bottom = height + (reach if symbol.is_guard(column) else 0)
        pen.rectangle((left, 0, left + width * x_dots - 1, bottom - 1), fill=0)


def _draw_squares(canvas: Image.Image, symbol: MatrixSymbol, x_dots: int) -> None:
    pen = ImageDraw.Draw(canvas)
    for row, column, width in symbol.runs():
        left, top = (symbol.quiet + column) * x_dots, (symbol.quiet + row) * x_dots
        pen.rectangle((left, top, left + width * x_dots - 1, top + x_dots - 1), fill=0)


def _draw_digits(canvas: Image.Image, symbol: LinearSymbol, x_dots: int, bars: int) -> None:
    baseline = bars + (DIGIT_GAP + DIGIT_HEIGHT) * x_dots
    for group in symbol.hri:
        digit_dots = DIGIT_HEIGHT * x_dots * group.scale
        cell = group.width / len(group.text)
        for place, digit in enumerate(group.text):
            centre = (symbol.quiet_left + group.start + cell * (place + 0.5)) * x_dots
            half = text_units(digit) * digit_dots / DIGIT_UNITS / 2
            _print(canvas, digit, digit_dots, centre - half, baseline)


def _draw_line(canvas: Image.Image, symbol: MatrixSymbol, x_dots: int) -> None:
    unit = line_scale(symbol) * x_dots
    digit_dots = _LOOSE * DIGIT_UNITS * unit
    if digit_dots < _SMALLEST_DIGIT_DOTS:
        enough = math.ceil(_SMALLEST_DIGIT_DOTS * x_dots / digit_dots)
        raise TextTooSmall(height=round(digit_dots, 1), x_dots=enough)
    baseline = (symbol.total_width_modules + LINE_BASELINE) * x_dots
    x = (canvas.width - text_units(symbol.hri) * unit) / 2
    for character in symbol.hri:
        _print(canvas, character, digit_dots, x, baseline)
        x += text_units(character) * unit


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
