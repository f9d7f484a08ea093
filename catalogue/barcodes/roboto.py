"""The figures of Roboto as outlines, so that a drawing needs no font where it is shown.

Source: OpenType specification, "glyf" table (simple glyphs of quadratic curves).
"""

from dataclasses import dataclass
from functools import cache

import font_roboto
from reportlab.pdfbase.ttfonts import TTFontFile

FONT_PATH: str = font_roboto.Roboto
UNITS_PER_EM = 2048
DIGIT_UNITS = 1456

_CHARACTERS = "0123456789() "
_ON_CURVE, _SHORT_X, _SHORT_Y, _REPEAT, _SAME_X, _SAME_Y = (1 << bit for bit in range(6))

Point = tuple[int, int, bool]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A figure in font units, y downwards, the baseline at 0.

    ``x``, ``y`` is where its outline begins and ``path`` the rest, in relative SVG path commands.
    """

    advance: int
    x: int
    y: int
    path: str


@cache
def glyphs() -> dict[str, Glyph]:
    """Return the glyph of each figure, the brackets and the blank."""
    font = TTFontFile(FONT_PATH)
    return {character: _glyph(font, ord(character)) for character in _CHARACTERS}


def text_units(text: str) -> int:
    """Return the width of ``text`` in font units."""
    return sum(glyphs()[character].advance for character in text)


def _glyph(font: TTFontFile, code: int) -> Glyph:
    index = font.charToGlyph[code]
    advance = round(font.charWidths[code] * UNITS_PER_EM / 1000)
    if font.glyphPos[index] == font.glyphPos[index + 1]:
        return Glyph(advance, 0, 0, "")
    contours = [_with_implied_points(contour) for contour in _contours(font, index)]
    path = ""
    x, y = origin = contours[0][0][:2]
    for contour in contours:
        start_x, start_y = contour[0][:2]
        path += f"m{start_x - x} {y - start_y}" if path else ""
        path += _curves(contour) + "z"
        x, y = start_x, start_y
    return Glyph(advance, origin[0], -origin[1], path)


def _contours(font: TTFontFile, index: int) -> list[list[Point]]:
    font.seek(font.get_table_pos("glyf")[0] + font.glyphPos[index])
    count = font.read_short()
    font.skip(8)  # the bounding box
    ends = [font.read_ushort() for _ in range(count)]
    font.skip(font.read_ushort())  # hinting instructions
    flags: list[int] = []
    while len(flags) <= ends[-1]:
        flag = font.read_uint8()
        flags += [flag] * (1 + (font.read_uint8() if flag & _REPEAT else 0))
    xs = _coordinates(font, flags, _SHORT_X, _SAME_X)
    ys = _coordinates(font, flags, _SHORT_Y, _SAME_Y)
    points = [(x, y, bool(flag & _ON_CURVE)) for x, y, flag in zip(xs, ys, flags, strict=True)]
    starts = [0, *(end + 1 for end in ends)]
    return [points[start : end + 1] for start, end in zip(starts, ends, strict=False)]


def _coordinates(font: TTFontFile, flags: list[int], short: int, same: int) -> list[int]:
    values, value = [], 0
    for flag in flags:
        if flag & short:
            value += font.read_uint8() if flag & same else -font.read_uint8()
        elif not flag & same:
            value += font.read_short()
        values.append(value)
    return values


def _with_implied_points(contour: list[Point]) -> list[Point]:
    """Return ``contour`` beginning on the curve, with the points between two off-curve ones written out."""
    full: list[Point] = []
    for (x, y, on), (next_x, next_y, next_on) in zip(contour, contour[1:] + contour[:1], strict=True):
        full.append((x, y, on))
        if not on and not next_on:
            full.append((round((x + next_x) / 2), round((y + next_y) / 2), True))
    first = next(place for place, point in enumerate(full) if point[2])
    return full[first:] + full[:first]


def _curves(contour: list[Point]) -> str:
    path = ""
    x, y = contour[0][:2]
    control: Point | None = None
    for point in [*contour[1:], contour[0]]:
        if not point[2]:
            control = point
            continue
        if control:
            path += f"q{control[0] - x} {y - control[1]} {point[0] - x} {y - point[1]}"
        elif point[:2] != contour[0][:2]:  # "z" draws the last line
            path += f"l{point[0] - x} {y - point[1]}"
        x, y = point[:2]
        control = None
    return path
