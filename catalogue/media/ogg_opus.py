"""Opus clips: every page checked, comments and pictures wiped.

Source: RFC 3533 section 6 (Ogg pages), RFC 7845 sections 3 to 5 (Opus in Ogg).
"""

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from catalogue.media.errors import AudioDamaged
from catalogue.media.kinds import MediaForm
from catalogue.media.mpeg_frames import Clip

_HEADER = 27
_RATE = 48_000
# No vendor, no comments; zeros behind it are padding (RFC 7845 section 5.2).
_NO_TAGS = b"OpusTags" + bytes(8)
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


class _Page(NamedTuple):
    start: int
    body: int
    end: int
    ends_packet: bool
    granule: int
    serial: bytes
    number: int
    flags: int


def clean_opus(data: bytes) -> Clip:
    """Return the clip without its comments; its pages are where they were.

    What stands behind the last page is left out. Raises AudioDamaged.
    """
    damaged = AudioDamaged(kind=MediaForm.OPUS.label)
    pages = list(_pages(data))
    if len(pages) < 3 or not pages[0].flags & 2:
        raise damaged
    head = data[pages[0].body : pages[0].end]
    if not head.startswith(b"OpusHead") or len(head) < 19 or head[8] >> 4 != 0 or not pages[0].ends_packet:
        raise damaged
    cleaned = bytearray(data[: pages[-1].end])
    _wipe_tags(cleaned, pages)
    skipped = int.from_bytes(head[10:12], "little")
    last = max(page.granule for page in pages)
    return Clip(bytes(cleaned), max(0, last - skipped) * 1000 // _RATE)


def _pages(data: bytes) -> Iterator[_Page]:
    """Yield the pages of the one stream, up to its end or the first thing that is none.

    Raises AudioDamaged for a page with a wrong checksum, of another stream or out of order.
    """
    position, number, serial = 0, 0, b""
    while data[position : position + 5] == b"OggS\0":
        page = _page(data, position)
        if page is None:
            return  # cut off within a page
        serial = serial or page.serial
        whole = data[position : position + 22] + bytes(4) + data[position + 26 : page.end]
        checksum = int.from_bytes(data[position + 22 : position + 26], "little")
        if page.serial != serial or page.number != number or page_checksum(whole) != checksum:
            raise AudioDamaged(kind=MediaForm.OPUS.label)
        yield page
        if page.flags & 4:
            return
        position, number = page.end, number + 1


def _page(data: bytes, start: int) -> _Page | None:
    header = data[start : start + _HEADER]
    if len(header) < _HEADER:
        return None
    lacing = data[start + _HEADER : start + _HEADER + header[26]]
    body = start + _HEADER + header[26]
    end = body + sum(lacing)
    if len(lacing) < header[26] or end > len(data):
        return None
    granule = int.from_bytes(header[6:14], "little", signed=True)
    number = int.from_bytes(header[18:22], "little")
    return _Page(
        start, body, end, bool(lacing) and lacing[-1] < 255, granule, header[14:18], number, header[5]
    )


def _wipe_tags(clip: bytearray, pages: list[_Page]) -> None:
    """Overwrite the comment packet, which fills the pages after the first until it ends."""
    damaged = AudioDamaged(kind=MediaForm.OPUS.label)
    if bytes(clip[pages[1].body : pages[1].body + 8]) != b"OpusTags":
        raise damaged
    for page in pages[1:-1]:
        length = page.end - page.body
        empty = _NO_TAGS if page is pages[1] else b""
        if length < len(empty):
            raise damaged
        clip[page.body : page.end] = empty + bytes(length - len(empty))
        clip[page.start + 22 : page.start + 26] = bytes(4)
        checksum = page_checksum(bytes(clip[page.start : page.end]))
        clip[page.start + 22 : page.start + 26] = checksum.to_bytes(4, "little")
        if page.ends_packet:
            return
    raise damaged


def page_checksum(page: bytes) -> int:
    """Return the CRC of a page whose own checksum field is zero.

    Ogg's is that of zlib with every bit order turned round, and without the inversions.
    """
    turned = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int.from_bytes(turned.to_bytes(4, "little").translate(_MIRRORED), "big")
