"""Labels as a PDF whose units, inside each label, are the printer's own dots.

The same job gives the same bytes. Only canvas operators are used: texts never pass through markup.

Source: ISO 32000-1, table 150 (PrintScaling, PDF 1.6).
"""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from catalogue.labels.geometry import LabelLayout
from catalogue.labels.jobs import LabelJob, cell_origin, page_size
from catalogue.labels.layout import lay_out
from catalogue.labels.printers import MM_PER_INCH
from catalogue.labels.typefaces import typeface

POINTS_PER_INCH = 72
# Readers of an older file may pass over the wish for unscaled printing.
_PRINT_SCALING_SINCE = (1, 6)


def label_pdf(job: LabelJob, *, language: str = "vi") -> bytes:
    """Return the file: pages of exactly the stock's size, printed unscaled.

    Raises what ``lay_out`` raises; then nothing is printed at all.
    """
    stock, printer = job.stock, job.printer
    layouts = [lay_out(item.content, stock, printer, job.template) for item in job.items]
    buffer = BytesIO()
    points_per_mm = POINTS_PER_INCH / MM_PER_INCH
    size = (stock.page_width_mm * points_per_mm, stock.page_height_mm * points_per_mm)
    canvas = Canvas(
        buffer,
        pagesize=size,
        pageCompression=1,
        invariant=1,
        lang=language,
        initialFontName=typeface("regular").pdf_name,
        pdfVersion=_PRINT_SCALING_SINCE,
    )
    canvas.setTitle(_title(job, language))
    canvas.setViewerPreference("PrintScaling", "None")
    drawn = [_operators(canvas, layout) for layout in layouts]
    scale = POINTS_PER_INCH / printer.dpi
    _, page_height = page_size(stock, printer)
    for page in job.pages_of_cells():
        for index, cell in page:
            left, top = cell_origin(stock, printer, cell)
            foot = page_height - top - layouts[index].frame.height
            canvas.addLiteral(
                f"q {scale:.12g} 0 0 {scale:.12g} {left * scale:.6f} {foot * scale:.6f} cm {drawn[index]} Q"
            )
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _title(job: LabelJob, language: str) -> str:
    names = [item.content.name for item in job.items]
    rest = f" + {len(names) - 1}" if len(names) > 1 else ""
    word = "Nhãn" if language == "vi" else "Labels"
    return f"{word}: {names[0]}{rest} ({job.stock.name(language)})"


def _operators(canvas: Canvas, layout: LabelLayout) -> str:
    """Return the operators that draw one label, in dots from its lower left corner: one path a symbol."""
    height = layout.frame.height
    parts = []
    for symbol in layout.symbols:
        bars = [
            f"{left} {height - top - tall} {wide} {tall} re" for left, top, wide, tall in symbol.rectangles()
        ]
        parts.append(" ".join(bars) + " f")
    line = canvas.beginText()
    tracking = 0.0
    for text in layout.texts:
        line.setTextOrigin(text.left, height - text.baseline)
        line.setFont(typeface(text.weight).pdf_name, text.size)
        if text.tracking != tracking:
            tracking = text.tracking
            line.setCharSpace(tracking)
        line.textOut(text.text)
    if tracking:
        line.setCharSpace(0)
    parts.append(line.getCode())
    return "\n".join(parts)
