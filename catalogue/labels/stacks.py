"""Texts one below the other: name, cooperative, then the row of price and net quantity."""

from dataclasses import dataclass

from catalogue.labels.content import LabelContent
from catalogue.labels.fitting import Box, FittedText, fit_or_shorten
from catalogue.labels.geometry import Area, Frame, PlacedText
from catalogue.labels.rows import Row, rows
from catalogue.labels.texts import COOPERATIVE_SHARE, NAME_SHARE, lines_at, size_of
from catalogue.labels.typefaces import LINE, typeface

_MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class TextStack:
    """Texts in their place, where their ink ends, and the fields that were shortened."""

    texts: tuple[PlacedText, ...]
    bottom: float
    shortened: tuple[str, ...]


def stack_texts(content: LabelContent, frame: Frame, area: Area, *, fill: bool) -> TextStack | None:
    """Return all texts in ``area``, or None where it has no room for them.

    With ``fill`` the name grows into the room there is and the price stands at the foot; else everything is
    as low as it may be. The cooperative is shortened before the name; price and net quantity never are.
    """
    best: TextStack | None = None
    ways = ((row, lines) for row in rows(content, frame, area) for lines in (1, 2))
    for row, cooperative_lines in ways:
        stack = _stack(content, frame, area, row, cooperative_lines, fill=fill)
        if stack is None:
            continue
        if not stack.shortened:
            return stack
        if best is None or _loss(stack) < _loss(best):
            best = stack
    return best


def _loss(stack: TextStack) -> tuple[bool, bool]:
    return "name" in stack.shortened, "cooperative" in stack.shortened


def _stack(
    content: LabelContent, frame: Frame, area: Area, row: Row, cooperative_lines: int, *, fill: bool
) -> TextStack | None:
    gap = frame.gap if row.gap else 0.0
    room = area.height - row.height - gap
    cooperative: FittedText | None = None
    if content.cooperative and not row.holds_cooperative:
        wish = size_of(frame, COOPERATIVE_SHARE)
        box = Box(area.width, room, wish, frame.smallest_type, cooperative_lines, fewest_lines=True)
        cooperative = fit_or_shorten(content.cooperative, typeface("regular"), box)
        if cooperative is None:
            return None
        room -= cooperative.height
    wish = size_of(frame, NAME_SHARE)
    box = Box(area.width, room, wish, frame.smallest_type, _MOST_LINES, fewest_lines=not fill)
    name = fit_or_shorten(content.name, typeface("bold"), box)
    if name is None:
        return None
    # A name on one line takes the height of the wished size, that bars may begin at one height on a sheet.
    name_height = name.height if fill else min(max(name.height, LINE * wish), room)
    below_name = area.top + name_height
    texts = lines_at("name", "bold", name, area.left, below_name - name.height)
    bottom = below_name
    if cooperative is not None:
        texts += lines_at("cooperative", "regular", cooperative, area.left, bottom)
        bottom += cooperative.height
    head = area.bottom - row.height if fill else bottom + gap
    texts += [text.moved(down=head) for text in row.texts]
    cut = cooperative.shortened if cooperative is not None else row.shortened
    shortened = (*(("name",) if name.shortened else ()), *(("cooperative",) if cut else ()))
    return TextStack(tuple(texts), head + row.height, shortened)
