"""Labels as images of pure black and white, one pixel for each dot of the printer."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from PIL import Image

from catalogue.labels.jobs import LabelJob, page_size
from catalogue.labels.pages import UNWATCHED, Cell, Printable, Watch, check, drawn_pages
from catalogue.labels.raster import Bitmap, blank, label_ink, put


def label_png(job: LabelJob, *, watch: Watch = UNWATCHED) -> Iterator[bytes]:
    """Return the pages one by one, each a 1-bit PNG with the printer's resolution in its pHYs chunk.

    Raises what ``lay_out`` raises, before the first page; LabelsCancelled between two.
    """
    check(job)
    return (png_of(image, job.printer.dpi) for image in page_inks(job, watch))


def write_label_png(job: LabelJob, file: BinaryIO, *, watch: Watch = UNWATCHED) -> None:
    """Write the page, or a ZIP of the pages where there are several: page-0001.png and so on.

    The same job gives the same bytes. Raises what ``lay_out`` raises, and LabelsCancelled; ``file`` is of no
    use then.
    """
    pictures = (png_of(ink, job.printer.dpi) for ink in page_inks(job, watch))
    if job.pages == 1:
        file.writelines(pictures)
        return
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for number, picture in enumerate(pictures, start=1):
            archive.writestr(ZipInfo(f"page-{number:04d}.png"), picture)


def page_inks(job: Printable, watch: Watch = UNWATCHED) -> Iterator[Image.Image]:
    """Yield the dots of each page, mode "1", ``INK`` where the printer prints.

    Raises what ``drawn_pages`` raises.
    """
    size = page_size(job.stock, job.printer)
    for cells in drawn_pages(job, label_ink, watch):
        yield _page(size, cells)


def _page(size: tuple[int, int], cells: list[Cell[Image.Image]]) -> Image.Image:
    image = blank(*size)
    for cell in cells:
        put(image, Bitmap(cell.left, cell.top, cell.drawn))
    return image


def png_of(ink: Image.Image, dpi: float) -> bytes:
    """Return dots of ink as a 1-bit PNG with the printer's resolution."""
    buffer = BytesIO()
    # Black is 0 in a PNG, and 1 for a printer.
    ink.point(lambda dot: 255 - dot).save(buffer, "PNG", dpi=(dpi, dpi))
    return buffer.getvalue()
