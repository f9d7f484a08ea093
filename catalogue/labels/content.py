"""What stands on one label, cleaned and checked before anything is drawn.

Texts are brought to Unicode form C, runs of blanks become one; a character that the font lacks, a control
or direction mark, is refused by name rather than printed as a box.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from catalogue.gs1.digital_link import parse_digital_link
from catalogue.gs1.gtin import parse_gtin
from catalogue.labels.details import NO_DETAILS, LabelDetails, Wording
from catalogue.labels.errors import (
    LabelCharacter,
    LabelLinkMismatch,
    LabelPriceInvalid,
    LabelTextMissing,
    LabelTextTooLong,
)
from catalogue.labels.typefaces import typeface

NO_BREAK_SPACE = "\u00a0"
HIGHEST_PRICE_VND = 10**12
LONGEST_TEXT = 500
# Stories and lists of ingredients take more.
LONGEST_DETAIL = 2000
FIELDS_VI = {
    "name": "tên",
    "net_quantity": "khối lượng tịnh",
    "cooperative": "tên hợp tác xã",
    "price": "giá",
    "name_en": "tên tiếng Anh",
    "net_quantity_en": "khối lượng tịnh tiếng Anh",
    "responsible": "tên tổ chức chịu trách nhiệm",
    "address": "địa chỉ",
    "origin": "xuất xứ",
    "ingredients": "thành phần",
    "storage": "hướng dẫn bảo quản",
    "usage": "hướng dẫn sử dụng",
    "warnings": "thông tin cảnh báo",
    "nutrition": "giá trị dinh dưỡng",
    "nutrition_exempt": "lý do miễn ghi dinh dưỡng",
    "specification": "quy cách",
    "story": "câu chuyện",
    "alcohol": "hàm lượng etanol",
    "produced_on": "ngày sản xuất",
    "packed_on": "ngày đóng gói",
    "expires_on": "hạn sử dụng",
    "lot": "số lô",
    "unit_price": "đơn giá",
    "unit_price_per": "đơn vị của đơn giá",
    "sku": "mã hàng",
    "ocop": "hạng OCOP",
    "units": "số đơn vị trong thùng",
    "count": "số thùng",
    "sscc": "mã SSCC",
    "gtin": "GTIN",
}
FIELDS_EN = {
    "name": "name",
    "net_quantity": "net quantity",
    "cooperative": "cooperative",
    "price": "price",
    "name_en": "English name",
    "net_quantity_en": "English net quantity",
    "responsible": "responsible party",
    "address": "address",
    "origin": "origin",
    "ingredients": "ingredients",
    "storage": "directions for storage",
    "usage": "directions for use",
    "warnings": "warning",
    "nutrition": "nutrition facts",
    "nutrition_exempt": "reason for having no nutrition facts",
    "specification": "specification",
    "story": "story",
    "alcohol": "ethanol content",
    "produced_on": "production date",
    "packed_on": "packing date",
    "expires_on": "expiry",
    "lot": "lot number",
    "unit_price": "unit price",
    "unit_price_per": "unit of the unit price",
    "sku": "SKU",
    "ocop": "OCOP stars",
    "units": "pieces in the case",
    "count": "number of cases",
    "sscc": "SSCC",
    "gtin": "GTIN",
}

_BLANKS = re.compile(" {2,}")
_REPLACEMENT = "\ufffd"  # stands where a text was broken before it came here
_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@dataclass(frozen=True, slots=True)
class LabelContent:
    """The texts and codes of one label.

    ``number`` is a GTIN in its own length or an in-store number. ``digital_link`` is the URI of the QR code;
    None for in-store numbers, which mean nothing outside the shop and have no QR code. ``net_quantity`` and
    ``cooperative`` may be empty and are left out then. ``details`` are what larger templates print.
    """

    name: str
    net_quantity: str
    price_vnd: int
    cooperative: str
    number: str
    digital_link: str | None = None
    details: LabelDetails = NO_DETAILS

    @property
    def price(self) -> str:
        """The price as it is printed: "320.000 ₫", with a no-break space."""
        return format_price(self.price_vnd)


def format_price(price_vnd: int) -> str:
    r"""Return whole đồng with dots between the thousands and the sign behind.

    >>> format_price(320000)
    '320.000\\xa0₫'
    """
    return f"{price_vnd:,}".replace(",", ".") + f"{NO_BREAK_SPACE}₫"


def clean_content(content: LabelContent) -> LabelContent:
    """Return ``content`` as it can be drawn: the texts in form C without superfluous blanks.

    Raises LabelTextMissing, LabelTextTooLong, LabelCharacter, LabelPriceInvalid, LabelLinkMismatch, or the
    Gs1Error of a number or link that is not valid.
    """
    gtin14 = parse_gtin(content.number)
    for link in (content.digital_link, content.details.audio_link):
        if link is not None and parse_digital_link(link).get("01") != gtin14:
            raise LabelLinkMismatch(number=content.number)
    price = content.price_vnd
    if isinstance(price, bool) or not isinstance(price, int) or not 0 <= price <= HIGHEST_PRICE_VND:
        raise LabelPriceInvalid(number=content.number, price=price, most=HIGHEST_PRICE_VND)
    cleaned = replace(
        content,
        name=_clean(content, "name", content.name),
        net_quantity=_clean(content, "net_quantity", content.net_quantity),
        cooperative=_clean(content, "cooperative", content.cooperative),
        details=_clean_details(content),
    )
    if not cleaned.name:
        raise LabelTextMissing(number=content.number, field_vi=FIELDS_VI["name"], field_en=FIELDS_EN["name"])
    return cleaned


def _clean_details(content: LabelContent) -> LabelDetails:
    if content.details == NO_DETAILS:
        return NO_DETAILS
    cleaned: dict[str, Any] = {}
    for field, text in content.details.texts().items():
        if isinstance(text, Wording):
            vi, en = (_clean(content, field, one, LONGEST_DETAIL) for one in (text.vi, text.en))
            cleaned[field] = Wording(vi, en)
        else:
            cleaned[field] = _clean(content, field, text)
    return replace(content.details, **cleaned)


def _clean(content: LabelContent, field: str, text: str, longest: int = LONGEST_TEXT) -> str:
    """Return ``text`` in form C with single blanks; raise for what the font can not draw."""
    if not text:
        return text
    names = {"number": content.number, "field_vi": FIELDS_VI[field], "field_en": FIELDS_EN[field]}
    if len(text) > longest:
        raise LabelTextTooLong(length=len(text), most=longest, **names)
    text = unicodedata.normalize("NFC", text)
    if any(_plain_blank(character) != character for character in set(text)):
        text = "".join(_plain_blank(character) for character in text)
    text = _BLANKS.sub(" ", text).strip()
    if not all(map(_is_printed, set(text))):
        refused = next(character for character in text if not _is_printed(character))
        raise LabelCharacter(character=describe(refused), **names)
    return text


@lru_cache(maxsize=4096)
def _is_printed(character: str) -> bool:
    refused = character == _REPLACEMENT or unicodedata.category(character) in _REFUSED_CATEGORIES
    return not refused and typeface("bold").has(character) and typeface("regular").has(character)


@lru_cache(maxsize=4096)
def _plain_blank(character: str) -> str:
    """Return the plain or the no-break space for any kind of blank, tab or line break; else ``character``."""
    if character in {NO_BREAK_SPACE, "\u202f"}:
        return NO_BREAK_SPACE
    if character in "\t\r\n\u2028\u2029" or unicodedata.category(character) == "Zs":
        return " "
    return character


def describe(character: str) -> str:
    """Return ``character`` as people can look it up: its shape where it has one, code point and name."""
    shown = f"“{character}” " if character.isprintable() else ""
    name = unicodedata.name(character, "")
    return f"{shown}U+{ord(character):04X}{' ' + name if name else ''}"
