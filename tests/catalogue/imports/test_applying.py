"""From file to catalogue: dry run, staging, applying; all of it or nothing, and twice is once."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalogue.approval import withdraw_product
from catalogue.generations import current_generation
from catalogue.imports.report import report_lines
from catalogue.lifecycle import delete_product, merge_variants
from catalogue.models import (
    Category,
    Certificate,
    CompanyPrefix,
    Gtin,
    GtinState,
    ImportAction,
    ImportJob,
    ListingDocument,
    Product,
    ProductState,
    Variant,
)
from catalogue.numbering import allocate_gtin
from tests.catalogue.imports.applied import GTIN, refusals, run
from tests.catalogue.imports.by_operator import apply, check, stage
from tests.catalogue.imports.spreadsheets import csv_file, row
from tests.factories import make_variant

pytestmark = pytest.mark.django_db


def actions(job: ImportJob) -> list[str]:
    return list(job.rows.order_by("number").values_list("action", flat=True))


def test_a_row_becomes_a_published_product_with_all_it_says() -> None:
    job = run(row(gtin=GTIN, ocop_group="I.2 thô, sơ chế", origin="Mèo Vạc", phone="0912345678"))

    variant = Variant.objects.get()
    product = variant.product
    cooperative = product.cooperative
    assert (job.status, job.row_count, job.created_count, job.applied_count) == ("applied", 1, 1, 1)
    assert product.name == {"vi": "Mật ong hoa bạc hà 500 ml", "en": "Mint-flower honey 500 ml"}
    assert product.slug == "mat-ong-hoa-bac-ha-500-ml"
    assert product.category.slug == "mat-ong"
    assert (product.label_group, product.ocop_group) == ("thuc-pham", "I.2 thô, sơ chế")
    assert (product.storage, product.ingredients) == ({"vi": "Nơi khô mát"}, {"vi": "100% mật ong"})
    assert (product.origin, product.shelf_life_days) == ({"vi": "Mèo Vạc"}, 730)
    assert product.state == ProductState.APPROVED
    assert (variant.sku, variant.sale_unit, variant.price_vnd) == ("HTX-001", "chai", 320_000)
    assert (variant.net_amount, variant.net_unit) == (Decimal(500), "ml")
    assert (cooperative.name, cooperative.tax_code) == ("HTX Ong Đá Tím", "5199900017")
    assert (cooperative.commune_code, cooperative.province_code) == ("00769", "08")
    assert (cooperative.phone, cooperative.party_type) == ("+84912345678", "cooperative")
    assert cooperative.company_prefixes.get().prefix == "9520007919"
    entry = Gtin.objects.get()
    assert (entry.gtin, entry.variant, entry.state, entry.adopted) == (
        "09520007919019",
        variant,
        "assigned",
        True,
    )
    assert set(ListingDocument.objects.values_list("language", flat=True)) == {"vi", "en"}


def test_a_dry_run_writes_nothing() -> None:
    with CaptureQueriesContext(connection) as queries:
        checked = check(csv_file(row(), row(sku="B")), filename="hang.csv")

    assert checked.actions == [ImportAction.CREATE, ImportAction.CREATE]
    reads = ("SELECT", "DECLARE")  # PostgreSQL reads much at once through a cursor
    assert [query["sql"] for query in queries if not query["sql"].startswith(reads)] == []


def test_repeating_a_file_changes_nothing() -> None:
    goods = row(gtin=GTIN, ocop_stars="4"), row(sku="HTX-002", net_quantity="10 gói x 18 g")
    run(*goods)
    before = list(Product.objects.values()), list(Variant.objects.values()), list(Gtin.objects.values())
    certificates, documents = list(Certificate.objects.values()), list(ListingDocument.objects.values())
    generation = current_generation()

    job = run(*goods)

    assert actions(job) == ["unchanged", "unchanged"]
    assert (job.created_count, job.updated_count, job.unchanged_count) == (0, 0, 2)
    assert (
        list(Product.objects.values()),
        list(Variant.objects.values()),
        list(Gtin.objects.values()),
    ) == before
    assert list(Certificate.objects.values()) == certificates
    assert list(ListingDocument.objects.values()) == documents
    assert current_generation() == generation


def test_a_changed_row_is_updated_and_the_others_left() -> None:
    run(row(), row(sku="HTX-002"))
    untouched = Product.objects.get(variants__sku="HTX-002").updated_at
    slug = Product.objects.get(variants__sku="HTX-001").slug

    job = run(row(price_vnd="330.000", name_vi="Mật ong mới"), row(sku="HTX-002"))

    product = Product.objects.get(variants__sku="HTX-001")
    assert actions(job) == ["update", "unchanged"]
    assert product.name == {"vi": "Mật ong mới", "en": "Mint-flower honey 500 ml"}
    assert product.slug == slug
    assert product.variants.get().price_vnd == 330_000
    assert Product.objects.get(variants__sku="HTX-002").updated_at == untouched
    assert product.updated_at > untouched
    assert product.created_at < untouched
    assert {document.price_vnd for document in product.documents.all()} == {330_000}


def test_a_blank_cell_empties_and_a_missing_column_leaves() -> None:
    run(row(description_vi="Ngon"))
    without_storage = {name: cell for name, cell in row(name_en=None).items() if name != "storage_vi"}

    run(without_storage)

    product = Product.objects.get()
    assert product.name == {"vi": "Mật ong hoa bạc hà 500 ml"}
    assert product.storage == {"vi": "Nơi khô mát"}
    assert product.description == {"vi": "Ngon"}


def test_a_number_of_the_cooperatives_recorded_prefix_is_adopted() -> None:
    run(row())

    job = run(row(company_prefix=None, gtin=GTIN))

    assert actions(job) == ["update"]
    assert Gtin.objects.get().state == GtinState.ASSIGNED


def test_an_allocated_number_in_the_file_changes_nothing() -> None:
    run(row())
    number = allocate_gtin(variant=Variant.objects.get())

    job = run(row(gtin=number.gtin[1:]))

    assert actions(job) == ["unchanged"]
    assert Gtin.objects.count() == 1


def test_a_number_on_a_pack_of_other_goods_is_refused() -> None:
    run(row())
    variant = Variant.objects.get()
    piece = allocate_gtin(variant=variant)
    allocate_gtin(variant=variant, packaging_level="case", units=12)

    assert refusals(row(sku="2", gtin=piece.gtin)) == [(2, "gtin", "gtin_already_assigned")]


def test_published_says_yes_or_no_and_nothing_leaves_what_is() -> None:
    run(row(published="không"))
    product = Product.objects.get()
    assert (product.state, product.published_at) == (ProductState.DRAFT, None)
    assert not ListingDocument.objects.exists()

    run(row(price_vnd="99k"))
    product.refresh_from_db()
    assert product.state == ProductState.DRAFT

    run(row(price_vnd="99k", published="có"))
    product.refresh_from_db()
    assert product.state == ProductState.APPROVED
    assert ListingDocument.objects.count() == 2

    withdraw_product(product=product, reason="Hết vụ.")
    assert actions(run(row(price_vnd="99k"))) == ["unchanged"]
    assert not ListingDocument.objects.exists()


def test_a_deleted_product_is_restored_with_its_number() -> None:
    run(row(gtin=GTIN))
    delete_product(product=Product.objects.get())

    job = run(row(gtin=GTIN))

    assert actions(job) == ["restore"]
    assert Product.objects.get().deleted_at is None
    assert Gtin.objects.count() == 1
    assert ListingDocument.objects.count() == 2


def test_a_merged_sku_points_to_its_survivor() -> None:
    run(row(), row(sku="HTX-002"))
    first, second = Variant.objects.order_by("sku")
    withdraw_product(product=second.product, reason="Trùng.")
    merge_variants(loser=second, survivor=first)

    job = stage(csv_file(row(sku="HTX-002")), filename="hang.csv")

    assert [line["en"] for line in report_lines(job)] == [
        "The SKU HTX-002 was merged into HTX-001; use that one."
    ]


def test_a_product_of_several_variants_changes_by_variant_only() -> None:
    run(row())
    product = Product.objects.get()
    make_variant(product=product, sku="HTX-001-250", price_vnd=190_000)

    assert actions(run(row(price_vnd="330k"))) == ["update"]
    assert refusals(row(price_vnd="330k", name_vi="Tên khác")) == [(2, "sku", "product_shared")]


def test_names_that_are_alike_get_slugs_of_their_own() -> None:
    run(row(), row(sku="2"), row(sku="3", name_vi="MẬT ONG hoa bạc hà 500 ml"))

    assert sorted(Product.objects.values_list("slug", flat=True)) == [
        "mat-ong-hoa-bac-ha-500-ml",
        "mat-ong-hoa-bac-ha-500-ml-2",
        "mat-ong-hoa-bac-ha-500-ml-3",
    ]


def test_the_queries_do_not_grow_with_the_rows() -> None:
    def queries(count: int, start: int) -> int:
        goods = [row(sku=f"S{start + number}", ocop_stars="3") for number in range(count)]
        with CaptureQueriesContext(connection) as captured:
            run(*goods)
        return len(captured)

    # Inserts of SQLite come in batches, so a few more there are.
    assert queries(200, 100) < queries(2, 0) + 40


def test_categories_are_chosen_by_slug_or_by_name() -> None:
    run(row(category="Mật ong"), row(sku="2", category="honey"))

    assert set(Product.objects.values_list("category__slug", flat=True)) == {"mat-ong"}
    assert refusals(row(category="mat-on")) == [(2, "category", "choice_unknown")]
    assert Category.objects.filter(slug="mat-ong").count() == 1


def test_stars_without_dates_hold_for_36_months_and_say_so() -> None:
    job = stage(csv_file(row(ocop_stars="4")), filename="hang.csv")
    apply(job)

    today = timezone.localdate()
    certificate = Certificate.objects.get()
    assert (certificate.kind, certificate.stars, certificate.dates_assumed) == ("ocop", 4, True)
    assert certificate.valid_from == today
    assert certificate.valid_to > today + datetime.timedelta(days=3 * 365 - 2)
    [warning] = report_lines(job, warnings=True)
    assert (warning["row"], warning["column"], warning["code"]) == (2, "ocop_stars", "ocop_dates_assumed")


def test_prefixes_of_new_cooperatives_have_their_capacity() -> None:
    run(row(), row(sku="2", tax_code="5199900031", cooperative="HTX Chè", company_prefix="95239595"))

    assert list(CompanyPrefix.objects.order_by("prefix").values_list("prefix", "capacity")) == [
        ("9520007919", 100),
        ("95239595", 10_000),
    ]
