"""The spreadsheet that cooperatives fill in: Vietnamese headers, lists to choose from, codes kept as text."""

import datetime
import io
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from catalogue.imports.headers import COLUMNS, Column
from catalogue.imports.limits import MAX_DATA_ROWS
from catalogue.imports.template_guide import EXAMPLE, GUIDE
from catalogue.models import Category, Cooperative, LabelGroup, PartyType
from catalogue.nutrition import BASES
from catalogue.texts import pick_text
from catalogue.units import UNITS

GOODS_SHEET, GUIDE_SHEET, LISTS_SHEET = "Sản phẩm", "Hướng dẫn", "Danh sách"
TEMPLATE_NAME = "mau-nhap-san-pham.xlsx"

_TEXT_FORMAT = 49  # ECMA-376 Part 1, 18.8.30: "@"
_WIDTHS = {"name_vi": 42, "name_en": 36, "description_vi": 42, "ingredients_vi": 36, "storage_vi": 36}


def build_template(cooperative: Cooperative | None = None) -> bytes:
    """Return the template as an .xlsx file; for one ``cooperative``, without the columns about it.

    Every cell is formatted as text, so that no code loses a leading zero. The example row imports as a draft.
    """
    import xlsxwriter

    columns = [column for column in COLUMNS if cooperative is None or not column.of_cooperative]
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as workbook:
        today = datetime.datetime.combine(timezone.localdate(), datetime.time())
        workbook.set_properties({"title": "Nhập sản phẩm", "created": today})
        goods = workbook.add_worksheet(GOODS_SHEET)
        guide = workbook.add_worksheet(GUIDE_SHEET)
        lists = workbook.add_worksheet(LISTS_SHEET)
        _write_goods(workbook, goods, columns)
        _write_lists(goods, lists, columns)
        _write_guide(workbook, guide, columns)
        lists.hide()
        goods.activate()
    return packed.getvalue()


def _write_goods(workbook: Any, sheet: Any, columns: Sequence[Column]) -> None:
    text = workbook.add_format({"num_format": _TEXT_FORMAT, "valign": "top"})
    heading = {"num_format": _TEXT_FORMAT, "bold": True, "text_wrap": True, "valign": "top", "border": 1}
    needed = workbook.add_format(heading | {"bg_color": "#FFE699"})
    free = workbook.add_format(heading | {"bg_color": "#E2EFDA"})
    for position, column in enumerate(columns):
        sheet.set_column(position, position, _WIDTHS.get(column.name, 16), text)
        sheet.write_string(0, position, column.title, needed if _is_needed(column) else free)
        if column.name in EXAMPLE:
            sheet.write_string(1, position, EXAMPLE[column.name], text)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 2)


def _write_lists(goods: Any, lists: Any, columns: Sequence[Column]) -> None:
    """Write what may be chosen to its own sheet, and bind the columns to it."""
    for place, (name, choices, strict) in enumerate(_choices()):
        position = next((at for at, column in enumerate(columns) if column.name == name), None)
        if position is None:
            continue
        lists.write_column(0, place, choices)
        letter = "ABCDEFGH"[place]
        goods.data_validation(
            1,
            position,
            MAX_DATA_ROWS,
            position,
            {
                "validate": "list",
                "source": f"='{LISTS_SHEET}'!${letter}$1:${letter}${len(choices)}",
                "error_type": "stop" if strict else "information",
                "error_title": "Không có trong danh sách",
                "error_message": "Hãy chọn một mục trong danh sách.",
            },
        )


def _choices() -> list[tuple[str, list[str], bool]]:
    """Return for each column with a list: its name, the choices, and whether others are turned away."""
    leaves = Category.objects.filter(children__isnull=True).order_by("position", "pk")
    units = [unit.code for unit in UNITS.values() if unit.measure in ("count", "service")]
    return [
        ("category", [pick_text(category.name, "vi") for category in leaves], True),
        ("label_group", [group.label for group in LabelGroup], True),
        ("unit", units, False),
        ("published", ["có", "không"], True),
        ("party_type", [str(party.label) for party in PartyType], True),
        ("ocop_stars", ["0", "3", "4", "5"], True),
        ("nutrition_per", list(BASES), True),
    ]


def _write_guide(workbook: Any, sheet: Any, columns: Sequence[Column]) -> None:
    bold = workbook.add_format({"bold": True, "bottom": 1})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 28, wrapped)
    sheet.set_column(1, 1, 12, wrapped)
    sheet.set_column(2, 2, 70, wrapped)
    sheet.set_column(3, 3, 34, wrapped)
    sheet.write_row(0, 0, ("Cột", "Bắt buộc", "Cách điền", "Ví dụ"), bold)
    for row, column in enumerate(columns, start=1):
        needed = "có" if _is_needed(column) else ""
        cells = (column.title, needed, GUIDE.get(column.name, ""), EXAMPLE.get(column.name, ""))
        for position, text in enumerate(cells):
            sheet.write_string(row, position, text)


def _is_needed(column: Column) -> bool:
    return column.required or column.name == "tax_code"
