import csv
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.exports import export_csv, export_xlsx
from catalogue.imports import apply, build_template, check, stage
from catalogue.imports.reading import read_table
from catalogue.models import ImportAction, Variant
from tests.catalogue.imports.spreadsheets import csv_file, row
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db
SAMPLE = Path("demo/sample_products.csv")


@pytest.mark.parametrize("write", [export_csv, export_xlsx])
def test_what_is_exported_imports_without_a_change(write: object) -> None:
    with SAMPLE.open("rb") as file:
        apply(stage(file, filename="sample.csv"))

    data = write(Variant.objects.all())  # type: ignore[operator]
    checked = check(io.BytesIO(data), filename="lai.csv")

    assert len(checked.rows) == 76
    assert [one for one in checked.rows if one.errors] == []
    assert set(checked.actions) == {ImportAction.UNCHANGED}


@pytest.mark.parametrize("build", [lambda: export_xlsx(Variant.objects.all()), build_template])
def test_a_workbook_tells_the_day_it_was_made_on_and_no_second_so_that_two_are_the_same(
    build: Callable[[], bytes],
) -> None:
    with zipfile.ZipFile(io.BytesIO(build())) as parts:
        told = parts.read("docProps/core.xml").decode()
        written = {part.date_time for part in parts.infolist()}

    assert re.findall("T[0-9:]{8}Z", told) == ["T00:00:00Z", "T00:00:00Z"]
    assert len(written) == 1


HOSTILE = [
    '=HYPERLINK("http://x")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "  =1",
    "'=1",
    '"=1',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_file_begins_like_a_formula(text: str) -> None:
    product = make_product(name={"vi": text.strip()})
    make_variant(product=product, sku=text.strip()[:40])

    cells = export_csv(Variant.objects.all()).decode("utf-8-sig").split("\r\n")[1]

    assert not cells.lstrip('"').startswith(("=", "+", "-", "@", "\t", "＝"))
    assert f"'{text.strip()[0]}" in cells.replace('""', '"')


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    product = make_product(name={"vi": text.strip()})
    make_variant(product=product)

    with zipfile.ZipFile(io.BytesIO(export_xlsx(Variant.objects.all()))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_begins_like_a_formula_is_disarmed_in_both_formats(mark: str) -> None:
    text = f"{mark}1+1"
    make_variant(product=make_product(name={"vi": text}, storage={"vi": text}))

    rows = list(csv.reader(io.StringIO(export_csv(Variant.objects.all()).decode("utf-8-sig"), newline="")))
    assert rows[1].count(f"'{text}") == 2
    assert not [cell for cell in rows[1] if cell.startswith(mark)]

    with zipfile.ZipFile(io.BytesIO(export_xlsx(Variant.objects.all()))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        texts = parts.read("xl/sharedStrings.xml").decode()
    cells = re.findall(r'<c r="[A-Z]+2"[^>]*>', sheet)
    assert cells
    assert all('t="s"' in cell for cell in cells)
    assert "<f>" not in sheet
    assert "1+1</t>" in texts


def test_signs_that_mean_something_survive_the_way_there_and_back() -> None:
    apply(stage(csv_file(row(phone="+84912345678", storage_vi="-5 °C trở xuống")), filename="a.csv"))

    table = read_table(export_csv(Variant.objects.all()), cooperative_given=False)
    at = table.headers.positions

    assert table.rows[0].cells[at["phone"]] == "'+84912345678"
    checked = check(io.BytesIO(export_csv(Variant.objects.all())), filename="a.csv")
    assert checked.actions == [ImportAction.UNCHANGED]
    assert checked.rows[0].values["storage_vi"] == "-5 °C trở xuống"


def test_an_export_of_many_goods_takes_a_fixed_number_of_queries(
    django_assert_max_num_queries: object,
) -> None:
    for _ in range(30):
        make_variant()

    with django_assert_max_num_queries(6):  # type: ignore[operator]
        export_csv(Variant.objects.all())
