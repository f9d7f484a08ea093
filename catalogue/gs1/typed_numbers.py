"""Numbers as people type and copy them, cleaned on purpose before they are read.

Source: Unicode Standard Annex 15 (form KC), 44 (general categories).
"""

import re
import unicodedata

_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[ \-]+(?=[0-9])")
_DASHES = {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2212"}
# Marks of direction and breadth that come along when a number is copied from a page.
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])


def clean_typed_number(text: str) -> str:
    """Return ``text`` with its groups of digits joined, without the blanks and dashes between them.

    Full-width digits become ASCII ones; digits of other scripts, letters and all else stay, for the next step
    to refuse. No parser of this package does this by itself.

    >>> clean_typed_number(" 952-1234 567899 ")
    '9521234567899'
    """
    plain = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).translate(_DASHES)
    return _BETWEEN_DIGITS.sub("", re.sub(r"\s", " ", plain).strip(" "))
