"""Labels for receipt printers of 58 and 80 mm, as dots: one under the other, and a cut at the end.

Vietnamese letters as text come out wrong on nearly all of these printers, and bars at a size of their own;
as dots both are what was laid out. The head is narrower than the paper: only what lies under it is sent.

Source: Epson, ESC/POS: ESC @, GS v 0, GS V.
"""

from io import BytesIO
from typing import BinaryIO

from PIL import Image

from catalogue.labels.jobs import LabelJob
from catalogue.labels.pages import UNWATCHED, Printable, Watch, strip_of
from catalogue.labels.png import page_inks

# A band fits the buffer of the smallest printers.
BAND_ROWS = 128
_INITIALISE = b"\x1b@"
_RASTER = b"\x1dv0\x00"
_FEED_AND_CUT = b"\x1dV\x42\x00"


def label_escpos(job: LabelJob) -> bytes:
    """Return the stream; see ``write_label_escpos``."""
    buffer = BytesIO()
    write_label_escpos(job, buffer)
    return buffer.getvalue()


def write_label_escpos(job: Printable, file: BinaryIO, *, watch: Watch = UNWATCHED) -> None:
    """Write the pages of ``job`` to ``file`` in bands of dots.

    Raises FormatNeedsRoll, what ``lay_out`` raises, and LabelsCancelled; ``file`` is of no use then.
    """
    strip = strip_of(job, "escpos")
    file.write(_INITIALISE)
    for page in page_inks(job, watch):
        for top in range(0, page.height, BAND_ROWS):
            bottom = min(top + BAND_ROWS, page.height)
            file.write(_band(page.crop((strip.left, top, strip.left + strip.width, bottom))))
    file.write(_FEED_AND_CUT)


def _band(ink: Image.Image) -> bytes:
    """Return the command that prints ``ink``; a set bit is dark."""
    row_bytes = -(-ink.width // 8)
    return _RASTER + row_bytes.to_bytes(2, "little") + ink.height.to_bytes(2, "little") + ink.tobytes()
