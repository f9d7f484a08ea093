"""The template: what a cooperative sees, and that it comes back in."""

import io
import zipfile

import pytest
from python_calamine import SheetVisibleEnum, load_workbook

from catalogue.imports.headers import COLUMNS
from catalogue.imports.staging import check
from catalogue.imports.template import build_template
from catalogue.imports.template_guide import EXAMPLE, GUIDE
from catalogue.models import ImportAction
from tests.factories import make_cooperative

pytestmark = pytest.mark.django_db


def test_the_example_row_imports_cleanly_as_a_draft() -> None:
    checked = check(io.BytesIO(build_template()), filename="mau.xlsx")

    assert checked.actions == [ImportAction.CREATE]
    assert checked.warnings == []
    assert checked.rows[0].errors == []
    assert checked.rows[0].values["published"] is False
    assert checked.rows[0].values["commune_code"] == "00769"


def test_the_template_of_a_cooperative_asks_nothing_about_it() -> None:
    cooperative = make_cooperative()
    template = build_template(cooperative)

    checked = check(io.BytesIO(template), filename="mau.xlsx", cooperative=cooperative)

    assert checked.actions == [ImportAction.CREATE]
    headers = load_workbook(io.BytesIO(template)).get_sheet_by_index(0).to_python()[0]
    assert headers == [column.title for column in COLUMNS if not column.of_cooperative]


def test_headers_are_vietnamese_and_every_column_is_explained() -> None:
    workbook = load_workbook(io.BytesIO(build_template()))

    goods, guide = (workbook.get_sheet_by_index(number).to_python() for number in (0, 1))
    assert goods[0] == [column.title for column in COLUMNS]
    assert [line[0] for line in guide[1:]] == [column.title for column in COLUMNS]
    assert all(line[2] for line in guide[1:])
    assert set(GUIDE) == {column.name for column in COLUMNS}
    assert set(EXAMPLE) <= set(GUIDE)


def test_only_the_two_sheets_for_people_are_visible() -> None:
    sheets = load_workbook(io.BytesIO(build_template())).sheets_metadata

    assert [(sheet.name, sheet.visible == SheetVisibleEnum.Visible) for sheet in sheets] == [
        ("Sản phẩm", True),
        ("Hướng dẫn", True),
        ("Danh sách", False),
    ]


def test_lists_hang_on_their_columns_and_cells_are_text() -> None:
    with zipfile.ZipFile(io.BytesIO(build_template())) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()

    assert sheet.count("<dataValidation ") == 7
    assert "'Danh sách'!$A$1:$A$" in sheet
    assert 'sqref="D2:D10001"' in sheet  # the category
    assert 'numFmtId="49"' in styles  # text
