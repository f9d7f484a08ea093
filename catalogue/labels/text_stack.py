"""Texts one below the other: name, cooperative, then a row of price and net quantity.

The row can be set in several ways, from roomy to tight; its tops and base lines count from its head.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.labels.content import LabelContent
from catalogue.labels.geometry import Area, Frame, PlacedText
from catalogue.labels.text_fitting import Box, FittedText, fit, fit_or_shorten, smallest_step, step_down
from catalogue.labels.text_lines import (
    COOPERATIVE_SHARE,
    NAME_SHARE,
    NET_SHARE,
    PRICE_SHARE,
    lines_at,
    price_at,
    price_height,
    size_of,
)
from catalogue.labels.typefaces import ASCENT, DESCENT, LINE, typeface

_MOST_LINES = 12
# How far the price gives way to other texts, as shares of its wished size.
_FULL, _LESS, _LEAST = 1.0, 0.8, 0.65


@dataclass(frozen=True, slots=True)
class TextStack:
    """Texts in their place, where their ink ends, and the fields that were shortened."""

    texts: tuple[PlacedText, ...]
    bottom: float
    shortened: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """Texts of one row; ``gap`` says that its ink begins right at its head."""

    texts: tuple[PlacedText, ...]
    height: float
    gap: bool = True
    holds_cooperative: bool = False
    shortened: bool = False


def stack_texts(content: LabelContent, frame: Frame, area: Area, *, fill: bool) -> TextStack | None:
    """Return all texts in ``area``, or None where it has no room for them.

    With ``fill`` the name grows into the room there is and the price stands at the foot; else everything is
    as low as it may be. The cooperative is shortened before the name; price and net quantity never are.
    """
    best: TextStack | None = None
    ways = ((row, lines) for row in _rows(content, frame, area) for lines in (1, 2))
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
    content: LabelContent, frame: Frame, area: Area, row: _Row, cooperative_lines: int, *, fill: bool
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


def _rows(content: LabelContent, frame: Frame, area: Area) -> Iterator[_Row]:
    """Yield the ways that are possible in the width of ``area``, the best looking first."""
    ways = (
        (_shared, _FULL),
        (_shared, _LESS),
        (_separate, _FULL),
        (_two_beside_price, _LESS),
        (_shared, _LEAST),
        (_separate, _LEAST),
        (_two_beside_price, _LEAST),
    )
    for way, share in ways:
        row = way(content, frame, area, share)
        if row is not None:
            yield row


def _price_size(frame: Frame, share: float) -> float:
    return max(step_down(PRICE_SHARE * share * frame.height), smallest_step(frame.smallest_type))


def _shared(content: LabelContent, frame: Frame, area: Area, share: float) -> _Row | None:
    """Return the price at the left and the net quantity at the right, on one base line."""
    price = price_at(content.price, _price_size(frame, share), area.left, 0)
    if not content.net_quantity:
        return _Row((price,), price_height(price.size)) if price.width <= area.width else None
    size = max(step_down(size_of(frame, NET_SHARE) * share), smallest_step(frame.smallest_type))
    width = typeface("bold").width(content.net_quantity) * size
    if price.width + 2 * frame.gap + width > area.width:
        return None
    baseline = max(price.baseline, ASCENT * size)
    price = price.moved(down=baseline - price.baseline)
    net = PlacedText("net_quantity", content.net_quantity, "bold", size, area.right - width, baseline, width)
    return _Row((price, net), max(price.area.bottom, net.area.bottom))


def _separate(content: LabelContent, frame: Frame, area: Area, share: float) -> _Row | None:
    """Return the net quantity, wrapped if need be, and the price below it."""
    widest = step_down(area.width / typeface("bold").width(content.price))
    size = min(_price_size(frame, share), widest)
    if size < smallest_step(frame.smallest_type) or not content.net_quantity:
        return None
    wish = size_of(frame, NET_SHARE) * share
    box = Box(area.width, area.height, wish, frame.smallest_type, _MOST_LINES, fewest_lines=True)
    net = fit(content.net_quantity, typeface("bold"), box)
    if net is None:
        return None
    texts = lines_at("net_quantity", "bold", net, area.left, 0)
    price = price_at(content.price, size, area.left, net.height + frame.gap / 2)
    return _Row((*texts, price), price.area.bottom, gap=False)


def _two_beside_price(content: LabelContent, frame: Frame, area: Area, share: float) -> _Row | None:
    """Return the price at the left, and at the right net quantity above cooperative, both small."""
    if not (content.net_quantity and content.cooperative):
        return None
    size = smallest_step(frame.smallest_type)
    height = 2 * LINE * size
    price = price_at(content.price, _price_size(frame, share), area.left, 0)
    price = price.moved(down=min(height - DESCENT * size - price.baseline, height - price.area.bottom))
    room = area.right - price.area.right - 2 * frame.gap
    if price.area.top < 0 or room <= 0:
        return None
    net = fit(content.net_quantity, typeface("bold"), Box(room, LINE * size, size, size, 1))
    box = Box(room, LINE * size, size_of(frame, COOPERATIVE_SHARE), size, 1)
    cooperative = fit_or_shorten(content.cooperative, typeface("regular"), box)
    if net is None or cooperative is None:
        return None
    texts = (
        price,
        *lines_at("net_quantity", "bold", net, area.right - net.width, 0),
        *lines_at("cooperative", "regular", cooperative, area.right - cooperative.width, net.height),
    )
    height = net.height + cooperative.height
    return _Row(texts, height, gap=False, holds_cooperative=True, shortened=cooperative.shortened)
