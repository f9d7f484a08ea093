"""A label laid out by a template: the best plan of its codes that leaves room for its texts.

Every code goes before large letters, letters easy to read before bars at full height, and the on-demand size
of bars comes last of all. Nothing is ever clipped or smaller than is lawful: the label is refused then, with
what it would need.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from catalogue.barcodes.symbols import LinearSymbol
from catalogue.labels.content import FIELDS_EN, FIELDS_VI, LabelContent
from catalogue.labels.errors import LabelTextMissing
from catalogue.labels.geometry import Area, Frame, LabelLayout
from catalogue.labels.notices import Notice, bars_truncated, on_demand_size, qr_left_out, text_shortened
from catalogue.labels.rules.legal_check import check_label
from catalogue.labels.symbol_sizes import LINEAR_X_TARGET_MM
from catalogue.labels.templates.code_plans import CodePlan, Square
from catalogue.labels.templates.columns import Column, Copy, copies_of, largest_column, place_column
from catalogue.labels.templates.design import Template
from catalogue.labels.templates.field_texts import field_text, law_fields
from catalogue.labels.templates.refusing import refusal
from catalogue.labels.templates.template_codes import plans_of

# What each step below letters that read easily costs, and a strip of codes that leaves its middle white.
_COST_OF_STEP = 0.2
_COST_OF_WHITE = 0.3
# What a field less costs.
_COST_OF_FIELD = 0.45


@dataclass(frozen=True, slots=True)
class _Choice:
    """Texts in a plan of codes, and which codes were left out for it."""

    copy: Copy
    column: Column
    left_out: tuple[Square, ...]
    on_demand: bool


def compose(content: LabelContent, frame: Frame, template: Template) -> LabelLayout:
    """Return the label of a cleaned ``content``.

    Raises LabelTextMissing, LabelNumberUnsupported, BarsDoNotFit, CodesDoNotFit, TextsDoNotFit or
    WordDoesNotFit, or the Gs1Error of what can not be encoded.
    """
    for field in template.required:
        if not field_text(content, field):
            raise LabelTextMissing(
                number=content.number, field_vi=FIELDS_VI[field], field_en=FIELDS_EN[field]
            )
    area, gap = _padded(frame)
    copies = copies_of(content, template, frame)
    choice = _choose(copies, template, plans_of(content, template, frame, area, gap))
    if choice is None:
        plans = [plan for _, _, plan in plans_of(content, template, frame, area, gap)]
        raise refusal(content, template, frame, area, copies[-1], plans)
    column = choice.column
    texts, rules, pictures = place_column(choice.copy, column, frame)
    return LabelLayout(
        frame,
        (*texts, *column.plan.texts),
        column.plan.symbols,
        _notices(content, template, frame, choice),
        choice.on_demand,
        tuple(rules),
        tuple(pictures),
    )


def _padded(frame: Frame) -> tuple[Area, float]:
    """Return the room for texts and codes, and the white between them: more on large labels."""
    shorter = min(frame.stock.label_width_mm, frame.stock.label_height_mm)
    padding = frame.dots(min(max(0.035 * shorter, 1.0), 4.0))
    ink = frame.ink
    area = Area(
        max(ink.left, padding),
        max(ink.top, padding),
        min(ink.right, frame.width - padding),
        min(ink.bottom, frame.height - padding),
    )
    return area, frame.dots(min(max(0.02 * shorter, 0.5), 1.6))


def _choose(
    copies: Sequence[Copy],
    template: Template,
    plans: Iterator[tuple[tuple[Square, ...], bool, CodePlan]],
) -> _Choice | None:
    """Return the cheapest plan among those with the most codes and then the most fields.

    Bars of regular size come before all else.
    """
    for level, group in groupby(plans, key=lambda plan: plan[:2]):
        alike = [plan for _, _, plan in group]
        best: tuple[float, _Choice] | None = None
        for copy in copies:
            loss = _COST_OF_FIELD * len(copy.left_out)
            if best is not None and best[0] <= loss:
                break
            found = _cheapest(copy, template, alike)
            if found is not None and (best is None or found[0] + loss < best[0]):
                best = found[0] + loss, _Choice(copy, found[1], *level)
        if best is not None:
            return best[1]
    return None


def _cheapest(copy: Copy, template: Template, plans: Sequence[CodePlan]) -> tuple[float, Column] | None:
    """Return the plan that costs least, with its texts as large as they go, and what it costs."""
    comfort = max(sum(sizes.unit >= template.comfort * sizes.least for sizes in copy.steps) - 1, 0)
    last = len(copy.steps) - 1
    best: tuple[float, Column] | None = None
    for plan in plans:
        white = plan.foot is not None and not copy.foot and not template.ruled
        base = plan.cost + (_COST_OF_WHITE if white else 0.0)
        if best is not None:
            if base >= best[0]:
                continue
            # Beyond this step the plan would cost more than the best one so far.
            last = min(comfort + math.ceil((best[0] - base) / _COST_OF_STEP), len(copy.steps) - 1)
        # Words are lost only where smaller letters in proportion do not save them.
        column = largest_column(copy, plan, comfort, min(last, copy.in_proportion), whole=True)
        if column is None:
            column = largest_column(copy, plan, comfort, last)
        if column is None:
            continue
        cost = base + _COST_OF_STEP * (column.step - comfort) + len(column.shortened)
        if best is None or cost < best[0]:
            best = cost, column
    if best is None or best[1].step > comfort:
        return best
    whole = not best[1].shortened
    return best[0], largest_column(copy, best[1].plan, 0, comfort, whole=whole) or best[1]


def _notices(content: LabelContent, template: Template, frame: Frame, choice: _Choice) -> tuple[Notice, ...]:
    printer = frame.printer
    notices = []
    for symbol in choice.column.plan.symbols:
        if choice.on_demand and isinstance(symbol.symbol, LinearSymbol):
            percent = printer.millimetres(symbol.x) / LINEAR_X_TARGET_MM * 100
            notices.append(on_demand_size(printer.millimetres(symbol.width), percent))
        if symbol.truncated and isinstance(symbol.symbol, LinearSymbol):
            full = symbol.symbol.nominal_height * printer.millimetres(symbol.x)
            notices.append(bars_truncated(min(full, symbol.symbol.tallest_mm or full)))
    notices += [
        qr_left_out(frame.stock.label_size, printer.millimetres(square.side)) for square in choice.left_out
    ]
    notices += [_field_left_out(field) for field in choice.copy.left_out]
    for field in choice.column.shortened:
        notices.append(text_shortened(FIELDS_VI[field], FIELDS_EN[field], _printed(choice.column, field)))
    details = content.details
    if template.legal and details.printed_on is not None:
        missing = check_label(law_fields(content, template.fields), details.label_group, details.printed_on)
        notices += [Notice(one.code, one.vi, one.en) for one in missing]
    return tuple(dict.fromkeys(notices))


def _field_left_out(field: str) -> Notice:
    return Notice(
        "label_field_left_out",
        f"Nhãn không đủ chỗ, không in {FIELDS_VI[field]}.",
        f"There is no room for the {FIELDS_EN[field]}, it is not printed.",
    )


def _printed(column: Column, field: str) -> str:
    rows = [*column.head, *column.body, *column.foot]
    return " ".join(
        word.text
        for row in rows
        for piece, _, _ in row.pieces
        if piece.item.line.field == field
        for text, _, _ in piece.lines
        for word in text.words
    )
