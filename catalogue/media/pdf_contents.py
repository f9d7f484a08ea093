"""What a PDF would do when it is opened: programs, attached files, forms that send themselves.

A list of names that must not occur, in the file and in what its compressed parts unpack to. This is no PDF
reader: a file is refused as soon as it hides what it holds, by a password or by a coding that no honest
program uses for objects.

Source: ISO 32000-1, 7.3.5 (names), 7.5.7 (object streams), 7.6 (encryption), 12.6.4 (actions).
"""

import re
import zlib

from catalogue.media.errors import PaperActive, PaperDamaged
from catalogue.media.limits import MAX_INFLATED_BYTES

_END = r"(?![A-Za-z0-9])"
_ACTIVE = re.compile(
    rf"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Rendition){_END}".encode()
)
_LOCKED = re.compile(rf"/(Encrypt|Crypt){_END}".encode())
# Objects may stand in compressed streams, and then these would hide them from us.
_COMPRESSED_OBJECTS = re.compile(rf"/(ObjStm|XRef){_END}".encode())
_ODD_CODING = re.compile(
    rf"/(ASCII85Decode|A85|ASCIIHexDecode|AHx|LZWDecode|LZW|RunLengthDecode|RL){_END}".encode()
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
_CHUNK = 256 * 1024
_LONGEST_NAME = 64
_MOST_STREAMS = 20_000
# In compressed bytes every 256th is a number sign by chance; in texts and names there are a few.
_FEW, _OFTEN = 1000, 64


def require_still(data: bytes) -> None:
    """Check that the PDF is whole and does nothing by itself.

    Raises PaperDamaged or PaperActive.
    """
    if b"%%EOF" not in data[-2048:]:
        raise PaperDamaged
    plain = _unescaped(data)
    _look_for_active(plain)
    if _LOCKED.search(plain) or (_COMPRESSED_OBJECTS.search(plain) and _ODD_CODING.search(plain)):
        raise PaperDamaged
    room = MAX_INFLATED_BYTES
    view = memoryview(data)
    for number, match in enumerate(_STREAM.finditer(data)):
        end = data.find(b"endstream", match.end())
        if number > _MOST_STREAMS or end < 0:
            raise PaperDamaged
        room -= _inflate_and_look(view[match.end() : end], room)


def _look_for_active(plain: bytes) -> None:
    found = _ACTIVE.search(plain)
    if found:
        raise PaperActive(name=found[1].decode())


def _unescaped(data: bytes) -> bytes:
    """Return ``data`` with ``#4A`` in names written out.

    Raises PaperDamaged when so much is escaped that there is something to hide.
    """
    signs = data.count(b"#")
    if signs > _FEW + len(data) // _OFTEN:
        raise PaperDamaged
    return _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), data) if signs else data


def _inflate_and_look(packed: memoryview, room: int) -> int:
    """Return how many bytes ``packed`` came to, after looking at them; 0 when it is not compressed.

    Raises PaperActive, or PaperDamaged when there is no room.
    """
    inflater = zlib.decompressobj()
    total, tail = 0, b""
    rest: bytes | memoryview = packed
    try:
        while rest and not inflater.eof:
            part = inflater.decompress(rest, _CHUNK)
            rest = inflater.unconsumed_tail
            total += len(part)
            if total > room:
                raise PaperDamaged
            _look_for_active(_unescaped(tail + part))
            tail = part[-_LONGEST_NAME:]
    except zlib.error:
        pass  # a picture or a typeface that is compressed in another way, or not at all
    return total
