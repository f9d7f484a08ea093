"""Header spellings: each means one column, and what is missing is named."""

import pytest

from catalogue.imports.file_errors import HeaderDuplicate, HeaderMissing
from catalogue.imports.headers import COLUMNS, column_of, read_headers
from tests.catalogue.imports.spreadsheets import row


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("sku", "sku"),
        ("SKU", "sku"),
        ("Mã hàng", "sku"),
        ("Tên sản phẩm", "name_vi"),
        ("ten san pham", "name_vi"),
        ("TÊN SẢN PHẨM *", "name_vi"),
        ("Te\u0302n sa\u0309n pha\u0302\u0309m", "name_vi"),
        ("Mã vạch", "gtin"),
        ("GTIN", "gtin"),
        ("Barcode", "gtin"),
        ("Giá", "price_vnd"),
        ("Giá bán", "price_vnd"),
        ("Giá bán (đồng)", "price_vnd"),
        ("Đơn giá", "price_vnd"),
        ("Giá bán (VNĐ)", "price_vnd"),
        ("Đơn giá (đ)", "price_vnd"),
        ("Giá VND", "price_vnd"),
        ("Khối lượng\ntịnh (bắt buộc)", "net_quantity"),
        ("price_vnd", "price_vnd"),
        ("MST", "tax_code"),
        ("Mã số thuế", "tax_code"),
        ("HTX", "cooperative"),
        ("ĐVT", "unit"),
        ("SĐT", "phone"),
        ("Hạn sử dụng", "shelf_life_days"),
    ],
)
def test_knows_a_header_by_any_spelling(header: str, column: str) -> None:
    found = column_of(header)

    assert found is not None
    assert found.name == column


@pytest.mark.parametrize("header", ["Giá (nghìn đồng)", "Hạn dùng (tháng)", "Khối lượng tịnh (g)", "Giá sỉ"])
def test_a_header_that_says_something_else_is_not_taken_for_the_column(header: str) -> None:
    assert column_of(header) is None


def test_no_spelling_means_two_columns() -> None:
    for column in COLUMNS:
        for spelling in (column.name, column.title, *column.spellings):
            assert column_of(spelling) is column, spelling


def test_unknown_headers_are_listed_with_the_nearest_known_one() -> None:
    headers = read_headers([*row(), "STT", "Ghi chú", "Mã vạhc", "Màu sắc"], cooperative_given=False)

    assert headers.unknown == (("Mã vạhc", "Mã vạch (GTIN)"), ("Màu sắc", ""))
    assert headers.positions["sku"] == 0
    assert headers.width == len(row()) + 4


def test_names_every_missing_column() -> None:
    with pytest.raises(HeaderMissing) as caught:
        read_headers(["sku", "name_vi", "category", "label_group"], cooperative_given=False)

    assert caught.value.text("vi") == (
        "Thiếu cột: Khối lượng tịnh (net_quantity), Giá bán (đồng) (price_vnd), Mã số thuế (tax_code). "
        "Hãy dùng tệp mẫu."
    )


def test_a_given_cooperative_needs_no_column() -> None:
    goods = ["sku", "name_vi", "category", "label_group", "net_quantity", "price_vnd"]

    assert len(read_headers(goods, cooperative_given=True).positions) == 6


def test_two_headers_with_one_meaning_are_refused() -> None:
    with pytest.raises(HeaderDuplicate) as caught:
        read_headers([*row(), "Đơn giá"], cooperative_given=False)

    assert caught.value.text("en") == "The column “Giá bán (đồng)” is there twice: “price_vnd”, “Đơn giá”."
