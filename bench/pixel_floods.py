"""Pictures with far too many pixels, and those that cost the most of what is taken."""

import struct
from collections.abc import Iterator

from PIL import Image

from bench.picture_bytes import Named, packed, png, scene, webp


def floods() -> Iterator[Named]:
    """Yield pictures with far too many pixels, or a header that says so."""
    yield "flood 13000x13000 1-bit png", packed(Image.new("1", (13_000, 13_000)), "PNG")
    yield "flood 25 MP + 1 png", packed(Image.new("1", (25_000_001, 1)), "PNG")
    yield "flood 5001x5000 jpeg", packed(Image.new("L", (5001, 5000)), "JPEG")
    yield "flood 6000x6000 webp", packed(Image.new("RGB", (6000, 6000)), "WEBP", method=0)
    for width, height in (
        (0, 0),
        (0, 5),
        (2**31 - 1, 2**31 - 1),
        (2**32 - 1, 1),
        (1, 2**31),
        (70_000, 70_000),
    ):
        yield f"png that says {width}x{height}", png(width, height)
    for width, height in ((65_535, 65_535), (65_535, 300), (0, 100), (100, 0)):
        yield f"jpeg that says {width}x{height}", _resized_jpeg(width, height)
    for width, height in ((16_384, 16_384), (16_777_216, 255)):
        size = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
        yield (
            f"webp canvas of {width}x{height}",
            webp((b"VP8X", b"\x10\0\0\0" + size), (b"VP8L", b"/" + bytes(20))),
        )
        yield (
            f"animated webp canvas of {width}x{height}",
            webp((b"VP8X", b"\x02\0\0\0" + size), (b"ANIM", bytes(6)), (b"ANMF", bytes(24))),
        )
    yield "webp lossless that says 16384x16384", webp((b"VP8L", b"/\xff\xff\xff\x0f" + bytes(40)))


def largest_taken() -> Iterator[Named]:
    """Yield pictures of just under the limit, which cost the most that may be."""
    for mode, options in (("1", {}), ("L", {}), ("P", {"transparency": 0}), ("RGBA", {}), ("I;16", {})):
        yield f"25 MP png {mode}", packed(Image.new(mode, (5000, 5000)), "PNG", compress_level=1, **options)
    noise = Image.effect_noise((700, 700), 60).resize((5000, 5000))
    yield "25 MP progressive jpeg", packed(noise.convert("RGB"), "JPEG", quality=40, progressive=True)
    yield "25 MP cmyk jpeg", packed(noise.convert("CMYK"), "JPEG", quality=30)
    yield "25 MP webp", packed(noise.convert("RGB"), "WEBP", quality=30, method=0)
    yield "1x25000000 png", packed(Image.new("1", (1, 25_000_000)), "PNG")
    yield "25000000x1 png", packed(Image.new("1", (25_000_000, 1)), "PNG")
    yield "1x65500 jpeg", packed(Image.new("L", (1, 65_500)), "JPEG")
    yield "16383x1 webp", packed(Image.new("RGB", (16_383, 1)), "WEBP")
    yield "jpeg of a thousand scans", _many_scans()


def _resized_jpeg(width: int, height: int) -> bytes:
    data = bytearray(packed(scene(), "JPEG"))
    frame = data.find(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def _many_scans() -> bytes:
    """Return a progressive JPEG of 25 MP whose last scan is repeated until the file is full."""
    data = packed(Image.new("L", (5000, 5000), 90), "JPEG", progressive=True)
    last = data.rfind(b"\xff\xda")
    scan = data[last:-2]
    return data[:-2] + scan * min(1000, 7_900_000 // len(scan)) + data[-2:]
