"""1,000 labels as PDF against the shortest reportlab program that draws the same bars and texts.

Ours cleans, checks, fits, places and refuses; the yardstick writes each text on one line at a fixed size and
place. Both encode the symbols, embed the same font and write compressed pages of 3 × 8 labels of 70 × 37 mm.
Every run has numbers of its own, so that no symbol comes from a cache.
"""

import statistics
import sys
import time
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from bench.claims import tell
from bench.label_contents import LABELS, contents
from catalogue.barcodes.symbols import LinearSymbol, MatrixSymbol, encode
from catalogue.labels.content import LabelContent
from catalogue.labels.jobs import LabelItem, LabelJob
from catalogue.labels.pdf import label_pdf
from catalogue.labels.printers import find_printer
from catalogue.labels.stocks import find_stock
from catalogue.labels.typefaces import typeface

ROUNDS = 7
MOST_RATIO = 1.5
DOT = 72 / 600


def ours(labels: list[LabelContent]) -> bytes:
    """Return the file as the product makes it."""
    items = tuple(LabelItem(content) for content in labels)
    return label_pdf(LabelJob(find_stock("a4-24-70x37"), find_printer("office-600"), items))


def yardstick(labels: list[LabelContent]) -> bytes:
    """Return the file as the shortest program makes it."""
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
            (regular, 8, 4.3, 4, label.number[0]),
            (regular, 8, 9, 4, label.number[1:7]),
            (regular, 8, 22, 4, label.number[7:]),
        ):
            canvas.setFont(font, size)
            canvas.drawString(x + left * mm, y + up * mm, text)
        bars, qr = encode("ean13", label.number), encode("gs1-qr", label.digital_link or "")
        if not (isinstance(bars, LinearSymbol) and isinstance(qr, MatrixSymbol)):
            raise TypeError
        path = canvas.beginPath()
        for start, width in bars.runs():
            low = 0 if bars.is_guard(start) else 35
            path.rect(x + (180 + 7 * start) * DOT, y + (120 + low) * DOT, 7 * width * DOT, (520 - low) * DOT)
        canvas.drawPath(path, stroke=0, fill=1)
        path = canvas.beginPath()
        for line, start, width in qr.runs():
            path.rect(x + (1260 + 10 * start) * DOT, y + (380 - 10 * line) * DOT, 10 * width * DOT, 10 * DOT)
        canvas.drawPath(path, stroke=0, fill=1)
        if index % 24 == 23:
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def main() -> int:
    """Print both in turn as one line of JSON; return 1 when the claim is broken."""
    seconds: dict[str, list[float]] = {"ours": [], "yardstick": []}
    first = 0
    for turn in range(ROUNDS + 1):
        for name, make in (("ours", ours), ("yardstick", yardstick)):
            labels = contents(first)
            first += LABELS
            began = time.perf_counter()
            made = make(labels)
            took = time.perf_counter() - began
            if not made.startswith(b"%PDF-"):
                raise AssertionError(name)
            if turn:  # the first turn reads fonts and warms up
                seconds[name].append(took)
    own, other = (statistics.median(seconds[name]) for name in ("ours", "yardstick"))
    report = {
        "bench": "label_pdf",
        "yardstick": f"shortest reportlab program with the same bars and texts, {other:.2f} s",
        "value": round(own, 3),
        "ratio": round(own / other, 2),
        "unit": "s for 1,000 labels with EAN-13 and QR, A4 24-up",
    }
    return 0 if tell(report, most={"ratio": MOST_RATIO}) else 1


if __name__ == "__main__":
    sys.exit(main())
