"""How dates may be spelled on a label: day, month, year.

A barcode has them the other way round (YYMMDD); nothing here is ever put into one.

Source: Decree 37/2026/NĐ-CP, Annex III (order, separators, spans, abbreviations in capitals); Circular
05/2019/TT-BKHCN.
"""

import calendar
import datetime as dt

SEPARATORS = ("/", ".", "-", " ", "")


def spell_date(day: dt.date) -> str:
    """Return the date as labels have it here, ``02/04/2026``, on one line."""
    return f"{day:%d/%m/%Y}"


def lawful_spellings(day: dt.date) -> tuple[str, ...]:
    """Return every spelling that needs no note about its order: year of four or two digits."""
    return tuple(
        separator.join((f"{day:%d}", f"{day:%m}", year))
        for year in (f"{day:%Y}", f"{day:%y}")
        for separator in SEPARATORS
    )


def spell_span(days: int, language: str) -> str:
    """Return an expiry that counts from the production date, in years, months or days."""
    count, unit_vi, unit_en = days, "ngày", "day"
    if days % 365 == 0:
        count, unit_vi, unit_en = days // 365 * 12, "tháng", "month"
    elif days % 30 == 0:
        count, unit_vi, unit_en = days // 30, "tháng", "month"
    if language == "vi":
        return f"{count} {unit_vi} kể từ NSX"
    return f"{count} {unit_en}{'' if count == 1 else 's'} from MFG"


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day of a later month, or that month's last day: 31 January and a month is the 28th."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
