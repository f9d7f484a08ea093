"""The texts of a template in the room that its codes leave: as large as they go, then put in their places."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from catalogue.labels.content import LabelContent
from catalogue.labels.geometry import Area, Frame, PlacedPicture, PlacedText, Rule
from catalogue.labels.rules.net_quantities import least_digit_mm
from catalogue.labels.templates.code_plans import CodePlan
from catalogue.labels.templates.design import Template
from catalogue.labels.templates.logos import logo_dots
from catalogue.labels.templates.text_blocks import Item, Row, Sizes, column_height, items_of, set_rows
from catalogue.labels.text_fitting import smallest_step
from catalogue.labels.typefaces import DIGIT_ASCENT, X_HEIGHT

Part = Literal["head", "body", "foot", "all"]

_STEP = 0.94
_STRETCHES = (0.85, 0.7, 0.55, 0.4, 0.25, 0.1, 0.0)
_RULE_MM = 0.2
# White above and below a rule, and between parts without one, in em of the running text.
_RULE_GAP = 0.42
_PART_GAP = 0.5


@dataclass(frozen=True, slots=True)
class Copy:
    """The fields of a label by the part in which they stand, its logo, and the sizes to try."""

    head: list[list[Item]]
    body: list[list[Item]]
    foot: list[list[Item]]
    logo: tuple[int, int, tuple[bytes, ...]] | None
    steps: tuple[Sizes, ...]
    ruled: bool
    left_out: tuple[str, ...] = ()
    _known: dict[tuple[str, float, int], list[Row] | None] = field(default_factory=dict, compare=False)
    """Rows by part, width and step: plans that differ in height alone share them."""

    def rows(self, part: Part, width: float, step: int) -> list[Row] | None:
        """Return the rows of a part in a column of this width, or None where a word has no room."""
        key = (part, width, step)
        if key not in self._known:
            groups = [*self.body, *self.foot] if part == "all" else getattr(self, part)
            self._known[key] = set_rows(groups, width, self.steps[step])
        return self._known[key]

    @property
    def in_proportion(self) -> int:
        """The last step at which all sizes keep their proportion."""
        return len(self.steps) - len(_STRETCHES) - 1

    @property
    def smallest(self) -> Sizes:
        """The least sizes."""
        return self.steps[-1]


@dataclass(frozen=True, slots=True)
class Column:
    """Texts set for one plan: rows of each part, ``foot`` beside the codes or empty."""

    plan: CodePlan
    sizes: Sizes
    step: int
    head: list[Row]
    body: list[Row]
    foot: list[Row]

    @property
    def shortened(self) -> list[str]:
        """The fields that were cut."""
        rows = [*self.head, *self.body, *self.foot]
        cut = [piece.item.line.field for row in rows for piece, _, _ in row.pieces if piece.cut]
        return list(dict.fromkeys(cut))


def copies_of(content: LabelContent, template: Template, frame: Frame) -> list[Copy]:
    """Return the fields of ``content`` that ``template`` prints: all, then fewer of the spare ones."""
    whole = _copy_of(content, template, frame)
    copies = [whole]
    spare = [line.field for line in template.lines if line.spare]
    while spare:
        gone = (*copies[-1].left_out, spare.pop())
        head, body, foot = (_without(part, gone) for part in (whole.head, whole.body, whole.foot))
        copies.append(Copy(head, body, foot, whole.logo, whole.steps, whole.ruled, gone))
    return copies


def _without(part: list[list[Item]], fields: tuple[str, ...]) -> list[list[Item]]:
    kept = ([item for item in group if item.line.field not in fields] for group in part)
    return [group for group in kept if group]


def _copy_of(content: LabelContent, template: Template, frame: Frame) -> Copy:
    least = smallest_step(frame.smallest_type)
    quantity = 0.0
    if template.legal:
        area_cm2 = frame.stock.label_width_mm * frame.stock.label_height_mm / 100
        quantity = frame.dots(least_digit_mm(area_cm2)) / DIGIT_ASCENT
    units = [max(frame.dots(template.text_mm / X_HEIGHT), least)]
    while units[-1] * _STEP > least:
        units.append(units[-1] * _STEP)
    steps = [Sizes(unit, 1.0, least, quantity) for unit in (*units, least)]
    steps += [Sizes(least, stretch, least, quantity) for stretch in _STRETCHES]
    head, body, foot = (items_of(content, template, zone) for zone in ("head", "body", "foot"))
    return Copy(head, body, foot, logo_dots(template, frame), tuple(steps), template.ruled)


def largest_column(
    copy: Copy, plan: CodePlan, first: int, last: int, *, whole: bool = False
) -> Column | None:
    """Return the texts at the largest of some steps that has room in ``plan``, or None where none has.

    ``whole`` takes only texts that are not cut.
    """
    best: Column | None = None
    # The last step says whether there is any: most plans that can not win are dropped by it.
    low, middle, high = first, last, last
    while low <= high:
        column = set_column(copy, plan, middle)
        if column is None or (whole and column.shortened):
            low = middle + 1
        else:
            best, high = column, middle - 1
        middle = (low + high) // 2
    return best


def set_column(copy: Copy, plan: CodePlan, step: int) -> Column | None:
    """Return the texts set at one step, the foot beside the codes where it has room, or None."""
    sizes = copy.steps[step]
    head = copy.rows("head", _head_width(copy, plan, sizes), step)
    if head is None:
        return None
    whole = _in_one(copy, plan, step, head)
    if whole is not None and plan.spare_foot:
        return whole
    if plan.foot is not None and copy.foot:
        foot = copy.rows("foot", plan.foot.width, step)
        body = copy.rows("body", plan.main.width, step)
        if foot is not None and body is not None and column_height(foot) <= plan.foot.height:
            column = Column(plan, sizes, step, head, body, foot)
            if needed_height(copy, column) <= plan.main.height:
                return column
    return whole


def _in_one(copy: Copy, plan: CodePlan, step: int, head: list[Row]) -> Column | None:
    """Return all texts in the room above or beside the codes, or None."""
    body = copy.rows("all", plan.main.width, step)
    if body is None:
        return None
    column = Column(plan, copy.steps[step], step, head, body, [])
    return column if needed_height(copy, column) <= plan.main.height else None


def needed_height(copy: Copy, column: Column) -> float:
    """Return the height of head and body with what stands between them and above the codes."""
    parts = [part for part in (_head_height(copy, column), column_height(column.body)) if part]
    after = _joint(copy, column.sizes) if column.plan.symbols and _foot_below(column) else 0.0
    return sum(parts) + (len(parts) - 1) * _joint(copy, column.sizes) + after if parts else 0.0


def place_column(
    copy: Copy, column: Column, frame: Frame
) -> tuple[list[PlacedText], list[Rule], list[PlacedPicture]]:
    """Return texts, rules and the logo in their places; white that is over is shared out between the rows."""
    main = column.plan.main
    texts: list[PlacedText] = []
    rules: list[Rule] = []
    pictures: list[PlacedPicture] = []
    slack = max(main.height - needed_height(copy, column), 0.0)
    top = main.top
    head_height = _head_height(copy, column)
    if head_height:
        left = main.left
        if copy.logo is not None:
            pictures.append(_picture(copy.logo, main, head_height))
            left += copy.logo[0] + _logo_gap(column.sizes)
        inner = top + (head_height - column_height(column.head)) / 2
        texts += _place_rows(column.head, left, inner, 0.0)
        top += head_height
    if column.body:
        extra = min(slack / (len(column.body) + 2), 0.6 * column.sizes.unit)
        if head_height:
            top = _rule_off(copy, column, frame, main, top, extra, rules)
        texts += _place_rows(column.body, main.left, top, extra)
        top += column_height(column.body) + extra * (len(column.body) - 1)
    if column.plan.symbols and _foot_below(column) and copy.ruled:
        rules.append(_rule(frame, main, main.bottom - _joint(copy, column.sizes) / 2))
    if column.foot and column.plan.foot is not None:
        foot = column.plan.foot
        inner = foot.top + (foot.height - column_height(column.foot)) / 2
        texts += _place_rows(column.foot, foot.left, inner, 0.0)
    return texts, rules, pictures


def _rule_off(
    copy: Copy, column: Column, frame: Frame, main: Area, top: float, extra: float, rules: list[Rule]
) -> float:
    """Return where the next part begins, with a rule in the middle of the white where there are rules."""
    below = top + _joint(copy, column.sizes) + extra
    if copy.ruled:
        rules.append(_rule(frame, main, (top + below) / 2))
    return below


def _rule(frame: Frame, main: Area, middle: float) -> Rule:
    thick = max(round(frame.dots(_RULE_MM)), 1)
    left = math.ceil(main.left)
    return Rule(left, round(middle - thick / 2), math.floor(main.right) - left, thick)


def _place_rows(rows: Sequence[Row], left: float, top: float, extra: float) -> list[PlacedText]:
    texts: list[PlacedText] = []
    for row in rows:
        texts += row.place(left, top)
        top += row.height + row.gap + extra
    return texts


def _joint(copy: Copy, sizes: Sizes) -> float:
    """Return the white between two parts."""
    return (2 * _RULE_GAP if copy.ruled else _PART_GAP) * sizes.unit + (1 if copy.ruled else 0)


def _foot_below(column: Column) -> bool:
    """Return whether the codes stand under the texts and not beside them."""
    plan = column.plan
    return bool(column.body or column.head) and min(s.area.top for s in plan.symbols) >= plan.main.bottom - 1


def _head_width(copy: Copy, plan: CodePlan, sizes: Sizes) -> float:
    logo = 0.0 if copy.logo is None else copy.logo[0] + _logo_gap(sizes)
    return plan.main.width - logo


def _head_height(copy: Copy, column: Column) -> float:
    return max(column_height(column.head), 0 if copy.logo is None else copy.logo[1])


def _logo_gap(sizes: Sizes) -> float:
    return 0.7 * sizes.unit


def _picture(logo: tuple[int, int, tuple[bytes, ...]], main: Area, height: float) -> PlacedPicture:
    width, tall, rows = logo
    return PlacedPicture(math.ceil(main.left), math.floor(main.top + (height - tall) / 2), width, tall, rows)
