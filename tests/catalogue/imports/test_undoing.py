"""Taking an import back: everything as it was, but numbers stay; never over somebody's later change."""

import pytest

from catalogue.imports.cells import CellValue
from catalogue.imports.row_errors import ImportChangedSince, ImportNotApplied
from catalogue.lifecycle import copy_variant, delete_product, restore_product
from catalogue.models import (
    Certificate,
    Cooperative,
    Gtin,
    GtinState,
    ImportJob,
    ImportStatus,
    ListingDocument,
    Product,
    Variant,
)
from tests.catalogue.imports.by_operator import apply, stage, undo
from tests.catalogue.imports.spreadsheets import csv_file, row

pytestmark = pytest.mark.django_db
GTIN = "9520007919019"


def run(*rows: dict[str, CellValue]) -> ImportJob:
    return apply(stage(csv_file(*rows), filename="hang.csv"))


def contents() -> list[object]:
    """Return all that an import may change, times of change aside."""
    return [
        [
            {name: value for name, value in one.items() if name not in ("updated_at", "id")}
            for one in model.objects.order_by("pk").values()
        ]
        for model in (Product, Variant, Certificate, ListingDocument)
    ]


def test_created_goods_are_deleted_and_their_numbers_kept() -> None:
    job = run(row(gtin=GTIN), row(sku="HTX-002"))

    undone = undo(job)

    assert undone.status == ImportStatus.UNDONE
    assert undone.undone_at is not None
    assert not Product.objects.present().exists()
    assert not ListingDocument.objects.exists()
    assert Gtin.objects.get().state == GtinState.ASSIGNED
    assert Cooperative.objects.count() == 1


def test_changed_goods_are_as_they_were() -> None:
    run(row(ocop_stars="3", description_vi="Ngon"), row(sku="HTX-002", ocop_stars="0"))
    before = contents()

    job = run(
        row(
            name_vi="Tên khác",
            category="che",
            price_vnd="1tr",
            net_quantity="10 gói x 18 g",
            unit="hộp",
            ocop_stars="5",
            ocop_number="12/QĐ",
            description_vi=None,
            shelf_life_days=None,
            published="không",
        ),
        row(sku="HTX-002", ocop_stars="4"),
    )
    assert contents() != before
    undo(job)

    assert contents() == before


def test_a_dropped_certificate_comes_back() -> None:
    run(row(ocop_stars="4", ocop_number="7/QĐ", ocop_valid_from="1/1/2026", ocop_valid_to="31/12/2028"))
    before = contents()

    job = run(row(ocop_stars="0"))
    assert not Certificate.objects.exists()
    undo(job)

    assert contents() == before


def test_restored_goods_are_deleted_again_as_they_were() -> None:
    run(row())
    deleted = delete_product(product=Product.objects.get())

    undo(run(row(price_vnd="99k")))

    product = Product.objects.get()
    assert product.deleted_at == deleted.deleted_at
    assert product.variants.get().price_vnd == 320_000


def test_what_was_undone_can_be_imported_again_with_the_same_numbers() -> None:
    undo(run(row(gtin=GTIN)))

    job = run(row(gtin=GTIN, price_vnd="99k"))

    assert job.created_count == 1
    assert Variant.objects.get().price_vnd == 99_000
    assert Gtin.objects.count() == 1
    assert ListingDocument.objects.count() == 2


def test_a_row_that_only_brought_a_number_leaves_its_product_and_the_number() -> None:
    run(row())
    before = [list(model.objects.values()) for model in (Product, Variant)]

    undo(run(row(gtin=GTIN)))

    after = [list(model.objects.defer("updated_at").values()) for model in (Product, Variant)]
    assert [[one | {"updated_at": None} for one in rows] for rows in after] == [
        [one | {"updated_at": None} for one in rows] for rows in before
    ]
    assert Gtin.objects.get().state == GtinState.ASSIGNED
    assert all(GTIN in document.offers for document in ListingDocument.objects.all())


@pytest.mark.parametrize("change", ["price", "name", "certificate", "variant", "deletion"])
def test_nothing_is_undone_once_a_row_was_changed_by_others(change: str) -> None:
    job = run(row(), row(sku="HTX-002"))
    product = Product.objects.get(variants__sku="HTX-002")
    variant = product.variants.get()
    if change == "price":
        Variant.objects.filter(pk=variant.pk).update(price_vnd=1_000)
    elif change == "name":
        Product.objects.filter(pk=product.pk).update(name={"vi": "Khác"})
    elif change == "certificate":
        Certificate.objects.create(
            product=product, kind="organic", valid_from="2026-01-01", valid_to="2027-01-01"
        )
    elif change == "variant":
        copy_variant(variant=variant, sku="HTX-002-B")
    else:
        delete_product(product=product)
    before = contents()

    with pytest.raises(ImportChangedSince) as caught:
        undo(job)

    assert caught.value.text("en") == (
        "It cannot be undone: the goods of rows 3 were changed after the import, or have got photos, "
        "numbers, labels, papers or decisions since. Nothing was undone."
    )
    assert contents() == before
    job.refresh_from_db()
    assert job.status == ImportStatus.APPLIED


def test_a_change_that_was_taken_back_is_no_obstacle() -> None:
    job = run(row())
    restore_product(product=delete_product(product=Product.objects.get()))

    assert undo(job).status == ImportStatus.UNDONE


def test_rows_that_changed_nothing_are_left_alone() -> None:
    run(row())
    job = run(row(), row(sku="HTX-002"))
    Variant.objects.filter(sku="HTX-001").update(price_vnd=99_000)

    undo(job)

    assert list(Product.objects.present().values_list("variants__sku", flat=True)) == ["HTX-001"]


def test_only_an_applied_job_is_undone_and_only_once() -> None:
    staged = stage(csv_file(row()), filename="hang.csv")
    with pytest.raises(ImportNotApplied):
        undo(staged)

    applied = apply(staged)
    undo(applied)

    with pytest.raises(ImportNotApplied) as caught:
        undo(applied)
    assert caught.value.text("en") == "This import is undone and cannot be undone."
