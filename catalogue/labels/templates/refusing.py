"""Why a label has no layout, and what it would need."""

from collections.abc import Sequence
from dataclasses import replace

from catalogue.labels.content import FIELDS_EN, FIELDS_VI, LabelContent
from catalogue.labels.errors import LabelDoesNotFit
from catalogue.labels.geometry import Area, Frame
from catalogue.labels.templates.case_plans import case_codes, case_symbols
from catalogue.labels.templates.code_plans import CodePlan
from catalogue.labels.templates.columns import Copy, needed_height, set_column
from catalogue.labels.templates.design import Template
from catalogue.labels.templates.errors import CodesDoNotFit, TextsDoNotFit, WordDoesNotFit
from catalogue.labels.templates.template_codes import bars_of, squares_of
from catalogue.labels.templates.text_blocks import column_height, set_rows, too_wide


def refusal(
    content: LabelContent,
    template: Template,
    frame: Frame,
    area: Area,
    copy: Copy,
    plans: Sequence[CodePlan],
) -> LabelDoesNotFit:
    """Return why nothing was possible and what would be."""
    names = {"number": content.number, "label": frame.stock.label_size}
    printer = frame.printer
    if not plans:
        width, height = _least_codes(content, template, frame, area)
        return CodesDoNotFit(
            dpi=printer.dpi,
            width_mm=f"{printer.millimetres(width):.1f}",
            height_mm=f"{printer.millimetres(height):.1f}",
            **names,
        )
    plan = max(plans, key=lambda plan: (plan.main.width, plan.main.height))
    letter = f"{frame.stock.letter_mm:g}"
    groups = [*copy.head, *copy.body, *copy.foot]
    item = too_wide(groups, plan.main.width, copy.smallest)
    if item is not None:
        word = max((word for part in item.parts for word in part.text.words), key=lambda word: word.width)
        return WordDoesNotFit(
            field_vi=FIELDS_VI[item.line.field],
            field_en=FIELDS_EN[item.line.field],
            word=word.text if len(word.text) <= 40 else f"{word.text[:40]}…",
            width_mm=f"{printer.millimetres(plan.main.width):.0f}",
            letter_mm=letter,
            **names,
        )
    rows = [(group, set_rows([group], plan.main.width, copy.smallest) or []) for group in groups]
    longest = max(rows, key=lambda pair: column_height(pair[1]), default=(groups[0], []))[0][0].line.field
    return TextsDoNotFit(
        letter_mm=letter,
        height_mm=f"{_least_height(copy, plan, frame):.0f}",
        field_vi=FIELDS_VI[longest],
        field_en=FIELDS_EN[longest],
        **names,
    )


def _least_codes(content: LabelContent, template: Template, frame: Frame, area: Area) -> tuple[int, int]:
    """Return the width and height that the codes need, one above the other, in dots."""
    if case_codes(template):
        case = case_symbols(content, template, frame, area)
        return max(size.width for size in case), sum(size.lowest + 2 * size.symbol.bearer for size in case)
    bars = sorted(bars_of(content, template, frame), key=lambda size: size.x)[-1:]
    squares = squares_of(content, replace(template, code_mm=0.0), frame)[: 0 if bars else None]
    return (
        max([size.width for size in bars] + [square.side for square in squares]),
        sum([size.lowest + size.depth for size in bars] + [square.side for square in squares]),
    )


def _least_height(copy: Copy, plan: CodePlan, frame: Frame) -> float:
    """Return the height in mm that a label of this width would need at the smallest sizes."""
    endless = Area(plan.main.left, plan.main.top, plan.main.right, 10**9)
    roomy = CodePlan(plan.symbols, plan.texts, endless, plan.foot)
    column = set_column(copy, roomy, len(copy.steps) - 1)
    short = needed_height(copy, column) - plan.main.height if column is not None else 0.0
    return frame.printer.millimetres(frame.height + max(short, 0.0)) + 0.5
