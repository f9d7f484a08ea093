"""Goods as a spreadsheet with the columns of an import, so that it can be mended and sent back.

What waits for the Alliance stands there as wished, for wishes are what an import writes: sent back untouched,
a file changes nothing.

Nothing in it can run: a workbook holds every cell as text, and in a .csv file a cell that a spreadsheet would
take for a formula begins with an apostrophe, which the import drops again. ``+84 912 345 678`` and ``-5``
come back as they were.

Source: OWASP, CSV Injection; RFC 4180.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone

from catalogue.imports.goods_cells import cells_of, spell_cell
from catalogue.imports.headers import COLUMNS
from catalogue.models import Variant

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

_TEXT_FORMAT = 49  # ECMA-376 Part 1, 18.8.30: "@"
# Also after blanks and quotes, and in full-width form.
_FORMULA_START = re.compile(r"[\s'\"]*[=+\-@\t\r＝＋－＠]")


def export_name(ending: str) -> str:
    """Return the name of a file of goods as they are today."""
    return f"san-pham-{timezone.localdate():%Y-%m-%d}.{ending}"


def export_csv(variants: QuerySet[Variant]) -> bytes:
    """Return the goods as a .csv file: UTF-8 with a mark, so that Excel reads the Vietnamese letters."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.title for column in COLUMNS])
    for row in _rows(variants):
        writer.writerow([_disarmed(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def export_xlsx(variants: QuerySet[Variant]) -> bytes:
    """Return the goods as an .xlsx file in which every cell is text."""
    import xlsxwriter

    packed = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(packed, options) as workbook:
        # The day, not the second: two files of the same goods are the same bytes.
        workbook.set_properties({"created": datetime.datetime.combine(timezone.localdate(), datetime.time())})
        sheet = workbook.add_worksheet("Sản phẩm")
        text = workbook.add_format({"num_format": _TEXT_FORMAT, "valign": "top"})
        heading = workbook.add_format({"num_format": _TEXT_FORMAT, "bold": True, "text_wrap": True})
        for position, column in enumerate(COLUMNS):
            sheet.set_column(position, position, 18, text)
            sheet.write_string(0, position, column.title, heading)
        sheet.freeze_panes(1, 2)
        for number, row in enumerate(_rows(variants), start=1):
            for position, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, position, cell, text)
    return packed.getvalue()


def _disarmed(cell: str) -> str:
    return f"'{cell}" if _FORMULA_START.match(cell) else cell


def _rows(variants: QuerySet[Variant]) -> Iterator[list[str]]:
    """Yield the cells of each variant in the order of ``COLUMNS``."""
    for _, cells in cells_of(variants):
        yield [spell_cell(cells.get(column.name)) for column in COLUMNS]
