"""Files: what is read from good ones, and a clear refusal for each kind of bad or hostile one."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.imports import limits
from catalogue.imports.file_errors import FileRefused
from catalogue.imports.reading import Table, cell_at, read_table
from tests.catalogue.imports.spreadsheets import csv_bytes, row, table, xlsx_bytes

CELLS = table(row(), row(sku="HTX-002", gtin=8931234567897.0))


def read(data: bytes) -> Table:
    return read_table(data, cooperative_given=False)


def refusal(data: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read(data)
    assert caught.value.text("vi") != caught.value.text("en")
    return caught.value


def repacked(change: Callable[[str, bytes], bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a workbook whose parts ``change`` has been at."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_bytes(CELLS))) as source,
        zipfile.ZipFile(packed, "w", compression) as target,
    ):
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return packed.getvalue()


def test_reads_a_workbook() -> None:
    found = read(xlsx_bytes(CELLS))

    assert found.header_row == 1
    assert [one.number for one in found.rows] == [2, 3]
    assert cell_at(found.rows[0], found.headers.positions["price_vnd"]) == "320000"
    assert cell_at(found.rows[1], found.headers.positions["gtin"]) == 8931234567897.0


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_reads_text_tables_of_every_kind(delimiter: str, encoding: str) -> None:
    found = read(csv_bytes(CELLS, delimiter=delimiter, encoding=encoding))

    assert [one.number for one in found.rows] == [2, 3]
    assert cell_at(found.rows[0], found.headers.positions["name_vi"]) == "Mật ong hoa bạc hà 500 ml"


def test_honours_the_delimiter_line_of_excel() -> None:
    found = read(b"sep=;\r\n" + csv_bytes(CELLS, delimiter=";"))

    assert [one.number for one in found.rows] == [3, 4]


def test_skips_a_title_and_blank_rows_but_counts_them() -> None:
    found = read(xlsx_bytes([["DANH SÁCH SẢN PHẨM 2026"], [], *CELLS[:2], [None, " "], CELLS[2]]))

    assert found.header_row == 3
    assert [one.number for one in found.rows] == [4, 6]


def test_reads_the_first_visible_sheet() -> None:
    def hide_first(workbook: Any, sheet: Any) -> None:
        second = workbook.add_worksheet("Hàng")
        for number, values in enumerate(CELLS):
            second.write_row(number, 0, values)
        sheet.hide()
        second.activate()

    assert len(read(xlsx_bytes([["another sheet"]], hide_first)).rows) == 2


def test_formats_without_contents_far_out_cost_nothing() -> None:
    def format_far_out(workbook: Any, sheet: Any) -> None:
        sheet.write_blank(1_048_575, 16_383, None, workbook.add_format({"bold": True}))

    assert len(read(xlsx_bytes(CELLS, format_far_out)).rows) == 2


def test_marks_formulas_and_failed_cells() -> None:
    def add(_workbook: Any, sheet: Any) -> None:
        sheet.write_formula(1, 0, "=1+1", None, 2)
        sheet.write_formula(2, 1, "=NA()", None, "#N/A")

    found = read(xlsx_bytes(CELLS, add))

    assert [[row.has_formula(at) for at in range(3)] for row in found.rows] == [
        [True, False, False],
        [False, True, False],
    ]
    assert [[row.has_failed(at) for at in range(3)] for row in found.rows] == [
        [False, False, False],
        [False, True, False],
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b" \r\n\x00", "file_empty"),
        (b"\xef\xbb\xbf", "file_empty"),
        (csv_bytes([[None] * 3] * 3), "file_empty"),
        (b"%PDF-1.7 ...", "file_kind_unknown"),
        (b"\x89PNG\r\n", "file_kind_unknown"),
        (b"<html><table><tr>", "file_kind_unknown"),
        (b'<?xml version="1.0"?>', "file_kind_unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "file_old_excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "file_encrypted",
        ),
        (xlsx_bytes(CELLS)[:4_000], "file_damaged"),
        (xlsx_bytes(CELLS)[:-10], "file_damaged"),
        (b"PK\x03\x04" + b"x" * 100, "file_damaged"),
        (xlsx_bytes([]), "file_empty"),
        (xlsx_bytes(CELLS[:1]), "no_data_rows"),
        (csv_bytes(CELLS[:1]), "no_data_rows"),
        (csv_bytes(CELLS[1:]), "header_missing"),
        (xlsx_bytes([CELLS[0], *CELLS]), "header_repeated"),
        (
            xlsx_bytes([CELLS[0], ["Mã hàng", "Tên sản phẩm", "Tên tiếng Anh", "Danh mục"], *CELLS[1:]]),
            "header_repeated",
        ),
        (csv_bytes([[*CELLS[0], *("x" * 200)], *CELLS[1:]]), "too_many_columns"),
        ("mã,giá".encode("cp1252"), "encoding_unknown"),
        ("sku,tên".encode("utf-16-le"), "encoding_unknown"),
        (b"sku,name\x00", "encoding_unknown"),
        (csv_bytes(CELLS) + b'"HTX"-003,mat\r\n', "csv_quote_open"),
        (csv_bytes(CELLS) + b'HTX-003,"mat', "csv_quote_open"),
        (csv_bytes(CELLS) + b"HTX-003,mat", "file_cut_off"),
    ],
)
def test_refuses_a_bad_file_by_reason(data: bytes, code: str) -> None:
    assert refusal(data).code == code


@pytest.mark.parametrize(
    ("row_number", "column", "code"),
    [
        (1_048_575, 16_383, "too_many_rows"),
        (0, 16_383, "too_many_columns"),
        (1_048_575, 0, "too_many_rows"),
    ],
)
def test_refuses_a_cell_far_out(row_number: int, column: int, code: str) -> None:
    file = xlsx_bytes(CELLS, lambda _workbook, sheet: sheet.write(row_number, column, "x"))

    assert refusal(file).code == code


def test_refuses_merged_rows_but_not_a_merged_title() -> None:
    refused = refusal(xlsx_bytes(CELLS, lambda _, sheet: sheet.merge_range("A2:A3", "HTX-001")))
    found = read(
        xlsx_bytes([["DANH SÁCH"], *CELLS], lambda _, sheet: sheet.merge_range("A1:F1", "DANH SÁCH"))
    )

    assert refused.text("vi") == "Các ô A2:A3 bị gộp; hãy bỏ gộp và điền từng ô."
    assert len(found.rows) == 2


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


@given(st.data())
def test_a_workbook_with_wrong_bytes_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(repacked(lambda _, part: part, zipfile.ZIP_STORED))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    try:
        read(bytes(content))
    except FileRefused as error:
        assert error.code  # noqa: PT017


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read(data)
    except FileRefused as error:
        assert error.code  # noqa: PT017
