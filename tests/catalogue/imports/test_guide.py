"""What ``docs/importing.md`` promises to cooperatives holds."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings

from catalogue.gs1.errors import CodedError
from catalogue.imports.codes import read_digits, read_phone, read_tax_digits
from catalogue.imports.facts import read_day, read_stars, read_yes_no
from catalogue.imports.headers import COLUMNS, column_of
from catalogue.imports.limits import MAX_COLUMNS, MAX_DATA_ROWS, MAX_FILE_BYTES, MAX_UNPACKED_BYTES
from catalogue.imports.prices import HIGHEST_PRICE_VND, LOWEST_PRICE_VND, read_price_vnd
from catalogue.quantity import parse_quantity

GUIDE = (settings.BASE_DIR / "docs" / "importing.md").read_text(encoding="utf-8")
READERS: dict[str, Callable[[str], object]] = {
    "Giá": read_price_vnd,
    "Khối lượng tịnh": parse_quantity,
    "Điện thoại": read_phone,
    "Mã số thuế": read_tax_digits,
    "Mã vạch": read_digits,
    "Sao OCOP": read_stars,
    "Ngày": read_day,
    "Đăng bán": read_yes_no,
}


def examples(place: int) -> list[tuple[str, str]]:
    """Return cell and spelling of the examples that are taken (2) or refused (3)."""
    rows = [[cell.strip() for cell in line.split("|")] for line in GUIDE.splitlines()]
    return [
        (cells[1], spelling)
        for cells in rows
        if len(cells) == 5 and cells[1] in READERS
        for spelling in re.findall(r"`([^`]+)`", cells[place])
    ]


def test_every_kind_of_cell_has_examples() -> None:
    assert {cell for cell, _ in examples(2)} == READERS.keys() - {"Mã vạch"}
    assert len(examples(3)) >= 12


@pytest.mark.parametrize(("cell", "spelling"), examples(2))
def test_what_may_be_written_is_read(cell: str, spelling: str) -> None:
    READERS[cell](spelling)


@pytest.mark.parametrize(("cell", "spelling"), examples(3))
def test_what_is_refused_is_refused(cell: str, spelling: str) -> None:
    with pytest.raises(CodedError):
        READERS[cell](spelling)


def test_every_column_stands_there_with_its_headers() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.*) \|$", GUIDE, re.MULTILINE)

    assert [
        (name, title.strip("*"), also) for name, title, also in rows if name in {c.name for c in COLUMNS}
    ] == [(column.name, column.title, ", ".join(column.spellings)) for column in COLUMNS]
    assert {name for name, title, _ in rows if title.startswith("**")} == {
        column.name for column in COLUMNS if column.required or column.name == "tax_code"
    }


def test_headers_that_would_change_the_meaning_are_named_as_never_taken() -> None:
    for header in ("Giá (nghìn đồng)", "Hạn dùng (tháng)"):
        assert f"`{header}`" in GUIDE.replace("\n", " ")
        assert column_of(header) is None


def test_the_limits_are_those_of_the_import() -> None:
    megabyte = 1024 * 1024

    assert f"| {MAX_FILE_BYTES // megabyte} MB, {MAX_UNPACKED_BYTES // megabyte} MB |" in GUIDE
    assert f"| {MAX_DATA_ROWS:,}, {MAX_COLUMNS} |" in GUIDE
    assert f"| {LOWEST_PRICE_VND:,} to {HIGHEST_PRICE_VND:,} đồng |" in GUIDE
