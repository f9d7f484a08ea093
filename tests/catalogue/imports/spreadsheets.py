"""Small spreadsheets for tests: one valid row, changed where a test says so."""

import csv
import io
from typing import Any

import xlsxwriter

from catalogue.imports.cells import CellValue

GOODS: dict[str, CellValue] = {
    "sku": "HTX-001",
    "name_vi": "Mật ong hoa bạc hà 500 ml",
    "name_en": "Mint-flower honey 500 ml",
    "category": "mat-ong",
    "label_group": "thuc-pham",
    "unit": "chai",
    "net_quantity": "500 ml",
    "price_vnd": "320000",
    "shelf_life_days": "730",
    "storage_vi": "Nơi khô mát",
    "ingredients_vi": "100% mật ong",
}
COOPERATIVE: dict[str, CellValue] = {
    "cooperative": "HTX Ong Đá Tím",
    "tax_code": "5199900017",
    "company_prefix": "9520007919",
    "commune": "Xã Mèo Vạc",
    "commune_code": "00769",
    "province_code": "08",
}


def row(**cells: CellValue) -> dict[str, CellValue]:
    """Return a valid row with ``cells`` set."""
    return GOODS | COOPERATIVE | cells


def table(*rows: dict[str, CellValue]) -> list[list[CellValue]]:
    """Return a header row and the cells of ``rows`` below it."""
    headers = list(dict.fromkeys(name for one in rows for name in one))
    return [list(headers), *([one.get(name) for name in headers] for one in rows)]


def csv_file(*rows: dict[str, CellValue]) -> io.BytesIO:
    """Return the rows as a .csv file."""
    return io.BytesIO(csv_bytes(table(*rows)))


def csv_bytes(cells: list[list[CellValue]], *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(cells)
    return text.getvalue().encode(encoding)


def xlsx_bytes(cells: list[list[CellValue]], prepare: Any = None) -> bytes:
    """Return the cells as an .xlsx file; ``prepare(workbook, sheet)`` adds what a test is about."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet()
        for number, values in enumerate(cells):
            for position, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(number, position, value)
                elif value is not None:
                    sheet.write(number, position, value)
        if prepare:
            prepare(workbook, sheet)
    return packed.getvalue()
