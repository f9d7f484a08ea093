"""A printer that understands the TSPL of labels and refuses everything else."""

import re

from PIL import Image

from tests.catalogue.labels.printed import (
    Printed,
    Refused,
    draw_box,
    draw_interleaved,
    draw_retail_bars,
)

BITMAP = re.compile(rb"BITMAP (\d+),(\d+),(\d+),(\d+),0,")
BARCODE = re.compile(r'BARCODE (\d+),(\d+),"(\w+)",(\d+),0,0,(\d+),(\d+),"(\d+)"')
SETUP = (
    r"SIZE ([\d.]+) mm,([\d.]+) mm",
    r"GAP [\d.]+ mm,0 mm",
    r"DIRECTION 1",
    r"REFERENCE 0,0",
)


def interpret_tspl(stream: bytes, size: tuple[int, int], *, guard_tail: int = 13) -> list[Printed]:
    """Return the labels of ``stream`` on pages of ``size`` dots. Raises Refused for anything else."""
    at = 0
    for pattern in SETUP:
        line, at = _line(stream, at)
        if re.fullmatch(pattern, line) is None:
            raise Refused(line)
    labels = []
    while at < len(stream):
        line, at = _line(stream, at)
        if line != "CLS":
            raise Refused(line)
        picture = Image.new("1", size, 0)
        commands: list[str] = []
        while True:
            found = BITMAP.match(stream, at)
            if found:
                at = _bitmap(picture, found, stream)
                commands.append("BITMAP")
                continue
            line, at = _line(stream, at)
            if line.startswith("PRINT 1,"):
                labels.append(Printed(picture, int(line.removeprefix("PRINT 1,")), tuple(commands)))
                break
            commands.append(_draw(picture, line, guard_tail))
    return labels


def _line(stream: bytes, at: int) -> tuple[str, int]:
    end = stream.find(b"\r\n", at)
    if end < 0:
        raise Refused(stream[at : at + 40])
    return stream[at:end].decode("ascii"), end + 2


def _bitmap(picture: Image.Image, found: re.Match[bytes], stream: bytes) -> int:
    """Write dots over what was there, white too, and return where the next line begins."""
    left, top, row_bytes, rows = map(int, found.groups())
    end = found.end() + row_bytes * rows
    dots = bytes(255 - byte for byte in stream[found.end() : end])
    ink = Image.frombytes("1", (8 * row_bytes, rows), dots)
    box = ink.getbbox() or (0, 0, 0, 0)
    if left + box[2] > picture.width or top + rows > picture.height or stream[end : end + 2] != b"\r\n":
        raise Refused(found[0])
    picture.paste(ink, (left, top))
    return end + 2


def _draw(picture: Image.Image, line: str, tail: int) -> str:
    if box := re.fullmatch(r"BAR (\d+),(\d+),(\d+),(\d+)", line):
        draw_box(picture, *map(int, box.groups()))
        return "BAR"
    bars = BARCODE.fullmatch(line)
    if bars is None:
        raise Refused(line)
    left, top, kind, height, narrow, wide, data = bars.groups()
    place = int(left), int(top)
    if kind == "25" and int(wide) == 3 * int(narrow):
        draw_interleaved(picture, data, place, int(narrow), int(wide), int(height))
    elif kind in {"EAN13", "EAN8", "UPCA"} and narrow == wide and 1 <= int(narrow) <= 8:
        draw_retail_bars(picture, kind, data, place, int(narrow), int(height), tail)
    else:
        raise Refused(line)
    return kind
