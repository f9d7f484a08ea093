"""The codes of a template as plans of where they may stand: the most codes first.

Bars of regular size come before those for on-demand printing, and square codes are left out one by one before
the bars are.
"""

from collections.abc import Iterator
from dataclasses import replace

from catalogue.barcodes.symbols import LinearSymbol, MatrixSymbol, default_symbology, encode
from catalogue.gs1.gtin import parse_gtin
from catalogue.labels.content import LabelContent
from catalogue.labels.errors import BarsDoNotFit, LabelNumberUnsupported
from catalogue.labels.geometry import Area, Frame
from catalogue.labels.symbol_sizes import LinearSize, linear_sizes, x_dots_in_range
from catalogue.labels.templates.case_plans import case_codes, case_plans, case_symbols
from catalogue.labels.templates.code_plans import CodePlan, Square, code_plans
from catalogue.labels.templates.design import Template

_RETAIL_SYMBOLOGIES = ("ean13", "ean8", "upca")
_HINTS = {
    "qr": ("Quét để đọc", "Scan to read"),
    "audio": ("Quét để nghe", "Scan to listen"),
}
# What square codes smaller than they might be cost.
_COST_OF_SMALL = 0.5


def plans_of(
    content: LabelContent, template: Template, frame: Frame, area: Area, gap: float
) -> Iterator[tuple[tuple[Square, ...], bool, CodePlan]]:
    """Yield plans with the codes left out for them and whether their bars are for on-demand printing."""
    if case_codes(template):
        sizes = case_symbols(content, template, frame, area)
        for plan in case_plans(frame, area, gap, sizes):
            yield (), False, plan
        return
    squares = squares_of(content, template, frame)
    smaller = squares_of(content, replace(template, code_mm=0.0), frame)
    bars = bars_of(content, template, frame)
    if not bars and not squares:
        yield (), False, CodePlan((), (), area, None)
        return
    for on_demand in (False, True):
        sizes = [size for size in bars if size.on_demand == on_demand]
        if (bars and not sizes) or (on_demand and not bars):
            continue
        for count in range(len(squares), -1 if bars else len(squares) - 1, -1):
            for plan in code_plans(frame, area, gap, sizes, squares[:count]):
                yield tuple(squares[count:]), on_demand, plan
            if smaller[:count] != squares[:count]:
                for plan in code_plans(frame, area, gap, sizes, smaller[:count]):
                    yield tuple(squares[count:]), on_demand, replace(plan, cost=plan.cost + _COST_OF_SMALL)


def bars_of(content: LabelContent, template: Template, frame: Frame) -> list[LinearSize]:
    """Return the sizes to try: nearest to the target, the smallest, and those for on-demand printing."""
    wanted = "bars" in template.codes or ("square" in template.codes and content.digital_link is None)
    if not wanted:
        return []
    symbology = default_symbology(parse_gtin(content.number))
    if symbology not in _RETAIL_SYMBOLOGIES:
        raise LabelNumberUnsupported(number=content.number)
    symbol = encode(symbology, content.number)
    if not isinstance(symbol, LinearSymbol):
        raise TypeError(f"The bars of {content.number} are no linear symbol.")
    sizes = linear_sizes(symbol, frame.printer)
    regular = [size for size in sizes if not size.on_demand]
    if not any(size.width <= frame.width for size in sizes):
        width_mm = min(frame.printer.millimetres(size.width) for size in sizes)
        raise BarsDoNotFit(
            number=content.number,
            label=frame.stock.label_size,
            dpi=frame.printer.dpi,
            width_mm=f"{width_mm:.1f}",
        )
    smallest = min(regular, key=lambda size: size.x)
    tried = dict.fromkeys([*regular[:1], smallest, *(size for size in sizes if size.on_demand)])
    return [size for size in tried if size.width <= frame.width]


def squares_of(content: LabelContent, template: Template, frame: Frame) -> list[Square]:
    """Return the square codes of a template that ``content`` has, at the size that the label has room for."""
    links = {"qr": content.digital_link, "audio": content.details.audio_link}
    hinted = "audio" in template.codes
    squares = []
    for code in template.codes:
        link = links.get(code)
        if link is not None:
            hint = _HINTS[code][: len(template.languages)] if hinted else ()
            squares.append(_square("gs1-qr", link, template, frame, hint))
        elif code == "square" and content.digital_link is not None:
            squares.append(_square("gs1-datamatrix", content.number, template, frame, ()))
    return squares


def _square(symbology: str, payload: str, template: Template, frame: Frame, hint: tuple[str, ...]) -> Square:
    symbol = encode(symbology, payload)
    if not isinstance(symbol, MatrixSymbol):
        raise TypeError(f"{symbology} is no square symbol.")
    dots = sorted(x_dots_in_range(symbology, frame.printer))
    # A large module only as far as the code takes no more than its share of the label.
    most = min(0.3 * frame.width, 0.4 * frame.height)
    x = max(
        (
            x
            for x in dots
            if frame.printer.millimetres(x) <= template.code_mm and x * symbol.total_width_modules <= most
        ),
        default=dots[0],
    )
    return Square(symbol, x, hint)
