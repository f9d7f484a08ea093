"""Labels in TSPL, the language of TSC printers and of most cheap label printers (Xprinter, Gprinter …).

EAN, UPC and ITF-14 are the printer's own bars where their dots are sure (``native_bars``), all others are
drawn bar by bar: how code sets are named differs between makers. Square symbols, texts and pictures are dots.
No text of anybody's is ever in the stream, so none can be a command.

A bitmap writes over what was there, with its white too, and begins on a whole byte of the page: each is cut
out of one picture of the page, so that two that overlap say the same, and bars come after them.

Source: TSC, TSPL/TSPL2 Programming Language: SIZE, GAP, DIRECTION, REFERENCE, CLS, BITMAP, BAR, BARCODE and
PRINT.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from PIL import Image

from catalogue.barcodes.symbols import MatrixSymbol
from catalogue.labels.geometry import LabelLayout, PlacedSymbol
from catalogue.labels.jobs import LabelJob
from catalogue.labels.native_bars import Box, NativeBars, native_bars
from catalogue.labels.pages import UNWATCHED, Cell, Printable, Strip, Watch, alike, drawn_pages, strip_of
from catalogue.labels.raster import PAPER, Bitmap, matrix_ink, picture_ink, put, text_ink

_WIDEST_MODULE = 8
_BYTE = 8
# In a bitmap a set bit stays white.
_OVERWRITE = 0
_INVERTED = bytes(range(255, -1, -1))
_TYPES = {"ean13": "EAN13", "ean8": "EAN8", "upca": "UPCA", "itf14": "25"}
_WIDE = 3


@dataclass(frozen=True, slots=True)
class Pieces:
    """What draws a label: pictures, boxes and bars, counted from its top left corner."""

    bitmaps: tuple[Bitmap, ...]
    boxes: tuple[Box, ...]
    bars: tuple[NativeBars, ...]
    bars_as_boxes: tuple[Box, ...]
    """The same bars dot by dot, for a label that reaches over the page."""


def label_tspl(job: LabelJob) -> bytes:
    """Return the stream; see ``write_label_tspl``."""
    buffer = BytesIO()
    write_label_tspl(job, buffer)
    return buffer.getvalue()


def write_label_tspl(job: Printable, file: BinaryIO, *, watch: Watch = UNWATCHED) -> None:
    """Write the commands of ``job`` to ``file``: text lines and, after each BITMAP, bytes of dots.

    Raises FormatNeedsRoll, what ``lay_out`` raises, and LabelsCancelled; ``file`` is of no use then.
    """
    strip = strip_of(job, "tspl")
    stock = job.stock
    width_mm = job.printer.head_mm if strip.left else stock.page_width_mm
    file.write(
        _lines(
            f"SIZE {width_mm:g} mm,{stock.page_height_mm:g} mm",
            f"GAP {stock.gap_mm:g} mm,0 mm",
            "DIRECTION 1",
            "REFERENCE 0,0",
        )
    )
    for cells, times in alike(drawn_pages(job, _pieces, watch)):
        file.write(_lines("CLS"))
        file.writelines(_commands(cells, strip))
        file.write(_lines(f"PRINT 1,{times}"))


def _lines(*commands: str) -> bytes:
    return "".join([f"{command}\r\n" for command in commands]).encode("ascii")


def _pieces(layout: LabelLayout) -> Pieces:
    bitmaps = [bitmap for bitmap in map(text_ink, layout.texts) if bitmap is not None]
    bitmaps += [picture_ink(picture) for picture in layout.pictures]
    boxes: list[Box] = [(rule.left, rule.top, rule.width, rule.height) for rule in layout.rules]
    natives: list[NativeBars] = []
    drawn: list[Box] = []
    for placed in layout.symbols:
        native = _native(placed)
        if isinstance(placed.symbol, MatrixSymbol):
            bitmaps.append(matrix_ink(placed, placed.symbol))
        elif native is None:
            boxes += placed.rectangles()
        else:
            natives.append(native)
            boxes += native.boxes
            drawn += placed.rectangles()
    return Pieces(tuple(bitmaps), tuple(boxes), tuple(natives), tuple(drawn))


def _native(placed: PlacedSymbol) -> NativeBars | None:
    bars = native_bars(placed)
    known = bars is not None and bars.symbol.symbology in _TYPES and bars.x <= _WIDEST_MODULE
    return bars if known else None


def _commands(cells: list[Cell[Pieces]], strip: Strip) -> list[bytes]:
    """Return the commands of a page, bitmaps first."""
    page = Image.new("1", (-(-strip.width // _BYTE) * _BYTE, strip.height), PAPER)
    moved = [
        Bitmap(cell.left - strip.left + bitmap.left, cell.top + bitmap.top, bitmap.ink)
        for cell in cells
        for bitmap in cell.drawn.bitmaps
    ]
    for bitmap in moved:
        put(page, bitmap)
    page.paste(PAPER, (strip.width, 0, page.width, page.height))
    return [*(_bitmap(page, bitmap) for bitmap in moved), *(_bars(cell, strip) for cell in cells)]


def _bitmap(page: Image.Image, bitmap: Bitmap) -> bytes:
    """Return the BITMAP of whole bytes of ``page`` that holds ``bitmap``, or nothing outside the page."""
    left = max(bitmap.left, 0) // _BYTE * _BYTE
    right = min(-(-(bitmap.left + bitmap.ink.width) // _BYTE) * _BYTE, page.width)
    top, bottom = max(bitmap.top, 0), min(bitmap.top + bitmap.ink.height, page.height)
    if right <= left or bottom <= top:
        return b""
    dots = page.crop((left, top, right, bottom)).tobytes().translate(_INVERTED)
    head = f"BITMAP {left},{top},{(right - left) // _BYTE},{bottom - top},{_OVERWRITE},"
    return head.encode("ascii") + dots + b"\r\n"


def _bars(cell: Cell[Pieces], strip: Strip) -> bytes:
    """Return the bars and lines of a label; those of one that reaches over the page one by one, cut off."""
    pieces, lines = cell.drawn, []
    origin = cell.left - strip.left, cell.top
    boxes = list(pieces.boxes)
    if all(_within(origin, bars, strip) for bars in pieces.bars):
        lines += [_barcode(origin, bars) for bars in pieces.bars]
    else:
        boxes += pieces.bars_as_boxes
    for left, top, width, height in boxes:
        first, head = max(origin[0] + left, 0), max(origin[1] + top, 0)
        right = min(origin[0] + left + width, strip.width)
        bottom = min(origin[1] + top + height, strip.height)
        if right > first and bottom > head:
            lines.append(f"BAR {first},{head},{right - first},{bottom - head}")
    return _lines(*lines)


def _within(origin: tuple[int, int], bars: NativeBars, strip: Strip) -> bool:
    left, top = origin[0] + bars.left, origin[1] + bars.top
    right = left + bars.x * bars.symbol.width_modules
    return left >= 0 and top >= 0 and right <= strip.width and top + bars.height <= strip.height


def _barcode(origin: tuple[int, int], bars: NativeBars) -> str:
    """Return the printer's own bars, without text; it adds the check digit of EAN and UPC itself."""
    symbol = bars.symbol
    data = symbol.text if symbol.symbology == "itf14" else symbol.text[:-1]
    wide = _WIDE * bars.x if symbol.symbology == "itf14" else bars.x
    place = f"{origin[0] + bars.left},{origin[1] + bars.top}"
    return f'BARCODE {place},"{_TYPES[symbol.symbology]}",{bars.height},0,0,{bars.x},{wide},"{data}"'
