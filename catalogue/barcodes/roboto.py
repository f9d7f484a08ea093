"""The characters of Roboto as outlines, so that a drawing needs no font where it is shown.

Source: OpenType specification, "glyf" table (simple glyphs of quadratic curves, composites of them); GS1
General Specifications, section 7.11 (character set 82).
"""

import string
from dataclasses import dataclass
from functools import cache

import font_roboto
from reportlab.pdfbase.ttfonts import TTFontFile

FONT_PATH: str = font_roboto.Roboto
UNITS_PER_EM = 2048
DIGIT_UNITS = 1456

# All that an element string may hold, and the blank between two elements.
_CHARACTERS = f" !\"%&'()*+,-./:;<=>?_{string.digits}{string.ascii_letters}"
_ON_CURVE, _SHORT_X, _SHORT_Y, _REPEAT, _SAME_X, _SAME_Y = (1 << bit for bit in range(6))
_WORDS, _OFFSETS, _MORE_PARTS, _TRANSFORMED = 1 << 0, 1 << 1, 1 << 5, 1 << 3 | 1 << 6 | 1 << 7

Point = tuple[int, int, bool]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character in font units, y downwards, the baseline at 0.

    ``x``, ``y`` is where its outline begins and ``path`` the rest, in relative SVG path commands.
    """

    advance: int
    x: int
    y: int
    path: str


@cache
def glyphs() -> dict[str, Glyph]:
    """Return the glyph of each character of GS1's set 82, and of the blank."""
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
    if count < 0:
        return [contour for part in _parts(font) for contour in _moved(font, *part)]
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


def _parts(font: TTFontFile) -> list[tuple[int, int, int]]:
    """Return glyph index and offset of each part of a composite glyph."""
    parts = []
    flags = _MORE_PARTS
    while flags & _MORE_PARTS:
        flags, index = font.read_ushort(), font.read_ushort()
        if flags & _TRANSFORMED or not flags & _OFFSETS:
            raise NotImplementedError("The font scales the part of a glyph.")
        if flags & _WORDS:
            parts.append((index, font.read_short(), font.read_short()))
        else:
            parts.append((index, _signed(font.read_uint8()), _signed(font.read_uint8())))
    return parts


def _signed(byte: int) -> int:
    return byte - 256 if byte > 127 else byte


def _moved(font: TTFontFile, index: int, right: int, up: int) -> list[list[Point]]:
    return [[(x + right, y + up, on) for x, y, on in contour] for contour in _contours(font, index)]


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
