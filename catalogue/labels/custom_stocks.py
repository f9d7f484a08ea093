"""A label paper from values that people measured: checked before anything is printed on it."""

from typing import Any

from catalogue.labels.errors import LabelError
from catalogue.labels.label_stock import NORMAL_LETTER_MM, SMALL_FACE_LETTER_MM, LabelStock
from catalogue.labels.profile_errors import (
    StockHasSeveralRows,
    StockInvalid,
    StockLabelsOverlap,
    StockOverrunsPage,
    StockRollPageLong,
)
from catalogue.labels.profile_values import length, read_flag, read_key, read_name, read_values, whole

# What rounded measures may add up to beyond the page.
_TOLERANCE_MM = 0.05
_LARGEST_PAGE_MM = 450
_LEAST_LABEL_MM = 8

_READERS = {
    "key": read_key,
    "name_vi": read_name,
    "name_en": read_name,
    "page_width_mm": length(_LEAST_LABEL_MM, _LARGEST_PAGE_MM),
    "page_height_mm": length(_LEAST_LABEL_MM, _LARGEST_PAGE_MM),
    "columns": whole(1, 20),
    "rows": whole(1, 50),
    "label_width_mm": length(_LEAST_LABEL_MM, _LARGEST_PAGE_MM),
    "label_height_mm": length(_LEAST_LABEL_MM, _LARGEST_PAGE_MM),
    "left_mm": length(0, _LARGEST_PAGE_MM),
    "top_mm": length(0, _LARGEST_PAGE_MM),
    "pitch_x_mm": length(_LEAST_LABEL_MM, _LARGEST_PAGE_MM),
    "pitch_y_mm": length(_LEAST_LABEL_MM, _LARGEST_PAGE_MM),
    "roll": read_flag,
    "letter_mm": length(SMALL_FACE_LETTER_MM, 10),
    "safety_mm": length(0, 5),
    "needs_calibration": read_flag,
}
_OPTIONAL = {"letter_mm": NORMAL_LETTER_MM, "safety_mm": 1.0, "needs_calibration": False}


def custom_stock(**values: object) -> LabelStock:
    """Return the paper with these ``values``, named as the fields of LabelStock.

    ``letter_mm``, ``safety_mm`` and ``needs_calibration`` may be left out.

    Raises StockInvalid with a reason for each value that is wrong; each names its ``field``.
    """
    read, refusals = read_values(values, _READERS, optional=_OPTIONAL)
    if not refusals:
        refusals = _geometry_refusals(read)
    if refusals:
        raise StockInvalid(refusals)
    return LabelStock(**read)


def _geometry_refusals(values: dict[str, Any]) -> list[LabelError]:
    """Return why labels of these measures do not lie apart and on the page."""
    refusals: list[LabelError] = []
    for count, size, pitch in (
        ("columns", "label_width_mm", "pitch_x_mm"),
        ("rows", "label_height_mm", "pitch_y_mm"),
    ):
        if (values[count] > 1 or values["roll"]) and values[pitch] < values[size]:
            refusals.append(StockLabelsOverlap(field=pitch, pitch=values[pitch], size=values[size]))
    if values["roll"] and values["rows"] > 1:
        refusals.append(StockHasSeveralRows(field="rows", rows=values["rows"]))
    elif values["roll"] and values["page_height_mm"] > values["pitch_y_mm"] + _TOLERANCE_MM:
        long = {"page": values["page_height_mm"], "pitch": values["pitch_y_mm"]}
        refusals.append(StockRollPageLong(field="page_height_mm", **long))
    for first, count, pitch, size, page in (
        ("left_mm", "columns", "pitch_x_mm", "label_width_mm", "page_width_mm"),
        ("top_mm", "rows", "pitch_y_mm", "label_height_mm", "page_height_mm"),
    ):
        end = values[first] + (values[count] - 1) * values[pitch] + values[size]
        if end > values[page] + _TOLERANCE_MM:
            refusals.append(StockOverrunsPage(field=page, page=values[page], end=round(end, 2)))
    return refusals
