"""Labels as a PDF whose units, inside each label, are the printer's own dots.

The same job gives the same bytes. Only canvas operators are used: texts never pass through markup.

Source: ISO 32000-1, table 150 (PrintScaling, PDF 1.6).
"""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from catalogue.barcodes.symbols import MatrixSymbol
from catalogue.labels.geometry import LabelLayout, PlacedPicture, PlacedSymbol
from catalogue.labels.jobs import LabelJob, page_size
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.pages import UNWATCHED, Watch, drawn_pages
from catalogue.labels.printers import MM_PER_INCH
from catalogue.labels.typefaces import typeface

POINTS_PER_INCH = 72
# Readers of an older file may pass over the wish for unscaled printing.
_PRINT_SCALING_SINCE = (1, 6)


def label_pdf(job: LabelJob, *, language: str = "vi") -> bytes:
    """Return the file; see ``write_label_pdf``."""
    buffer = BytesIO()
    write_label_pdf(job, buffer, language=language)
    return buffer.getvalue()


def write_label_pdf(job: LabelJob, file: BinaryIO, *, language: str = "vi", watch: Watch = UNWATCHED) -> None:
    """Write pages of exactly the stock's size, printed unscaled, to ``file``.

    Raises what ``lay_out`` raises, and LabelsCancelled; then nothing is written at all.
    """
    stock, printer = job.stock, job.printer
    canvas = page_canvas(file, stock, _title(job, language), language)
    scale = POINTS_PER_INCH / printer.dpi
    _, page_height = page_size(stock, printer)
    for cells in drawn_pages(job, lambda layout: label_operators(canvas, layout), watch):
        for cell in cells:
            foot = page_height - cell.top - cell.layout.frame.height
            place = f"{scale:.12g} 0 0 {scale:.12g} {cell.left * scale:.6f} {foot * scale:.6f}"
            canvas.addLiteral(f"q {place} cm {cell.drawn} Q")
        canvas.showPage()
    canvas.save()


def page_canvas(file: BinaryIO, stock: LabelStock, title: str, language: str) -> Canvas:
    """Return a canvas on pages of exactly the stock's size that asks to be printed unscaled."""
    points_per_mm = POINTS_PER_INCH / MM_PER_INCH
    canvas = Canvas(
        file,
        pagesize=(stock.page_width_mm * points_per_mm, stock.page_height_mm * points_per_mm),
        pageCompression=1,
        invariant=1,
        lang=language,
        initialFontName=typeface("regular").pdf_name,
        pdfVersion=_PRINT_SCALING_SINCE,
    )
    canvas.setTitle(title)
    canvas.setViewerPreference("PrintScaling", "None")
    return canvas


def _title(job: LabelJob, language: str) -> str:
    names = [item.content.name for item in job.items]
    rest = f" + {len(names) - 1}" if len(names) > 1 else ""
    word = "Nhãn" if language == "vi" else "Labels"
    return f"{word}: {names[0]}{rest} ({job.stock.name(language)})"


def label_operators(canvas: Canvas, layout: LabelLayout) -> str:
    """Return the operators that draw one label, in dots from its lower left corner: one path a symbol."""
    height = layout.frame.height
    parts = [_symbol(height, placed) for placed in layout.symbols]
    rules = [(rule.left, rule.top, rule.width, rule.height) for rule in layout.rules]
    parts += [_path(height, dark) for dark in (rules, *map(_rectangles, layout.pictures)) if dark]
    return "\n".join([*parts, *_texts(canvas, layout)])


def _texts(canvas: Canvas, layout: LabelLayout) -> Iterator[str]:
    """Yield the operators of all lines of text; letters are numbers of a subset of their font."""
    height, font, tracking = layout.frame.height, "", 0.0
    document = canvas._doc  # noqa: SLF001 - subsets of a font belong to the document
    yield "BT"
    for text in layout.texts:
        face = pdfmetrics.getFont(typeface(text.weight).pdf_name)
        yield f"1 0 0 1 {text.left:.4f} {height - text.baseline:.4f} Tm"
        if text.tracking != tracking:
            tracking = text.tracking
            yield f"{tracking:.4f} Tc"
        for subset, letters in face.splitString(text.text, document):
            chosen = f"{face.getSubsetInternalName(subset, document)} {text.size:.4f} Tf"
            if chosen != font:
                font = chosen
                yield font
            yield f"({escapePDF(letters)}) Tj"
    yield "ET" if not tracking else "0 Tc ET"


def _symbol(height: int, placed: PlacedSymbol) -> str:
    """Return one path of a symbol, its bars in whole numbers of dots."""
    symbol = placed.symbol
    if not isinstance(symbol, MatrixSymbol):
        return _path(height, placed.rectangles())
    # The same as ``rectangles``, each number made text once.
    x, side = placed.x, range(symbol.width_modules + 1)
    lefts = [f"{placed.left + x * column} " for column in side]
    foots = [f"{height - placed.top - x * (row + 1)} " for row in side]
    sizes = [f"{x * run} {x} re" for run in side]
    drawn = [lefts[column] + foots[row] + sizes[run] for row, column, run in symbol.runs()]
    return " ".join(drawn) + " f"


def _path(height: int, rectangles: list[tuple[int, int, int, int]]) -> str:
    """Return one path of all ``rectangles``: left, top, width and height in dots of the label."""
    drawn = [f"{left} {height - top - tall} {wide} {tall} re" for left, top, wide, tall in rectangles]
    return " ".join(drawn) + " f"


def _rectangles(picture: PlacedPicture) -> list[tuple[int, int, int, int]]:
    """Return the dark dots of a picture; a run that goes on in the rows below is one rectangle."""
    growing: dict[tuple[int, int], list[int]] = {}
    done = []
    rows: dict[int, list[tuple[int, int]]] = {}
    for row, column, width in picture.runs():
        rows.setdefault(row, []).append((column, width))
    for row in range(picture.height + 1):
        runs = rows.get(row, [])
        for run in [run for run in growing if run not in runs]:
            first, tall = growing.pop(run)
            done.append((picture.left + run[0], picture.top + first, run[1], tall))
        for run in runs:
            growing.setdefault(run, [row, 0])[1] += 1
    return done
