"""What stands on one label, cleaned and checked before anything is drawn.

Texts are brought to Unicode form C, runs of blanks become one; a character that the font lacks, a control
or direction mark, is refused by name rather than printed as a box.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from catalogue.gs1.digital_link import parse_digital_link
from catalogue.gs1.gtin import parse_gtin
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
FIELDS_VI = {
    "name": "tên",
    "net_quantity": "khối lượng tịnh",
    "cooperative": "tên hợp tác xã",
    "price": "giá",
}
FIELDS_EN = {"name": "name", "net_quantity": "net quantity", "cooperative": "cooperative", "price": "price"}

_BLANKS = re.compile(" {2,}")
_REPLACEMENT = "\ufffd"  # stands where a text was broken before it came here
_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@dataclass(frozen=True, slots=True)
class LabelContent:
    """The texts and codes of one label.

    ``number`` is a GTIN in its own length or an in-store number. ``digital_link`` is the URI of the QR code;
    None for in-store numbers, which mean nothing outside the shop and have no QR code. ``net_quantity`` and
    ``cooperative`` may be empty and are left out then.
    """

    name: str
    net_quantity: str
    price_vnd: int
    cooperative: str
    number: str
    digital_link: str | None = None

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
    if content.digital_link is not None and parse_digital_link(content.digital_link).get("01") != gtin14:
        raise LabelLinkMismatch(number=content.number)
    price = content.price_vnd
    if isinstance(price, bool) or not isinstance(price, int) or not 0 <= price <= HIGHEST_PRICE_VND:
        raise LabelPriceInvalid(number=content.number, price=price, most=HIGHEST_PRICE_VND)
    cleaned = replace(
        content,
        name=_clean(content, "name", content.name),
        net_quantity=_clean(content, "net_quantity", content.net_quantity),
        cooperative=_clean(content, "cooperative", content.cooperative),
    )
    if not cleaned.name:
        raise LabelTextMissing(number=content.number, field_vi=FIELDS_VI["name"], field_en=FIELDS_EN["name"])
    return cleaned


def _clean(content: LabelContent, field: str, text: str) -> str:
    """Return ``text`` in form C with single blanks; raise for what the font can not draw."""
    names = {"number": content.number, "field_vi": FIELDS_VI[field], "field_en": FIELDS_EN[field]}
    if len(text) > LONGEST_TEXT:
        raise LabelTextTooLong(length=len(text), most=LONGEST_TEXT, **names)
    text = unicodedata.normalize("NFC", text)
    text = "".join(_plain_blank(character) for character in text)
    text = _BLANKS.sub(" ", text).strip()
    for character in text:
        refused = character == _REPLACEMENT or unicodedata.category(character) in _REFUSED_CATEGORIES
        if refused or not (typeface("bold").has(character) and typeface("regular").has(character)):
            raise LabelCharacter(character=describe(character), **names)
    return text


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
