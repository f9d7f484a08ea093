"""One label laid out: the best arrangement that stock and printer allow, and remarks about it.

Bars at full height beside a QR code go before truncated bars below one, these before bars alone; within each
the module nearest to the standard's target is tried first, and the on-demand size last of all. No symbol is
ever squeezed.
"""

from catalogue.barcodes.symbols import LinearSymbol, MatrixSymbol, default_symbology, encode
from catalogue.gs1.gtin import parse_gtin
from catalogue.labels.arrangements import Arrangement, beside, corner, stacked
from catalogue.labels.content import FIELDS_EN, FIELDS_VI, LabelContent, clean_content
from catalogue.labels.errors import (
    BarsDoNotFit,
    LabelDoesNotFit,
    LabelNumberUnsupported,
    PrinterCannotFeed,
    TextDoesNotFit,
)
from catalogue.labels.geometry import Frame, LabelLayout, frame_of
from catalogue.labels.notices import Notice, bars_truncated, on_demand_size, qr_left_out, text_shortened
from catalogue.labels.printers import Printer
from catalogue.labels.stocks import LabelStock
from catalogue.labels.symbol_sizes import (
    LINEAR_X_MIN_MM,
    LINEAR_X_TARGET_MM,
    LinearSize,
    linear_sizes,
    qr_dots,
)
from catalogue.labels.templates.composing import compose
from catalogue.labels.templates.design import Template
from catalogue.labels.templates.registry import STANDARD

# The sizes of ``symbol_sizes`` are those of bars at the point of sale.
_RETAIL_SYMBOLOGIES = ("ean13", "ean8", "upca")
_ARRANGEMENTS = (beside, corner, stacked)
# What the goods say of one piece: beside the number of a case it would be wrong.
_OF_A_PIECE = frozenset({"price", "unit_price", "net_quantity"})


def lay_out(
    content: LabelContent,
    stock: LabelStock,
    printer: Printer,
    template: Template = STANDARD,
) -> LabelLayout:
    """Return the label of ``content`` in ``template`` on ``stock`` as ``printer`` will print it.

    Raises PrinterCannotFeed, BarsDoNotFit or TextDoesNotFit (all LabelDoesNotFit), LabelContentInvalid, or
    the error of a number or link that can not be encoded.
    """
    if not printer.feeds(stock):
        raise PrinterCannotFeed(printer=printer.key, stock=stock.key)
    content = clean_content(content)
    if content.details.units is not None and _says_of_a_piece(template):
        raise LabelNumberUnsupported(number=content.number)
    if template.lines:
        return compose(content, frame_of(stock, printer), template)
    return _standard(content, frame_of(stock, printer))


def _standard(content: LabelContent, frame: Frame) -> LabelLayout:
    """Return the standard label. Raises what ``lay_out`` does."""
    symbology = default_symbology(parse_gtin(content.number))
    if symbology not in _RETAIL_SYMBOLOGIES:
        raise LabelNumberUnsupported(number=content.number)
    linear = encode(symbology, content.number)
    if not isinstance(linear, LinearSymbol):
        raise TypeError(f"The bars of {content.number} are no linear symbol.")
    qr = None if content.digital_link is None else encode("gs1-qr", content.digital_link)
    if qr is not None and not isinstance(qr, MatrixSymbol):
        raise TypeError("A Digital Link is drawn as a square symbol.")
    sizes = [size for size in linear_sizes(linear, frame.printer) if size.width <= frame.width]
    for on_demand in (False, True):
        possible = [size for size in sizes if size.on_demand == on_demand]
        for arrange in _ARRANGEMENTS:
            for size in possible:
                arrangement = arrange(content, frame, size, qr)
                if arrangement is not None:
                    notices = _notices(content, frame, size, qr, arrangement)
                    return LabelLayout(frame, arrangement.texts, arrangement.symbols, notices, on_demand)
    raise _refusal(content, frame, linear, sizes)


def _says_of_a_piece(template: Template) -> bool:
    return not template.lines or not _OF_A_PIECE.isdisjoint(template.fields)


def _notices(
    content: LabelContent, frame: Frame, size: LinearSize, qr: MatrixSymbol | None, arrangement: Arrangement
) -> tuple[Notice, ...]:
    printer = frame.printer
    notices = []
    bars = arrangement.symbols[0]
    if size.on_demand:
        x_mm = printer.millimetres(size.x)
        notices.append(on_demand_size(printer.millimetres(size.width), x_mm / LINEAR_X_TARGET_MM * 100))
    if bars.truncated:
        notices.append(bars_truncated(printer.millimetres(size.full_height)))
    if qr is not None and len(arrangement.symbols) == 1:
        width_mm = printer.millimetres(qr.total_width_modules * qr_dots(printer))
        notices.append(qr_left_out(frame.stock.label_size, width_mm))
    for field in arrangement.shortened:
        whole = content.name if field == "name" else content.cooperative
        printed = " ".join(text.text for text in arrangement.texts if text.field == field)
        notices.append(text_shortened(FIELDS_VI[field], FIELDS_EN[field], printed or whole))
    return tuple(notices)


def _refusal(
    content: LabelContent, frame: Frame, linear: LinearSymbol, sizes: list[LinearSize]
) -> LabelDoesNotFit:
    """Return why nothing was possible: would the same label fit with hardly any text?"""
    label = frame.stock.label_size
    bare = LabelContent("A", "", 0, "", content.number)
    arranged = any(stacked(bare, frame, size, None) for size in sizes)
    if not arranged:
        width_mm = f"{linear.total_width_modules * LINEAR_X_MIN_MM:.1f}"
        return BarsDoNotFit(number=content.number, label=label, dpi=frame.printer.dpi, width_mm=width_mm)
    field = "price"
    if content.net_quantity:
        without = LabelContent(content.name, "", content.price_vnd, content.cooperative, content.number)
        if any(stacked(without, frame, size, None) for size in sizes):
            field = "net_quantity"
    text = content.price if field == "price" else content.net_quantity
    names = {"field_vi": FIELDS_VI[field], "field_en": FIELDS_EN[field]}
    return TextDoesNotFit(number=content.number, text=text, label=label, **names)
