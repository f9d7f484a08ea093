"""Net quantities as people write them, and the price per kilogram, litre, metre or piece.

Source: Circular 21/2014/TT-BKHCN (net quantity of prepacked goods), Vietnamese number style (1.234,5).
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from catalogue.gs1.errors import CodedError, printable
from catalogue.units import SPELLINGS, UNITS, Unit

LARGEST_AMOUNT = Decimal("999999999.999")
LONGEST_SPECIFICATION = 100
MOST_PACKS = 100_000
_SHOWN_LETTERS = 60

_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_WORD = r"[^\W\d_][^\d()]*?[²2]?"
_TIMES = r"\s*[x×*]\s*"
_SINGLE = re.compile(rf"(?P<amount>{_NUMBER})\s*(?P<unit>{_WORD})")
_PACK = re.compile(
    rf"(?P<count>{_NUMBER})(?:\s*(?P<pack>{_WORD}))??{_TIMES}(?P<amount>{_NUMBER})\s*(?P<unit>{_WORD})"
)
_SHARED = re.compile(
    rf"(?P<amount>{_NUMBER})\s*(?P<unit>{_WORD})\s*/\s*(?P<count>[0-9]+)(?:\s*(?P<pack>{_WORD}))?"
)
_SPECIFICATION = re.compile(r"(?P<quantity>[^()]*)(?:\((?P<specification>[^()]+)\))?")


class QuantityError(CodedError, ValueError):
    """A net quantity that cannot be read."""

    def __init__(self, *, text: str, **facts: object) -> None:
        super().__init__(text=printable(text, _SHOWN_LETTERS), **facts)


class QuantityNotUnderstood(QuantityError):
    """The text has another shape."""

    code = "quantity_not_understood"
    vi = "Không hiểu khối lượng tịnh “{text}”; hãy viết như 500 ml, 1,2 kg, 10 gói x 18 g hoặc 10 quả."
    en = "The net quantity “{text}” is not understood; write it like 500 ml, 1,2 kg, 10 gói x 18 g or 10 quả."


class QuantityUnitMissing(QuantityError):
    """A bare number."""

    code = "quantity_unit_missing"
    vi = "Khối lượng tịnh “{text}” thiếu đơn vị; hãy viết như 500 g."
    en = "The net quantity “{text}” has no unit; write it like 500 g."


class QuantityUnitUnknown(QuantityError):
    """A unit that is not in the table."""

    code = "quantity_unit_unknown"
    vi = "Không biết đơn vị “{unit}” trong “{text}”."
    en = "The unit “{unit}” in “{text}” is not known."


class QuantityAmbiguous(QuantityError):
    """A number that may be read in two ways."""

    code = "quantity_ambiguous"
    vi = "“{text}” có thể hiểu hai cách; hãy viết lại, ví dụ 1,5 kg hoặc 1500 g."
    en = "“{text}” may be read in two ways; write it again, for example 1,5 kg or 1500 g."


class QuantityOutOfRange(QuantityError):
    """Nothing, too much, a part of a counted thing or a fourth decimal."""

    code = "quantity_out_of_range"
    vi = "Số lượng trong “{text}” phải lớn hơn 0, không quá lớn, tối đa 3 số lẻ; vật đếm được là số nguyên."
    en = "The amount in “{text}” must be above 0, not too large, with 3 decimals at most; counts are whole."


class UnitPrice(NamedTuple):
    """A price in whole đồng for one ``per``: kg, l, m, m2, piece or service."""

    amount_vnd: int
    per: str


@dataclass(frozen=True)
class NetQuantity:
    """How much is inside; for a pack, ``amount`` is the whole of it."""

    amount: Decimal
    unit: str
    """A code of ``catalogue.units.UNITS``."""
    pack_count: int | None = None
    pack_unit: str = ""
    specification: str = ""

    def display(self, language: str) -> str:
        """Return the text for a label or a page: ``1,2 kg`` in Vietnamese, ``1.2 kg`` otherwise."""
        text = self._contents(language)
        return f"{text} ({self.specification})" if self.specification else text

    def _contents(self, language: str) -> str:
        if not self.pack_count:
            return _measured(self.amount, self.unit, language)
        each = self.amount / self.pack_count
        packs = _counted(self.pack_count, self.pack_unit, language)
        if each != each.quantize(Decimal("0.001")):
            return f"{_measured(self.amount, self.unit, language)} / {packs}"
        return f"{packs} x {_measured(each, self.unit, language)}"


def parse_quantity(text: str) -> NetQuantity:
    """Return the quantity that ``text`` states, such as ``1,2 kg`` or ``1 chiếc (180 x 35 cm)``.

    A dot or comma before exactly three digits means thousands of g, ml, mg and counted things; before
    other digits it is a decimal sign. ``1.500 kg`` may be either and is refused.

    Raises QuantityNotUnderstood, QuantityUnitMissing, QuantityUnitUnknown, QuantityAmbiguous or
    QuantityOutOfRange.
    """
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    parts = _SPECIFICATION.fullmatch(plain)
    if parts is None:
        raise QuantityNotUnderstood(text=text)
    quantity = parts["quantity"].rstrip(" .,;").lstrip().lower()
    specification = (parts["specification"] or "").strip()
    if re.fullmatch(_NUMBER, quantity):
        raise QuantityUnitMissing(text=text)
    if len(specification) > LONGEST_SPECIFICATION:
        raise QuantityNotUnderstood(text=text)
    single = _SINGLE.fullmatch(quantity)
    if single and not re.search(r"[x×*]\s*[0-9]", quantity):
        unit = _unit(single["unit"], text)
        return NetQuantity(_amount(single["amount"], unit, text), unit.code, specification=specification)
    if shared := _SHARED.fullmatch(quantity):
        return _shared(shared, specification, text)
    pack = _PACK.fullmatch(quantity)
    if pack is None:
        raise QuantityNotUnderstood(text=text)
    return _pack(pack, specification, text)


def spell_quantity(quantity: NetQuantity) -> str:
    """Return the text in Vietnamese that ``parse_quantity`` takes for ``quantity`` again.

    Three decimals get a fourth, or they might be thousands: ``1,1250 kg``.
    """
    contents = re.sub(r"(,[0-9]{3})(?= )", r"\g<1>0", replace(quantity, specification="").display("vi"))
    return f"{contents} ({quantity.specification})" if quantity.specification else contents


def unit_price(price_vnd: int, amount: Decimal, unit: str) -> UnitPrice:
    """Return the price per kg, l, m, m2, piece or service, rounded half up to whole đồng.

    ``amount`` is above 0; ``unit`` is a code of the unit table, any other counts as pieces.
    """
    known = UNITS.get(unit)
    reference = amount * known.in_reference if known else amount
    per = known.per if known else "piece"
    return UnitPrice(int((price_vnd / reference).quantize(Decimal(1), rounding=ROUND_HALF_UP)), per)


def _pack(match: re.Match[str], specification: str, text: str) -> NetQuantity:
    """Return the quantity of ``10 gói x 18 g``; ``18 g x 10 gói`` means the same."""
    count, number = match["count"], match["amount"]
    unit = _unit(match["unit"], text)
    pack = _unit(match["pack"], text) if match["pack"] else None
    if pack and not pack.is_container and unit.is_container:
        count, number, pack, unit = number, count, unit, pack
    if not count.isdigit() or (pack and not pack.is_container):
        raise QuantityNotUnderstood(text=text)
    whole = _amount(number, unit, text) * int(count)
    if not 0 < int(count) <= MOST_PACKS or whole > LARGEST_AMOUNT:
        raise QuantityOutOfRange(text=text)
    return NetQuantity(whole, unit.code, int(count), pack.code if pack else "", specification)


def _shared(match: re.Match[str], specification: str, text: str) -> NetQuantity:
    """Return the quantity of ``1000 g / 3 gói``: so much in all, in so many packs."""
    unit = _unit(match["unit"], text)
    pack = _unit(match["pack"], text) if match["pack"] else None
    if pack and not pack.is_container:
        raise QuantityNotUnderstood(text=text)
    count = int(match["count"])
    if not 0 < count <= MOST_PACKS:
        raise QuantityOutOfRange(text=text)
    whole = _amount(match["amount"], unit, text)
    return NetQuantity(whole, unit.code, count, pack.code if pack else "", specification)


def _unit(word: str, text: str) -> Unit:
    """Return the unit that is spelled ``word``."""
    unit = SPELLINGS.get(re.sub(r"\s*/\s*", "/", word.strip()))
    if unit is None:
        raise QuantityUnitUnknown(unit=printable(word.strip()), text=text)
    return unit


def _amount(number: str, unit: Unit, text: str) -> Decimal:
    """Return the amount that ``number`` states in ``unit``."""
    amount = Decimal(_plain_number(number, unit, text))
    whole = unit.measure in ("count", "service")
    if not 0 < amount <= LARGEST_AMOUNT or (whole and amount != int(amount)):
        raise QuantityOutOfRange(text=text)
    if amount != round(amount, 3):
        raise QuantityOutOfRange(text=text)
    return amount


def _plain_number(number: str, unit: Unit, text: str) -> str:
    """Return ``number`` with a dot for its decimal sign and nothing between thousands."""
    separators = set(re.findall(r"[.,]", number))
    if not separators:
        return number
    groups = re.split(r"[.,]", number)
    in_thousands = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3
    if len(groups) > 2:
        if len(separators) > 1 or not in_thousands or groups[0].startswith("0"):
            raise QuantityNotUnderstood(text=text)
        return "".join(groups)
    if in_thousands and not groups[0].startswith("0"):
        if unit.code in ("kg", "l", "m", "m2"):
            raise QuantityAmbiguous(text=text)
        return "".join(groups)
    return ".".join(groups)


def _measured(amount: Decimal, unit: str, language: str) -> str:
    known = UNITS.get(unit)
    digits = f"{amount.normalize():f}"
    # Both are the symbol of the litre; on paper "1 l" reads as eleven.
    symbol = "L" if unit == "l" else unit
    if language == "vi":
        return f"{digits.replace('.', ',')} {symbol}"
    if known is None or unit == "l":
        return f"{digits} {symbol}"
    return f"{digits} {known.english if amount == 1 else known.english_plural}"


def _counted(count: int, unit: str, language: str) -> str:
    return _measured(Decimal(count), unit, language) if unit else str(count)
