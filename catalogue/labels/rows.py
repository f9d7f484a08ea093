"""The foot of a stack of texts: ways to set price, net quantity and cooperative, from roomy to tight.

Tops and base lines count from the head of the row.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.labels.content import LabelContent
from catalogue.labels.fitting import Box, fit, fit_or_shorten, smallest_step, step_down
from catalogue.labels.geometry import Area, Frame, PlacedText
from catalogue.labels.texts import (
    COOPERATIVE_SHARE,
    NET_SHARE,
    PRICE_SHARE,
    lines_at,
    price_at,
    price_height,
    size_of,
)
from catalogue.labels.typefaces import ASCENT, DESCENT, LINE, typeface

_MOST_NET_LINES = 12
# How far the price gives way to other texts, as shares of its wished size.
_FULL, _LESS, _LEAST = 1.0, 0.8, 0.65


@dataclass(frozen=True, slots=True)
class Row:
    """Texts of one row; ``gap`` says that its ink begins right at its head."""

    texts: tuple[PlacedText, ...]
    height: float
    gap: bool = True
    holds_cooperative: bool = False
    shortened: bool = False


def rows(content: LabelContent, frame: Frame, area: Area) -> Iterator[Row]:
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


def _shared(content: LabelContent, frame: Frame, area: Area, share: float) -> Row | None:
    """Return the price at the left and the net quantity at the right, on one base line."""
    price = price_at(content.price, _price_size(frame, share), area.left, 0)
    if not content.net_quantity:
        return Row((price,), price_height(price.size)) if price.width <= area.width else None
    size = max(step_down(size_of(frame, NET_SHARE) * share), smallest_step(frame.smallest_type))
    width = typeface("bold").width(content.net_quantity) * size
    if price.width + 2 * frame.gap + width > area.width:
        return None
    baseline = max(price.baseline, ASCENT * size)
    price = price.moved(down=baseline - price.baseline)
    net = PlacedText("net_quantity", content.net_quantity, "bold", size, area.right - width, baseline, width)
    return Row((price, net), max(price.area.bottom, net.area.bottom))


def _separate(content: LabelContent, frame: Frame, area: Area, share: float) -> Row | None:
    """Return the net quantity, wrapped if need be, and the price below it."""
    widest = step_down(area.width / typeface("bold").width(content.price))
    size = min(_price_size(frame, share), widest)
    if size < smallest_step(frame.smallest_type) or not content.net_quantity:
        return None
    wish = size_of(frame, NET_SHARE) * share
    box = Box(area.width, area.height, wish, frame.smallest_type, _MOST_NET_LINES, fewest_lines=True)
    net = fit(content.net_quantity, typeface("bold"), box)
    if net is None:
        return None
    texts = lines_at("net_quantity", "bold", net, area.left, 0)
    price = price_at(content.price, size, area.left, net.height)
    return Row((*texts, price), price.area.bottom, gap=False)


def _two_beside_price(content: LabelContent, frame: Frame, area: Area, share: float) -> Row | None:
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
    return Row(texts, height, gap=False, holds_cooperative=True, shortened=cooperative.shortened)
