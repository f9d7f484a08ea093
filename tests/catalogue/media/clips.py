"""Small clips for tests, written byte by byte: silence of each kind that is taken."""

from itertools import accumulate

from catalogue.media.ogg_opus import page_checksum

MP3_HEADER = bytes([0xFF, 0xFB, 0x90, 0x00])  # MPEG 1 layer III, 128 kbit/s, 44.1 kHz
MP3_FRAME = MP3_HEADER + bytes(413)
ADTS_FRAME = bytes([0xFF, 0xF1, 0x50, 0x80, 0x02, 0x7F, 0xFC]) + bytes(12)
OPUS_HEAD = (
    b"OpusHead" + bytes([1, 1]) + (312).to_bytes(2, "little") + (48_000).to_bytes(4, "little") + bytes(3)
)


def mp3(frames: int = 50) -> bytes:
    """Return an MP3 of 26 ms for each frame."""
    return MP3_FRAME * frames


def id3(payload: bytes) -> bytes:
    """Return an ID3v2 tag around ``payload``."""
    size = len(payload)
    sizes = bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127])
    return b"ID3\x04\0\0" + sizes + payload


def adts(frames: int = 50) -> bytes:
    """Return an AAC stream of 23 ms for each frame."""
    return ADTS_FRAME * frames


def ogg_page(number: int, packet: bytes, *, granule: int = 0, flags: int = 0, serial: int = 7) -> bytes:
    """Return one page that holds one packet of less than 65,025 bytes."""
    lacing = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    page = (
        b"OggS\0"
        + bytes([flags])
        + granule.to_bytes(8, "little")
        + serial.to_bytes(4, "little")
        + number.to_bytes(4, "little")
        + bytes(4)
        + bytes([len(lacing)])
        + lacing
        + packet
    )
    return page[:22] + page_checksum(page).to_bytes(4, "little") + page[26:]


def opus(*, comment: bytes = b"", seconds: int = 1) -> bytes:
    """Return an Opus clip with one comment."""
    tags = b"OpusTags" + bytes(4) + (1).to_bytes(4, "little") + len(comment).to_bytes(4, "little") + comment
    sound = [
        ogg_page(2 + second, b"\xf8\xff\xfe" * 50, granule=312 + 48_000 * (second + 1))
        for second in range(seconds)
    ]
    return ogg_page(0, OPUS_HEAD, flags=2) + ogg_page(1, tags) + b"".join(sound)


def box(kind: bytes, *contents: bytes) -> bytes:
    """Return an MP4 box."""
    body = b"".join(contents)
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def _words(*numbers: int) -> bytes:
    return b"".join(number.to_bytes(4, "big") for number in numbers)


def m4a(
    *,
    samples: int = 20,
    handler: bytes = b"soun",
    entry: bytes = b"mp4a",
    udta: bytes = b"",
    in_mdat: bytes = b"",
    behind: bytes = b"",
) -> bytes:
    """Return an M4A of one second. ``in_mdat`` stands in the media box, in front of the samples."""
    frame = bytes([0x21, 0x10, 0x04])
    ftyp = box(b"ftyp", b"M4A \0\0\0\0M4A isom")
    at = len(ftyp) + 8 + len(in_mdat)
    tables = (
        box(b"stsd", _words(0, 1), box(entry, bytes(28))),
        box(b"stts", _words(0, 1, samples, 1024)),
        box(b"stsc", _words(0, 1, 1, samples, 1)),
        box(b"stsz", _words(0, 0, samples), _words(*[len(frame)] * samples)),
        box(b"stco", _words(0, 1, at)),
    )
    media = box(
        b"mdia",
        box(b"mdhd", bytes(24)),
        box(b"hdlr", bytes(8), handler, bytes(12), b"Core Media Audio\0"),
        box(b"minf", box(b"smhd", bytes(8)), box(b"stbl", *tables)),
    )
    track = box(b"trak", box(b"tkhd", bytes(84)), media)
    header = box(b"mvhd", _words(0, 0, 0, 1000, 1000), bytes(80))
    extra = box(b"udta", udta) if udta else b""
    return ftyp + box(b"mdat", in_mdat, frame * samples) + box(b"moov", header, track, extra) + behind


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Return a PDF of these objects, the first being the catalogue of the document."""
    written = [b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, start=1)]
    head = b"%PDF-1.7\n"
    starts = list(accumulate([len(head), *map(len, written)]))
    table = b"".join(b"%010d 00000 n \n" % start for start in starts[:-1])
    return (
        head
        + b"".join(written)
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, starts[-1])
    )


CATALOGUE = b"<</Type /Catalog /Pages 2 0 R>>"
PAGES = b"<</Type /Pages /Kids [3 0 R] /Count 1>>"
PAGE = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>>"


def plain_pdf() -> bytes:
    """Return an empty page."""
    return pdf(CATALOGUE, PAGES, PAGE)


def stream(dictionary: bytes, body: bytes) -> bytes:
    """Return a stream object."""
    return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (dictionary, len(body), body)
