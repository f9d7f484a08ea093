"""GS1 company prefixes and the item references under them.

The length of a prefix can not be read off a number, so a prefix is always given, never guessed.

Source: GS1 General Specifications, section 1.4; TCVN 6939 (7 to 10 digits in Vietnam, 893 included).
"""

from catalogue.gs1.errors import (
    CompanyPrefixLength,
    CompanyPrefixMismatch,
    CompanyPrefixNotDigits,
    CompanyPrefixReserved,
    ItemReferenceOutOfRange,
    NotDigits,
)
from catalogue.gs1.gtin import (
    COUPON_PREFIXES,
    PUBLICATION_PREFIXES,
    RESTRICTED_PREFIXES,
    check_digit,
    display_gtin,
    is_gtin_8,
    require_digits,
)

MIN_PREFIX_LENGTH = 7
MAX_PREFIX_LENGTH = 10
_PAYLOAD_LENGTH = 12


def validate_company_prefix(prefix: str) -> str:
    """Return ``prefix``, which GS1 may have issued to a company.

    Raises CompanyPrefixInvalid: its leaf says whether digits, length or range are wrong.
    """
    try:
        require_digits(prefix)
    except NotDigits as error:
        raise CompanyPrefixNotDigits(**error.facts) from None
    if not MIN_PREFIX_LENGTH <= len(prefix) <= MAX_PREFIX_LENGTH:
        raise CompanyPrefixLength(length=len(prefix))
    # A 13-digit number that begins with five zeros would read as a zero-filled GTIN-8.
    if (
        prefix[:2] in RESTRICTED_PREFIXES | COUPON_PREFIXES
        or prefix[:3] in PUBLICATION_PREFIXES
        or prefix.startswith("00000")
    ):
        raise CompanyPrefixReserved(prefix=prefix)
    return prefix


def capacity(prefix: str) -> int:
    """Return how many items ``prefix`` can number: 100,000 for 7 digits down to 100 for 10."""
    return int(10 ** (_PAYLOAD_LENGTH - len(prefix)))


def build_gtin(prefix: str, item_reference: int) -> str:
    """Return the GTIN-13 of ``item_reference`` under ``prefix``, as 14 digits.

    >>> build_gtin("952123456", 789)
    '09521234567899'

    Raises CompanyPrefixInvalid, ItemReferenceOutOfRange.
    """
    validate_company_prefix(prefix)
    room = capacity(prefix)
    if isinstance(item_reference, bool) or not 0 <= item_reference < room:
        raise ItemReferenceOutOfRange(prefix=prefix, last=room - 1, reference=item_reference)
    payload = f"{prefix}{item_reference:0{_PAYLOAD_LENGTH - len(prefix)}d}"
    return f"0{payload}{check_digit(payload)}"


def owns(prefix: str, gtin14: str) -> bool:
    """Return whether ``gtin14``, or the number inside a GTIN-14, begins with ``prefix``."""
    return not is_gtin_8(gtin14) and gtin14.startswith(prefix, 1)


def item_reference_of(prefix: str, gtin14: str) -> int:
    """Return the item reference of ``gtin14`` under ``prefix``; a grouping has that of its unit.

    Raises CompanyPrefixMismatch.
    """
    if not owns(prefix, gtin14):
        raise CompanyPrefixMismatch(number=display_gtin(gtin14), prefix=prefix)
    return int(gtin14[1 + len(prefix) : 13])
