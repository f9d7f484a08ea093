"""One row: what is read from it, and each refusal with its column."""

import pytest

from catalogue.imports.cells import CellValue
from catalogue.imports.headers import read_headers
from catalogue.imports.rows import CheckedRow, RowReader
from catalogue.imports.xlsx import SheetRow
from tests.catalogue.imports.spreadsheets import row

CATEGORIES = {"mat-ong": "mat-ong", "mat ong": "mat-ong"}


def read(**cells: CellValue) -> CheckedRow:
    return read_marked(0, 0, cells)


def read_marked(formulas: int, failed: int, cells: dict[str, CellValue]) -> CheckedRow:
    values = row(**cells)
    headers = read_headers(list(values), cooperative_given=False)
    return RowReader(headers, CATEGORIES).read(SheetRow(2, list(values.values()), formulas, failed))


def refusals(checked: CheckedRow) -> list[tuple[str, str]]:
    return [(remark.column, remark.error.code) for remark in checked.errors]


def test_reads_every_column_into_plain_values() -> None:
    checked = read(
        category="Mật ong",
        label_group="Thực phẩm",
        net_quantity="10 gói x 18 g",
        price_vnd="1tr2",
        gtin=9520007919019.0,
        ocop_stars="4 sao",
        ocop_valid_from="31/12/2025",
        phone="0912.345.678",
        commune_code=769.0,
        province_code="8",
        tax_code=5199900017.0,
        published="không",
        description_vi="Dòng một\r\nDòng hai",
        origin=None,
    )

    assert refusals(checked) == []
    assert checked.values == {
        "sku": "HTX-001",
        "name_vi": "Mật ong hoa bạc hà 500 ml",
        "name_en": "Mint-flower honey 500 ml",
        "category": "mat-ong",
        "label_group": "thuc-pham",
        "unit": "chai",
        "net_quantity": {
            "amount": "180",
            "unit": "g",
            "pack_count": 10,
            "pack_unit": "gói",
            "specification": "",
        },
        "price_vnd": 1_200_000,
        "shelf_life_days": 730,
        "storage_vi": "Nơi khô mát",
        "ingredients_vi": "100% mật ong",
        "cooperative": "HTX Ong Đá Tím",
        "tax_code": "5199900017",
        "company_prefix": "9520007919",
        "commune": "Xã Mèo Vạc",
        "commune_code": "00769",
        "province_code": "08",
        "gtin": "09520007919019",
        "ocop_stars": 4,
        "ocop_valid_from": "2025-12-31",
        "phone": "+84912345678",
        "published": False,
        "description_vi": "Dòng một\nDòng hai",
        "origin": None,
        "party_type": "cooperative",
    }


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("sku", None, "cell_required"),
        ("sku", "x" * 41, "cell_too_long"),
        ("name_vi", " ", "cell_required"),
        ("name_vi", "=cmd()", "formula_cell"),
        ("name_vi", "mËt ong", "text_legacy_font"),
        ("category", "mật", "choice_unknown"),
        ("label_group", "thuoc", "choice_unknown"),
        ("net_quantity", "500", "quantity_unit_missing"),
        ("net_quantity", 500.0, "quantity_unit_missing"),
        ("price_vnd", "85.5", "price_ambiguous"),
        ("price_vnd", "-5", "price_negative"),
        ("price_vnd", None, "cell_required"),
        ("shelf_life_days", "0", "number_not_whole"),
        ("gtin", "9520007919018", "gtin_check_digit"),
        ("gtin", "952000791901", "gtin_check_digit"),
        ("gtin", "95200079190", "gtin_length"),
        ("gtin", "2000000000008", "gtin_restricted_prefix"),
        ("gtin", "19520007919016", "gtin_not_unit_level"),
        ("gtin", "9521234567899", "company_prefix_mismatch"),
        ("gtin", "9.52E+12", "code_scientific"),
        ("ocop_stars", "2", "ocop_stars_invalid"),
        ("tax_code", "5199900018", "tax_code_invalid"),
        ("tax_code", "519990001", "code_length"),
        ("company_prefix", "893", "company_prefix_length"),
        ("company_prefix", "2000000", "company_prefix_reserved"),
        ("commune_code", "123456", "code_length"),
        ("phone", "12345", "phone_invalid"),
        ("party_type", "công ty ma", "choice_unknown"),
        ("published", "có lẽ", "yes_no_invalid"),
        ("ocop_valid_from", "12/31/2026", "date_invalid"),
    ],
)
def test_refuses_a_cell_by_column_and_reason(column: str, cell: CellValue, code: str) -> None:
    assert refusals(read(**{column: cell})) == [(column, code)]


def test_names_every_wrong_cell_of_a_row() -> None:
    assert refusals(read(price_vnd="?", net_quantity="?", sku=None)) == [
        ("sku", "cell_required"),
        ("net_quantity", "quantity_not_understood"),
        ("price_vnd", "price_not_understood"),
    ]


def test_formulas_and_failed_cells_are_refused_whatever_they_show() -> None:
    assert refusals(read_marked(1 << 7, 1 << 1, {})) == [
        ("name_vi", "cell_error"),
        ("price_vnd", "formula_cell"),
    ]
    assert refusals(read(name_vi="#N/A")) == [("name_vi", "cell_error")]


def test_cells_beyond_the_header_are_refused() -> None:
    values = row()
    headers = read_headers(list(values), cooperative_given=False)

    checked = RowReader(headers, CATEGORIES).read(SheetRow(2, [*values.values(), "", "x"]))

    assert refusals(checked) == [("", "row_too_long")]


def test_households_have_twelve_digits() -> None:
    assert read(tax_code="002199000123").values["party_type"] == "household"
    assert refusals(read(tax_code="002199000123", party_type="Hợp tác xã")) == [
        ("tax_code", "tax_code_invalid")
    ]
    assert refusals(read(tax_code="5199900017", party_type="Hộ kinh doanh")) == [
        ("tax_code", "tax_code_invalid")
    ]


def test_a_certificate_does_not_end_before_it_begins() -> None:
    assert refusals(read(ocop_stars="3", ocop_valid_from="2/1/2026", ocop_valid_to="1/1/2026")) == [
        ("ocop_valid_to", "dates_reversed")
    ]
