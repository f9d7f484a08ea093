"""Numbers that are names: GTINs, tax codes, area codes and telephone numbers.

Spreadsheets keep them as floats, drop their leading zeros and write the long ones as 8.93E+12.
"""

import re

from catalogue.imports.cell_errors import CodeLength, CodeNotDigits, CodeScientific, PhoneInvalid
from catalogue.imports.cells import CellValue, plain, shown
from catalogue.telephones import normalize_telephone

# Above this a float no longer tells neighbouring numbers apart.
LARGEST_EXACT_FLOAT = 2**53
_SCIENTIFIC = re.compile(r"[0-9][.,]?[0-9]*e[+-]?[0-9]+", re.IGNORECASE)
_WHOLE_FLOAT = re.compile(r"([0-9]+)[.,]0+")


def read_digits(value: CellValue) -> str:
    """Return the ASCII digits of a cell; blanks between them and a trailing ``.0`` are dropped.

    Raises CodeScientific or CodeNotDigits.
    """
    if isinstance(value, float) and abs(value) >= LARGEST_EXACT_FLOAT:
        raise CodeScientific(text=shown(value))
    text = plain(value).replace(" ", "")
    if _SCIENTIFIC.fullmatch(text):
        raise CodeScientific(text=shown(value))
    whole = _WHOLE_FLOAT.fullmatch(text)
    digits = whole[1] if whole else text
    if not (digits.isascii() and digits.isdigit()) or isinstance(value, bool):
        raise CodeNotDigits(text=shown(value))
    return digits


def read_padded_digits(value: CellValue, *, length: int) -> str:
    """Return a code of exactly ``length`` digits; leading zeros that a spreadsheet has dropped are put back.

    Raises CodeScientific, CodeNotDigits or CodeLength.
    """
    digits = read_digits(value)
    if len(digits) > length or not digits.strip("0"):
        raise CodeLength(text=shown(value), found=len(digits), expected=length)
    return digits.zfill(length)


def read_tax_digits(value: CellValue) -> str:
    """Return the digits of a tax code, written with or without dots and hyphens: 10, 12 or 13.

    Raises CodeScientific, CodeNotDigits or CodeLength.
    """
    text = plain(value)
    # Without the decimals of a spreadsheet, which would pass for two more digits.
    text = re.sub(r"^([0-9]{10,13})[.,]0{1,2}$", r"\1", text)
    digits = read_digits(re.sub(r"(?<=[0-9])[.\-\u2013](?=[0-9]{2,})", "", text))
    if len(digits) not in (10, 12, 13):
        raise CodeLength(text=shown(value), found=len(digits), expected="10, 12, 13")
    return digits


def read_phone(value: CellValue) -> str:
    """Return a telephone number as ``normalize_telephone`` does. Raises PhoneInvalid."""
    number = normalize_telephone(plain(value))
    if number is None:
        raise PhoneInvalid(text=shown(value))
    return number
