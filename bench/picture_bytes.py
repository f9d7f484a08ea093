"""The bytes of pictures, right and wrong: what the hostile ones are put together from."""

import io
import struct
import zlib
from typing import Any

from PIL import Image

PAYLOAD = b"<html><script>alert(document.domain)</script>PK\x03\x04<?php system($_GET[0]);?></html>"
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
Named = tuple[str, bytes]
"""A file by its trick."""


def packed(picture: Image.Image, form: str, **options: Any) -> bytes:
    """Return the picture as a file."""
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def chunk(kind: bytes, body: bytes, *, length: int | None = None, checksum: int | None = None) -> bytes:
    """Return a PNG chunk, with a wrong length or checksum where one is given."""
    right = zlib.crc32(kind + body)
    return (
        struct.pack(">I", len(body) if length is None else length)
        + kind
        + body
        + struct.pack(">I", right if checksum is None else checksum)
    )


def png(
    width: int, height: int, *, bits: int = 8, colour: int = 0, rows: bytes | None = None, extra: bytes = b""
) -> bytes:
    """Return a PNG whose header may say anything; ``rows`` are what its pixels inflate to."""
    header = struct.pack(">IIBBBBB", width & 0xFFFFFFFF, height & 0xFFFFFFFF, bits, colour, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000 if rows is None else rows, 9)
    return PNG_HEAD + chunk(b"IHDR", header) + extra + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a RIFF file of these chunks."""
    body = b"WEBP" + b"".join(
        kind + struct.pack("<I", len(part)) + part + b"\0" * (len(part) % 2) for kind, part in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def scene() -> Image.Image:
    """Return something with edges and slopes, so that its file has all kinds of places to break."""
    picture = Image.linear_gradient("L").resize((160, 120)).convert("RGB")
    picture.paste((200, 40, 40), (20, 20, 90, 70))
    return picture


def honest() -> dict[str, bytes]:
    """Return one good file of each kind, by its name."""
    drawn = scene()
    return {
        "jpeg": packed(drawn, "JPEG", quality=85),
        "jpeg-progressive": packed(drawn, "JPEG", quality=85, progressive=True),
        "png": packed(drawn, "PNG"),
        "png-palette": packed(drawn.convert("P"), "PNG"),
        "webp": packed(drawn, "WEBP", quality=80),
        "webp-lossless": packed(drawn.convert("RGBA"), "WEBP", lossless=True),
    }
