"""What the law wants on labels comes with the spreadsheet, and goes out with it."""

import io
from decimal import Decimal

import pytest

from catalogue.exports import export_csv, export_xlsx
from catalogue.imports import apply, check, stage, undo
from catalogue.imports.cell_errors import NumberAmbiguous, NumberInvalid
from catalogue.imports.cells import CellValue
from catalogue.imports.label_facts import amount_text, as_number, read_amount
from catalogue.models import Cooperative, ImportAction, Product, ProductState, Variant
from catalogue.nutrition import validate_nutrition
from tests.catalogue.imports.spreadsheets import csv_file, row

FACTS: dict[str, CellValue] = {
    "nutrition_per": "100g",
    "energy_kcal": "320 kcal",
    "protein_g": "0,3",
    "carbohydrate_g": "81.25",
    "fat_g": "0",
    "sodium_mg": "4",
}
LABEL: dict[str, CellValue] = FACTS | {
    "warnings_vi": "Không dùng cho trẻ dưới 1 tuổi.\nĐể xa lửa.",
    "alcohol_percent": "29,5 % vol",
    "nutrition_exempt": "Cơ sở nhỏ",
    "address_vi": "Thôn Tả Lủng, xã Mèo Vạc, tỉnh Tuyên Quang",
}


def imported(cells: dict[str, CellValue], enter_as: ProductState = ProductState.DRAFT) -> Product:
    apply(stage(csv_file(row(**cells)), filename="hang.csv"), enter_as=enter_as)
    return Product.objects.get()


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("0,3", "0.3"),
        ("0.125 g", "0.125"),
        ("1200", "1200"),
        (12.125, "12.125"),
        (4, "4"),
        ("1,2500", "1.25"),
    ],
)
def test_a_number_is_read_with_comma_or_point_and_written_as_it_is_read(cell: CellValue, amount: str) -> None:
    read = read_amount(cell, highest=40_000)

    assert read == Decimal(amount)
    assert read_amount(amount_text(as_number(read)), highest=40_000) == read


@pytest.mark.parametrize(
    ("cell", "refusal"),
    [
        ("1.200", NumberAmbiguous),
        ("12,125", NumberAmbiguous),
        ("101", NumberInvalid),
        ("-1", NumberInvalid),
        ("1e3", NumberInvalid),
        ("ít", NumberInvalid),
        ("٣", NumberInvalid),
        (True, NumberInvalid),
        (float("nan"), NumberInvalid),
    ],
)
def test_what_is_no_number_or_has_two_meanings_is_refused(cell: CellValue, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read_amount(cell, highest=100)


@pytest.mark.django_db
def test_a_row_brings_all_that_the_label_needs_and_the_export_brings_it_back() -> None:
    product = imported(LABEL)

    assert product.warnings == {"vi": "Không dùng cho trẻ dưới 1 tuổi.\nĐể xa lửa."}
    assert (product.alcohol_percent, product.nutrition_exempt) == (Decimal("29.5"), "Cơ sở nhỏ")
    facts = {"energy_kcal": 320, "protein_g": 0.3, "carbohydrate_g": 81.25, "fat_g": 0, "sodium_mg": 4}
    assert product.nutrition == {"per": "100 g"} | facts
    validate_nutrition(product.nutrition)
    assert Cooperative.objects.get().address == {"vi": LABEL["address_vi"]}
    for write in (export_csv, export_xlsx):
        again = check(io.BytesIO(write(Variant.objects.all())), filename="lai.csv")
        assert (again.rows[0].errors, again.rows[0].warnings) == ([], [])
        assert again.actions == [ImportAction.UNCHANGED]


@pytest.mark.django_db
def test_a_blank_cell_empties_a_missing_column_leaves_alone_and_undo_puts_back() -> None:
    imported(LABEL)
    product = imported({})
    assert (product.alcohol_percent, len(product.nutrition)) == (Decimal("29.5"), 6)

    job = apply(stage(csv_file(row(**dict.fromkeys(LABEL))), filename="hang.csv"))
    product.refresh_from_db()
    assert (product.alcohol_percent, product.nutrition, product.warnings) == (None, {}, {})
    assert (product.nutrition_exempt, Cooperative.objects.get().address["vi"]) == ("", LABEL["address_vi"])

    undo(job, may_publish=True)
    product.refresh_from_db()
    assert (product.alcohol_percent, product.nutrition["protein_g"]) == (Decimal("29.5"), 0.3)


@pytest.mark.django_db
def test_facts_of_approved_goods_wait_when_the_cooperative_sends_them() -> None:
    imported(LABEL, ProductState.APPROVED)

    apply(
        stage(csv_file(row(**(LABEL | {"alcohol_percent": "30", "fat_g": "1"}))), filename="a.csv"),
        enter_as=ProductState.SUBMITTED,
    )

    product = Product.objects.get()
    assert (product.alcohol_percent, product.nutrition["fat_g"]) == (Decimal("29.5"), 0)
    assert product.pending_changes["alcohol_percent"] == "30"
    assert product.pending_changes["nutrition"]["fat_g"] == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"energy_kcal": "320"}, "nutrition_per", "nutrition_incomplete"),
        (FACTS | {"nutrition_per": None}, "nutrition_per", "nutrition_incomplete"),
        (FACTS | {"nutrition_per": "1 kg"}, "nutrition_per", "choice_unknown"),
        (FACTS | {"energy_kcal": "901"}, "energy_kcal", "number_invalid"),
        ({"alcohol_percent": "29,55"}, "alcohol_percent", "number_invalid"),
        ({"alcohol_percent": "101"}, "alcohol_percent", "number_invalid"),
        ({"warnings_vi": "=1+1"}, "warnings_vi", "formula_cell"),
    ],
)
def test_what_no_label_may_carry_is_refused_by_its_column(
    cells: dict[str, CellValue], column: str, code: str
) -> None:
    checked = check(csv_file(row(**cells)), filename="hang.csv")

    assert (column, code) in [(one.column, one.error.code) for one in checked.rows[0].errors]
    assert Product.objects.count() == 0


@pytest.mark.django_db
def test_an_address_on_record_is_kept_and_the_difference_told() -> None:
    imported(LABEL)

    checked = check(csv_file(row(address_vi="Nơi khác")), filename="hang.csv")

    assert [(one.column, one.error.code) for one in checked.rows[0].warnings] == [
        ("address_vi", "cooperative_details_kept")
    ]
