"""Files: what is read from good ones, and a clear refusal for each kind of bad or hostile one."""

import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.imports.file_errors import FileRefused
from catalogue.imports.reading import cell_at
from tests.catalogue.imports.files import CELLS, read, refusal, repacked
from tests.catalogue.imports.spreadsheets import csv_bytes, xlsx_bytes


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
