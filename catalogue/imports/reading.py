"""A spreadsheet as headers and rows, or the reason why the file is refused."""

import re
from dataclasses import dataclass

from catalogue.imports.cells import CellValue, is_blank
from catalogue.imports.csv_text import read_csv
from catalogue.imports.file_errors import (
    EncryptedFile,
    FileEmpty,
    FileKindUnknown,
    FileTooLarge,
    HeaderRepeated,
    MergedCells,
    NoDataRows,
    OldExcelFile,
    TooManyRows,
)
from catalogue.imports.headers import COLUMNS, Headers, column_of, read_headers
from catalogue.imports.limits import HEADER_WITHIN_ROWS, MAX_DATA_ROWS, MAX_FILE_BYTES
from catalogue.imports.xlsx import Sheet, SheetRow, read_xlsx

_ZIP = b"PK\x03\x04"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"{\\rtf",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BM",
)
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|table|\?xml|meta|div)", re.IGNORECASE)
# So many known headers in a row make it a header row.
_ENOUGH_HEADERS = 3
_LONGEST_HEADER = 60


@dataclass(frozen=True)
class Table:
    """A file that can be checked row by row; ``rows`` has no blank ones."""

    headers: Headers
    header_row: int
    rows: list[SheetRow]


def read_table(data: bytes, *, cooperative_given: bool) -> Table:
    """Return the table in an .xlsx or .csv file, told apart by content and not by name.

    Raises FileRefused: its leaf says why.
    """
    sheet = _read_sheet(data)
    filled = [row for row in sheet.rows if not all(map(is_blank, row.cells))]
    if not filled:
        raise FileEmpty
    header = _header_row(filled)
    rows = filled[filled.index(header) + 1 :]
    headers = read_headers(_texts(header), cooperative_given=cooperative_given)
    if not rows:
        raise NoDataRows
    if len(rows) > MAX_DATA_ROWS:
        raise TooManyRows(limit=rows[MAX_DATA_ROWS - 1].number)
    for row in rows:
        # Where prices stand, a second header says so again or nothing: most rows need no closer look.
        price = cell_at(row, headers.positions["price_vnd"])
        if (is_blank(price) or _is_known(price)) and _is_header(row):
            raise HeaderRepeated(row=row.number)
    _require_no_merged_rows(sheet.merged, header.number)
    return Table(headers, header.number, rows)


def _read_sheet(data: bytes) -> Sheet:
    if not data.strip(b"\x00 \r\n\t"):
        raise FileEmpty
    if len(data) > MAX_FILE_BYTES:
        raise FileTooLarge(limit=MAX_FILE_BYTES // (1024 * 1024))
    if data.startswith(_COMPOUND_FILE):
        raise EncryptedFile if "EncryptedPackage".encode("utf-16-le") in data else OldExcelFile
    if data.startswith(_ZIP):
        return read_xlsx(data)
    if data.startswith(_OTHER_KINDS) or _MARKUP.match(data):
        raise FileKindUnknown
    return read_csv(data)


def _texts(row: SheetRow) -> list[str]:
    cells = ["" if is_blank(cell) else str(cell) for cell in row.cells]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _header_row(filled: list[SheetRow]) -> SheetRow:
    """Return the first row that is a header, or the first of all, whose missing columns are then named."""
    candidates = (row for row in filled if row.number <= HEADER_WITHIN_ROWS and _is_header(row))
    return next(candidates, filled[0])


def _is_header(row: SheetRow) -> bool:
    cells = [cell for cell in row.cells if isinstance(cell, str) and not is_blank(cell)]
    if len(cells) > 2 * len(COLUMNS):
        return False
    known = sum(map(_is_known, cells))
    return known >= _ENOUGH_HEADERS and 2 * known >= len(cells)


def _is_known(cell: CellValue) -> bool:
    return isinstance(cell, str) and len(cell) <= _LONGEST_HEADER and column_of(cell) is not None


def _require_no_merged_rows(merged: list[str], header_row: int) -> None:
    """Refuse merged cells below the header: all but the first of them would read as empty."""
    below = [cells for cells in merged if int(re.sub(r"\D", "", cells.rpartition(":")[2]) or 0) > header_row]
    if below:
        raise MergedCells(cells=", ".join(below[:5]))


def cell_at(row: SheetRow, position: int) -> CellValue:
    """Return the cell of ``row`` at ``position``; rows may be shorter than the header."""
    return row.cells[position] if position < len(row.cells) else None
