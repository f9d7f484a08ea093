"""What each field of a label says, and the caption in front of it, in Vietnamese and English."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass

from catalogue.gs1.gtin import display_gtin, parse_gtin
from catalogue.labels.content import NO_BREAK_SPACE, LabelContent, format_price
from catalogue.labels.details import Wording
from catalogue.labels.rules.dates import spell_date, spell_span
from catalogue.labels.rules.net_quantities import caption as quantity_caption
from catalogue.labels.rules.origins import is_worded

# What is made of fibre, wood, clay or silver has a material, everything else has ingredients.
_OF_MATERIAL = frozenset({"det-may", "thu-cong"})
_PER = {"l": "L", "m2": "m²", "piece": "chiếc", "service": "lượt"}
_PER_EN = {"l": "L", "m2": "m²"}
_CAPTIONS = {
    "responsible": Wording("Tổ chức chịu trách nhiệm", "Responsible party"),
    "address": Wording("Địa chỉ", "Address"),
    "origin": Wording("Xuất xứ", "Origin"),
    "ingredients": Wording("Thành phần", "Ingredients"),
    "storage": Wording("Bảo quản", "Storage"),
    "usage": Wording("Hướng dẫn sử dụng", "Directions"),
    "warnings": Wording("Thông tin cảnh báo", "Warning"),
    "nutrition": Wording("Giá trị dinh dưỡng", "Nutrition facts"),
    "specification": Wording("Quy cách", "Specification"),
    "alcohol": Wording("Hàm lượng etanol", "Alcohol"),
    "produced_on": Wording("NSX", "MFG"),
    "packed_on": Wording("Ngày đóng gói", "Packed"),
    "expires_on": Wording("HSD", "EXP"),
    "lot": Wording("Số lô", "Lot"),
    "sku": Wording("Mã hàng", "SKU"),
    "unit_price": Wording("Đơn giá", "Unit price"),
    "units": Wording("Quy cách thùng", "Case"),
    "count": Wording("Số thùng", "Count"),
    "sscc": Wording("SSCC", "SSCC"),
    "gtin": Wording("GTIN", "GTIN"),
    "cooperative": Wording("Nhà sản xuất", "Producer"),
    "price": Wording("Giá", "Price"),
}


@dataclass(frozen=True, slots=True)
class FieldText:
    """The text of a field in one language with its caption; either may be empty."""

    caption: str
    text: str


def field_texts(content: LabelContent, field: str, languages: tuple[str, ...]) -> list[FieldText]:
    """Return the text of ``field`` in each of ``languages`` that has one; [] where the label has none.

    A text that is the same in both languages, such as a date, stands once, with both captions.
    """
    found = [
        FieldText(_caption(content, field, language), text)
        for language in languages
        if (text := field_text(content, field, language))
    ]
    if len(found) > 1 and found[0].text == found[1].text:
        captions = dict.fromkeys(one.caption for one in found if one.caption)
        return [FieldText(" / ".join(captions), found[0].text)]
    return found


def field_text(content: LabelContent, field: str, language: str = "vi") -> str:
    """Return the text of ``field`` in one language, or "" where the label has none."""
    details = content.details
    made = _MADE.get(field)
    if made is not None:
        return made(content, language)
    wording = getattr(details, field)
    if isinstance(wording, Wording):
        return wording.text(language)
    return spell_date(wording) if isinstance(wording, dt.date) else str(wording or "")


def law_fields(content: LabelContent, printed: Collection[str] | None = None) -> dict[str, str]:
    """Return the Vietnamese texts that the law asks about, by the names of ``rules.legal_check``.

    With ``printed``, only of the fields that a template prints.
    """
    fields = (
        field for field in _LAW_FIELDS if printed is None or field in printed or field == "nutrition_exempt"
    )
    return {field: field_text(content, field) for field in fields}


def _caption(content: LabelContent, field: str, language: str) -> str:
    group = content.details.label_group
    if field == "net_quantity":
        return quantity_caption(field_text(content, field, language), language)
    if field == "ingredients" and group in _OF_MATERIAL:
        return "Chất liệu" if language == "vi" else "Material"
    if field == "count" and content.details.units is None:
        # What stands on the pallet is counted by pieces: its number is no case's.
        return "Số lượng" if language == "vi" else "Quantity"
    if field == "origin" and is_worded(field_text(content, field, language)):
        return ""
    return _CAPTIONS.get(field, Wording()).text(language)


def _name(content: LabelContent, language: str) -> str:
    return content.name if language == "vi" else content.details.name_en


def _quantity(content: LabelContent, language: str) -> str:
    return content.net_quantity if language == "vi" else content.details.net_quantity_en


def _party(content: LabelContent, language: str) -> str:
    party = content.details.responsible
    return party.text(language) or party.vi


def _alcohol(content: LabelContent, language: str) -> str:
    percent = content.details.alcohol_percent
    if percent is None:
        return ""
    digits = f"{percent.normalize():f}"
    shown = digits.replace(".", ",") if language == "vi" else digits
    return f"{shown}{NO_BREAK_SPACE}%{NO_BREAK_SPACE}vol"


def _expiry(content: LabelContent, language: str) -> str:
    details = content.details
    if details.expires_on is not None:
        return spell_date(details.expires_on)
    return spell_span(details.shelf_life_days, language) if details.shelf_life_days else ""


def _unit_price(content: LabelContent, language: str) -> str:
    details = content.details
    if details.unit_price_vnd is None:
        return ""
    names = _PER if language == "vi" else _PER_EN
    per = names.get(details.unit_price_per, details.unit_price_per)
    return f"{format_price(details.unit_price_vnd)}/{per}"


def _units(content: LabelContent, language: str) -> str:
    units = content.details.units
    quantity = _quantity(content, language) or content.net_quantity
    return "" if units is None else f"{units} × {quantity}" if quantity else f"{units}"


def _ocop(content: LabelContent, language: str) -> str:
    stars = content.details.ocop_stars
    if stars is None:
        return ""
    return f"OCOP {stars} sao" if language == "vi" else f"OCOP {stars} stars"


_MADE: dict[str, Callable[[LabelContent, str], str]] = {
    "name": _name,
    "net_quantity": _quantity,
    "price": lambda content, _: content.price if content.price_vnd else "",
    "cooperative": lambda content, _: content.cooperative,
    "responsible": _party,
    "alcohol": _alcohol,
    "expires_on": _expiry,
    "unit_price": _unit_price,
    "units": _units,
    "count": lambda content, _: f"{content.details.count}" if content.details.count else "",
    "ocop": _ocop,
    "gtin": lambda content, _: display_gtin(parse_gtin(content.number)),
}
_LAW_FIELDS = (
    *("name", "responsible", "address", "origin", "net_quantity", "produced_on", "packed_on", "expires_on"),
    *("ingredients", "warnings", "usage", "storage", "nutrition", "nutrition_exempt", "alcohol", "lot"),
    "specification",
)
