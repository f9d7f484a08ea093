import datetime as dt

import pytest

from catalogue.labels.rules.dates import end_of_span, lawful_spellings, spell_date, spell_span

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
        (365, "12 tháng kể từ NSX", "12 months from MFG"),
        (180, "180 ngày kể từ NSX", "180 days from MFG"),
        (545, "545 ngày kể từ NSX", "545 days from MFG"),
        (1, "1 ngày kể từ NSX", "1 day from MFG"),
    ],
)
def test_an_expiry_may_count_from_the_production_date(days: int, vi: str, en: str) -> None:
    assert (spell_span(days, "vi"), spell_span(days, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("made", "days", "ends"),
    [
        (dt.date(2027, 3, 1), 730, dt.date(2029, 3, 1)),
        (dt.date(2028, 2, 29), 365, dt.date(2029, 2, 28)),
        (dt.date(2026, 12, 5), 365, dt.date(2027, 12, 5)),
        (dt.date(2026, 7, 1), 90, dt.date(2026, 9, 29)),
        (dt.date(2026, 1, 31), 30, dt.date(2026, 3, 2)),
    ],
)
def test_the_day_is_counted_as_the_words_say(made: dt.date, days: int, ends: dt.date) -> None:
    assert end_of_span(made, days) == ends


@pytest.mark.parametrize("days", [364, 365])
def test_beyond_the_last_year_there_is_no_day(days: int) -> None:
    with pytest.raises(OverflowError):
        end_of_span(dt.date(9999, 6, 1), days)
