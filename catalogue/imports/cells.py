"""What a spreadsheet cell holds, and the text it stands for."""

import datetime
import math
import re
import unicodedata

from django.core.exceptions import ValidationError

from catalogue.gs1.errors import printable
from catalogue.imports import tcvn3
from catalogue.imports.cell_errors import (
    CellIsDate,
    CellIsNumber,
    CellTooLong,
    FormulaCell,
    LegacyFont,
    TextCharacter,
    TextDamaged,
)
from catalogue.texts import clean_text

CellValue = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta | None

LONGEST_CELL = 5_000

# Left behind by copying from web pages; they are invisible and mean nothing in Vietnamese.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# A sign that spreadsheets take for the beginning of a formula, full-width forms included.
_FORMULA_START = re.compile(r"['\"\s]*[=+\-@＝＋－＠]")
# What may begin with a sign all the same: -18°C trở xuống, +84 912 345 678, -5.
_SIGNED_NUMBER = re.compile(r"'?[+\-]\s?[0-9][\w\s.,%°()]*")
# A list in a description: "- Để nơi khô mát". Words one after the other are nothing that Excel could run.
_BULLET = re.compile(r"\s*[+\-](?:\s+[^\W\d_]|[^\W\d_]+[,.:]?\s+[^\W\d_])")
# What an export puts before a sign, so that no spreadsheet runs the cell.
_GUARD = re.compile(r"^'(?=[=+\-@＝＋－＠])")
_CALL = re.compile(r"\w\(")


def is_blank(value: CellValue) -> bool:
    """Return whether the cell holds nothing but blanks and invisible characters."""
    return value is None or (isinstance(value, str) and not value.translate(_INVISIBLE).strip())


def shown(value: CellValue) -> str:
    """Return a short text for messages: what people see in the cell, one line, nothing invisible."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y")
    return printable(str(value).strip(), 60)


def plain(value: CellValue) -> str:
    """Return the cell as typed: NFC, single blanks, a protecting apostrophe dropped, whole floats as digits.

    Raises CellTooLong.
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = "" if value is None else str(value)
    if len(text) > LONGEST_CELL:
        raise CellTooLong(length=len(text), limit=LONGEST_CELL)
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    text = " ".join(text.split())
    return text[1:].lstrip() if re.match(r"'[0-9+\-=@.]", text) else text


def read_text(value: CellValue, *, longest: int = LONGEST_CELL, lines: bool = False) -> str:
    """Return the cell as clean text in NFC; line ends are kept when ``lines``, blanks otherwise.

    Raises CellIsDate, CellIsNumber, LegacyFont, TextDamaged, TextCharacter, FormulaCell or CellTooLong.
    """
    text = _GUARD.sub("", _written(value))
    legacy = tcvn3.reading(text)
    if legacy is not None:
        raise LegacyFont(reading=printable(legacy, 60))
    if "\ufffd" in text:
        raise TextDamaged
    if looks_like_formula(text) and not (lines and is_list(text)):
        raise FormulaCell
    try:
        cleaned = clean_text(text.translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n"))
    except ValidationError as error:
        character = f"U+{(error.params or {}).get('code', 0):04X}"
        raise TextCharacter(character=character) from None
    if not lines:
        cleaned = " ".join(cleaned.split())
    if len(cleaned) > longest:
        raise CellTooLong(length=len(cleaned), limit=longest)
    return cleaned


def looks_like_formula(text: str) -> bool:
    """Return whether a spreadsheet may run ``text`` as a formula; signed numbers with a unit are none."""
    if not _FORMULA_START.match(text):
        return False
    return not (_SIGNED_NUMBER.fullmatch(text.strip()) and not _CALL.search(text))


def is_list(text: str) -> bool:
    """Return whether ``text`` begins with a dash for a bullet, and nothing in it could run."""
    return _BULLET.match(text) is not None and not _CALL.search(text) and "|" not in text


def _written(value: CellValue) -> str:
    """Return the cell as text; numbers only when whole, dates never."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        raise CellIsNumber(text=shown(value))
    if isinstance(value, int | float):
        if not math.isfinite(value) or value != int(value):
            raise CellIsNumber(text=shown(value))
        return plain(value)
    raise CellIsDate(text=shown(value))
