"""How many pixels a picture says it has, read from its header without decoding anything.

Source: W3C PNG 11.2.2 (IHDR), ISO/IEC 10918-1 B.2.2 (frame header), Google WebP Container (VP8, VP8L, VP8X).
"""

from catalogue.media.errors import PhotoDamaged
from catalogue.media.kinds import MediaForm

# Start-of-frame markers; C4, C8 and CC in between are tables and extensions.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Markers that stand alone, without a length.
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})


def pixels_of(data: bytes, form: MediaForm) -> tuple[int, int]:
    """Return width and height of a JPEG, PNG or WebP.

    Raises PhotoDamaged when the header is broken off or says nothing.
    """
    try:
        if form is MediaForm.PNG:
            width, height = _png(data)
        else:
            width, height = _jpeg(data) if form is MediaForm.JPEG else _webp(data)
    except IndexError as error:
        raise PhotoDamaged from error
    if width < 1 or height < 1:
        raise PhotoDamaged
    return width, height


def _png(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR":
        raise PhotoDamaged
    return _number(data, 16, 4), _number(data, 20, 4)


def _jpeg(data: bytes) -> tuple[int, int]:
    position = 2
    while True:
        if data[position] != 0xFF:
            raise PhotoDamaged
        marker = data[position + 1]
        if marker == 0xFF:  # fill bytes
            position += 1
        elif marker in _ALONE:
            position += 2
        elif marker in _FRAMES:
            return _number(data, position + 7, 2), _number(data, position + 5, 2)
        elif marker in {0xD9, 0xDA}:  # the picture ends or begins without a frame
            raise PhotoDamaged
        else:
            position += 2 + max(2, _number(data, position + 2, 2))


def _webp(data: bytes) -> tuple[int, int]:
    chunk = data[12:16]
    if chunk == b"VP8X":
        return 1 + _number(data, 24, 3, "little"), 1 + _number(data, 27, 3, "little")
    if chunk == b"VP8L" and data[20] == 0x2F:
        bits = _number(data, 21, 4, "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        return _number(data, 26, 2, "little") & 0x3FFF, _number(data, 28, 2, "little") & 0x3FFF
    raise PhotoDamaged


def _number(data: bytes, start: int, length: int, order: str = "big") -> int:
    part = data[start : start + length]
    if len(part) < length:
        raise PhotoDamaged
    return int.from_bytes(part, "little" if order == "little" else "big")
