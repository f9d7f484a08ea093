"""The command: counted progress, exit 1 with a row report, and the sample file whole."""

import csv
import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from catalogue.imports.cells import CellValue
from catalogue.models import (
    Certificate,
    CompanyPrefix,
    Cooperative,
    Gtin,
    ImportJob,
    ListingDocument,
    Product,
    Variant,
)
from catalogue.quantity import NetQuantity, parse_quantity
from tests.catalogue.imports.spreadsheets import GOODS, csv_file, row
from tests.factories import make_cooperative

pytestmark = pytest.mark.django_db
SAMPLE = settings.BASE_DIR / "demo" / "sample_products.csv"


def run(path: Path, *options: str) -> tuple[str, str]:
    """Return what the command wrote to the terminal and to the error stream."""
    out, err = io.StringIO(), io.StringIO()
    call_command("import_products", str(path), *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def save(path: Path, *rows: dict[str, CellValue]) -> Path:
    path.write_bytes(csv_file(*rows).getvalue())
    return path


def test_the_sample_file_comes_in_whole() -> None:
    out, err = run(SAMPLE)

    assert err == ""
    assert "Đã nhập / imported" in out
    assert "76 thêm/added, 0 sửa/changed, 0 không đổi/unchanged" in out
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert Product.objects.public().count() == len(lines) == 76
    assert Cooperative.objects.count() == 32
    assert ListingDocument.objects.values("product").distinct().count() == 76
    for line in lines:
        variant = Variant.objects.select_related("product__category", "cooperative").get(sku=line["sku"])
        quantity = NetQuantity(
            variant.net_amount, variant.net_unit, variant.pack_count, variant.pack_unit, variant.specification
        )
        assert variant.product.name == {"vi": line["name_vi"], "en": line["name_en"]}
        assert variant.product.category.slug == line["category"]
        assert variant.price_vnd == int(line["price_vnd"])
        assert quantity == parse_quantity(line["net_quantity"])
        assert (variant.cooperative.name, variant.cooperative.tax_code) == (
            line["cooperative"],
            line["tax_code"],
        )
        assert variant.product.shelf_life_days == (
            int(line["shelf_life_days"]) if line["shelf_life_days"] else None
        )
        stars = list(Certificate.objects.filter(product=variant.product).values_list("stars", flat=True))
        assert stars == ([int(line["ocop_stars"])] if line["ocop_stars"] != "0" else [])
        assert [entry.gtin for entry in variant.gtins.all()] == (
            [f"{line['gtin']:0>14}"] if line["gtin"] else []
        )
    assert set(CompanyPrefix.objects.values_list("prefix", flat=True)) == {
        line["company_prefix"] for line in lines if line["company_prefix"]
    }


def test_the_sample_file_again_changes_nothing() -> None:
    run(SAMPLE)
    before = list(Variant.objects.values()), list(ListingDocument.objects.values()), Gtin.objects.count()

    out, _ = run(SAMPLE)

    assert "0 thêm/added, 0 sửa/changed, 76 không đổi/unchanged" in out
    assert (
        list(Variant.objects.values()),
        list(ListingDocument.objects.values()),
        Gtin.objects.count(),
    ) == before


def test_progress_is_counted(tmp_path: Path) -> None:
    out, _ = run(save(tmp_path / "hang.csv", row(), row(sku="2")))

    assert out.splitlines()[:5] == [
        "Đọc / read: 2/2",
        "Kiểm tra / check: 2/2",
        "Lưu / store: 2/2",
        "Nhập / apply: 2/2",
        "Dựng trang / render: 2/2",
    ]


def test_refused_rows_are_reported_and_nothing_is_imported(tmp_path: Path) -> None:
    path = save(tmp_path / "hang.csv", row(), row(sku="2", price_vnd="85.5"))
    err = io.StringIO()

    with pytest.raises(CommandError) as caught:
        call_command("import_products", str(path), stdout=io.StringIO(), stderr=err)

    assert caught.value.returncode == 1
    assert err.getvalue() == (
        "dòng/row 3, cột/column price_vnd [price_ambiguous] "
        "Giá “85.5” có thể hiểu hai cách; hãy viết đủ số đồng, ví dụ 85000. / "
        "The price “85.5” may be read in two ways; write all of its digits, such as 85000.\n"
    )
    assert not Product.objects.exists()
    assert not Cooperative.objects.exists()
    assert not ImportJob.objects.exists()


def test_a_dry_run_says_what_it_would_do_and_does_nothing(tmp_path: Path) -> None:
    out, err = run(save(tmp_path / "hang.csv", row() | {"Màu": "vàng"}), "--dry-run")

    assert "Sẽ nhập / would import: 1 thêm/added, 0 sửa/changed, 0 không đổi/unchanged" in out
    assert "The column “Màu” is not known; what it holds is left out." in err
    assert not Product.objects.exists()
    assert not ImportJob.objects.exists()


def test_a_cooperative_may_be_given(tmp_path: Path) -> None:
    make_cooperative(tax_code="0314409058002")

    run(save(tmp_path / "hang.csv", GOODS), "--cooperative", "0314409058-002")

    assert Product.objects.get().cooperative.tax_code == "0314409058002"


@pytest.mark.parametrize(
    ("content", "options", "reason"),
    [
        (b"%PDF-1.7", [], "[file_kind_unknown]"),
        (b"", [], "[file_empty]"),
        (None, [], "No such file"),
        (b"x", ["--cooperative", "123"], "[cooperative_unknown]"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_by_reason(
    tmp_path: Path, content: bytes | None, options: list[str], reason: str
) -> None:
    path = tmp_path / "hang.csv"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError) as caught:
        run(path, *options)

    assert reason in str(caught.value)
    assert caught.value.returncode == 1
