"""Labels as images of pure black and white, one pixel for each dot of the printer."""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from catalogue.labels.geometry import LabelLayout, PlacedText
from catalogue.labels.jobs import LabelJob, cell_origin, page_size
from catalogue.labels.layout import lay_out
from catalogue.labels.typefaces import Weight, typeface

_WHITE, _BLACK = 1, 0
# Each shade as black or white; a little above the middle, or thin strokes would break.
_CUT = [0 if shade < 140 else 255 for shade in range(256)]


def label_png(job: LabelJob) -> Iterator[bytes]:
    """Return the pages one by one, each a 1-bit PNG with the printer's resolution in its pHYs chunk.

    Raises what ``lay_out`` raises, before the first page.
    """
    layouts = [lay_out(item.content, job.stock, job.printer, job.template) for item in job.items]
    return _pages(job, layouts)


def _pages(job: LabelJob, layouts: list[LabelLayout]) -> Iterator[bytes]:
    dpi = job.printer.dpi
    drawn: dict[int, Image.Image] = {}
    for page in job.pages_of_cells():
        image = Image.new("1", page_size(job.stock, job.printer), _WHITE)
        for index, cell in page:
            if index not in drawn:
                drawn = {index: _draw(layouts[index])}
            image.paste(drawn[index], cell_origin(job.stock, job.printer, cell))
        buffer = BytesIO()
        image.save(buffer, "PNG", dpi=(dpi, dpi))
        yield buffer.getvalue()


def _draw(layout: LabelLayout) -> Image.Image:
    """Return one label; letters are put down singly, so that lines are as long as they were measured.

    They are drawn in grey and cut: drawn in black and white at once, hinting thins the strokes of some sizes,
    and a bold price looks light.
    """
    grey = Image.new("L", (layout.frame.width, layout.frame.height), 255)
    pen = ImageDraw.Draw(grey)
    for text in layout.texts:
        _write(pen, text)
    image = grey.point(_CUT, mode="1")
    draw = ImageDraw.Draw(image)
    for symbol in layout.symbols:
        for left, top, width, height in symbol.rectangles():
            draw.rectangle((left, top, left + width - 1, top + height - 1), fill=_BLACK)
    return image


def _write(draw: ImageDraw.ImageDraw, text: PlacedText) -> None:
    face = typeface(text.weight)
    font = _font(text.weight, text.size)
    pen = text.left
    for letter in text.text:
        draw.text((round(pen), round(text.baseline)), letter, fill=_BLACK, font=font, anchor="ls")
        pen += face.pen_width(letter) * text.size + text.tracking


@lru_cache(maxsize=64)
def _font(weight: Weight, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(typeface(weight).path, size, layout_engine=ImageFont.Layout.BASIC)
