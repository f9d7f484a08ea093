"""The ways the standard template can stand on a label; the first that is possible is taken.

``beside``: the name across the head, bars at full height on the left, price, texts and QR code beside them;
the code goes to the right edge, or next to the bars where that would be too far from them.
``corner``: QR code in the corner, texts beside it, bars below. ``stacked``: texts above the bars, no QR code.
"""

import math
from dataclasses import dataclass

from catalogue.barcodes.symbols import MatrixSymbol
from catalogue.labels.content import LabelContent
from catalogue.labels.geometry import Area, Frame, PlacedSymbol, PlacedText
from catalogue.labels.symbol_checks import too_far
from catalogue.labels.symbol_sizes import LinearSize, place_qr, qr_dots
from catalogue.labels.text_column import fill_column, least_column
from catalogue.labels.text_fitting import Box, fit_or_shorten, smallest_step
from catalogue.labels.text_lines import NAME_SHARE, lines_at, size_of
from catalogue.labels.text_stack import TextStack, stack_texts
from catalogue.labels.typefaces import LINE, typeface

# The name has room for two lines of the least size across the head of a label.
_NAME_LINES = 2


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Texts and symbols in their places, and the fields that were shortened."""

    texts: tuple[PlacedText, ...]
    symbols: tuple[PlacedSymbol, ...]
    shortened: tuple[str, ...]


def beside(
    content: LabelContent, frame: Frame, size: LinearSize, qr: MatrixSymbol | None
) -> Arrangement | None:
    """Return bars at full height with everything else beside them, or None without room for that."""
    ink = frame.ink
    reach_left, reach_right = size.reach()
    bars_left = max(size.quiet_left, int(ink.left) + reach_left)
    bars_top = int(ink.bottom) - size.depth - size.full_height
    name_room = bars_top - frame.gap / 2 - ink.top
    least = smallest_step(frame.smallest_type)
    if name_room < _NAME_LINES * LINE * least:
        return None
    name_box = Box(ink.width, name_room, size_of(frame, NAME_SHARE), least, _NAME_LINES)
    name = fit_or_shorten(content.name, typeface("bold"), name_box)
    if name is None:
        return None
    linear, digits = size.place(bars_left, bars_top, size.full_height)
    # The last digit of a UPC-A stands outside its bars and must not read on into the texts.
    last_digit = bars_left + linear.bars_width + reach_right
    column_left = max(linear.area.right, last_digit + 2 * frame.gap if reach_right else 0) + frame.gap
    column = Area(column_left, bars_top, ink.right, ink.bottom)
    placed_qr = None if qr is None else qr_at_corner(frame, qr, bottom=int(ink.bottom))
    if qr is not None and placed_qr is not None and too_far(linear, placed_qr, frame.printer):
        # A wide label has its code right beside the bars, for both to be one item to a till.
        first = math.ceil(column_left) + placed_qr.quiet_left
        placed_qr = place_qr(qr, placed_qr.x, first, placed_qr.top)
        right_of_qr = Area(placed_qr.area.right + frame.gap, column.top, column.right, column.bottom)
        filled = fill_column(content, frame, column, placed_qr.area) or fill_column(
            content, frame, right_of_qr, None
        )
    else:
        filled = fill_column(content, frame, column, None if placed_qr is None else placed_qr.area)
    if filled is None:
        return None
    name_top = ink.top + (name_room - name.height) / 2
    return Arrangement(
        (*lines_at("name", "bold", name, ink.left, name_top), *digits, *filled.texts),
        (linear,) if placed_qr is None else (linear, placed_qr),
        (*(("name",) if name.shortened else ()), *filled.shortened),
    )


def corner(
    content: LabelContent, frame: Frame, size: LinearSize, qr: MatrixSymbol | None
) -> Arrangement | None:
    """Return the QR code in the upper right corner, texts beside it and the bars below, or None."""
    if qr is None:
        return None
    placed_qr = qr_at_corner(frame, qr, bottom=None)
    bars_left = _centred(frame, size)
    ink = frame.ink
    bars_bottom = int(ink.bottom) - size.depth
    highest = max(math.ceil(placed_qr.area.bottom), bars_bottom - size.full_height)
    text_right = placed_qr.area.left
    if (
        bars_left is None
        or bars_bottom - highest < size.lowest
        or text_right - ink.left < least_column(frame)
    ):
        return None
    lowest_text = bars_bottom - size.lowest - frame.gap
    tight = stack_texts(content, frame, Area(ink.left, ink.top, text_right, lowest_text), fill=False)
    if tight is None:
        return None
    bars_top = max(highest, math.ceil(tight.bottom + frame.gap))
    stack = _with_slack(content, frame, tight, Area(ink.left, ink.top, text_right, bars_top - frame.gap))
    linear, digits = size.place(bars_left, bars_top, bars_bottom - bars_top)
    return Arrangement((*stack.texts, *digits), (linear, placed_qr), stack.shortened)


def stacked(
    content: LabelContent, frame: Frame, size: LinearSize, qr: MatrixSymbol | None
) -> Arrangement | None:
    """Return the texts above the bars; a QR code is left out here. None where even that has no room."""
    del qr
    ink = frame.ink
    bars_left = _centred(frame, size)
    bars_bottom = int(ink.bottom) - size.depth
    lowest_text = bars_bottom - size.lowest - frame.gap
    if bars_left is None or lowest_text <= ink.top:
        return None
    stack = stack_texts(content, frame, Area(ink.left, ink.top, ink.right, lowest_text), fill=False)
    if stack is None:
        return None
    bars_top = max(math.ceil(stack.bottom + frame.gap), bars_bottom - size.full_height)
    stack = _with_slack(content, frame, stack, Area(ink.left, ink.top, ink.right, bars_top - frame.gap))
    linear, digits = size.place(bars_left, bars_top, bars_bottom - bars_top)
    return Arrangement((*stack.texts, *digits), (linear,), stack.shortened)


def _with_slack(content: LabelContent, frame: Frame, stack: TextStack, area: Area) -> TextStack:
    """Return the stack grown into ``area``, where that is more than it needs."""
    if area.bottom - stack.bottom < frame.gap:
        return stack
    grown = stack_texts(content, frame, area, fill=True)
    return stack if grown is None or len(grown.shortened) > len(stack.shortened) else grown


def _centred(frame: Frame, size: LinearSize) -> int | None:
    """Return where the first bar stands with bars and digits in the middle, or None if too wide."""
    if size.width > frame.width:
        return None
    reach_left, reach_right = size.reach()
    bars = size.symbol.width_modules * size.x
    left = (frame.width - bars - reach_left - reach_right) // 2 + reach_left
    left = max(left, size.quiet_left, int(frame.ink.left) + reach_left)
    rightmost = min(frame.width - size.quiet_right, int(frame.ink.right) - reach_right) - bars
    return (
        min(left, rightmost) if rightmost >= max(size.quiet_left, int(frame.ink.left) + reach_left) else None
    )


def qr_at_corner(frame: Frame, qr: MatrixSymbol, *, bottom: int | None) -> PlacedSymbol:
    """Return the QR code flush right, its last module at ``bottom`` or, without, at the head of the label."""
    x = qr_dots(frame.printer)
    side, quiet = qr.width_modules * x, qr.quiet * x
    left = min(int(frame.ink.right), frame.width - quiet) - side
    if bottom is None:
        return place_qr(qr, x, left, max(int(frame.ink.top), quiet))
    return place_qr(qr, x, left, min(bottom, frame.height - quiet) - side)
