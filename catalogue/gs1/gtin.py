"""Global Trade Item Numbers, kept as 14 digits and shown in their own length.

Source: GS1 General Specifications, sections 1.4 (prefixes), 2.1 (GTIN formats), 7.9.1 (check digit).
"""

from catalogue.gs1.errors import (
    AllZeros,
    CouponPrefix,
    GtinCheckDigit,
    GtinLength,
    IndicatorInvalid,
    NotDigits,
    NotUnitLevel,
    PublicationPrefix,
    RestrictedCirculation,
    printable,
)

GTIN_LENGTHS = (8, 12, 13, 14)
RESTRICTED_PREFIXES = frozenset({"02", "04", *(str(prefix) for prefix in range(20, 30))})
COUPON_PREFIXES = frozenset({"05", "98", "99"})
PUBLICATION_PREFIXES = frozenset({"977", "978", "979"})

_GTIN_8_FILL = "000000"


def require_digits(text: str) -> str:
    """Return ``text``, which has ASCII digits only.

    ``str.isdigit`` alone would also let full-width and Arabic-Indic digits pass.

    Raises NotDigits.
    """
    if text.isascii() and text.isdigit():
        return text
    for position, character in enumerate(text):
        if character not in "0123456789":
            raise NotDigits(position=position, character=printable(character))
    raise NotDigits(position=0, character="")


def check_digit(payload: str) -> str:
    """Return the digit that completes ``payload``, a GS1 key less its last digit.

    Weights 3, 1, 3, ... run from the right, so one rule serves every key length.

    >>> check_digit("629104150021")
    '3'

    Raises NotDigits.
    """
    digits = require_digits(payload)[::-1]
    return str(-(3 * sum(map(int, digits[::2])) + sum(map(int, digits[1::2]))) % 10)


def parse_gtin(text: str) -> str:
    """Return the 14-digit form of ``text``, a GTIN-8, GTIN-12, GTIN-13 or GTIN-14.

    Numbers of restricted circulation pass: ``require_trade_item`` is the next question.

    >>> parse_gtin("9521234567899")
    '09521234567899'

    Raises NotDigits, GtinLength, AllZeros, GtinCheckDigit.
    """
    require_digits(text)
    if len(text) not in GTIN_LENGTHS:
        raise GtinLength(length=len(text))
    if not text.strip("0"):
        raise AllZeros
    expected = check_digit(text[:-1])
    if text[-1] != expected:
        raise GtinCheckDigit(number=text, expected=expected, found=text[-1], position=len(text) - 1)
    return text.zfill(14)


def display_gtin(gtin14: str) -> str:
    """Return ``gtin14`` in its own length: 8, 12, 13 or 14 digits, as it stands under its bars.

    >>> display_gtin("00000095200002")
    '95200002'
    """
    if gtin14.startswith(_GTIN_8_FILL):
        return gtin14[6:]
    if gtin14.startswith("00"):
        return gtin14[2:]
    if gtin14.startswith("0"):
        return gtin14[1:]
    return gtin14


def is_gtin_8(gtin14: str) -> bool:
    """Return whether ``gtin14`` is a zero-filled GTIN-8."""
    return gtin14.startswith(_GTIN_8_FILL)


def is_restricted(gtin14: str) -> bool:
    """Return whether ``gtin14`` is a number of restricted circulation, on any packaging level.

    GTIN-8 beginning 0 or 2; else 02, 04 or 20-29 at the head of the 13-digit form (a UPC of number
    system 2 or 4 is 02 or 04 there).
    """
    if is_gtin_8(gtin14):
        return gtin14[6] in "02"
    return gtin14[1:3] in RESTRICTED_PREFIXES


def refuse_restricted(gtin14: str) -> str:
    """Return ``gtin14``, which means the same everywhere.

    Raises RestrictedCirculation.
    """
    if is_restricted(gtin14):
        raise RestrictedCirculation(number=display_gtin(gtin14))
    return gtin14


def require_trade_item(gtin14: str) -> str:
    """Return ``gtin14``, which is in a range that may identify goods.

    Raises RestrictedCirculation, CouponPrefix, PublicationPrefix.
    """
    refuse_restricted(gtin14)
    if not is_gtin_8(gtin14):
        if gtin14[1:3] in COUPON_PREFIXES:
            raise CouponPrefix(number=display_gtin(gtin14))
        if gtin14[1:4] in PUBLICATION_PREFIXES:
            raise PublicationPrefix(number=display_gtin(gtin14))
    return gtin14


def packaging_gtin(indicator: int, gtin14: str) -> str:
    """Return the GTIN-14 of a grouping of ``gtin14``: the indicator in front, the check digit new.

    >>> packaging_gtin(1, "09521234567899")
    '19521234567896'

    Raises IndicatorInvalid unless ``indicator`` is 1 to 8, NotUnitLevel for a GTIN-14.
    """
    if isinstance(indicator, bool) or not 1 <= indicator <= 8:
        raise IndicatorInvalid(indicator=indicator)
    if gtin14[0] != "0":
        raise NotUnitLevel(number=gtin14)
    payload = f"{indicator}{gtin14[1:13]}"
    return payload + check_digit(payload)
