"""In-store numbers: 13 digits of restricted circulation, unique inside one showroom only.

They are never GTINs and never stand in a Digital Link.

Source: GS1 General Specifications, sections 2.1.11 (restricted circulation inside a company) and 1.4.
"""

from catalogue.gs1.errors import Gs1Error, InStoreRangeInvalid, InStoreReferenceOutOfRange, printable
from catalogue.gs1.gtin import RESTRICTED_PREFIXES, check_digit, parse_gtin

SHOWROOM_PREFIX = "20"
"""What the numbers begin with that the catalogue gives itself; scales print any other."""
_REFERENCE_DIGITS = 10


def build_in_store_number(range_prefix: str, reference: int) -> str:
    """Return the 13-digit in-store number of ``reference`` in ``range_prefix`` (02, 04, 20-29).

    >>> build_in_store_number("20", 1)
    '2000000000015'

    Raises InStoreRangeInvalid, InStoreReferenceOutOfRange.
    """
    if range_prefix not in RESTRICTED_PREFIXES:
        raise InStoreRangeInvalid(range_prefix=printable(range_prefix))
    if isinstance(reference, bool) or not 0 <= reference < 10**_REFERENCE_DIGITS:
        raise InStoreReferenceOutOfRange(reference=reference)
    payload = f"{range_prefix}{reference:0{_REFERENCE_DIGITS}d}"
    return payload + check_digit(payload)


def is_in_store_number(text: str) -> bool:
    """Return whether ``text`` is a valid 13-digit number of restricted circulation."""
    if len(text) != 13 or text[:2] not in RESTRICTED_PREFIXES:
        return False
    try:
        parse_gtin(text)
    except Gs1Error:
        return False
    return True
