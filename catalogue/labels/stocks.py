"""The label papers that come with the product: a line of ``label_stocks.csv`` each, with its source.

Makers' names are theirs; a paper of another maker with the same measures prints the same.
"""

import csv
from difflib import get_close_matches
from pathlib import Path

from catalogue.gs1.errors import printable
from catalogue.labels.custom_stocks import custom_stock
from catalogue.labels.errors import UnknownStock
from catalogue.labels.label_stock import NORMAL_LETTER_MM, SMALL_FACE_LETTER_MM, LabelStock

__all__ = ["NORMAL_LETTER_MM", "SMALL_FACE_LETTER_MM", "STOCKS", "LabelStock", "find_stock"]

_FILE = Path(__file__).with_name("label_stocks.csv")
_LONGEST_KEY = 60
_NAMED_KEYS = 5
_PAGE_NAMES = {"210": "A4", "215.9": "Letter"}
_LENGTHS = (
    "page_width_mm",
    "page_height_mm",
    "label_width_mm",
    "label_height_mm",
    "left_mm",
    "top_mm",
    "pitch_x_mm",
    "pitch_y_mm",
    "letter_mm",
)


def _read_stock(row: dict[str, str]) -> LabelStock:
    """Return the stock of a line of the file, checked like one that people enter."""
    name_vi, name_en = _names(row)
    return custom_stock(
        key=row["key"],
        name_vi=name_vi.replace(".", ","),
        name_en=name_en,
        columns=int(row["columns"]),
        rows=int(row["rows"]),
        roll=row["kind"] != "sheet",
        needs_calibration=row["needs_calibration"] == "yes",
        **{field: float(row[field]) for field in _LENGTHS},
    )


def _names(row: dict[str, str]) -> tuple[str, str]:
    """Return what people call the paper, in Vietnamese and English."""
    size = f"{round(float(row['label_width_mm']), 1):g} × {round(float(row['label_height_mm']), 1):g} mm"
    maker = f" ({row['maker']})" if row["maker"] else ""
    width, across = row["page_width_mm"], int(row["columns"])
    if row["kind"] == "sheet":
        page, cells = _PAGE_NAMES[width], across * int(row["rows"])
        word = "label" if cells == 1 else "labels"
        return f"{page}, {cells} nhãn {size}{maker}", f"{page}, {cells} {word} {size}{maker}"
    if row["kind"] == "tag":
        tag = f"{width} × {row['page_height_mm']} mm"
        return f"Tem trang sức {tag}, mặt in {size}{maker}", f"Jewellery tag {tag}, face {size}{maker}"
    if row["kind"] == "receipt":
        return f"Giấy in hoá đơn {size}", f"Receipt paper {size}"
    if across > 1:
        return (
            f"Cuộn tem {size}, {across} tem ngang, khổ {width} mm",
            f"Roll {size}, {across} across, {width} mm wide",
        )
    return f"Cuộn tem {size}{maker}", f"Roll {size}{maker}"


def _read_stocks() -> tuple[LabelStock, ...]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_read_stock(row) for row in csv.DictReader(file))


STOCKS = _read_stocks()
_BY_KEY = {stock.key: stock for stock in STOCKS}


def find_stock(key: str) -> LabelStock:
    """Return the stock with this key.

    Raises UnknownStock, which names the keys most like it.
    """
    try:
        return _BY_KEY[key]
    except KeyError:
        alike = get_close_matches(key[:_LONGEST_KEY], _BY_KEY, n=_NAMED_KEYS, cutoff=0)
        raise UnknownStock(stock=printable(key), known=", ".join(alike)) from None
