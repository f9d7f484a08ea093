"""The few parts of an .xlsx file that are read, unpacked within bounds.

The workbook reader gets a fresh archive of the very bytes that were counted and checked here, so nothing in
the original can be read in a second way.

Source: PKWARE APPNOTE 6.3 (zip); ECMA-376 Part 2 (packages).
"""

import io
import re
import zipfile
import zlib

from catalogue.imports.file_errors import EncryptedFile, FileDamaged, FileInflatesTooMuch, FileKindUnknown
from catalogue.imports.limits import MAX_DECLARED_BYTES, MAX_PARTS, MAX_UNPACKED_BYTES

WORKBOOK = "xl/workbook.xml"
_READ = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:workbook|styles|sharedStrings)\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/worksheets/[^/]+\.xml"
)
_SHEETS = "xl/worksheets/"
_MEGABYTE = 1024 * 1024
_CHUNK = 256 * 1024

Parts = dict[str, bytes]


def unpack(data: bytes) -> Parts:
    """Return the parts of the workbook that are read, by name.

    Raises FileKindUnknown, FileDamaged, EncryptedFile or FileInflatesTooMuch.
    """
    too_much = FileInflatesTooMuch(limit=MAX_UNPACKED_BYTES // _MEGABYTE)
    if data.count(b"PK\x01\x02") > MAX_PARTS:
        raise too_much
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_DECLARED_BYTES:
                raise too_much
            parts: Parts = {}
            room = MAX_UNPACKED_BYTES
            for entry in entries:
                if _READ.fullmatch(entry.filename):
                    parts[entry.filename] = _inflate(archive, entry, room)
                    room -= len(parts[entry.filename])
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise FileDamaged(part="zip") from error
    if WORKBOOK not in parts:
        raise FileKindUnknown
    return parts


def _inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """Return the bytes of ``entry``, at most ``room``: counted as they come, whatever the header claims."""
    if entry.flag_bits & 0x1:
        raise EncryptedFile
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileDamaged(part=entry.filename)
    unpacked = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            unpacked += chunk
            if len(unpacked) > room:
                raise FileInflatesTooMuch(limit=MAX_UNPACKED_BYTES // _MEGABYTE)
    return bytes(unpacked)


def repack(parts: Parts, sheet: str) -> io.BytesIO:
    """Return an archive of those of ``parts`` that reading ``sheet`` takes, not compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            if name == sheet or not name.startswith(_SHEETS):
                archive.writestr(name, content)
    packed.seek(0)
    return packed
