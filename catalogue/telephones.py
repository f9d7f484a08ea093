"""Telephone numbers as people write them.

Source: ITU-T E.164; the numbering plans are those of the library phonenumbers.
"""

import re
from contextlib import suppress

import phonenumbers

_DIGITS = re.compile(r"\+?[0-9]{6,15}")


def normalize_telephone(text: str) -> str | None:
    """Return a telephone number as E.164, or None for what is none; without a country code it is of Việt Nam.

    Blanks, dots, hyphens and brackets do not matter. A bare number of nine digits beginning with 2, 3, 5, 7,
    8 or 9 has lost its leading zero.

    >>> normalize_telephone("0912 345 678")
    '+84912345678'
    """
    digits = re.sub(r"[\s.\-()]", "", text)
    if re.fullmatch(r"00[1-9][0-9]+", digits):
        digits = f"+{digits[2:]}"
    candidates = [digits]
    if re.fullmatch(r"84[0-9]{9,10}", digits):
        candidates.append(f"+{digits}")
    if re.fullmatch(r"[235789][0-9]{8,9}", digits):
        candidates.append(f"0{digits}")
    for candidate in filter(_DIGITS.fullmatch, candidates):
        with suppress(phonenumbers.NumberParseException):
            number = phonenumbers.parse(candidate, "VN")
            if phonenumbers.is_valid_number(number):
                return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None
