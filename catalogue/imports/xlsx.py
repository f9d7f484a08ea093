"""Rows of an .xlsx file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from python_calamine import load_workbook

from catalogue.imports.cells import CellValue
from catalogue.imports.file_errors import FileDamaged
from catalogue.imports.xlsx_markup import SheetScan, first_visible_sheet, scan_sheet
from catalogue.imports.xlsx_parts import repack, unpack


@dataclass(frozen=True)
class SheetRow:
    """One row; ``number`` is the spreadsheet's own, the first row of the sheet being 1."""

    number: int
    cells: list[CellValue]
    formulas: int = 0
    """Where cells hold a formula: bit n for position n, for there may be a million of them."""
    failed: int = 0
    """Where cells show an error such as #N/A, likewise."""

    def has_formula(self, position: int) -> bool:
        """Return whether the cell at ``position`` holds a formula."""
        return bool(self.formulas >> position & 1)

    def has_failed(self, position: int) -> bool:
        """Return whether the cell at ``position`` shows an error."""
        return bool(self.failed >> position & 1)


@dataclass(frozen=True)
class Sheet:
    """The rows of a file, blank ones included."""

    rows: list[SheetRow]
    merged: list[str] = field(default_factory=list)
    """References such as A3:A7."""


def read_xlsx(data: bytes) -> Sheet:
    """Return the rows of the first visible sheet.

    Raises FileRefused.
    """
    parts = unpack(data)
    name, path = first_visible_sheet(parts)
    scan = scan_sheet(parts, path)
    packed = repack(parts, path)
    del parts  # the reader copies what it needs; nobody keeps it twice
    return Sheet(list(_rows(_values(packed, name), scan)), scan.merged)


def _rows(values: list[list[CellValue]], scan: SheetScan) -> Iterator[SheetRow]:
    for number, cells in enumerate(values, start=1):
        yield SheetRow(number, cells, scan.formulas.get(number, 0), scan.errors.get(number, 0))


def _values(packed: BinaryIO, name: str) -> list[list[CellValue]]:
    """Return the cells of the sheet from A1 on; the bounds of the sheet have been checked."""
    try:
        with load_workbook(packed) as workbook:
            sheet = workbook.get_sheet_by_name(name)
            return [list(row) for row in sheet.to_python(skip_empty_area=False)]
    except Exception as error:
        raise FileDamaged(part=name) from error
    except BaseException as error:
        # A panic inside the reader is no Exception, but it is the file's fault all the same.
        if type(error).__name__ != "PanicException":
            raise
        raise FileDamaged(part=name) from error
