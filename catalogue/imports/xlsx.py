"""Rows of an .xlsx file."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from python_calamine import load_workbook

from catalogue.imports.cells import CellValue
from catalogue.imports.file_errors import FileDamaged
from catalogue.imports.xlsx_markup import SheetScan, first_visible_sheet, scan_sheet
from catalogue.imports.xlsx_parts import Parts, repack, unpack


@dataclass(frozen=True)
class SheetRow:
    """One row; ``number`` is the spreadsheet's own, the first row of the sheet being 1."""

    number: int
    cells: list[CellValue]
    formulas: frozenset[int] = frozenset()
    """Positions of cells that hold a formula."""
    failed: frozenset[int] = frozenset()
    """Positions of cells that show an error such as #N/A."""


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
    return Sheet(list(_rows(_values(parts, name), scan)), scan.merged)


def _rows(values: list[list[CellValue]], scan: SheetScan) -> Iterator[SheetRow]:
    formulas, failed = _by_row(scan.formulas), _by_row(scan.errors)
    nothing: frozenset[int] = frozenset()
    for number, cells in enumerate(values, start=1):
        yield SheetRow(number, cells, formulas.get(number, nothing), failed.get(number, nothing))


def _by_row(positions: set[tuple[int, int]]) -> dict[int, frozenset[int]]:
    rows: dict[int, set[int]] = {}
    for row, column in positions:
        rows.setdefault(row, set()).add(column)
    return {row: frozenset(columns) for row, columns in rows.items()}


def _values(parts: Parts, name: str) -> list[list[CellValue]]:
    """Return the cells of the sheet from A1 on; the bounds of the sheet have been checked."""
    try:
        with load_workbook(repack(parts)) as workbook:
            sheet = workbook.get_sheet_by_name(name)
            return [list(row) for row in sheet.to_python(skip_empty_area=False)]
    except Exception as error:
        raise FileDamaged(part=name) from error
    except BaseException as error:
        # A panic inside the reader is no Exception, but it is the file's fault all the same.
        if type(error).__name__ != "PanicException":
            raise
        raise FileDamaged(part=name) from error
