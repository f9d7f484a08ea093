"""Symbols as SVG: one path for the bars, one for the digits, the viewBox in modules.

Digits are outlines, so that the drawing looks the same in every viewer.
"""

from functools import cache, lru_cache
from xml.sax.saxutils import escape

from catalogue.barcodes.roboto import DIGIT_UNITS, glyphs, text_units
from catalogue.barcodes.sizes import (
    DIGIT_BLOCK,
    DIGIT_GAP,
    DIGIT_HEIGHT,
    GUARD_REACH,
    LINE_BASELINE,
    LINE_BLOCK,
    check_height_mm,
    check_x_mm,
    line_scale,
)
from catalogue.barcodes.symbols import LinearSymbol, MatrixSymbol, Symbol


def svg(symbol: Symbol, *, x_mm: float, height_mm: float | None = None, text: bool = True) -> str:
    """Return the SVG of ``symbol`` with its quiet zones, modules ``x_mm`` wide.

    ``height_mm`` is the height of the bars, by default in the standard's proportion; guard bars and digits
    come below it when ``text`` is on.

    Raises XOutOfRange, HeightOutOfRange, HeightNotApplicable.
    """
    check_x_mm(x_mm)
    check_height_mm(symbol, height_mm)
    if isinstance(symbol, LinearSymbol):
        bars = round(height_mm / x_mm if height_mm else symbol.nominal_height, 4)
        height = bars + (DIGIT_BLOCK if text else 0)
        drawing = _bars(symbol, bars, GUARD_REACH if text else 0)
        digits = _digits(symbol, bars) if text else ""
    else:
        height = symbol.total_width_modules + (LINE_BLOCK if text else 0)
        drawing = _squares(symbol)
        digits = _line(symbol) if text else ""
    width = symbol.total_width_modules
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'width="{_number(width * x_mm)}mm" height="{_number(height * x_mm)}mm" '
        f'viewBox="0 0 {width} {_number(height)}"><title>{escape(symbol.text)}</title>'
        f'<rect width="{width}" height="{_number(height)}" fill="#fff"/>'
        f'<path shape-rendering="crispEdges" d="{drawing}"/>{digits}</svg>'
    )


def _bars(symbol: LinearSymbol, height: float, reach: float) -> str:
    left = symbol.quiet_left
    guards = _columns(symbol.guards)
    short, tall = _strokes(height), _strokes(height + reach)
    return "".join(
        [
            f"M{left + column} 0{tall[width] if column in guards else short[width]}"
            for column, width in symbol.runs()
        ]
    )


@cache
def _columns(ranges: tuple[tuple[int, int], ...]) -> frozenset[int]:
    return frozenset(column for start, end in ranges for column in range(start, end))


@lru_cache(maxsize=64)
def _strokes(height: float) -> tuple[str, ...]:
    """Return the path of a bar of 0 to 4 modules, the widest there is, from its top left corner."""
    return tuple(f"h{width}v{_number(height)}h-{width}z" for width in range(5))


def _squares(symbol: MatrixSymbol) -> str:
    quiet = symbol.quiet
    return "".join(
        [f"M{quiet + column} {quiet + row}h{width}v1h-{width}z" for row, column, width in symbol.runs()]
    )


def _digits(symbol: LinearSymbol, bars: float) -> str:
    groups = []
    for group in symbol.hri:
        transform, centres = _places(
            group.start, group.width, len(group.text), group.scale, symbol.quiet_left
        )
        path = "".join(map(_outline, group.text, centres))
        groups.append(f'<path transform="{transform}" d="{path}"/>')
    baseline = _number(bars + DIGIT_GAP + DIGIT_HEIGHT)
    return f'<g transform="translate(0 {baseline})">{"".join(groups)}</g>'


@lru_cache(maxsize=64)
def _places(start: float, width: float, count: int, scale: float, left: int) -> tuple[str, tuple[int, ...]]:
    """Return the transform from font units to modules and the centres of the digits in font units."""
    size = DIGIT_HEIGHT / DIGIT_UNITS * scale
    cell = width / count
    return f"scale({size:.6f})", tuple(round((left + start + cell * (n + 0.5)) / size) for n in range(count))


@cache
def _outline(digit: str, centre: int) -> str:
    glyph = glyphs()[digit]
    return f"M{centre - glyph.advance // 2 + glyph.x} {glyph.y}{glyph.path}"


def _line(symbol: MatrixSymbol) -> str:
    scale = line_scale(symbol)
    left = (symbol.total_width_modules - text_units(symbol.hri) * scale) / 2
    path, x = "", 0
    for character in symbol.hri:
        glyph = glyphs()[character]
        path += f"M{x + glyph.x} {glyph.y}{glyph.path}" if glyph.path else ""
        x += glyph.advance
    baseline = symbol.total_width_modules + LINE_BASELINE
    return f'<path transform="translate({_number(left)} {baseline}) scale({scale:.6f})" d="{path}"/>'


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
