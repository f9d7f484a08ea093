"""Pictures that nobody should send, made to upset whatever opens them. Each is named by its trick."""

import random
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from bench.picture_bytes import PAYLOAD, PNG_HEAD, Named, chunk, honest, packed, png, scene, webp
from bench.pixel_floods import floods, largest_taken


def cut_off() -> Iterator[Named]:
    """Yield each honest file cut off at every kind of place."""
    for name, data in honest().items():
        for tenth in (1, 2, 3, 5, 7, 9):
            yield f"{name} cut at {tenth}0 %", data[: len(data) * tenth // 10]
        for length in (3, 8, 12, 13, 20, 30, len(data) - 1, len(data) - 12):
            yield f"{name} cut at {length}", data[:length]


def flipped() -> Iterator[Named]:
    """Yield each honest file with bytes changed at random, the same ones each time."""
    for name, data in honest().items():
        for seed in range(15):
            dice = random.Random(f"{name} {seed}")
            wrong = bytearray(data)
            for _ in range(1 + seed * 3):
                wrong[dice.randrange(len(wrong))] = dice.randrange(256)
            yield f"{name} flipped {seed}", bytes(wrong)


def bombs() -> Iterator[Named]:
    """Yield PNGs and WebPs whose chunks inflate, lie about their length, or never end."""
    zeros = zlib.compress(bytes(120_000_000), 9)
    one = png(1, 1, rows=b"\0\0")
    yield "zTXt of 120 MB", png(1, 1, rows=b"\0\0", extra=chunk(b"zTXt", b"a\0\0" + zeros))
    yield "iTXt of 120 MB", png(1, 1, rows=b"\0\0", extra=chunk(b"iTXt", b"a\0\x01\0\0\0" + zeros))
    yield "iCCP of 120 MB", png(1, 1, rows=b"\0\0", extra=chunk(b"iCCP", b"a\0\0" + zeros))
    many = b"".join(
        chunk(b"zTXt", b"k%d\0\0" % number + zlib.compress(bytes(900_000), 9)) for number in range(300)
    )
    yield "300 texts of 0.9 MB", png(1, 1, rows=b"\0\0", extra=many)
    yield "100,000 chunks", png(1, 1, rows=b"\0\0", extra=chunk(b"teXt", b"") * 100_000)
    yield "IDAT of 120 MB for one pixel", PNG_HEAD + one[8:33] + chunk(b"IDAT", zeros) + chunk(b"IEND", b"")
    for length in (0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 5_000_000):
        yield f"chunk that says {length} bytes", png(1, 1, extra=chunk(b"tEXt", b"a\0b", length=length))
    yield "wrong checksum", png(1, 1, rows=b"\0\0", extra=chunk(b"gAMA", b"\0\0\0\1", checksum=7))
    yield (
        "second header",
        png(1, 1, rows=b"\0\0", extra=chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0))),
    )
    yield "palette missing", png(4, 4, colour=3, rows=bytes(20))
    yield "unknown colour type", png(4, 4, colour=5, rows=bytes(20))
    yield "17 bits", png(4, 4, bits=17, rows=bytes(20))
    interlaced = chunk(b"IHDR", struct.pack(">IIBBBBB", 900, 900, 8, 2, 0, 0, 1))
    yield "interlaced without passes", PNG_HEAD + interlaced + one[33:]
    yield "no pixels", PNG_HEAD + one[8:33] + chunk(b"IEND", b"")
    yield "16-bit rgba", png(60, 60, bits=16, colour=6, rows=(b"\0" + bytes(480)) * 60)
    yield (
        "apng of a billion frames",
        png(1, 1, rows=b"\0\0", extra=chunk(b"acTL", struct.pack(">II", 10**9, 0))),
    )
    frames = [Image.new("RGB", (300, 300), (value, 0, 0)) for value in range(60)]
    for form in ("PNG", "WEBP"):
        animated = packed(frames[0], form, save_all=True, append_images=frames[1:], duration=10)
        yield f"animated {form}", animated
        yield f"animated {form} cut off", animated[: len(animated) // 2]
    yield (
        "webp that says 4 GB",
        b"RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\xff\x30\x01\0\x9d\x01\x2a\x10\0\x10\0",
    )
    yield "webp of 20,000 chunks", webp((b"VP8X", bytes(10)), *[(b"JUNK", b"")] * 20_000)


def exif_tricks() -> Iterator[Named]:
    """Yield JPEGs whose markers and EXIF go round in circles or hold far more than they need."""
    jpeg = honest()["jpeg"]

    def with_segment(marker: int, body: bytes, times: int = 1) -> bytes:
        segment = b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body
        return jpeg[:2] + segment * times + jpeg[2:]

    def exif(*entries: bytes, following: int = 0) -> bytes:
        return (
            b"Exif\0\0II*\0\x08\0\0\0"
            + struct.pack("<H", len(entries))
            + b"".join(entries)
            + struct.pack("<I", following)
        )

    orientation = struct.pack("<HHII", 0x0112, 3, 1, 6)
    yield "exif that points at itself", with_segment(0xE1, exif(orientation, following=8))
    yield "exif ifd that points at itself", with_segment(0xE1, exif(struct.pack("<HHII", 0x8769, 4, 1, 8)))
    yield "gps ifd that points at itself", with_segment(0xE1, exif(struct.pack("<HHII", 0x8825, 4, 1, 8)))
    yield "exif of 4 billion values", with_segment(0xE1, exif(struct.pack("<HHII", 0x0112, 5, 2**32 - 1, 8)))
    yield (
        "exif of 65,535 entries",
        with_segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + orientation * 5000),
    )
    yield "exif orientation 99", with_segment(0xE1, exif(struct.pack("<HHII", 0x0112, 3, 1, 99)))
    yield "exif orientation as text", with_segment(0xE1, exif(struct.pack("<HHI4s", 0x0112, 2, 4, b"six\0")))
    yield "exif cut off", with_segment(0xE1, b"Exif\0\0II*\0")
    yield "exif of nothing", with_segment(0xE1, b"Exif\0\0")
    yield "100 exifs of 60 KB", with_segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0" + bytes(60_000), 100)
    yield (
        "xmp of 60 KB, 100 times",
        with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + b"<x>" * 20_000, 100),
    )
    yield "icc of 255 wrong parts", with_segment(0xE2, b"ICC_PROFILE\0\x01\xff" + b"x" * 9000, 255)
    yield (
        "icc of random bytes",
        with_segment(0xE2, b"ICC_PROFILE\0\x01\x01" + random.Random(1).randbytes(3000)),
    )
    yield (
        "mpf that points behind the end",
        with_segment(0xE2, b"MPF\0II*\0\x08\0\0\0\x01\0\x01\xb0\x04\0\x02\0\0\0\xff\xff\xff\x7f"),
    )
    yield "100,000 comments", with_segment(0xFE, b"", 100_000)
    yield "adobe segment of 1 byte", with_segment(0xEE, b"A")
    yield (
        "photoshop segment of lies",
        with_segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\xff\xff\xff\xff"),
    )
    for marker in (0xC1, 0xC2, 0xC3, 0xC5, 0xC9, 0xCA, 0xCF):
        yield f"frame of kind {marker:02x}", jpeg.replace(b"\xff\xc0", bytes([0xFF, marker]), 1)
    yield "12 bits", jpeg.replace(b"\xff\xc0\x00\x11\x08", b"\xff\xc0\x00\x11\x0c", 1)
    yield "segment of length 0", jpeg[:2] + b"\xff\xe0\0\0" + jpeg[2:]
    yield "a thousand fill bytes", jpeg[:2] + b"\xff" * 1000 + jpeg[2:]
    yield "cmyk", packed(scene().convert("CMYK"), "JPEG")
    yield "two pictures", jpeg + jpeg


def two_things() -> Iterator[Named]:
    """Yield pictures that are something else as well; all of them hold ``PAYLOAD``."""
    files = honest()
    for name, data in files.items():
        yield f"{name} and html", data + PAYLOAD
    jpeg, still = files["jpeg"], files["png"]
    comment = b"\xff\xfe" + struct.pack(">H", len(PAYLOAD) + 2) + PAYLOAD
    yield "jpeg with html in a comment", jpeg[:2] + comment + jpeg[2:]
    yield (
        "jpeg with html in exif",
        jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(PAYLOAD) + 8) + b"Exif\0\0" + PAYLOAD + jpeg[2:],
    )
    yield "jpeg as a script", b"\xff\xd8\xff\xe0\x2f\x2a" + jpeg[6:] + b"*/=1;" + PAYLOAD
    yield "png with html in a text", still[:33] + chunk(b"tEXt", b"Comment\0" + PAYLOAD) + still[33:]
    yield "png with html behind its end", still + PAYLOAD
    yield (
        "webp with html in a chunk",
        webp((b"VP8X", b"\x0c\0\0\0\0\0\0\0\0\0"), (b"EXIF", PAYLOAD), (b"XMP ", PAYLOAD)),
    )
    yield "webp with html in xmp", packed(scene(), "WEBP", xmp=PAYLOAD)
    yield "gif and jpeg", b"GIF89a" + jpeg + PAYLOAD
    yield "html and jpeg", PAYLOAD + jpeg
    yield "pdf and jpeg", b"%PDF-1.4\n" + jpeg + PAYLOAD
    yield "zip and png", b"PK\x03\x04" + still + PAYLOAD
    yield "magic of jpeg, then html", b"\xff\xd8\xff\xe0" + PAYLOAD
    yield "magic of png, then html", PNG_HEAD + PAYLOAD
    yield "magic of webp, then html", b"RIFF\x40\0\0\0WEBPVP8 " + PAYLOAD


def other_things() -> Iterator[Named]:
    """Yield what is no photo at all, whatever it is called."""
    drawn = scene()
    for form in ("GIF", "BMP", "TIFF", "ICO", "PPM", "TGA", "PCX", "DIB", "JPEG2000", "AVIF"):
        yield form.lower(), packed(drawn.convert("P") if form == "GIF" else drawn, form)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">%s</svg>'
    yield "svg with a script", svg % b"<script>alert(1)</script>"
    yield "svg with html", svg % b"<foreignObject><iframe src='javascript:alert(1)'/></foreignObject>"
    yield "svg that reads files", b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg % b"&x;"
    yield (
        "svg of a billion laughs",
        b'<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + svg % b"&b;",
    )
    yield from {
        "nothing": b"",
        "one byte": b"\xff",
        "NULs": bytes(5000),
        "NULs, then jpeg": bytes(5) + honest()["jpeg"],
        "byte order mark and svg": b"\xef\xbb\xbf<svg/>",
        "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (w) file",
        "imagemagick script": b"push graphic-context\nfill 'url(https://x/\"|id\")'\npop graphic-context",
        "psd": b"8BPS\0\1" + bytes(60),
        "heic": b"\0\0\0\x18ftypheic" + bytes(60),
        "jxl": b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(40),
        "fits bomb": b"SIMPLE  =                    T" + bytes(3000),
        "zip": b"PK\x03\x04" + bytes(60),
        "executable": b"MZ" + bytes(200),
        "elf": b"\x7fELF" + bytes(200),
        "html": PAYLOAD,
        "json": b'{"image": "data:image/png;base64,AAAA"}',
        "gzip": b"\x1f\x8b\x08" + bytes(60),
        "random": random.Random(2).randbytes(4096),
        "9 MB of jpeg": honest()["jpeg"] + bytes(9_000_000),
        "8 MB of FF after jpeg": honest()["jpeg"] + b"\xff" * (8_388_608 - len(honest()["jpeg"])),
    }.items()


def pictures() -> Iterator[Named]:
    """Yield all of them."""
    for family in (floods, largest_taken, cut_off, flipped, bombs, exif_tricks, two_things, other_things):
        for name, data in family():
            yield f"{family.__name__}: {name}", data
