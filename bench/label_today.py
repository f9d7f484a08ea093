"""1,000 labels as PDF against what is done today: python-barcode's pictures placed in a reportlab page.

The yardstick draws each EAN-13 with ``ImageWriter`` as it comes, 300 dpi, and places the picture; the QR code
is reportlab's own, for python-barcode has none; the texts are the same, in the same fonts. Every run has
numbers of its own; seconds are those of the processor, which others use as well. Two lines: time and size.
"""

import statistics
import sys
import time
from io import BytesIO

from barcode.ean import EAN13
from barcode.writer import ImageWriter
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bench.claims import tell
from bench.label_contents import LABELS, contents
from bench.label_pdf import ours
from catalogue.labels.content import LabelContent
from catalogue.labels.typefaces import typeface

ROUNDS = 3
YARDSTICK_LABELS = 240
FASTER, SMALLER = 20, 5


def yardstick(labels: list[LabelContent]) -> bytes:
    """Return the file as it is made today."""
    regular, bold = typeface("regular").pdf_name, typeface("bold").pdf_name
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(210 * mm, 297 * mm))
    for index, label in enumerate(labels):
        row, column = divmod(index % 24, 3)
        x, y = column * 70 * mm, (296.5 - 37 * (row + 1)) * mm
        for font, size, left, up, text in (
            (bold, 9, 4.3, 29, label.name),
            (bold, 16, 39, 23, label.price),
            (bold, 8, 39, 18, label.net_quantity),
            (regular, 6.5, 39, 6, label.cooperative),
        ):
            canvas.setFont(font, size)
            canvas.drawString(x + left * mm, y + up * mm, text)
        picture = BytesIO()
        EAN13(label.number, writer=ImageWriter()).write(picture)
        canvas.drawImage(ImageReader(picture), x + 2 * mm, y + 2 * mm, 36 * mm, 24 * mm)
        drawing = Drawing(16 * mm, 16 * mm)
        drawing.add(QrCodeWidget(label.digital_link, barLevel="M", barWidth=16 * mm, barHeight=16 * mm))
        renderPDF.draw(drawing, canvas, x + 50 * mm, y + 4 * mm)
        if index % 24 == 23:
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def main() -> int:
    """Print time and size as a line of JSON each; return 1 when a claim is broken."""
    ratios, seconds = [], []
    sizes: tuple[float, float] = 0, 0
    first = 0
    for turn in range(ROUNDS + 1):
        labels = contents(first, LABELS)
        began = time.process_time()
        mine = ours(labels)
        took = time.process_time() - began
        first += LABELS
        # The yardstick takes so long that a part of the labels must do; both are counted by the label.
        labels = contents(first, YARDSTICK_LABELS)
        first += YARDSTICK_LABELS
        began = time.process_time()
        theirs = yardstick(labels)
        took_theirs = time.process_time() - began
        if turn:  # the first turn reads fonts and warms up
            seconds.append(took)
            ratios.append((took_theirs / YARDSTICK_LABELS) / (took / LABELS))
            sizes = len(mine) / LABELS, len(theirs) / YARDSTICK_LABELS
    what = "python-barcode ImageWriter pictures placed with reportlab, and its QR codes"
    fast = report(
        "label_today",
        what,
        statistics.median(seconds),
        statistics.median(ratios),
        FASTER,
        "s for 1,000 labels",
    )
    small = report("label_today_size", what, sizes[0], sizes[1] / sizes[0], SMALLER, "bytes of PDF a label")
    return 0 if fast and small else 1


def report(bench: str, yardstick_: str, value: float, ratio: float, least: float, unit: str) -> bool:
    """Print one line; return whether the yardstick takes ``least`` times as much, or more: ``ratio`` says."""
    line = {
        "bench": bench,
        "yardstick": yardstick_,
        "value": round(value, 3),
        "ratio": round(ratio, 1),
        "unit": unit,
    }
    return tell(line, least={"ratio": least})


if __name__ == "__main__":
    sys.exit(main())
