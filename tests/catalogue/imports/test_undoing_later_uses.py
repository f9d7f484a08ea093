"""An import is not undone over what came to its goods since: each kind of it, and no other."""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from catalogue.approval import approve_product, submit_product, withdraw_product
from catalogue.imports import later_uses
from catalogue.imports.cells import CellValue
from catalogue.imports.row_errors import ImportChangedSince
from catalogue.lifecycle import delete_product
from catalogue.media.items import add_audio, add_photo, delete_media
from catalogue.media.papers import add_paper, keep_paper
from catalogue.models import (
    ApprovalEvent,
    Certificate,
    CertificatePaper,
    CompanyPrefix,
    Gtin,
    ImportJob,
    ImportStatus,
    InStoreNumber,
    MediaItem,
    PackagingLevel,
    PrintJob,
    PrintStatus,
    Product,
    ScanAlias,
    Variant,
)
from catalogue.numbering import (
    StatedContent,
    add_scan_alias,
    adopt_gtin,
    allocate_gtin,
    allocate_sscc,
    assign_in_store_number,
    retire_gtin,
)
from catalogue.printing import ItemAsked, cancel_print, plan_job, queue_print
from tests.catalogue.imports.by_operator import apply, stage, undo
from tests.catalogue.imports.spreadsheets import csv_file, row
from tests.catalogue.media.accepted import accepted_clip, kept_clip, kept_photo

pytestmark = pytest.mark.django_db
GTIN = "9520007919019"


def run(*rows: dict[str, CellValue]) -> ImportJob:
    return apply(stage(csv_file(*rows), filename="hang.csv"))


def goods(sku: str = "HTX-002") -> Variant:
    return Variant.objects.select_related("product__cooperative").get(sku=sku)


def print_labels(number: str) -> PrintJob:
    asked = [ItemAsked(number)]
    job, cooperative = plan_job(cooperatives=None, items=asked, stock="a4-24-70x37", printer="office-600")
    return queue_print(cooperative=cooperative, job=job, form="pdf")


def add_photo_to(variant: Variant) -> None:
    add_photo(product=variant.product, kept=kept_photo())


def add_clip_to(variant: Variant) -> None:
    add_audio(product=variant.product, kept=kept_clip(), language="hmn")


def adopt_case_of(variant: Variant) -> None:
    adopt_gtin(variant=variant, gtin="19520007919016", packaging_level=PackagingLevel.CASE, units=12)


def add_paper_to(variant: Variant) -> CertificatePaper:
    return add_paper(certificate=variant.product.certificates.get(), kept=keep_paper(accepted_clip()))


def ship(variant: Variant) -> None:
    allocate_sscc(cooperative=variant.cooperative, contents=[StatedContent(GTIN, 12)])


def give_in_store_number(variant: Variant) -> InStoreNumber:
    CompanyPrefix.objects.update(valid_to=datetime.date(2026, 1, 1))  # with one in force there would be none
    number = assign_in_store_number(variant=variant)
    CompanyPrefix.objects.update(valid_to=None)
    return number


def decide_about(variant: Variant) -> None:
    withdraw_product(product=variant.product, reason="Ảnh mờ.")
    submit_product(product=variant.product)
    approve_product(product=variant.product)


USES: dict[str, Callable[[Variant], object]] = {
    "photo": add_photo_to,
    "clip": add_clip_to,
    "paper": add_paper_to,
    "case number": adopt_case_of,
    "in-store number": give_in_store_number,
    "scan alias": lambda variant: add_scan_alias(variant=variant, code="CU-1"),
    "labels": lambda _: print_labels(GTIN),
    "pallet": ship,
    "decision": decide_about,
}


def all_rows() -> list[object]:
    """Return all that undoing could touch."""
    models = (Product, Variant, Certificate, CertificatePaper, MediaItem, Gtin, InStoreNumber, ScanAlias)
    return [list(model._default_manager.order_by("pk").values()) for model in (*models, ApprovalEvent)]


def require_refusal(job: ImportJob, row_number: int) -> None:
    """Check that undoing ``job`` is refused for one row, and changes nothing."""
    before = all_rows()
    with pytest.raises(ImportChangedSince) as caught:
        undo(job)
    assert caught.value.text("en") == (
        f"It cannot be undone: the goods of rows {row_number} were changed after the import, or have got "
        "photos, numbers, labels, papers or decisions since. Nothing was undone."
    )
    assert all_rows() == before
    job.refresh_from_db()
    assert job.status == ImportStatus.APPLIED


@pytest.mark.parametrize("use", USES)
def test_goods_that_were_worked_with_since_are_not_taken_away(use: str) -> None:
    job = run(row(), row(sku="HTX-002", gtin=GTIN, ocop_stars="4"))

    USES[use](goods())

    require_refusal(job, 3)


@pytest.mark.parametrize("use", USES)
def test_twin_undone_without_a_look_at_what_came_since_they_are_gone(
    use: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = run(row(), row(sku="HTX-002", gtin=GTIN, ocop_stars="4"))
    USES[use](goods())
    for look in ("papers", "of_products", "of_variants"):
        monkeypatch.setattr(later_uses.LaterUses, look, lambda *_: set())

    undo(job)

    assert goods().product.deleted_at is not None


def test_a_number_given_since_stays_on_goods_that_are_there() -> None:
    job = run(row(), row(sku="HTX-002"))
    allocate_gtin(variant=goods())

    require_refusal(job, 3)


def test_labels_with_an_in_store_number_count_too() -> None:
    run(row())
    number = give_in_store_number(goods("HTX-001")).number
    delete_product(product=goods("HTX-001").product)
    job = run(row())  # which brings back the goods, with the number that they had

    print_labels(number)

    require_refusal(job, 2)


def test_what_an_import_brought_itself_is_taken_back_with_it() -> None:
    job = run(row(gtin=GTIN, ocop_stars="4"))

    assert undo(job).status == ImportStatus.UNDONE
    assert not Product.objects.present().exists()


def test_what_came_and_went_again_is_no_obstacle() -> None:
    job = run(row(sku="HTX-002", gtin=GTIN, ocop_stars="4"))
    add_photo_to(goods())
    delete_media(item=MediaItem.objects.get())
    add_scan_alias(variant=goods(), code="CU-1").delete()
    add_paper_to(goods())
    CertificatePaper.objects.update(deleted_at=timezone.now())
    cancel_print(row=print_labels(GTIN))

    assert undo(job).status == ImportStatus.UNDONE


def test_labels_that_could_not_be_printed_are_no_obstacle() -> None:
    job = run(row(gtin=GTIN))
    print_labels(GTIN)
    PrintJob.objects.update(status=PrintStatus.FAILED)

    assert undo(job).status == ImportStatus.UNDONE


def test_goods_that_a_file_brought_back_keep_what_they_had_and_count_what_came_since() -> None:
    run(row(gtin=GTIN))
    for use in ("photo", "case number", "scan alias", "labels", "pallet", "decision"):
        USES[use](goods("HTX-001"))
    delete_product(product=goods("HTX-001").product)

    undo(run(row(price_vnd="99k")))
    assert goods("HTX-001").product.deleted_at is not None

    job = run(row(price_vnd="99k"))
    retire_gtin(gtin=Gtin.objects.get(packaging_level=PackagingLevel.CASE))
    add_photo_to(goods("HTX-001"))
    require_refusal(job, 2)


def test_goods_that_a_file_only_changed_keep_what_came_since() -> None:
    run(row(gtin=GTIN, ocop_stars="4"))
    job = run(row(gtin=GTIN, ocop_stars="4", name_vi="Mật ong rừng"))
    for use, happen in USES.items():
        if use != "decision":
            happen(goods("HTX-001"))
    came = [list(model._default_manager.values()) for model in (CertificatePaper, MediaItem, Gtin, ScanAlias)]

    undo(job)

    assert goods("HTX-001").product.name["vi"] == "Mật ong hoa bạc hà 500 ml"
    kept = [list(model._default_manager.values()) for model in (CertificatePaper, MediaItem, Gtin, ScanAlias)]
    assert kept == came
    assert [len(rows) for rows in kept] == [1, 2, 2, 1]


def test_a_paper_on_a_certificate_that_the_file_changed_is_not_lost() -> None:
    run(row(ocop_stars="3"))
    job = run(row(ocop_stars="5"))

    add_paper_to(goods("HTX-001"))

    require_refusal(job, 2)


def test_papers_from_before_the_import_stay_with_their_certificates() -> None:
    run(row(ocop_stars="3"))
    other = Certificate.objects.create(
        product=goods("HTX-001").product, kind="vietgap", valid_from="2026-01-01", valid_to="2028-01-01"
    )
    known = Certificate.objects.get(kind="ocop")
    papers = [add_paper(certificate=one, kept=keep_paper(accepted_clip())) for one in (known, other)]

    undo(run(row(ocop_stars="5")))

    assert list(Certificate.objects.order_by("pk").values_list("pk", "stars")) == [
        (known.pk, 3),
        (other.pk, None),
    ]
    assert list(CertificatePaper.objects.order_by("pk")) == papers


def test_steps_of_an_import_that_is_undone_are_no_obstacle_to_the_one_before() -> None:
    first = run(row(published="không"))
    second = run(row(published="có"))

    undo(second)
    assert ApprovalEvent.objects.count() == 2
    undo(first)

    assert not Product.objects.present().exists()


def test_what_is_newer_is_told_by_the_moment_the_import_was_applied_at() -> None:
    job = run(row())
    add_photo_to(goods("HTX-001"))
    MediaItem.objects.update(created_at=timezone.now() - datetime.timedelta(days=1))

    assert undo(job).status == ImportStatus.UNDONE
