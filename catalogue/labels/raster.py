"""The dots of a label: what a printer burns, as 1-bit pictures.

This is the one rasteriser. PNG and ESC/POS take whole labels from it; ZPL and TSPL, which draw bars by
commands of their own, take texts and square symbols piece by piece. Every piece is the same dots wherever it
is used: a text is set from its own left end, letter by letter, so that nothing beside it moves it.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from catalogue.barcodes.symbols import MatrixSymbol
from catalogue.labels.errors import PictureTooLarge
from catalogue.labels.geometry import LabelLayout, PlacedPicture, PlacedSymbol, PlacedText
from catalogue.labels.typefaces import Weight, typeface

INK, PAPER = 255, 0
# How much of a dot a letter must cover; a little under the half, or thin strokes would break.
_LEAST_COVER = 116
_CUT = [INK if cover >= _LEAST_COVER else PAPER for cover in range(256)]
# A sheet of A4 at 1200 dpi; Pillow keeps a byte for each dot.
_MOST_DOTS = 150_000_000
_MODULES = bytes.maketrans(b"01", bytes((PAPER, INK)))


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Dots of ink (``INK``, mode "1") with the place of their top left corner."""

    left: int
    top: int
    ink: Image.Image


def label_ink(layout: LabelLayout) -> Image.Image:
    """Return all dots of a label, mode "1", ``INK`` where the printer prints. Raises PictureTooLarge."""
    image = blank(layout.frame.width, layout.frame.height)
    pen = ImageDraw.Draw(image)
    for bitmap in _bitmaps(layout):
        put(image, bitmap)
    for symbol in layout.symbols:
        if not isinstance(symbol.symbol, MatrixSymbol):
            for left, top, width, height in symbol.rectangles():
                pen.rectangle((left, top, left + width - 1, top + height - 1), fill=INK)
    for rule in layout.rules:
        pen.rectangle((rule.left, rule.top, rule.left + rule.width - 1, rule.top + rule.height - 1), fill=INK)
    return image


def blank(width: int, height: int) -> Image.Image:
    """Return so many dots of paper, mode "1". Raises PictureTooLarge."""
    if width * height > _MOST_DOTS:
        raise PictureTooLarge(width=width, height=height)
    return Image.new("1", (width, height), PAPER)


def put(image: Image.Image, bitmap: Bitmap) -> None:
    """Print ``bitmap`` on ``image``; what is dark there stays dark, what lies outside is cut off."""
    image.paste(INK, (bitmap.left, bitmap.top), bitmap.ink)


def _bitmaps(layout: LabelLayout) -> Iterator[Bitmap]:
    for text in layout.texts:
        bitmap = text_ink(text)
        if bitmap is not None:
            yield bitmap
    for symbol in layout.symbols:
        if isinstance(symbol.symbol, MatrixSymbol):
            yield matrix_ink(symbol, symbol.symbol)
    for picture in layout.pictures:
        yield picture_ink(picture)


def matrix_ink(placed: PlacedSymbol, symbol: MatrixSymbol) -> Bitmap:
    """Return the dots of a square symbol, without quiet zone."""
    size = len(symbol.rows[0]), len(symbol.rows)
    modules = Image.frombytes("L", size, "".join(symbol.rows).encode().translate(_MODULES))
    dots = modules.resize((size[0] * placed.x, size[1] * placed.x), Image.Resampling.NEAREST)
    return Bitmap(placed.left, placed.top, dots.convert("1", dither=Image.Dither.NONE))


def picture_ink(picture: PlacedPicture) -> Bitmap:
    """Return the dots of a picture."""
    size = picture.width, picture.height
    return Bitmap(picture.left, picture.top, Image.frombytes("1", size, b"".join(picture.rows)))


def text_ink(text: PlacedText) -> Bitmap | None:
    """Return the dots of a line, cut to its ink, or None for one of blanks alone.

    Letters are put down singly, each on the whole dot nearest to its place, so that a line is as long as it
    was measured; one that rounding made longer begins that much earlier.
    """
    start = math.floor(text.left)
    letters = list(_letters(text, text.left - start))
    if not letters:
        return None
    left = min(letter.left for letter in letters)
    top = min(letter.top for letter in letters)
    right = max(letter.left + letter.ink.width for letter in letters)
    bottom = max(letter.top + letter.ink.height for letter in letters)
    line = Image.new("1", (right - left, bottom - top), PAPER)
    for letter in letters:
        line.paste(INK, (letter.left - left, letter.top - top), letter.ink)
    longer = max(right - math.ceil(text.left - start + text.width), 0)
    return Bitmap(start + left - longer, nearest(text.baseline) + top, line)


def nearest(place: float) -> int:
    """Return the whole dot nearest to ``place``, the same for every label that ``place`` is moved with."""
    return math.floor(place + 0.5)


def _letters(text: PlacedText, pen: float) -> Iterator[Bitmap]:
    """Yield the letters that have ink, counted from the base line; ``pen`` is where the first begins.

    A word after a blank begins on the next whole dot, never on the one before: blanks of small letters are
    three dots wide, and without one of them two words read as one.
    """
    face = typeface(text.weight)
    forward, after_blank = 0.0, False
    for letter in text.text:
        glyph = _glyph(text.weight, text.size, letter)
        if glyph is not None:
            if after_blank:
                forward = math.ceil(pen) - pen
            yield Bitmap(nearest(pen + forward) + glyph.left, glyph.top, glyph.ink)
        after_blank = glyph is None
        pen += face.pen_width(letter) * text.size + text.tracking


@lru_cache(maxsize=2048)
def _glyph(weight: Weight, size: float, letter: str) -> Bitmap | None:
    """Return the ink of a letter, counted from its place on the base line.

    It is drawn in grey and cut: drawn in black and white at once, hinting thins the strokes of some sizes,
    and a bold price looks light.
    """
    font = _font(weight, size)
    left, top, right, bottom = (math.floor(edge) for edge in font.getbbox(letter, anchor="ls"))
    grey = Image.new("L", (right - left + 2, bottom - top + 2), PAPER)
    ImageDraw.Draw(grey).text((1 - left, 1 - top), letter, fill=INK, font=font, anchor="ls")
    ink = grey.point(_CUT, mode="1")
    box = ink.getbbox()
    return None if box is None else Bitmap(left - 1 + box[0], top - 1 + box[1], ink.crop(box))


@lru_cache(maxsize=64)
def _font(weight: Weight, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(typeface(weight).path, size, layout_engine=ImageFont.Layout.BASIC)
