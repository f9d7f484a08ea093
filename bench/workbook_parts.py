"""Workbooks taken apart and put together again with something else inside."""

import io
import zipfile

from tests.catalogue.imports.spreadsheets import GOODS, csv_bytes, table, xlsx_bytes

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def honest() -> bytes:
    """Return a workbook of three rows that would be imported."""
    return xlsx_bytes(table(*({**GOODS, "sku": f"H-{number}"} for number in range(3))))


def honest_csv(**options: str) -> bytes:
    """Return the same rows as a text table."""
    return csv_bytes(table(*({**GOODS, "sku": f"C-{number}"} for number in range(3))), **options)


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return ``parts`` as a zip."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", method, compresslevel=9) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return archive.getvalue()


def with_parts(**changed: bytes) -> bytes:
    """Return the honest workbook with parts replaced: ``sheet``, ``strings``, ``workbook``, ``relations``."""
    names = {"sheet": SHEET, "strings": STRINGS, "workbook": WORKBOOK, "relations": RELATIONS}
    return packed(parts_of(honest()) | {names[name]: content for name, content in changed.items()})


def sheet(rows: bytes) -> bytes:
    """Return a worksheet of ``rows``."""
    return b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN.encode(), rows)


def inline(text: bytes, reference: bytes = b"") -> bytes:
    """Return a cell that holds ``text`` itself."""
    at = b' r="%s"' % reference if reference else b""
    return b'<c%s t="inlineStr"><is><t>%s</t></is></c>' % (at, text)


def header_row() -> bytes:
    """Return the row of headers as markup."""
    return b"<row>" + b"".join(inline(name.encode()) for name in GOODS) + b"</row>"
