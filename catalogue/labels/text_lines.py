"""Fitted texts as lines in their place, and the sizes that are wished for."""

from catalogue.labels.geometry import Frame, PlacedText
from catalogue.labels.text_fitting import FittedText, smallest_step, step_down
from catalogue.labels.typefaces import ASCENT, FIGURE_ASCENT, FIGURE_DESCENT, LINE, Weight, typeface

# Type sizes wished for, as shares of the height of the label.
NAME_SHARE = 0.105
NET_SHARE = 0.08
COOPERATIVE_SHARE = 0.068
PRICE_SHARE = 0.165


def size_of(frame: Frame, share: float) -> float:
    """Return a wished type size, never below the least lawful one."""
    return max(share * frame.height, smallest_step(frame.smallest_type))


def lines_at(field: str, weight: Weight, fitted: FittedText, left: float, top: float) -> list[PlacedText]:
    """Return fitted lines from ``top`` down, flush left."""
    face = typeface(weight)
    return [
        PlacedText(
            field,
            line,
            weight,
            fitted.size,
            left,
            top + (index * LINE + ASCENT) * fitted.size,
            face.width(line) * fitted.size,
        )
        for index, line in enumerate(fitted.lines)
    ]


def price_at(price: str, size: float, left: float, top: float) -> PlacedText:
    """Return the price with its figures' heads at ``top``."""
    width = typeface("bold").width(price) * size
    baseline = top + FIGURE_ASCENT * size
    return PlacedText("price", price, "bold", size, left, baseline, width, FIGURE_ASCENT, FIGURE_DESCENT)


def price_height(size: float) -> float:
    """Return the height of the ink of a price."""
    return (FIGURE_ASCENT + FIGURE_DESCENT) * size


def fit_price(price: str, frame: Frame, width: float) -> float | None:
    """Return the size of the price on a line of its own, or None without room."""
    size = step_down(min(PRICE_SHARE * frame.height, width / typeface("bold").width(price)))
    return size if size >= smallest_step(frame.smallest_type) else None
