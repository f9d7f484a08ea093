"""A printer of one's own: its values checked, or a known profile with what its calibration page showed."""

from typing import Any

from catalogue.labels.printer import OFFICE_PAPER_MM, Printer
from catalogue.labels.profile_errors import PrinterInvalid, PrinterNeedsRoll
from catalogue.labels.profile_values import (
    Reader,
    length,
    one_of,
    read_flag,
    read_key,
    read_name,
    read_values,
)

# More than this is no drift of a printer: the wrong paper, or a file that was fitted to the page.
MOST_OFFSET_MM = 10.0
MOST_SCALE_ERROR_PERCENT = 2.0

_offset = length(-MOST_OFFSET_MM, MOST_OFFSET_MM)
_scale = length(100 - MOST_SCALE_ERROR_PERCENT, 100 + MOST_SCALE_ERROR_PERCENT)
_paper = length(20, 450)


def _read_head(field: str, value: object) -> float | None:
    return None if value is None else float(_paper(field, value))


_READERS: dict[str, Reader] = {
    "key": read_key,
    "name_vi": read_name,
    "name_en": read_name,
    "dpi": length(150, 2400),
    "feed": one_of("sheet", "roll"),
    "margin_mm": length(0, 20),
    "on_demand": read_flag,
    "language": one_of("pdf", "zpl", "tspl", "escpos"),
    "head_mm": _read_head,
    "paper_mm": _paper,
    "offset_x_mm": _offset,
    "offset_y_mm": _offset,
    "scale_x_percent": _scale,
    "scale_y_percent": _scale,
}
_OPTIONAL: dict[str, Any] = {
    "language": "pdf",
    "head_mm": None,
    "paper_mm": OFFICE_PAPER_MM,
    "offset_x_mm": 0.0,
    "offset_y_mm": 0.0,
    "scale_x_percent": 100.0,
    "scale_y_percent": 100.0,
}


def custom_printer(**values: object) -> Printer:
    """Return the printer with these ``values``, named as the fields of Printer.

    From ``language`` on they may be left out.

    Raises PrinterInvalid with a reason for each value that is wrong; each names its ``field``.
    """
    read, refusals = read_values(values, _READERS, optional=_OPTIONAL)
    if not refusals and read["feed"] == "sheet" and read["language"] != "pdf":
        refusals = [PrinterNeedsRoll(field="language", language=read["language"])]
    if refusals:
        raise PrinterInvalid(refusals)
    return Printer(**read)


def derived_printer(printer: Printer, **changes: object) -> Printer:
    """Return ``printer`` with ``changes``: a key and names of one's own, a margin, what it is off.

    Raises PrinterInvalid.
    """
    return custom_printer(**{**printer.to_dict(), **changes})
