"""The column beside bars of full height: price, net quantity and cooperative around the QR code."""

from dataclasses import dataclass

from catalogue.labels.content import LabelContent
from catalogue.labels.geometry import Area, Frame, PlacedText
from catalogue.labels.text_fitting import Box, FittedText, fit, fit_or_shorten
from catalogue.labels.text_lines import COOPERATIVE_SHARE, NET_SHARE, fit_price, lines_at, price_at, size_of
from catalogue.labels.typefaces import LINE, typeface

# Narrower columns break every word.
_LEAST_COLUMN_MM = 9.0
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Column:
    """Texts in their place and the fields that were shortened."""

    texts: tuple[PlacedText, ...]
    shortened: tuple[str, ...]


def least_column(frame: Frame) -> float:
    """Return the width that a column of text has at least, in dots."""
    return frame.dots(_LEAST_COLUMN_MM)


def fill_column(content: LabelContent, frame: Frame, column: Area, qr: Area | None) -> Column | None:
    """Return the texts in ``column``, clear of ``qr`` in one of its lower corners, or None without room.

    The price stands at the head. The net quantity keeps to one line, for which it may pass above the QR code.
    """
    price_size = fit_price(content.price, frame, column.width)
    if price_size is None:
        return None
    price = price_at(content.price, price_size, column.left, column.top)
    left, right = column.left, column.right
    if qr is not None and qr.right < column.right - least_column(frame):
        left = qr.right + frame.gap
    elif qr is not None:
        right = qr.left
    below = Area(left, price.area.bottom + frame.gap / 2, right, column.bottom)
    if below.width < least_column(frame) or (qr is not None and qr.top < price.area.bottom):
        return None
    texts = [price]
    if content.net_quantity:
        net = _fit_net(content.net_quantity, frame, below, column.right, qr)
        if net is None:
            return None
        texts += lines_at("net_quantity", "bold", net, below.left, below.top)
        below = Area(below.left, below.top + net.height, below.right, below.bottom)
    if not content.cooperative:
        return Column(tuple(texts), ())
    wish = size_of(frame, COOPERATIVE_SHARE)
    box = Box(below.width, below.height, wish, frame.smallest_type, _MOST_LINES, fewest_lines=True)
    cooperative = fit_or_shorten(content.cooperative, typeface("regular"), box)
    if cooperative is None:
        return None
    top = below.bottom - cooperative.height
    texts += lines_at("cooperative", "regular", cooperative, below.left, top)
    return Column(tuple(texts), ("cooperative",) if cooperative.shortened else ())


def _fit_net(text: str, frame: Frame, below: Area, right: float, qr: Area | None) -> FittedText | None:
    """Return the net quantity on one line beside or above the QR code, else on several beside it."""
    face, wish, least = typeface("bold"), size_of(frame, NET_SHARE), frame.smallest_type
    above = below.height if qr is None else qr.top - below.top
    boxes = (
        Box(below.width, LINE * wish, wish, wish, 1),
        Box(right - below.left, above, wish, least, 1),
        Box(below.width, below.height, wish, least, _MOST_LINES, fewest_lines=True),
    )
    fitted = (fit(text, face, box) for box in boxes)
    return next((net for net in fitted if net is not None), None)
