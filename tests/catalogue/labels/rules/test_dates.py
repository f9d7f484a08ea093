import datetime as dt

import pytest

from catalogue.labels.rules.dates import add_months, lawful_spellings, spell_date, spell_span

DAY = dt.date(2026, 4, 2)


def test_a_date_is_spelled_day_month_year() -> None:
    assert spell_date(DAY) == "02/04/2026"
    assert spell_date(DAY) in lawful_spellings(DAY)


def test_the_spellings_of_the_annex_are_lawful_and_the_year_in_front_is_not() -> None:
    assert {"020426", "02 04 26", "02042026", "02/04/26", "02.04.2026", "02-04-26"} <= set(
        lawful_spellings(DAY)
    )
    assert not {"260402", "2026-04-02", "2/4/2026"} & set(lawful_spellings(DAY))


@pytest.mark.parametrize(
    ("days", "vi", "en"),
    [
        (730, "24 tháng kể từ NSX", "24 months from MFG"),
        (180, "6 tháng kể từ NSX", "6 months from MFG"),
        (30, "1 tháng kể từ NSX", "1 month from MFG"),
        (545, "545 ngày kể từ NSX", "545 days from MFG"),
        (1, "1 ngày kể từ NSX", "1 day from MFG"),
    ],
)
def test_an_expiry_may_count_from_the_production_date(days: int, vi: str, en: str) -> None:
    assert (spell_span(days, "vi"), spell_span(days, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2028, 1, 31), 1, dt.date(2028, 2, 29)),
        (dt.date(2026, 11, 30), 3, dt.date(2027, 2, 28)),
        (dt.date(2026, 12, 5), 12, dt.date(2027, 12, 5)),
    ],
)
def test_months_end_with_the_month(day: dt.date, months: int, later: dt.date) -> None:
    assert add_months(day, months) == later
