"""Prices in đồng, as people write them: 85.000, 85,000, 85k, 85 nghìn, 1tr2, 1,2 triệu.

In Vietnamese a dot parts thousands and a comma decimals, in English the other way round. Before exactly three
digits either parts thousands, because đồng have no fractions; whatever else has two readings is refused.
"""

import math
import re
from decimal import Decimal

from catalogue.imports.cell_errors import PriceAmbiguous, PriceNegative, PriceNotUnderstood, PriceOutOfRange
from catalogue.imports.cells import CellValue, plain, shown

LOWEST_PRICE_VND = 1_000
"""Nothing is sold for less; 85 in a price column means 85 thousand, which nobody wrote."""
HIGHEST_PRICE_VND = 1_000_000_000

_CURRENCY = re.compile(r"(?:đồng|dong|vnđ|vnd|đ|₫)\.?$|^(?:vnđ|vnd|₫)")
_WHOLE = re.compile(r"[0-9]+")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:(\.[0-9]{3})+|(,[0-9]{3})+|( [0-9]{3})+)")
_WHOLE_WITH_ZEROS = re.compile(r"([0-9]{4,})[.,]0{1,2}")
_THOUSANDS_WITH_ZEROS = re.compile(r"([1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+,|(?:,[0-9]{3})+\.))0{1,2}")
_NUMBER = r"(?P<number>[0-9]+(?:[.,][0-9]+)?)"
_THOUSAND = r"(?:k|nghìn|ngàn|nghin|ngan)"
_MILLION = r"(?:triệu|trieu|tr)"
_IN_THOUSANDS = re.compile(rf"{_NUMBER} ?{_THOUSAND}(?P<rest>[0-9]{{1,3}})?")
_IN_MILLIONS = re.compile(rf"{_NUMBER} ?{_MILLION} ?(?P<rest>[0-9]{{1,3}})?")
_MILLIONS_AND_THOUSANDS = re.compile(
    rf"(?P<millions>[0-9]+) ?{_MILLION} ?(?P<thousands>[0-9]{{1,3}}) ?{_THOUSAND}"
)
_DIGITS_AND_SIGNS = re.compile(r"[0-9][0-9., ]*")


def read_price_vnd(value: CellValue) -> int:
    """Return the price of a cell in whole đồng, from 1,000 to 1,000,000,000.

    Raises PriceNotUnderstood, PriceAmbiguous, PriceNegative or PriceOutOfRange.
    """
    price = _from_number(value) if isinstance(value, int | float) else _from_text(value)
    if not LOWEST_PRICE_VND <= price <= HIGHEST_PRICE_VND:
        raise PriceOutOfRange(
            price=_grouped(price), lowest=_grouped(LOWEST_PRICE_VND), highest=_grouped(HIGHEST_PRICE_VND)
        )
    return price


def _from_number(value: float) -> int:
    if isinstance(value, bool) or not math.isfinite(value):
        raise PriceNotUnderstood(text=shown(value))
    if value < 0:
        raise PriceNegative(text=shown(value))
    if value != int(value):
        raise PriceAmbiguous(text=shown(value))
    return int(value)


def _from_text(value: CellValue) -> int:
    text = plain(value).lower()
    if re.match(r"[-\u2212–(]\s?[0-9]", text):
        raise PriceNegative(text=shown(value))
    bare = _CURRENCY.sub("", _CURRENCY.sub("", text).strip()).strip()
    price = _plain_digits(bare)
    if price is None:
        price = _with_words(bare, value)
    if price is None:
        raise (PriceAmbiguous if _DIGITS_AND_SIGNS.fullmatch(bare) else PriceNotUnderstood)(text=shown(value))
    return price


def _plain_digits(text: str) -> int | None:
    """Return the price of 85000, 85.000, 1.200.000,00 or 85000.0; nothing for any other shape."""
    if len(text) > 30:
        return None
    if _WHOLE.fullmatch(text) or _THOUSANDS.fullmatch(text):
        return int(re.sub(r"[., ]", "", text))
    with_zeros = _WHOLE_WITH_ZEROS.fullmatch(text) or _THOUSANDS_WITH_ZEROS.fullmatch(text)
    return int(re.sub(r"[.,]", "", with_zeros[1])) if with_zeros else None


def _with_words(text: str, value: CellValue) -> int | None:
    """Return the price of 85k, 85,5 nghìn, 1tr2 or 1 triệu 200 nghìn; nothing for any other shape.

    Raises PriceAmbiguous for 85.000k, which may mean 85 thousand or 85 million.
    """
    both = _MILLIONS_AND_THOUSANDS.fullmatch(text)
    if both:
        return int(both["millions"]) * 1_000_000 + int(both["thousands"]) * 1_000
    for pattern, factor in ((_IN_THOUSANDS, 1_000), (_IN_MILLIONS, 1_000_000)):
        match = pattern.fullmatch(text)
        if match:
            return _scaled(match, factor, value)
    return None


def _scaled(match: re.Match[str], factor: int, value: CellValue) -> int:
    number, rest = match["number"].replace(",", "."), match["rest"] or ""
    whole, _, decimals = number.partition(".")
    # 1tr2 is said like a decimal: one million two (hundred thousand); 1,2tr5 is said by nobody.
    if (rest and decimals) or len(decimals) == 3:
        raise PriceAmbiguous(text=shown(value))
    price = Decimal(f"{whole}.{decimals or rest or 0}") * factor
    if price != int(price):
        raise PriceAmbiguous(text=shown(value))
    return int(price)


def _grouped(price: int) -> str:
    return f"{price:,}".replace(",", ".")
