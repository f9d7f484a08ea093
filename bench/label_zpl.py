"""1,000 labels as ZPL against the way Vietnamese letters reach a Zebra today: the whole label as one picture.

Ours cleans, checks, fits and places, leaves the bars to the printer and sends each text as packed dots. The
yardstick draws the same layouts with Pillow, line by line and bar by bar, and sends every dot as ^GFA digits;
it is given the layouts, made before its clock starts. Seconds are those of the processor.
"""

import statistics
import sys
import time
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from bench.claims import tell
from bench.label_contents import LABELS, contents
from catalogue.labels.content import LabelContent
from catalogue.labels.geometry import LabelLayout
from catalogue.labels.jobs import LabelItem, LabelJob
from catalogue.labels.layout import lay_out
from catalogue.labels.printers import find_printer
from catalogue.labels.stocks import find_stock
from catalogue.labels.typefaces import Weight, typeface
from catalogue.labels.zpl import label_zpl

ROUNDS = 5
MOST_SECONDS = 1
STOCK, PRINTER = find_stock("roll-50x30"), find_printer("zpl-203")


def ours(labels: list[LabelContent]) -> bytes:
    """Return the stream as the product makes it."""
    return label_zpl(LabelJob(STOCK, PRINTER, tuple(LabelItem(content) for content in labels)))


def yardstick(layouts: list[LabelLayout]) -> bytes:
    """Return the stream with a picture for each label."""
    stream = []
    for layout in layouts:
        image = Image.new("1", (layout.frame.width, layout.frame.height), 0)
        pen = ImageDraw.Draw(image)
        for text in layout.texts:
            font = font_of(text.weight, text.size)
            pen.text((text.left, text.baseline), text.text, fill=1, font=font, anchor="ls")
        for symbol in layout.symbols:
            for left, top, width, height in symbol.rectangles():
                pen.rectangle((left, top, left + width - 1, top + height - 1), fill=1)
        dots = image.tobytes()
        row = -(-image.width // 8)
        stream.append(f"^XA^FO0,0^GFA,{len(dots)},{len(dots)},{row},{dots.hex().upper()}^FS^XZ\n")
    return "".join(stream).encode("ascii")


@cache
def font_of(weight: Weight, size: float) -> ImageFont.FreeTypeFont:
    """Return a font, read once for each size."""
    return ImageFont.truetype(typeface(weight).path, size)


def main() -> int:
    """Print both in turn as one line of JSON; return 1 when the claim is broken."""
    mine, theirs, sizes = [], [], (0, 0)
    first = 0
    for turn in range(ROUNDS + 1):
        labels, others = contents(first), contents(first + LABELS)
        first += 2 * LABELS
        began = time.process_time()
        stream = ours(labels)
        took = time.process_time() - began
        layouts = [lay_out(content, STOCK, PRINTER) for content in others]
        began = time.process_time()
        pictures = yardstick(layouts)
        took_theirs = time.process_time() - began
        if turn:  # the first turn reads fonts and warms up
            mine.append(took)
            theirs.append(took_theirs)
            sizes = len(stream), len(pictures)
    own, other = statistics.median(mine), statistics.median(theirs)
    report = {
        "bench": "label_zpl",
        "yardstick": (
            f"each label as one Pillow picture in ^GFA, layout not counted: {other:.2f} s, "
            f"{sizes[1] / sizes[0]:.1f} times our bytes"
        ),
        "value": round(own, 3),
        "ratio": round(own / other, 2),
        "unit": "s for 1,000 labels with EAN-13 and QR, layout included, 50 × 30 mm at 203 dpi",
    }
    return 0 if tell(report, most={"value": MOST_SECONDS}) else 1


if __name__ == "__main__":
    sys.exit(main())
