"""Whole numbers, stars, days, yes or no, choices."""

import datetime

import pytest

from catalogue.imports.cell_errors import CellError
from catalogue.imports.cells import CellValue
from catalogue.imports.facts import read_choice, read_day, read_stars, read_whole, read_yes_no


@pytest.mark.parametrize(
    ("written", "number"),
    [("730", 730), (730.0, 730), (730, 730), ("730 ngày", 730), ("730.0", 730), ("1", 1)],
)
def test_reads_a_whole_number(written: CellValue, number: int) -> None:
    assert read_whole(written, lowest=1, highest=36_500, unit="ngày") == number


@pytest.mark.parametrize("written", ["0", "-1", "1,5", 1.5, "36501", "hai năm", "٣", "", True, "24 tháng"])
def test_refuses_other_numbers(written: CellValue) -> None:
    with pytest.raises(CellError) as caught:
        read_whole(written, lowest=1, highest=36_500, unit="ngày")

    assert caught.value.code == "number_not_whole"


@pytest.mark.parametrize(
    ("written", "stars"),
    [
        ("0", 0),
        (0.0, 0),
        ("4", 4),
        (4.0, 4),
        ("4 sao", 4),
        ("★★★★★", 5),
        ("3*", 3),
        ("5 stars", 5),
        ("***", 3),
    ],
)
def test_reads_ocop_stars(written: CellValue, stars: int) -> None:
    assert read_stars(written) == stars


@pytest.mark.parametrize("written", ["1", "2", "6", 4.5, "-3", "bốn", "44", "**", True])
def test_refuses_stars_that_are_never_certified(written: CellValue) -> None:
    with pytest.raises(CellError) as caught:
        read_stars(written)

    assert caught.value.code == "ocop_stars_invalid"


@pytest.mark.parametrize(
    "written",
    [
        "31/12/2026",
        "31-12-2026",
        "31.12.2026",
        "2026-12-31",
        "2026-12-31 00:00:00",
        datetime.date(2026, 12, 31),
        datetime.datetime(2026, 12, 31, 7, 0),  # noqa: DTZ001
    ],
)
def test_reads_a_day(written: CellValue) -> None:
    assert read_day(written) == datetime.date(2026, 12, 31)


def test_the_day_comes_before_the_month() -> None:
    assert read_day("2/3/2026") == datetime.date(2026, 3, 2)


@pytest.mark.parametrize(
    "written",
    ["12/31/2026", "30/02/2026", "31/12/26", "12/2026", "46387", 46387.0, "1/1/1889", "hôm nay", True],
)
def test_refuses_what_is_no_day(written: CellValue) -> None:
    with pytest.raises(CellError) as caught:
        read_day(written)

    assert caught.value.code == "date_invalid"


def test_reads_yes_and_no_in_both_languages() -> None:
    assert [read_yes_no(word) for word in ("Có", "yes", "TRUE", "x", 1.0, True, "đúng")] == [True] * 7
    assert [read_yes_no(word) for word in ("không", "No", "false", 0.0, False, "sai")] == [False] * 6
    with pytest.raises(CellError) as caught:
        read_yes_no("chưa rõ")
    assert caught.value.code == "yes_no_invalid"


def test_reads_a_choice_by_any_spelling() -> None:
    choices = {"mat-ong": "mat-ong", "mat ong": "mat-ong", "che": "che"}

    assert [read_choice(word, choices) for word in ("mat-ong", "Mật ong", "MẬT  ONG", "chè")] == [
        "mat-ong",
        "mat-ong",
        "mat-ong",
        "che",
    ]
    with pytest.raises(CellError) as caught:
        read_choice("mật", choices)
    assert caught.value.text("en") == "“mật” is not in the list: mat-ong, che."
