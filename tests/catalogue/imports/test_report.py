"""Reports that people open in a spreadsheet."""

import csv
import io

import pytest

from catalogue.imports.report import ReportLine, report_csv, safe_cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ('"=1', "'\"=1"),
        ("-5", "-5"),
        ("+84 912 345 678", "+84 912 345 678"),
        ("-85.000", "-85.000"),
        ("H'Mông", "H'Mông"),
        ("Mật ong", "Mật ong"),
        ("", ""),
    ],
)
def test_no_cell_runs_as_a_formula(text: str, cell: str) -> None:
    assert safe_cell(text) == cell


def test_the_report_opens_in_excel_with_its_letters() -> None:
    line = ReportLine(row=2, column="name_vi", code="formula_cell", vi="=Ô chứa, công thức", en="A formula")

    text = report_csv([line])

    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:], newline=""))) == [
        ["dòng/row", "cột/column", "mã/code", "lý do", "reason"],
        ["2", "name_vi", "formula_cell", "'=Ô chứa, công thức", "A formula"],
    ]
