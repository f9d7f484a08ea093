"""The columns of an import and every header spelling that means them.

The English names are those of ``demo/sample_products.csv``; the first Vietnamese one stands in the template.
"""

import difflib
import re
from dataclasses import dataclass

from catalogue.gs1.errors import printable
from catalogue.imports.file_errors import HeaderDuplicate, HeaderMissing
from catalogue.search.folding import fold


@dataclass(frozen=True)
class Column:
    """One kind of column; ``title`` is its header in the template."""

    name: str
    title: str
    spellings: tuple[str, ...] = ()
    required: bool = False
    """Needed in every file."""
    of_cooperative: bool = False
    """Says who offers the goods; not needed when the importer says it."""


COLUMNS: tuple[Column, ...] = (
    Column(
        "sku", "Mã hàng (SKU)", ("mã hàng", "mã sản phẩm", "mã sp", "mã hàng hóa", "item code"), required=True
    ),
    Column("name_vi", "Tên sản phẩm", ("tên", "tên hàng", "tên sp", "tên tiếng Việt", "name"), required=True),
    Column("name_en", "Tên tiếng Anh", ("english name", "tên sản phẩm tiếng Anh")),
    Column("category", "Danh mục", ("nhóm hàng", "ngành hàng", "loại hàng", "phân loại"), required=True),
    Column("ocop_group", "Nhóm OCOP", ("phân nhóm OCOP",)),
    Column("label_group", "Nhóm nhãn", ("nhóm ghi nhãn", "nhóm hàng hóa"), required=True),
    Column("unit", "Đơn vị tính", ("đơn vị", "ĐVT", "đơn vị bán", "sale unit")),
    Column(
        "net_quantity",
        "Khối lượng tịnh",
        ("khối lượng", "dung tích", "định lượng", "trọng lượng", "thể tích", "net weight"),
        required=True,
    ),
    Column(
        "price_vnd",
        "Giá bán (đồng)",
        ("giá", "giá bán", "đơn giá", "giá tiền", "giá bán lẻ", "giá niêm yết", "price", "unit price"),
        required=True,
    ),
    Column(
        "shelf_life_days",
        "Hạn dùng (ngày)",
        ("hạn dùng", "hạn sử dụng", "HSD", "hạn sử dụng (ngày)", "shelf life"),
    ),
    Column(
        "storage_vi", "Bảo quản", ("cách bảo quản", "hướng dẫn bảo quản", "điều kiện bảo quản", "storage")
    ),
    Column("ingredients_vi", "Thành phần", ("nguyên liệu", "ingredients")),
    Column("description_vi", "Mô tả", ("giới thiệu", "description")),
    Column("description_en", "Mô tả tiếng Anh"),
    Column("usage_vi", "Hướng dẫn sử dụng", ("cách dùng", "HDSD", "usage")),
    Column("usage_en", "Hướng dẫn sử dụng tiếng Anh"),
    Column("warnings_vi", "Thông tin cảnh báo", ("cảnh báo", "lưu ý an toàn", "warnings")),
    Column("alcohol_percent", "Độ cồn (% thể tích)", ("độ cồn", "độ rượu", "nồng độ cồn", "alcohol")),
    Column("nutrition_per", "Dinh dưỡng tính trên", ("giá trị dinh dưỡng tính trên", "nutrition per")),
    Column("energy_kcal", "Năng lượng (kcal)", ("năng lượng", "energy")),
    Column("protein_g", "Chất đạm (g)", ("chất đạm", "đạm", "protein")),
    Column("carbohydrate_g", "Carbohydrat (g)", ("carbohydrat", "bột đường", "carbohydrate")),
    Column("total_sugars_g", "Đường tổng số (g)", ("đường tổng số", "total sugars")),
    Column("fat_g", "Chất béo (g)", ("chất béo", "béo", "fat")),
    Column("saturated_fat_g", "Chất béo bão hòa (g)", ("chất béo bão hòa", "saturated fat")),
    Column("sodium_mg", "Natri (mg)", ("natri", "sodium")),
    Column("nutrition_exempt", "Lý do miễn ghi dinh dưỡng", ("miễn ghi dinh dưỡng",)),
    Column("origin", "Xuất xứ", ("nguồn gốc", "nơi sản xuất")),
    Column(
        "gtin",
        "Mã vạch (GTIN)",
        ("mã vạch", "barcode", "bar code", "EAN", "EAN13", "mã vạch sản phẩm", "UPC"),
    ),
    Column("ocop_stars", "Số sao OCOP", ("sao OCOP", "hạng sao", "OCOP", "hạng sao OCOP", "stars")),
    Column("ocop_number", "Số quyết định OCOP", ("số giấy chứng nhận OCOP", "số quyết định")),
    Column("ocop_valid_from", "OCOP có hiệu lực từ", ("OCOP từ ngày", "ngày cấp OCOP")),
    Column("ocop_valid_to", "OCOP có hiệu lực đến", ("OCOP đến ngày", "ngày hết hạn OCOP")),
    Column("published", "Đăng bán", ("hiển thị", "đăng", "trạng thái đăng")),
    Column(
        "cooperative",
        "Hợp tác xã",
        ("tên hợp tác xã", "HTX", "tên HTX", "đơn vị sản xuất", "nhà sản xuất", "chủ thể"),
        of_cooperative=True,
    ),
    Column("party_type", "Loại hình", ("loại chủ thể", "loại hình tổ chức"), of_cooperative=True),
    Column("tax_code", "Mã số thuế", ("MST", "mã số thuế HTX", "mã số doanh nghiệp"), of_cooperative=True),
    Column(
        "company_prefix",
        "Mã doanh nghiệp GS1",
        ("tiền tố GS1", "mã GS1", "tiền tố mã doanh nghiệp", "GS1 company prefix"),
        of_cooperative=True,
    ),
    Column(
        "phone",
        "Điện thoại",
        ("số điện thoại", "SĐT", "ĐT", "di động", "telephone", "mobile"),
        of_cooperative=True,
    ),
    Column(
        "commune", "Xã/phường", ("xã", "phường", "tên xã", "xã phường", "commune name"), of_cooperative=True
    ),
    Column("commune_code", "Mã xã", ("mã xã/phường", "mã phường xã"), of_cooperative=True),
    Column("province_code", "Mã tỉnh", ("mã tỉnh/thành phố",), of_cooperative=True),
    Column(
        "address_vi",
        "Địa chỉ ghi nhãn",
        ("địa chỉ", "địa chỉ cơ sở", "địa chỉ chịu trách nhiệm", "address"),
        of_cooperative=True,
    ),
    Column("legacy_address", "Địa chỉ cũ", ("địa chỉ trước sáp nhập",), of_cooperative=True),
)

BY_NAME: dict[str, Column] = {column.name: column for column in COLUMNS}
# Common in people's sheets and of no use here.
_TITLES = {column.name: column.title for column in COLUMNS}
IGNORED = frozenset(("stt", "so tt", "ghi chu", "synthetic", "note", "notes", "no"))
# Giá bán (VNĐ), Tên hàng (bắt buộc). Never (nghìn đồng) or (tháng): they change what the cells say.
_REMARK = re.compile(r"\((?:vnd|d|₫|bat buoc|neu co)\)|\bvnd\b")


def _key(header: str) -> str:
    """Return what is compared of a header: folded letters and digits, less what changes nothing."""
    return " ".join(re.findall(r"[a-z0-9]+", _REMARK.sub(" ", fold(header))))


_BY_KEY: dict[str, Column] = {
    _key(spelling): column
    for column in COLUMNS
    for spelling in (column.name, column.title, *column.spellings)
}


@dataclass(frozen=True)
class Headers:
    """Which cell of a row belongs to which column, and which headers mean nothing here."""

    positions: dict[str, int]
    unknown: tuple[tuple[str, str], ...]
    """Headers nobody knows, each with the title of the nearest known column or nothing."""
    width: int


def column_of(header: str) -> Column | None:
    """Return the column that ``header`` means, if it is known."""
    return _BY_KEY.get(_key(header))


def title_of(name: str) -> str:
    """Return the header of a column in the template, or ``name`` where it is none of ours."""
    return _TITLES.get(name, name)


def count_known(cells: list[str]) -> int:
    """Return how many of ``cells`` are headers that are known."""
    return sum(column_of(cell) is not None for cell in cells)


def read_headers(cells: list[str], *, cooperative_given: bool) -> Headers:
    """Return the columns of a header row; headers nobody knows are listed, not refused.

    Raises HeaderDuplicate when two headers mean one column, HeaderMissing when a needed one is not there.
    """
    positions: dict[str, int] = {}
    unknown: list[tuple[str, str]] = []
    for position, header in enumerate(cells):
        column = column_of(header)
        if column is None:
            if _key(header) not in IGNORED and header.strip():
                unknown.append((header, _nearest(header)))
        elif column.name in positions:
            both = cells[positions[column.name]], header
            raise HeaderDuplicate(
                column=column.title, headers=", ".join(f"“{printable(one, 60)}”" for one in both)
            )
        else:
            positions[column.name] = position
    needed = [
        column
        for column in COLUMNS
        if column.required or (column.name == "tax_code" and not cooperative_given)
    ]
    missing = [f"{column.title} ({column.name})" for column in needed if column.name not in positions]
    if missing:
        raise HeaderMissing(columns=", ".join(missing))
    return Headers(positions, tuple(unknown), len(cells))


def _nearest(header: str) -> str:
    found = difflib.get_close_matches(_key(header), _BY_KEY, n=1, cutoff=0.75)
    return _BY_KEY[found[0]].title if found else ""
