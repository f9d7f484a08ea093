"""A file of a cooperative goes the way of all its goods; the operator's is approved by being imported."""

import re

import pytest

from catalogue import imports
from catalogue.approval import (
    approve_product,
    edit_product,
    edit_variant,
    reject_product,
    submit_product,
    withdraw_product,
)
from catalogue.history import acting_as, history_of
from catalogue.lifecycle import copy_variant, delete_product, delete_variant
from catalogue.models import ApprovalEvent, Certificate, Product, ProductState, Variant
from tests.catalogue.approval.goods import shown
from tests.catalogue.imports.entered import DRAFTS, OPERATOR, SUBMITS, product, run, variant
from tests.catalogue.imports.spreadsheets import csv_file, row

pytestmark = pytest.mark.django_db


def events() -> list[str]:
    return list(ApprovalEvent.objects.order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("enter_as", "published", "state", "told"),
    [
        (OPERATOR, None, "approved", ["approved"]),
        (OPERATOR, "không", "draft", []),
        (SUBMITS, None, "submitted", ["submitted"]),
        (SUBMITS, "không", "draft", []),
        (DRAFTS, None, "draft", []),
        (DRAFTS, "có", "draft", []),
    ],
)
def test_new_goods_enter_as_they_may(
    enter_as: ProductState, published: str | None, state: str, told: list[str]
) -> None:
    run(enter_as, row(published=published, ocop_stars="4"))

    assert product().state == state
    assert (product().submitted_at is not None) == (state == "submitted")
    assert variant().approved == (state == "approved")
    assert (shown(product()) is not None) == (state == "approved")
    assert (Certificate.objects.get().checked_at is not None) == (enter_as == OPERATOR)
    assert events() == told


def test_a_file_gives_lasting_slugs_to_approved_goods_alone_and_they_stay_when_it_is_undone() -> None:
    rows = row(), row(sku="HTX-002")
    run(DRAFTS, *rows)
    slugs = list(Product.objects.values_list("slug", flat=True))
    assert all(re.fullmatch(r"mat-ong-hoa-bac-ha-500-ml_[0-9a-f]{10}", slug) for slug in slugs)

    job = run(OPERATOR, *(one | {"published": "có"} for one in rows))
    lasting = ["mat-ong-hoa-bac-ha-500-ml", "mat-ong-hoa-bac-ha-500-ml-2"]
    assert list(Product.objects.order_by("pk").values_list("slug", flat=True)) == lasting
    assert "slug" in [one.field for one in history_of(Product.objects.earliest("pk"))[0].fields]

    imports.undo(job, may_publish=True)
    assert set(Product.objects.values_list("state", "published_at")) == {("draft", None)}
    assert list(Product.objects.order_by("pk").values_list("slug", flat=True)) == lasting


def test_without_a_word_a_file_enters_as_drafts() -> None:
    imports.apply(imports.stage(csv_file(row()), filename="hang.csv"))

    assert product().state == ProductState.DRAFT


@pytest.mark.parametrize("enter_as", [DRAFTS, SUBMITS])
def test_changes_of_approved_goods_wait_and_prices_do_not(enter_as: ProductState) -> None:
    run(OPERATOR, row())
    changed = row(name_vi="Mật ong rừng", net_quantity="1 kg", unit="lọ", price_vnd="99k", category="che")

    job = run(enter_as, changed)

    assert job.updated_count == 1
    assert product().name["vi"] == "Mật ong hoa bạc hà 500 ml"
    assert product().pending_changes["name"] == {
        "vi": "Mật ong rừng",
        "en": "Mint-flower honey 500 ml",
    }
    assert set(product().pending_changes) == {"name", "category"}
    assert variant().pending_changes == {"net_amount": "1", "net_unit": "kg", "sale_unit": "lọ"}
    assert variant().price_vnd == 99_000
    document = shown(product())
    assert document is not None
    assert (document["name"], document["price_vnd"]) == ("Mật ong hoa bạc hà 500 ml", 99_000)
    assert product().submitted_at is not None
    assert events() == ["approved", "changes_submitted"]

    assert run(enter_as, changed).unchanged_count == 1
    approve_product(product=product())
    assert run(enter_as, changed).unchanged_count == 1
    assert (product().name["vi"], variant().net_unit) == ("Mật ong rừng", "kg")


def test_a_file_that_says_what_is_public_takes_the_wish_back() -> None:
    run(OPERATOR, row())
    run(DRAFTS, row(name_vi="Mật ong rừng"))

    run(DRAFTS, row())

    assert (product().pending_changes, product().submitted_at) == ({}, None)


def test_a_price_alone_does_not_ask_again_for_what_was_sent_back() -> None:
    run(OPERATOR, row())
    run(DRAFTS, row(name_vi="Mật ong rừng"))
    reject_product(product=product(), reason="Chưa rõ.")

    run(DRAFTS, row(name_vi="Mật ong rừng", price_vnd="99k"))
    assert product().submitted_at is None
    run(DRAFTS, row(name_vi="Mật ong rừng già", price_vnd="99k"))
    assert product().submitted_at is not None


def test_the_operator_changes_approved_goods_at_once_and_keeps_what_else_waits() -> None:
    run(OPERATOR, row())
    edit_product(product=product(), changes={"name": {"vi": "Mật ong rừng"}, "shelf_life_days": 30})

    run(OPERATOR, row(name_en=None, name_vi="Mật ong rừng"))

    assert product().name == {"vi": "Mật ong rừng"}
    assert product().pending_changes == {"shelf_life_days": 30}
    assert product().submitted_at is not None
    document = shown(product())
    assert document is not None
    assert document["name"] == "Mật ong rừng"


def test_a_variant_of_several_is_changed_for_itself_and_the_goods_wait_with_it() -> None:
    run(OPERATOR, row())
    copy_variant(variant=variant(), sku="HTX-002")
    approve_product(product=product())
    first, second = Variant.objects.order_by("pk")

    run(DRAFTS, row(unit="lọ"), row(sku="HTX-002", price_vnd="99k"))

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.pending_changes, second.pending_changes) == ({"sale_unit": "lọ"}, {})
    assert (second.price_vnd, product().submitted_at is not None) == (99_000, True)


def test_no_wish_is_lost_between_the_rows_of_one_product() -> None:
    run(OPERATOR, row())
    copy_variant(variant=variant(), sku="HTX-002")
    approve_product(product=product())
    run(DRAFTS, row(unit="lọ"), row(sku="HTX-002"))

    run(DRAFTS, row(), row(sku="HTX-002", unit="túi"))

    assert [one.pending_changes for one in Variant.objects.order_by("pk")] == [{}, {"sale_unit": "túi"}]
    assert product().submitted_at is not None


@pytest.mark.parametrize("state", ["draft", "rejected", "withdrawn", "submitted"])
@pytest.mark.parametrize("published", [None, "có", "không"])
@pytest.mark.parametrize("enter_as", [OPERATOR, DRAFTS, SUBMITS])
def test_goods_that_are_there_keep_their_state_unless_the_file_says_otherwise(
    enter_as: ProductState, published: str | None, state: str
) -> None:
    run(DRAFTS, row())
    if state != "draft":
        submit_product(product=product())
    if state == "rejected":
        reject_product(product=product(), reason="Ảnh mờ.")
    if state == "withdrawn":
        approve_product(product=product())
        withdraw_product(product=product(), reason="Hết vụ.")

    run(enter_as, row(published=published))

    expected = state
    if published == "không":
        expected = "withdrawn" if state == "submitted" else state
    elif enter_as == OPERATOR and published == "có":
        expected = "approved"
    elif enter_as == SUBMITS and (state in ("draft", "rejected") or published == "có"):
        expected = "submitted"
    assert product().state == expected
    assert (shown(product()) is not None) == (expected == "approved")


def test_a_cooperative_takes_its_own_goods_from_the_public() -> None:
    run(OPERATOR, row())
    edit_variant(variant=variant(), changes={"name": {"vi": "Lọ nhỏ"}})

    job = run(DRAFTS, row(published="không"))

    assert (product().state, product().submitted_at, shown(product())) == ("withdrawn", None, None)
    assert (variant().pending_changes, variant().approved) == ({}, False)
    event = ApprovalEvent.objects.latest("pk")
    assert (event.kind, event.reason) == (
        "withdrawn",
        f"Tệp nhập #{job.pk} ghi là không đăng / import #{job.pk} says not to be published",
    )


def test_deleted_goods_come_back_as_they_were_to_a_cooperative() -> None:
    run(OPERATOR, row())
    delete_product(product=product())

    job = run(DRAFTS, row(name_vi="Mật ong rừng"))

    assert job.created_count == 1
    assert product().state == ProductState.APPROVED
    document = shown(product())
    assert document is not None
    assert document["name"] == "Mật ong hoa bạc hà 500 ml"
    assert product().pending_changes["name"]["vi"] == "Mật ong rừng"


def test_a_deleted_variant_with_a_wish_comes_back_to_goods_that_were_withdrawn() -> None:
    run(OPERATOR, row())
    other = copy_variant(variant=variant(), sku="HTX-002")
    approve_product(product=product())
    edit_variant(variant=other, changes={"sale_unit": "lọ"})
    delete_variant(variant=other)
    withdraw_product(product=product(), reason="Hết vụ.")
    delete_variant(variant=Variant.objects.get(sku="HTX-001"))

    run(DRAFTS, row(sku="HTX-002", unit="lọ"))

    assert (variant().sale_unit, variant().pending_changes, variant().approved) == ("lọ", {}, False)


def test_stars_of_a_cooperative_wait_for_a_person_and_a_change_of_them_too() -> None:
    run(OPERATOR, row(ocop_stars="4"))
    document = shown(product())
    assert document is not None
    assert document["ocop_stars"] == 4

    run(DRAFTS, row(ocop_stars="4"))
    assert Certificate.objects.get().checked_by == "system"
    run(DRAFTS, row(ocop_stars="5"))

    certificate = Certificate.objects.get()
    assert (certificate.stars, certificate.checked_at, certificate.checked_by) == (5, None, "")
    document = shown(product())
    assert document is not None
    assert document["ocop_stars"] is None


def test_who_imported_stands_in_history_and_events() -> None:
    with acting_as("user:4"):
        run(SUBMITS, row())

    assert ApprovalEvent.objects.get().actor == "user:4"
    assert [change.actor for change in (*history_of(product()), *history_of(variant()))] == ["user:4"] * 2
