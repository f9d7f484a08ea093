"""Pictures for the demonstration, drawn on the spot: a card with the product's name before the mountains.

They are ours, so they need no child to be opened in; everything after that is as for any photo.
"""

import colorsys
import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from math import sin

import font_roboto
from PIL import Image, ImageDraw, ImageFont

from catalogue.media.acceptance import Accepted, digest_of
from catalogue.media.items import Kept, add_photo, keep
from catalogue.media.kinds import MediaForm
from catalogue.media.pictures import Rendition
from catalogue.models import Product
from catalogue.texts import pick_text

SIZE = (640, 480)
_CARD = (56, 84, 584, 352)
_RIDGES = ((0.60, 31, 0.016, 0.72), (0.72, 25, 0.025, 0.52), (0.84, 20, 0.034, 0.34))
"""Of each ridge: where it stands, how high it swings, how often, how bright it is."""
_PAPER, _INK, _PALE_INK = (253, 251, 246), (38, 42, 48), (140, 143, 148)

Colour = tuple[int, int, int]


def add_demo_photos() -> int:
    """Give each public product without a photo one that shows its name; return how many were drawn."""
    bare = Product.objects.public().exclude(media__kind="photo").select_related("cooperative", "category")
    products = list(bare.order_by("pk"))
    with ThreadPoolExecutor(4) as pool:  # packing and writing leave Python free for the others
        for product, kept in zip(products, pool.map(_photo_of, products), strict=True):
            name = {tag: f"{text} (ảnh minh họa)" for tag, text in product.name.items() if tag == "vi"}
            name |= {tag: f"{text} (illustration)" for tag, text in product.name.items() if tag == "en"}
            add_photo(product=product, kept=kept, alt_text=name, approved=True)
    return len(products)


def _photo_of(product: Product) -> Kept:
    picture = draw_card(pick_text(product.name, "vi"), product.cooperative.name, product.category.slug)
    half = picture.resize((SIZE[0] // 2, SIZE[1] // 2), Image.Resampling.LANCZOS)
    renditions = [
        Rendition(form, _packed(sized, form), *sized.size)
        for sized in (half, picture)
        for form in (MediaForm.JPEG, MediaForm.WEBP)
    ]
    return keep(Accepted(digest_of(renditions[-1].data), tuple(renditions)))


def _packed(picture: Image.Image, form: MediaForm) -> bytes:
    """Return the picture as a file, packed in little time."""
    file = io.BytesIO()
    picture.save(file, form.name, quality=82, method=0)
    return file.getvalue()


def draw_card(title: str, maker: str, seed: str) -> Image.Image:
    """Return the picture for a product; the same ``seed`` gives the same colours."""
    hue = hashlib.sha256(seed.encode()).digest()[0] / 256
    picture = _landscape(hue).copy()
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle(_CARD, radius=19, fill=_PAPER)
    left, top, right, bottom = _CARD
    inside = left + 28
    draw.rounded_rectangle((inside, top + 28, inside + 48, top + 33), radius=2, fill=_colour(hue, 0.65, 0.62))
    large, small = _font(39, bold=True), _font(20, bold=False)
    y = top + 50
    for line in _lines(title, large, right - inside - 28)[:3]:
        draw.text((inside, y), line, font=large, fill=_INK)
        y += 48
    draw.text((inside, bottom - 46), _lines(maker, small, right - inside - 170)[0], font=small, fill=_INK)
    draw.text((right - 28, bottom - 46), "Ảnh minh họa", font=small, fill=_PALE_INK, anchor="ra")
    return picture


@lru_cache(maxsize=64)
def _landscape(hue: float) -> Image.Image:
    """Return sky and three ridges in one colour."""
    width, height = SIZE
    light = Image.new("RGB", SIZE, _colour(hue, 0.18, 0.99))
    deep = Image.new("RGB", SIZE, _colour(hue, 0.45, 0.86))
    picture = Image.composite(deep, light, Image.linear_gradient("L").resize(SIZE))
    draw = ImageDraw.Draw(picture)
    for base, swing, often, brightness in _RIDGES:
        line = [
            (x, height * base + swing * sin(x * often + 9 * hue) + swing / 3 * sin(x * often * 2.7))
            for x in range(0, width + 8, 8)
        ]
        draw.polygon([*line, (width, height), (0, height)], fill=_colour(hue, 0.42, brightness))
    return picture


def _colour(hue: float, saturation: float, value: float) -> Colour:
    red, green, blue = colorsys.hsv_to_rgb(hue, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return ``text`` broken between words, each line at most ``width`` pixels long."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=4)
def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_roboto.RobotoBold if bold else font_roboto.Roboto, size)
