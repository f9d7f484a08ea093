"""Labels in ZPL II, the language of Zebra printers and of many that imitate them.

Each row of labels is a format of its own, ``^XA`` to ``^XZ``; rows that are alike are one with ``^PQ``. Bars
are the printer's own where their dots are sure (``native_bars``), other bars and lines are boxes, square
symbols, texts and pictures are dots. No text of anybody's is ever in the stream, so none can be a command.

Source: Zebra, ZPL II Programming Guide.
"""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import BinaryIO

from catalogue.barcodes.symbols import LinearSymbol, MatrixSymbol
from catalogue.labels.geometry import LabelLayout, PlacedSymbol, PlacedText
from catalogue.labels.jobs import LabelJob
from catalogue.labels.native_bars import Box, NativeBars, code_128_values, native_bars
from catalogue.labels.pages import UNWATCHED, Cell, Printable, Strip, Watch, alike, drawn_pages, strip_of
from catalogue.labels.raster import label_ink, nearest, picture_ink, text_ink
from catalogue.labels.typefaces import Weight
from catalogue.labels.zpl_graphics import graphic, matrix_graphic

# UTF-8, no offset, upright, not mirrored, not reversed: whatever was sent before must not matter.
_FRESH = "^CI28^LH0,0^FWN^PON^PMN^LRN"
# What Code 128 characters are called in field data, for each code set.
_STARTS = {104: (">:", "B"), 105: (">;", "C")}
_SWITCHES = {("B", 99): (">5", "C"), ("C", 100): (">6", "B")}
_FNC1 = 102
_PRINTABLE = range(32, 127)
_ESCAPED = {">": ">0"}
_FORBIDDEN = frozenset("^~")


@dataclass(frozen=True, slots=True)
class Field:
    """A command and the dots of the label that it draws on."""

    left: int
    top: int
    right: int
    bottom: int
    command: str


def label_zpl(job: LabelJob) -> bytes:
    """Return the stream; see ``write_label_zpl``."""
    buffer = BytesIO()
    write_label_zpl(job, buffer)
    return buffer.getvalue()


def write_label_zpl(job: Printable, file: BinaryIO, *, watch: Watch = UNWATCHED) -> None:
    """Write the formats of ``job`` to ``file``, in ASCII.

    Raises FormatNeedsRoll, what ``lay_out`` raises, and LabelsCancelled; ``file`` is of no use then.
    """
    strip = strip_of(job, "zpl")
    head = f"^XA{_FRESH}^PW{strip.width}^LL{strip.height}\n"
    for cells, times in alike(drawn_pages(job, _fields, watch)):
        body = "".join([_placed(cell, strip) for cell in cells])
        copies = f"^PQ{times}" if times > 1 else ""
        file.write(f"{head}{body}{copies}^XZ\n".encode("ascii"))


def _placed(cell: Cell[list[Field]], strip: Strip) -> str:
    """Return the fields of a label where it stands; one that reaches over the page is sent as its dots."""
    left, top = cell.left - strip.left, cell.top
    fields = cell.drawn
    if all(
        left + field.left >= 0
        and top + field.top >= 0
        and left + field.right <= strip.width
        and top + field.bottom <= strip.height
        for field in fields
    ):
        return "".join([f"^FO{left + field.left},{top + field.top}{field.command}^FS\n" for field in fields])
    ink = label_ink(cell.layout)
    right, bottom = min(ink.width, strip.width - left), min(ink.height, strip.height - top)
    first, head = max(-left, 0), max(-top, 0)
    if right <= first or bottom <= head:
        return ""
    return f"^FO{left + first},{top + head}{graphic(ink.crop((first, head, right, bottom)))}^FS\n"


def _fields(layout: LabelLayout) -> list[Field]:
    """Return what draws a label, counted from its top left corner."""
    fields = []
    for text in layout.texts:
        fields += _text(text)
    for placed in layout.symbols:
        fields += _symbol(placed)
    fields += [_box((rule.left, rule.top, rule.width, rule.height)) for rule in layout.rules]
    for picture in layout.pictures:
        bitmap = picture_ink(picture)
        area = picture.left, picture.top, picture.left + picture.width, picture.top + picture.height
        fields.append(Field(*area, graphic(bitmap.ink)))
    return fields


def _symbol(placed: PlacedSymbol) -> list[Field]:
    if isinstance(placed.symbol, MatrixSymbol):
        right, bottom = placed.left + placed.bars_width, placed.top + placed.x * len(placed.symbol.rows)
        return [
            Field(placed.left, placed.top, right, bottom, matrix_graphic(placed.symbol, placed.x)),
        ]
    bars = native_bars(placed)
    command = None if bars is None else _bars(bars)
    if bars is None or command is None:
        return [_box(box) for box in placed.rectangles()]
    right, bottom = placed.left + placed.bars_width, placed.top + placed.height
    native = Field(placed.left, placed.top, right, bottom, command)
    return [native, *(_box(box) for box in bars.boxes)]


def _bars(bars: NativeBars) -> str | None:
    """Return the printer's own command for ``bars``, without text, or None where it has none."""
    symbol, height = bars.symbol, bars.height
    commands = {
        "ean13": f"^BEN,{height},N,N^FD{symbol.text[:-1]}",
        "ean8": f"^B8N,{height},N,N^FD{symbol.text[:-1]}",
        "upca": f"^BUN,{height},N,N,N^FD{symbol.text[:-1]}",
        "itf14": f"^B2N,{height},N,N,N^FD{symbol.text}",
    }
    command = commands.get(symbol.symbology)
    if symbol.symbology == "gs1-128":
        data = code_128_data(symbol)
        command = None if data is None else f"^BCN,{height},N,N,N,N^FD{data}"
    return None if command is None else f"^BY{bars.x},3.0,{height}{command}"


def code_128_data(symbol: LinearSymbol) -> str | None:
    """Return the field data that makes ``^BC`` choose exactly the characters of ``symbol``, or None.

    Each start character, FNC1 and change of code set is named, so that nothing is left to the printer.
    """
    start, *values = code_128_values(symbol)
    data, code_set = _STARTS.get(start, ("", ""))
    for value in values:
        if value == _FNC1:
            data += ">8"
        elif (code_set, value) in _SWITCHES:
            said, code_set = _SWITCHES[code_set, value]
            data += said
        elif code_set == "C" and value < 100:
            data += f"{value:02}"
        elif code_set == "B" and value + 32 in _PRINTABLE:
            data += _ESCAPED.get(chr(value + 32), chr(value + 32))
        else:
            return None
    return None if _FORBIDDEN & set(data) else data


def _box(box: Box) -> Field:
    left, top, width, height = box
    return Field(left, top, left + width, top + height, f"^GB{width},{height},{min(width, height)}")


def _text(text: PlacedText) -> list[Field]:
    start, base = int(text.left // 1), nearest(text.baseline)
    drawn = _line(text.text, text.weight, text.size, text.tracking, text.left - start, text.width)
    if drawn is None:
        return []
    return [
        Field(start + drawn.left, base + drawn.top, start + drawn.right, base + drawn.bottom, drawn.command)
    ]


@lru_cache(maxsize=1024)
def _line(
    text: str, weight: Weight, size: float, tracking: float, start: float, width: float
) -> Field | None:
    """Return the dots of a line from the base line of its first whole dot, or None for blanks alone.

    The same name, price or cooperative stands on many labels of a job.
    """
    bitmap = text_ink(PlacedText("", text, weight, size, start, 0, width, tracking=tracking))
    if bitmap is None:
        return None
    right, bottom = bitmap.left + bitmap.ink.width, bitmap.top + bitmap.ink.height
    return Field(bitmap.left, bitmap.top, right, bottom, graphic(bitmap.ink))
