"""Tax codes (mã số thuế) of cooperatives and households.

Source: Circular 86/2024/TT-BTC (12-digit personal number for households and individuals);
the check digit of 10- and 13-digit codes is computed by python-stdnum, module ``stdnum.vn.mst``.
"""

import re

from stdnum.exceptions import ValidationError as StdnumError
from stdnum.vn import mst

from catalogue.errors import Invalid

HOUSEHOLD = "household"


class TaxCodeInvalid(Invalid):
    """The number is no tax code for this kind of party."""

    code = "tax_code_invalid"
    vi = "Mã số thuế {tax_code} không hợp lệ: cần {expected}."
    en = "Tax code {tax_code} is not valid: expected {expected}."


def validate_tax_code(text: str, party_type: str) -> str:
    """Return the bare digits of a tax code: 12 for a household, otherwise 10 or 13.

    Blanks, dots and hyphens between digits are dropped.

    Raises TaxCodeInvalid.
    """
    digits = re.sub(r"[\s.\-]", "", text)
    ascii_digits = digits.isascii() and digits.isdigit()
    if party_type == HOUSEHOLD:
        if not (ascii_digits and len(digits) == 12):
            raise TaxCodeInvalid(tax_code=text, expected="12 chữ số / 12 digits")
        return digits
    expected = "10 hoặc 13 chữ số với số kiểm tra đúng / 10 or 13 digits with a right check digit"
    if not ascii_digits:
        raise TaxCodeInvalid(tax_code=text, expected=expected)
    try:
        mst.validate(digits)
    except StdnumError as error:
        raise TaxCodeInvalid(tax_code=text, expected=expected) from error
    return digits
