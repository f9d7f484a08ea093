"""The symbols of cases and pallets, one above the other across the label, and the room left above them.

One GS1-128 holds all elements where it is narrow enough; else they are shared out to several, as the standard
lets them stand in more symbols than one on the same label. The serial number of a pallet is the lowest.

Source: GS1 General Specifications, section 6.7 (GS1 Logistic Label: building blocks, symbols at the foot, the
SSCC lowest) and 5.12.3, tables 2 and 4; section 2.1.6 (AI 02 and 37 with the SSCC of the same unit).
"""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.barcodes.symbols import LinearSymbol, encode
from catalogue.gs1.element_string import SEPARATOR
from catalogue.gs1.element_string_building import build_element_string
from catalogue.gs1.gtin import parse_gtin
from catalogue.labels.content import LabelContent
from catalogue.labels.geometry import Area, Frame, PlacedSymbol, PlacedText, digits_under
from catalogue.labels.symbol_sizes import LinearSize, Use, linear_sizes
from catalogue.labels.templates.code_plans import CodePlan
from catalogue.labels.templates.design import Code, Template
from catalogue.labels.templates.paragraphs import paragraph, place_lines, wrap_evenly
from catalogue.labels.text_fitting import smallest_step, step_down
from catalogue.labels.typefaces import DIGIT_ASCENT, LINE

_HEIGHT_SHARES = (1.0, 0.8, 0.6, 0.4)
_DIGIT_MM = 3.2
# Digits stand at least 1.02 mm below a bearer bar, and half as far below bars without.
_BEARER_GAP_MM = 1.1
_GAP_MM = 0.5


@dataclass(frozen=True, slots=True)
class _Tier:
    """One symbol at its size with the lines below it."""

    size: LinearSize
    text_size: float
    ends: tuple[int, ...]

    @property
    def bearer(self) -> int:
        return self.size.symbol.bearer * self.size.x


def case_codes(template: Template) -> bool:
    """Return whether a template has codes of cases or pallets."""
    return any(code in ("case", "elements", "contents", "sscc") for code in template.codes)


def case_symbols(content: LabelContent, template: Template, frame: Frame, area: Area) -> list[LinearSize]:
    """Return the symbols of a case or pallet from above, each at the size nearest the target that fits.

    Symbols too wide for the label are there at their narrowest, for a refusal to name. Raises the Gs1Error of
    a number, lot or date that can not be encoded.
    """
    use: Use = "logistic" if "sscc" in template.codes else "case"
    sizes: list[LinearSize] = []
    for code in template.codes:
        if code == "case":
            sizes.append(_size(_linear("itf14", content.number), frame, area, use))
        else:
            sizes += _shared_out(_elements(content, code), frame, area, use)
    return sizes


def case_plans(frame: Frame, area: Area, gap: float, sizes: Sequence[LinearSize]) -> Iterator[CodePlan]:
    """Return the symbols at the foot of the label: at full height first, then lower."""
    if any(not _fits(size, frame, area) for size in sizes):
        return
    tiers = [_tier(size, frame) for size in sizes]
    for share in _HEIGHT_SHARES:
        plan = _stacked(frame, area, gap, tiers, share)
        if plan is not None:
            yield plan


def _elements(content: LabelContent, code: Code) -> list[tuple[str, str]]:
    """Return the elements of one code in the order in which they are shared out."""
    details = content.details
    dated = [("17", _yymmdd(details.expires_on))] if details.expires_on else []
    if details.lot:
        dated.append(("10", details.lot))
    gtin14 = parse_gtin(content.number)
    if code == "sscc":
        return [("00", details.sscc)]
    if code == "contents":
        return [("02", gtin14), ("37", f"{details.count}"), *dated]
    # Without expiry and lot the bars of the case say it all.
    return [("01", gtin14), *dated] if dated else []


def _yymmdd(day: dt.date) -> str:
    return f"{day:%y%m%d}"


def _shared_out(elements: Sequence[tuple[str, str]], frame: Frame, area: Area, use: Use) -> list[LinearSize]:
    """Return as few symbols as hold all elements."""
    sizes: list[LinearSize] = []
    held: list[tuple[str, str]] = []
    for element in elements:
        longer = _gs1_128([*held, element])
        size = _size(longer, frame, area, use)
        if held and not _fits(size, frame, area):
            held = [element]
            sizes.append(_size(_gs1_128(held), frame, area, use))
        else:
            held.append(element)
            sizes[-1:] = [size]
    return sizes


def _gs1_128(elements: Sequence[tuple[str, str]]) -> LinearSymbol:
    return _linear("gs1-128", SEPARATOR + build_element_string(dict(elements)))


def _linear(symbology: str, content: str) -> LinearSymbol:
    symbol = encode(symbology, content)
    if not isinstance(symbol, LinearSymbol):
        raise TypeError(f"{symbology} is no linear symbol.")
    return symbol


def _size(symbol: LinearSymbol, frame: Frame, area: Area, use: Use) -> LinearSize:
    sizes = linear_sizes(symbol, frame.printer, use)
    return next((size for size in sizes if _fits(size, frame, area)), min(sizes, key=lambda size: size.x))


def _fits(size: LinearSize, frame: Frame, area: Area) -> bool:
    """Return whether a symbol has room across: quiet zones on the label, ink inside the area."""
    ink = size.width if size.symbol.bearer else size.symbol.width_modules * size.x
    return size.width <= frame.width and ink <= area.width


def _tier(size: LinearSize, frame: Frame) -> _Tier:
    text_size = max(step_down(frame.dots(_DIGIT_MM) / DIGIT_ASCENT), smallest_step(frame.smallest_type))
    if not size.symbol.elements:
        cells = min(group.width / len(group.text) for group in size.symbol.hri)
        return _Tier(size, min(text_size, step_down(cells * size.x / 0.6)), (1,))
    words = paragraph(*[(piece, "regular") for piece in size.symbol.elements])
    while text_size > smallest_step(frame.smallest_type) and words.width * text_size > size.width:
        text_size = step_down(text_size - 0.25)
    ends = wrap_evenly(words, size.width / text_size) or list(range(1, len(words.words) + 1))
    return _Tier(size, text_size, tuple(ends))


def _stacked(frame: Frame, area: Area, gap: float, tiers: Sequence[_Tier], share: float) -> CodePlan | None:
    symbols: list[PlacedSymbol] = []
    texts: list[PlacedText] = []
    bottom = area.bottom
    cost = 0.0
    for tier in reversed(tiers):
        size = tier.size
        height = max(round(size.full_height * share), size.lowest)
        cost = max(cost, 3 * (1 - height / size.full_height))
        white = frame.dots(_BEARER_GAP_MM if tier.bearer else _GAP_MM)
        lettering = len(tier.ends) * LINE * tier.text_size if size.symbol.elements else tier.text_size
        top = math.floor(bottom - lettering - white - tier.bearer - height)
        placed = PlacedSymbol(
            size.symbol,
            size.x,
            (frame.width - size.symbol.width_modules * size.x) // 2,
            top,
            height,
            size.quiet_left,
            size.quiet_right,
            truncated=height < size.full_height,
        )
        symbols.insert(0, placed)
        texts += _lettering(tier, placed, white)
        bottom = placed.area.top - 1.6 * gap
    main = Area(area.left, area.top, area.right, bottom)
    return None if main.height <= 0 else CodePlan(tuple(symbols), tuple(texts), main, None, cost)


def _lettering(tier: _Tier, placed: PlacedSymbol, white: float) -> list[PlacedText]:
    symbol = tier.size.symbol
    if not symbol.elements:
        return digits_under(symbol, placed, tier.text_size, white + tier.bearer)
    words = paragraph(*[(piece, "regular") for piece in symbol.elements])
    room = placed.area
    return place_lines(
        "number", words, tier.ends, tier.text_size, room.left, room.bottom + white, room.width, "centre"
    )
