"""Whole numbers, days, yes or no, and words of a list."""

import datetime
import re
from collections.abc import Mapping

from catalogue.imports.cell_errors import (
    ChoiceUnknown,
    DateInvalid,
    NumberNotWhole,
    StarsInvalid,
    YesNoInvalid,
)
from catalogue.imports.cells import CellValue, plain, shown
from catalogue.search.folding import fold

FIRST_YEAR, LAST_YEAR = 1990, 2100
_YES = frozenset(("có", "co", "yes", "y", "true", "đúng", "x", "1"))
_NO = frozenset(("không", "khong", "no", "n", "false", "sai", "0"))
_DAY = re.compile(r"(?P<day>[0-9]{1,2})[/.\-](?P<month>[0-9]{1,2})[/.\-](?P<year>[0-9]{4})")
_ISO_DAY = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?:[ T]00:00(?::00)?)?")
_STARS = re.compile(r"([0-9]) ?(?:sao|stars?|\*)")


def read_whole(value: CellValue, *, lowest: int, highest: int, unit: str = "") -> int:
    """Return a whole number between the two bounds; the word ``unit`` may follow it.

    Raises NumberNotWhole.
    """
    text = "" if isinstance(value, bool) else plain(value).lower()
    match = re.fullmatch(
        rf"([0-9]{{1,9}})(?:[.,]0+)?(?: ?{unit})?" if unit else r"([0-9]{1,9})(?:[.,]0+)?", text
    )
    if match is None or not lowest <= int(match[1]) <= highest:
        raise NumberNotWhole(text=shown(value), lowest=lowest, highest=highest)
    return int(match[1])


def read_stars(value: CellValue) -> int:
    """Return OCOP stars: 0 for none, else 3 to 5. ``4``, ``4 sao`` and ``★★★★`` are the same.

    Raises StarsInvalid.
    """
    text = plain(value).lower()
    if text and not text.strip("★*⭐"):
        text = str(len(text))
    match = _STARS.fullmatch(text)
    digits = match[1] if match else text
    if digits not in ("0", "3", "4", "5"):
        raise StarsInvalid(text=shown(value))
    return int(digits)


def read_day(value: CellValue) -> datetime.date:
    """Return the day of a date cell, of ``31/12/2026`` or of ``2026-12-31``; years have four digits.

    Raises DateInvalid.
    """
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        day = value
    else:
        text = plain(value) if isinstance(value, str) else ""
        match = _DAY.fullmatch(text) or _ISO_DAY.fullmatch(text)
        if match is None:
            raise DateInvalid(text=shown(value))
        try:
            day = datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            raise DateInvalid(text=shown(value)) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DateInvalid(text=shown(value))
    return day


def read_yes_no(value: CellValue) -> bool:
    """Return whether the cell says yes.

    Raises YesNoInvalid.
    """
    text = plain(value).lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise YesNoInvalid(text=shown(value))


def read_choice(value: CellValue, choices: Mapping[str, str]) -> str:
    """Return the entry of ``choices`` (folded spelling to value) that the cell names.

    Raises ChoiceUnknown.
    """
    found = choices.get(fold(plain(value)))
    if found is None:
        known = ", ".join(dict.fromkeys(choices.values()))
        raise ChoiceUnknown(text=shown(value), choices=known)
    return found
