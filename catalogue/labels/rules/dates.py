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
    """Return an expiry that counts from the production date, in months where it is whole years, else in days.

    ``end_of_span`` is the day that it means.
    """
    months = _months_of(days)
    if language == "vi":
        return f"{months} tháng kể từ NSX" if months else f"{days} ngày kể từ NSX"
    if months:
        return f"{months} months from MFG"
    return f"{days} day{'' if days == 1 else 's'} from MFG"


def end_of_span(made: dt.date, days: int) -> dt.date:
    """Return the expiry of what was made on ``made``, counted as ``spell_span`` says it.

    Raises OverflowError beyond the year 9999.
    """
    months = _months_of(days)
    return _add_months(made, months) if months else made + dt.timedelta(days=days)


def _months_of(days: int) -> int:
    """Return the months of whole years of 365 days, 0 for another span.

    Who declares 24 months enters 730 days. A month of 30 days there is not: 90 days from 1 July are over on
    29 September, 3 months on 1 October, and a label must not promise more than was declared.
    """
    years, rest = divmod(days, 365)
    return 0 if rest else years * 12


def _add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day of a later month, or that month's last day: 29 February and a year is the 28th."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        raise OverflowError
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
