"""Labels as images of pure black and white, one pixel for each dot of the printer."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from catalogue.labels.jobs import LabelJob, page_size
from catalogue.labels.pages import UNWATCHED, Cell, Watch, check, drawn_pages
from catalogue.labels.raster import PAPER, Bitmap, label_ink, put


def label_png(job: LabelJob, *, watch: Watch = UNWATCHED) -> Iterator[bytes]:
    """Return the pages one by one, each a 1-bit PNG with the printer's resolution in its pHYs chunk.

    Raises what ``lay_out`` raises, before the first page; LabelsCancelled between two.
    """
    check(job)
    return (png_of(image, job.printer.dpi) for image in page_inks(job, watch))


def page_inks(job: LabelJob, watch: Watch = UNWATCHED) -> Iterator[Image.Image]:
    """Yield the dots of each page, mode "1", ``INK`` where the printer prints.

    Raises what ``drawn_pages`` raises.
    """
    size = page_size(job.stock, job.printer)
    for cells in drawn_pages(job, label_ink, watch):
        yield _page(size, cells)


def _page(size: tuple[int, int], cells: list[Cell[Image.Image]]) -> Image.Image:
    image = Image.new("1", size, PAPER)
    for cell in cells:
        put(image, Bitmap(cell.left, cell.top, cell.drawn))
    return image


def png_of(ink: Image.Image, dpi: float) -> bytes:
    """Return dots of ink as a 1-bit PNG with the printer's resolution."""
    buffer = BytesIO()
    # Black is 0 in a PNG, and 1 for a printer.
    ink.point(lambda dot: 255 - dot).save(buffer, "PNG", dpi=(dpi, dpi))
    return buffer.getvalue()
