"""What a calibration page shows, and what a printer is off by what was measured on it.

The page has a cross at a known distance from the left and top edges of the paper, and from it a ruler to the
right and one down. Four measures with any school ruler say how far the printer shifts and stretches.
"""

import math
from dataclasses import dataclass

from catalogue.labels.custom_printers import MOST_OFFSET_MM, MOST_SCALE_ERROR_PERCENT, derived_printer
from catalogue.labels.errors import LabelError
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.printer import Printer
from catalogue.labels.profile_errors import (
    MeasuredFarOff,
    MeasuredStretched,
    MeasurementInvalid,
    ProfileValueMissing,
)
from catalogue.labels.profile_values import length

LONGEST_RULER_MM = 100
# Read to a quarter of a millimetre, a shorter ruler tells less of the scale than it says.
SHORTEST_RULER_MM = 50
_STEP_MM = 10
_CROSS_MM = (25.0, 10.0)
_END_MM = 5.0
_LARGE_PAGE_MM, _SMALL_PAGE_MM = 150, 25


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the cross of a calibration page should stand, and how long its rulers should be; all in mm.

    A ruler is None where the paper is too short for one that tells the scale.
    """

    cross_x_mm: float
    cross_y_mm: float
    ruler_x_mm: float | None
    ruler_y_mm: float | None


@dataclass(frozen=True, slots=True)
class Deviation:
    """How what is printed differs from what was meant: shifted by so many mm, as long as so many percent."""

    offset_x_mm: float
    offset_y_mm: float
    scale_x_percent: float = 100.0
    scale_y_percent: float = 100.0


def marks_of(stock: LabelStock, printer: Printer) -> Marks:
    """Return the marks of the calibration page for this paper."""
    cross_x, cross_y = _cross(stock.page_width_mm), _cross(stock.page_height_mm)
    right, bottom = stock.page_width_mm, stock.page_height_mm
    if stock.roll:
        # Beside the labels a roll is backing paper, or the tail of a tag.
        right = stock.left_mm + (stock.columns - 1) * stock.pitch_x_mm + stock.label_width_mm
    right = min(right, stock.page_width_mm - printer.unprintable_sides_mm(stock.page_width_mm))
    return Marks(cross_x, cross_y, _ruler(right - cross_x), _ruler(bottom - printer.margin_mm - cross_y))


def _cross(page_mm: float) -> float:
    far, near = _CROSS_MM
    if page_mm >= _LARGE_PAGE_MM:
        return far
    return near if page_mm >= _SMALL_PAGE_MM else page_mm / 2


def _ruler(room_mm: float) -> float | None:
    steps = math.floor((room_mm - _END_MM) / _STEP_MM) * _STEP_MM
    return float(min(steps, LONGEST_RULER_MM)) if steps >= SHORTEST_RULER_MM else None


def measured_deviation(
    marks: Marks,
    *,
    cross_x_mm: float,
    cross_y_mm: float,
    ruler_x_mm: float | None = None,
    ruler_y_mm: float | None = None,
) -> Deviation:
    """Return what the printer is off.

    ``cross_x_mm`` and ``cross_y_mm`` were measured from the left and the top edge of the paper to the cross,
    ``ruler_x_mm`` and ``ruler_y_mm`` are how long the rulers came out; of a ruler that the page does not have
    nothing is asked.

    Raises MeasurementInvalid with a reason for each measure that can not be; each names its ``field``.
    """
    refusals: list[LabelError] = []
    values = []
    for axis, cross, drawn_cross, ruler, drawn_ruler in (
        ("x", cross_x_mm, marks.cross_x_mm, ruler_x_mm, marks.ruler_x_mm),
        ("y", cross_y_mm, marks.cross_y_mm, ruler_y_mm, marks.ruler_y_mm),
    ):
        try:
            scale = _scale(f"ruler_{axis}_mm", ruler, drawn_ruler)
            values.append((_offset(f"cross_{axis}_mm", cross, drawn_cross, scale), scale * 100))
        except LabelError as refusal:
            refusals.append(refusal)
    if refusals:
        raise MeasurementInvalid(refusals)
    (offset_x, scale_x), (offset_y, scale_y) = values
    return Deviation(round(offset_x, 3), round(offset_y, 3), round(scale_x, 3), round(scale_y, 3))


def _scale(field: str, found: float | None, drawn: float | None) -> float:
    if drawn is None:
        return 1.0
    if found is None:
        raise ProfileValueMissing(field=field)
    found = length(1, 1000)(field, found)
    scale: float = found / drawn
    if abs(scale - 1) * 100 > MOST_SCALE_ERROR_PERCENT + 1e-9:
        raise MeasuredStretched(field=field, found=found, drawn=drawn)
    return scale


def _offset(field: str, found: float, drawn: float, scale: float) -> float:
    found = length(-1000, 1000)(field, found)
    offset = found - scale * drawn
    if abs(offset) > MOST_OFFSET_MM:
        raise MeasuredFarOff(field=field, found=found, drawn=drawn, most=MOST_OFFSET_MM)
    return offset


def calibrated(printer: Printer, deviation: Deviation, **own: object) -> Printer:
    """Return ``printer`` made up for ``deviation``, measured on a page that this very profile printed.

    A profile that is corrected already is refined: print the page with it, measure again. ``own`` are other
    values to change, such as a key and names of one's own.

    Raises PrinterInvalid.
    """
    scale_x, scale_y = deviation.scale_x_percent / 100, deviation.scale_y_percent / 100
    measured = {
        "offset_x_mm": round(deviation.offset_x_mm + scale_x * printer.offset_x_mm, 3),
        "offset_y_mm": round(deviation.offset_y_mm + scale_y * printer.offset_y_mm, 3),
        "scale_x_percent": round(scale_x * printer.scale_x_percent, 3),
        "scale_y_percent": round(scale_y * printer.scale_y_percent, 3),
    }
    return derived_printer(printer, **{**measured, **own})
