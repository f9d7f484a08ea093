"""Files that are refused before they cost anything: damaged, hostile, or beyond the bounds."""

import io
import tracemalloc
import zipfile

import pytest

from catalogue.imports import limits
from tests.catalogue.imports.files import CELLS, read, refusal, repacked
from tests.catalogue.imports.spreadsheets import csv_bytes


def test_refuses_too_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.imports.reading.MAX_FILE_BYTES", 2**20)

    assert refusal(b"a," * 2**20).text("en") == "The file is larger than 1 MB."


def test_takes_ten_thousand_rows_and_refuses_one_more() -> None:
    goods = [CELLS[1]] * limits.MAX_DATA_ROWS

    assert len(read(csv_bytes([CELLS[0], *goods])).rows) == 10_000
    assert refusal(csv_bytes([CELLS[0], *goods, CELLS[1]])).text("en") == (
        "The file has data below row 10001; split it into several files."
    )


def test_a_zip_bomb_is_refused_before_it_unfolds() -> None:
    bomb = repacked(lambda name, part: part + b" " * (100 * 2**20) if "sharedStrings" in name else part)
    assert len(bomb) < 200_000

    tracemalloc.start()
    code = refusal(bomb).code
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert code == "file_inflates_too_much"
    assert peak < 2.5 * limits.MAX_UNPACKED_BYTES


def test_a_part_that_claims_to_be_huge_is_refused() -> None:
    bomb = repacked(lambda name, part: part + b" " * (300 * 2**20) if "docProps/app" in name else part)

    assert refusal(bomb).code == "file_inflates_too_much"


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    honest = repacked(lambda name, part: part + b" " * 2**20 if "sheet1" in name else part)
    claimed = int.to_bytes(
        next(e.file_size for e in zipfile.ZipFile(io.BytesIO(honest)).infolist() if "sheet1" in e.filename),
        4,
        "little",
    )
    lying = honest.replace(claimed, int.to_bytes(100, 4, "little"))
    assert lying != honest

    assert refusal(lying).code == "file_damaged"


def test_one_long_text_in_a_million_cells_is_refused() -> None:
    text = "a" * 30_000
    cells = "".join(f'<row r="{number}"><c t="s"><v>0</v></c></row>' for number in range(1, 5_001))

    def fill(name: str, part: bytes) -> bytes:
        if "sharedStrings" in name:
            return f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>'.encode()
        if "sheet1" in name:
            return (
                '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                f"<sheetData>{cells}</sheetData></worksheet>"
            ).encode()
        return part

    assert refusal(repacked(fill)).code == "file_inflates_too_much"


@pytest.mark.parametrize(
    ("part", "opening", "repeated", "code"),
    [
        ("xl/sharedStrings.xml", b"<sst>", b"<si/>", "file_inflates_too_much"),
        ("xl/worksheets/sheet1.xml", b"<worksheet>", b"<a>", "file_damaged"),
        ("xl/worksheets/sheet1.xml", b"<worksheet>", b'<mergeCell ref="A1:B1"/>', "merged_cells"),
    ],
)
def test_small_elements_without_end_are_refused_before_they_are_kept(
    part: str, opening: bytes, repeated: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalogue.imports.xlsx_markup._MOST_STRINGS", 1_000)
    monkeypatch.setattr("catalogue.imports.xlsx_markup.MAX_MERGED", 1_000)
    bomb = repacked(lambda name, content: opening + repeated * 1_000_000 if name == part else content)

    tracemalloc.start()
    refused = refusal(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert refused.code == code
    assert peak < 2.5 * len(opening + repeated * 1_000_000)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_entities_are_refused(part: str) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'

    def declare(name: str, content: bytes) -> bytes:
        return laughs + content.split(b"?>", 1)[1] if name == part else content

    assert refusal(repacked(declare)).code == "file_markup_declaration"


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]
)
def test_broken_markup_is_refused(part: str) -> None:
    broken = repacked(lambda name, content: content[:-30] if name == part else content)

    assert refusal(broken).code == "file_damaged"


@pytest.mark.parametrize("encoding", [b"WTF-8", b"UTF-16", b"ISO-8859-1", b"UTF-7"])
def test_the_declared_encoding_does_not_change_what_is_checked(encoding: bytes) -> None:
    def declare(name: str, content: bytes) -> bytes:
        return content.replace(b"UTF-8", encoding, 1) if name.endswith("sheet1.xml") else content

    assert len(read(repacked(declare)).rows) == 2


def test_text_in_another_encoding_is_refused() -> None:
    def declare(name: str, content: bytes) -> bytes:
        return content.decode().encode("utf-16") if name.endswith("sharedStrings.xml") else content

    assert refusal(repacked(declare)).code == "file_damaged"


def test_strings_that_are_not_there_are_refused() -> None:
    assert (
        refusal(repacked(lambda name, part: b"<sst/>" if "sharedStrings" in name else part)).code
        == "file_damaged"
    )


def test_other_compressions_are_refused() -> None:
    assert refusal(repacked(lambda _, part: part, zipfile.ZIP_LZMA)).code == "file_damaged"


def test_thousands_of_parts_are_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(limits.MAX_PARTS + 1):
            archive.writestr(str(number), b"")

    assert refusal(packed.getvalue()).code == "file_inflates_too_much"


def test_a_zip_of_something_else_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")

    assert refusal(packed.getvalue()).code == "file_kind_unknown"
