"""A quick part of the hostile spreadsheets of `bench/hostile_imports.py`, and the bounds that stop them."""

import io
import time
import tracemalloc
from collections.abc import Iterator
from itertools import islice

import pytest

from bench import hostile_tables
from bench.hostile_markup import cell_tricks, markup_tricks
from bench.picture_bytes import Named
from bench.workbook_parts import (
    SHEET,
    header_row,
    honest,
    honest_csv,
    inline,
    packed,
    parts_of,
    sheet,
    with_parts,
)
from catalogue.imports import check, xlsx_markup
from catalogue.imports.file_errors import FileRefused, TextTooLong, TooManyColumns, TooManyRows
from catalogue.imports.limits import MAX_CELL_LETTERS, MAX_DATA_ROWS, MAX_EMPTY_COLUMNS
from catalogue.imports.reading import read_table
from catalogue.imports.rows import CheckedRow
from catalogue.imports.staging import CheckedFile
from catalogue.models import Cooperative
from tests.catalogue.imports.spreadsheets import GOODS, csv_bytes, table
from tests.factories import make_cooperative

pytestmark = pytest.mark.django_db
REFUSALS = {kind.code for kind in FileRefused.__subclasses__()}


def quick() -> Iterator[Named]:
    """Yield those of the hostile files that are made in no time."""
    yield from islice(hostile_tables.spoilt(), 0, None, 3)
    yield from markup_tricks()
    yield from islice(cell_tricks(), 0, None, 2)
    yield from hostile_tables.wrong_kinds()
    yield "overlapping", hostile_tables.overlapping()
    for formula in hostile_tables.FORMULAS:
        yield formula, csv_bytes(table({**GOODS, "name_vi": formula}))


def outcome_of(name: str, data: bytes, cooperative: Cooperative) -> tuple[CheckedFile | None, str]:
    """Return what was read of the file, or the code of its refusal."""
    try:
        return check(io.BytesIO(data), filename=name, cooperative=cooperative), ""
    except FileRefused as refused:
        return None, refused.code


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_hostile_spreadsheets_are_refused_or_read_as_plain_cells() -> None:
    cooperative, count = make_cooperative(), 0
    for name, data in quick():
        began = time.perf_counter()
        checked, code = outcome_of(name, data, cooperative)
        assert (code in REFUSALS) == (checked is None), name
        values = [value for row in checked.rows for value in row.values.values()] if checked else []
        texts = [value for value in values if isinstance(value, str)]
        assert not [text for text in texts if text.startswith(("=", "@", "\t", "\r", "＝"))], name
        assert "root:" not in str(values), name
        assert time.perf_counter() - began < 5, name
        count += 1
    assert count > 90


def test_a_text_longer_than_excel_keeps_is_refused_and_costs_no_more_than_its_file() -> None:
    cooperative = make_cooperative()
    longest, more = b"a" * MAX_CELL_LETTERS, b"a" * (MAX_CELL_LETTERS + 1)
    rows = b"<row>%s</row>"
    shared = b"<sst><si><t>%s</t></si></sst>"
    files = [
        (
            with_parts(sheet=sheet(header_row() + rows % inline(longest))),
            with_parts(sheet=sheet(header_row() + rows % inline(more))),
        ),
        (with_parts(strings=shared % longest), with_parts(strings=shared % more)),
    ]
    for taken, refused in files:
        assert outcome_of("a.xlsx", taken, cooperative)[1] != "file_text_too_long"
        with pytest.raises(TextTooLong) as told:
            read_table(refused, cooperative_given=True)
        assert told.value.text("en") == "A cell of the file has more than 32767 characters."
    with pytest.raises(TextTooLong):
        read_table(honest_csv() + b"a" * 9_000_000, cooperative_given=True)

    bomb = with_parts(sheet=sheet(b"<row>" + inline(b"a" * 20_000_000) + b"</row>"))
    tracemalloc.start()
    with pytest.raises(TextTooLong):
        read_table(bomb, cooperative_given=True)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60_000_000


def test_twin_without_the_bound_of_a_cell_its_text_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_markup, "MAX_CELL_LETTERS", 10**9)
    cell = inline(b"a" * (MAX_CELL_LETTERS + 1))

    found = read_table(
        with_parts(sheet=sheet(header_row() + b"<row>" + cell + b"</row>")), cooperative_given=True
    )

    assert len(str(found.rows[0].cells[0])) == MAX_CELL_LETTERS + 1


def test_commas_without_end_are_refused_before_they_become_cells() -> None:
    def line(commas: int) -> bytes:
        return honest_csv() + b"," * commas + b"\n"

    assert len(read_table(line(MAX_EMPTY_COLUMNS), cooperative_given=True).rows) == 3
    tracemalloc.start()
    with pytest.raises(TooManyColumns):
        read_table(line(9_000_000), cooperative_given=True)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40_000_000


def test_what_stands_below_the_last_row_is_looked_at_without_making_rows_of_it() -> None:
    blank = honest_csv() + b"\r\n" * (MAX_DATA_ROWS + 100) + b' ,"",\t\r\n' * 100

    assert len(read_table(blank, cooperative_given=True).rows) == 3
    with pytest.raises(TooManyRows):
        read_table(blank + b"x", cooperative_given=True)
    began = time.perf_counter()
    read_table(honest_csv() + b"\r" * 9_000_000, cooperative_given=True)
    assert time.perf_counter() - began < 2


def test_a_refused_cell_keeps_nothing_of_its_file_alive() -> None:
    row = CheckedRow(1, {})
    try:
        try:
            raise KeyError("cell")  # noqa: TRY301 - as a reader does
        except KeyError as cause:
            raise TextTooLong(limit=1) from cause
    except TextTooLong as error:
        row.refuse("sku", error)

    (remark,) = row.errors
    assert (remark.error.__traceback__, remark.error.__context__, remark.error.__cause__) == (
        None,
        None,
        None,
    )


def test_a_workbook_is_read_from_the_parts_that_were_looked_at_alone() -> None:
    parts = parts_of(honest())
    other = parts | {
        "xl/worksheets/sheet2.xml": sheet(b"<row>" + inline(b"x") + b"</row>"),
        "xl/drawings/a.xml": b"<a/>",
    }

    packed = xlsx_parts_of(other)

    assert SHEET in packed
    assert not {"xl/worksheets/sheet2.xml", "xl/drawings/a.xml", "docProps/app.xml"} & packed


def xlsx_parts_of(parts: dict[str, bytes]) -> set[str]:
    from catalogue.imports.xlsx_parts import repack, unpack

    return set(parts_of(repack(unpack(packed(parts)), SHEET).getvalue()))
