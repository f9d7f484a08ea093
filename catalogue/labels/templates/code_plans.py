"""Where the codes of a retail template may stand, and the room that is left for texts.

Plans come in the order of preference: bars at full height before low ones, every code before fewer. ``foot``:
bars at the left and square codes at the right of one strip along the foot, or next to the bars where that is
too far. ``tiers``: square codes above the bars. ``corner``: the same with all texts beside the square codes.
``side``: all in a column at the right.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from catalogue.barcodes.symbols import MatrixSymbol
from catalogue.labels.geometry import Area, Frame, PlacedSymbol, PlacedText
from catalogue.labels.symbol_checks import too_far
from catalogue.labels.symbol_sizes import LinearSize, place_qr
from catalogue.labels.templates.paragraphs import paragraph, place_lines
from catalogue.labels.text_fitting import smallest_step
from catalogue.labels.typefaces import LINE

# Narrower columns break every word.
_LEAST_COLUMN_MM = 12.0
# How low bars may be beside their full height before the lowest that is allowed.
_HEIGHT_SHARES = (1.0, 0.7, 0.5)
_COST_OF_HEIGHT = 1.6
# A second row of codes; codes too far from the bars for a till to take them for one item.
_COST_OF_TIERS, _COST_OF_CORNER, _COST_OF_DISTANCE = 0.3, 0.5, 0.6


@dataclass(frozen=True, slots=True)
class CodePlan:
    """Symbols in their places with the texts that belong to them, and the room for all other texts.

    ``foot`` is the room beside the codes; ``spare_foot`` says that it is used only where ``main`` has none
    for all texts. ``cost`` weighs what is worse than at the best.
    """

    symbols: tuple[PlacedSymbol, ...]
    texts: tuple[PlacedText, ...]
    main: Area
    foot: Area | None
    cost: float = 0.0
    spare_foot: bool = False


@dataclass(frozen=True, slots=True)
class Square:
    """A square symbol at ``x`` dots to the module, with the lines that stand below it."""

    symbol: MatrixSymbol
    x: int
    hint: tuple[str, ...] = ()

    @property
    def side(self) -> int:
        """Its width with quiet zones."""
        return self.symbol.total_width_modules * self.x

    @property
    def quiet(self) -> int:
        """Its quiet zone."""
        return self.symbol.quiet * self.x


def code_plans(
    frame: Frame, area: Area, gap: float, bars: Sequence[LinearSize], squares: Sequence[Square]
) -> Iterator[CodePlan]:
    """Return the places of ``squares`` with bars of one of the sizes, or without any where there are none."""
    ways = (_foot, _tiers, _corner, _side)
    if not bars:
        for way in ways:
            plan = way(frame, area, gap, None, 0, squares)
            if plan is not None:
                yield plan
        return
    for size in bars:
        for height, cost in _heights(size):
            for way in ways:
                plan = way(frame, area, gap, size, height, squares)
                if plan is not None:
                    yield replace(plan, cost=plan.cost + cost)


def _heights(size: LinearSize) -> list[tuple[int, float]]:
    full = size.full_height
    heights = {size.lowest, *(max(round(full * share), size.lowest) for share in _HEIGHT_SHARES)}
    return [(height, _COST_OF_HEIGHT * (1 - height / full)) for height in sorted(heights, reverse=True)]


def _foot(
    frame: Frame, area: Area, gap: float, size: LinearSize | None, height: int, squares: Sequence[Square]
) -> CodePlan | None:
    symbols, texts = _squares_in_row(frame, area, squares, int(area.bottom))
    left, right = area.left, min((symbol.area.left for symbol in symbols), default=area.right)
    top = min((symbol.area.top for symbol in symbols), default=area.bottom)
    if size is not None:
        reach, reach_right = size.reach()
        first = max(size.quiet_left, int(area.left) + reach)
        if not squares and _alone(size, area):
            first = _centred(frame, size)
        linear, digits = size.place(first, int(area.bottom) - size.depth - height, height)
        bars_right = max(linear.area.right, linear.left + linear.bars_width + reach_right)
        if bars_right > min(right, frame.width) or linear.left + linear.bars_width + reach_right > area.right:
            return None
        left, top = bars_right + gap, min(top, linear.area.top)
        if any(too_far(linear, symbol, frame.printer) for symbol in symbols):
            # For a till to take them for one item, the codes stand beside the bars and texts at their right.
            shift = int(right - left)
            symbols = [replace(symbol, left=symbol.left - shift) for symbol in symbols]
            texts = [replace(text, left=text.left - shift) for text in texts]
            left, right = max(symbol.area.right for symbol in symbols) + gap, area.right
        symbols, texts = [linear, *symbols], [*digits, *texts]
    main = Area(area.left, area.top, area.right, top - gap)
    foot = Area(left, top, right if symbols else area.right, area.bottom)
    wide = foot.width >= frame.dots(_LEAST_COLUMN_MM)
    return _plan(frame, symbols, texts, main, foot if wide else None)


def _tiers(
    frame: Frame, area: Area, gap: float, size: LinearSize | None, height: int, squares: Sequence[Square]
) -> CodePlan | None:
    if size is None or not squares or size.width > frame.width:
        return None
    first = _centred(frame, size)
    linear, digits = size.place(first, int(area.bottom) - size.depth - height, height)
    reach, reach_right = size.reach()
    if linear.left - reach < area.left or linear.left + linear.bars_width + reach_right > area.right:
        return None
    bottom = int(linear.area.top - gap / 2)
    symbols, texts = _squares_in_row(frame, area, squares, bottom, above=True)
    left = min(symbol.area.left for symbol in symbols)
    top = min(symbol.area.top for symbol in symbols)
    main = Area(area.left, area.top, area.right, top)
    foot = Area(area.left, top, left, bottom)
    wide = foot.width >= frame.dots(_LEAST_COLUMN_MM)
    apart = any(too_far(linear, symbol, frame.printer) for symbol in symbols)
    cost = _COST_OF_TIERS + (_COST_OF_DISTANCE if apart else 0.0)
    return _plan(frame, [linear, *symbols], [*digits, *texts], main, foot if wide else None, cost)


def _corner(
    frame: Frame, area: Area, gap: float, size: LinearSize | None, height: int, squares: Sequence[Square]
) -> CodePlan | None:
    """Return squares in the upper right corner above the bars, and the texts in all that is left of them."""
    if len(squares) != 1:
        return None
    plan = _tiers(frame, area, gap, size, height, squares)
    if plan is None:
        return None
    linear, square = plan.symbols
    top = max(math.ceil(frame.ink.top), squares[0].quiet, math.ceil(area.top))
    square, hints = _place_square(frame, squares[0], square.left, top)
    low = max([square.area.bottom, *(hint.area.bottom for hint in hints)])
    if low > linear.area.top:
        return None
    left = min([square.area.left, *(hint.area.left for hint in hints)])
    main = Area(area.left, area.top, left - gap, linear.area.top - gap)
    digits = [text for text in plan.texts if text.field == "number"]
    apart = too_far(linear, square, frame.printer)
    cost = _COST_OF_CORNER + (_COST_OF_DISTANCE if apart else 0.0)
    return _plan(frame, [linear, square], [*digits, *hints], main, None, cost)


def _side(
    frame: Frame, area: Area, gap: float, size: LinearSize | None, height: int, squares: Sequence[Square]
) -> CodePlan | None:
    """Return squares at the head and bars at the foot of a column at the right."""
    symbols: list[PlacedSymbol] = []
    texts: list[PlacedText] = []
    foot: float = frame.height
    if size is not None:
        _, reach_right = size.reach()
        bars = size.symbol.width_modules * size.x
        left = min(int(area.right) - reach_right, frame.width - size.quiet_right) - bars
        linear, digits = size.place(left, int(area.bottom) - size.depth - height, height)
        symbols, texts, foot = [linear], digits, linear.area.top - gap / 2
    first = max(math.ceil(area.top), squares[0].quiet) if squares else 0
    for square in squares:
        placed, hints = _place_square(frame, square, _flush_right(frame, area, square), first)
        symbols.append(placed)
        texts += hints
        below = max([placed.area.bottom, *(hint.area.bottom for hint in hints)])
        ink = max([placed.area.bottom - square.quiet, *(hint.area.bottom for hint in hints)])
        if below > foot or ink > area.bottom:
            return None
        first = math.ceil(below) + square.quiet
    if not symbols:
        return None
    edge = min([symbol.area.left for symbol in symbols] + [text.area.left for text in texts])
    main = Area(area.left, area.top, edge - 2 * gap, area.bottom)
    between = Area(edge, first, area.right, foot if size is not None else area.bottom)
    wide = squares and between.width >= frame.dots(_LEAST_COLUMN_MM) and between.height > 0
    plan = _plan(frame, symbols, texts, main, between if wide else None, 0.1 if size is None else 0.8)
    return plan and replace(plan, spare_foot=size is None)


def _plan(
    frame: Frame,
    symbols: list[PlacedSymbol],
    texts: list[PlacedText],
    main: Area,
    foot: Area | None,
    cost: float = 0.0,
) -> CodePlan | None:
    """Return the plan, or None where a symbol leaves the label or the words below it leave the ink."""
    label = Area(0, 0, frame.width, frame.height)
    sound = all(_inside(label, symbol.area) and symbol.top >= frame.ink.top for symbol in symbols)
    if main.height <= 0 or main.width <= 0 or not (sound and all(_inside(frame.ink, t.area) for t in texts)):
        return None
    return CodePlan(tuple(symbols), tuple(texts), main, foot, cost)


def _inside(outer: Area, inner: Area) -> bool:
    return (
        outer.left <= inner.left
        and outer.top <= inner.top
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def _alone(size: LinearSize, area: Area) -> bool:
    """Return whether bars leave no room for texts beside them."""
    return area.width - size.width < 0.35 * area.width


def _centred(frame: Frame, size: LinearSize) -> int:
    """Return where the first bar stands with bars and digits in the middle of the label."""
    reach_left, reach_right = size.reach()
    bars = size.symbol.width_modules * size.x
    left = (frame.width - bars - reach_left - reach_right) // 2 + reach_left
    rightmost = min(frame.width - size.quiet_right, int(frame.ink.right) - reach_right) - bars
    return min(max(left, size.quiet_left, int(frame.ink.left) + reach_left), rightmost)


def _flush_right(frame: Frame, area: Area, square: Square) -> int:
    """Return where the first module stands with the last, or the words below, at the edge of the texts."""
    side = square.symbol.width_modules * square.x
    beyond = math.ceil(max(_hint_width(frame, square) - side, 0) / 2)
    return min(int(area.right) - beyond, frame.width - square.quiet) - side


def _squares_in_row(
    frame: Frame, area: Area, squares: Sequence[Square], bottom: int, *, above: bool = False
) -> tuple[list[PlacedSymbol], list[PlacedText]]:
    """Return square codes from the right, their last module or the words below it at ``bottom``.

    ``above`` keeps the quiet zone clear of what stands below too.
    """
    symbols: list[PlacedSymbol] = []
    texts: list[PlacedText] = []
    right = area
    for square in reversed(squares):
        left = _flush_right(frame, right, square)
        depth = _hint_height(frame, square)
        lowest = bottom - square.quiet if above or depth else min(bottom, frame.height - square.quiet)
        first = int(lowest - depth) - square.symbol.width_modules * square.x
        placed, hints = _place_square(frame, square, left, first)
        symbols.insert(0, placed)
        texts += hints
        edge = min([placed.area.left, *(hint.area.left for hint in hints)])
        right = replace(area, right=edge - square.quiet)
    return symbols, texts


def _hint_width(frame: Frame, square: Square) -> float:
    size = smallest_step(frame.smallest_type)
    return max((paragraph((line, "regular")).width * size for line in square.hint), default=0.0)


def _hint_height(frame: Frame, square: Square) -> float:
    return len(square.hint) * LINE * smallest_step(frame.smallest_type)


def _place_square(frame: Frame, square: Square, left: int, top: int) -> tuple[PlacedSymbol, list[PlacedText]]:
    """Return a square code with its first module at ``left`` and ``top``, and the words below it."""
    placed = place_qr(square.symbol, square.x, left, top)
    size = smallest_step(frame.smallest_type)
    room = placed.area
    hints: list[PlacedText] = []
    for index, line in enumerate(square.hint):
        below = room.bottom + index * LINE * size
        words = paragraph((line, "regular"))
        ends = [len(words.words)]
        hints += place_lines("hint", words, ends, size, room.left, below, room.width, "centre")
    return placed, hints
