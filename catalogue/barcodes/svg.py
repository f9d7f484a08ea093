"""Symbols as SVG: one path for the bars, one or more for the text, the viewBox in modules.

Text is outlines, so that the drawing looks the same in every viewer.
"""

from functools import cache, lru_cache
from xml.sax.saxutils import escape

from catalogue.barcodes.grids import LinearSymbol, MatrixSymbol, Symbol
from catalogue.barcodes.lettering import Lettering, lettering
from catalogue.barcodes.roboto import DIGIT_UNITS, glyphs, text_units
from catalogue.barcodes.sizes import (
    DIGIT_HEIGHT,
    GUARD_REACH,
    check_height_mm,
    check_x_mm,
    digit_baseline,
    digit_block,
    nominal_height_mm,
)

# The widest bar is a finder bar of DataBar Expanded.
_WIDEST_BAR = 8


def svg(symbol: Symbol, *, x_mm: float, height_mm: float | None = None, text: bool = True) -> str:
    """Return the SVG of ``symbol`` with its quiet zones, modules ``x_mm`` wide.

    ``height_mm`` is the height of the bars, by default in the standard's proportion; bearer bars, guard bars
    and text come on top of it, the latter two when ``text`` is on.

    Raises XOutOfRange, HeightOutOfRange, HeightNotApplicable.
    """
    check_x_mm(x_mm)
    check_height_mm(symbol, height_mm)
    if isinstance(symbol, LinearSymbol):
        bars = round((height_mm or nominal_height_mm(symbol, x_mm)) / x_mm, 4)
        drawn = bars + 2 * symbol.bearer
        path = _bars(symbol, bars, GUARD_REACH if text else 0)
        if text and symbol.hri:
            size = symbol.total_width_modules, drawn + digit_block(symbol)
            return _document(symbol.text, size, x_mm, path, _digits(symbol, drawn))
    lines = lettering(symbol) if text and symbol.elements else None
    beside = lines.beside(symbol) if lines else 0
    width = symbol.total_width_modules + 2 * beside
    if isinstance(symbol, MatrixSymbol):
        drawn = symbol.total_width_modules
        path = _squares(symbol, beside)
    size = width, drawn + (lines.height if lines else 0)
    return _document(symbol.text, size, x_mm, path, _lines(lines, width, drawn) if lines else "")


def _document(title: str, size: tuple[int, float], x_mm: float, path: str, text: str) -> str:
    width, height = size
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'width="{_number(width * x_mm)}mm" height="{_number(height * x_mm)}mm" '
        f'viewBox="0 0 {width} {_number(height)}"><title>{escape(title)}</title>'
        f'<rect width="{width}" height="{_number(height)}" fill="#fff"/>'
        f'<path shape-rendering="crispEdges" d="{path}"/>{text}</svg>'
    )


def _bars(symbol: LinearSymbol, height: float, reach: float) -> str:
    left, top = symbol.quiet_left, symbol.bearer
    guards = _columns(symbol.guards)
    short, tall = _strokes(height), _strokes(height + reach)
    bars = "".join(
        [
            f"M{left + column} {top}{tall[width] if column in guards else short[width]}"
            for column, width in symbol.runs()
        ]
    )
    if top:
        width = symbol.total_width_modules
        for y in (0, top + height):
            bars += f"M0 {_number(y)}h{width}v{top}h-{width}z"
    return bars


@cache
def _columns(ranges: tuple[tuple[int, int], ...]) -> frozenset[int]:
    return frozenset(column for start, end in ranges for column in range(start, end))


@lru_cache(maxsize=64)
def _strokes(height: float) -> tuple[str, ...]:
    """Return the path of a bar of each width from 0, from its top left corner."""
    return tuple(f"h{width}v{_number(height)}h-{width}z" for width in range(_WIDEST_BAR + 1))


def _squares(symbol: MatrixSymbol, beside: int) -> str:
    left, top = symbol.quiet + beside, symbol.quiet
    return "".join(
        [f"M{left + column} {top + row}h{width}v1h-{width}z" for row, column, width in symbol.runs()]
    )


def _digits(symbol: LinearSymbol, top: float) -> str:
    groups = []
    for group in symbol.hri:
        transform, centres = _places(
            group.start, group.width, len(group.text), group.scale, symbol.quiet_left
        )
        path = "".join(map(_outline, group.text, centres))
        groups.append(f'<path transform="{transform}" d="{path}"/>')
    baseline = _number(top + digit_baseline(symbol))
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


def _lines(lettering: Lettering, width: int, top: float) -> str:
    drawn = []
    for number, line in enumerate(lettering.lines):
        left = (width - text_units(line) * lettering.scale) / 2
        baseline = top + lettering.baseline + number * lettering.pitch
        transform = f"translate({_number(left)} {_number(baseline)}) scale({lettering.scale:.6f})"
        path, x = "", 0
        for character in line:
            glyph = glyphs()[character]
            path += f"M{x + glyph.x} {glyph.y}{glyph.path}" if glyph.path else ""
            x += glyph.advance
        drawn.append(f'<path transform="{transform}" d="{path}"/>')
    return "".join(drawn)


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
