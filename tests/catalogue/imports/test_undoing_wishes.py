"""Undoing an import of a cooperative: wishes, states and stars are what they were."""

from contextlib import suppress
from typing import Any

import pytest

from catalogue import imports
from catalogue.approval import approve_product, submit_product
from catalogue.imports.row_errors import ImportChangedSince, ImportOfTheHouse
from catalogue.lifecycle import copy_variant, delete_variant, restore_variant
from catalogue.models import ApprovalEvent, Certificate, ImportJob, Product, ProductState, Variant
from tests.catalogue.approval.goods import shown
from tests.catalogue.imports.entered import DRAFTS, OPERATOR, SUBMITS, product, run, variant
from tests.catalogue.imports.spreadsheets import row

pytestmark = pytest.mark.django_db


def contents() -> dict[str, Any]:
    """Return goods and certificates without ids of certificates and moments of saving."""
    return {
        model.__name__: [
            {name: value for name, value in one.items() if name not in hidden}
            for one in model.objects.order_by("pk").values()
        ]
        for model, hidden in (
            (Product, {"updated_at"}),
            (Variant, {"updated_at"}),
            (Certificate, {"id", "updated_at"}),
        )
    }


@pytest.mark.parametrize("enter_as", [OPERATOR, DRAFTS, SUBMITS])
def test_whatever_a_file_did_is_undone_wishes_and_states_included(enter_as: ProductState) -> None:
    run(OPERATOR, row(ocop_stars="4"))
    known = contents()
    changed = row(name_vi="Mật ong rừng", unit="lọ", price_vnd="99k", ocop_stars="5")

    job = run(enter_as, changed, row(sku="HTX-002"))
    imports.undo(job, may_publish=enter_as == OPERATOR)

    after = contents()
    assert {name: after[name][:1] for name in after} == known
    assert Product.objects.present().count() == 1
    assert shown(Product.objects.present().get()) is not None


def test_undoing_a_submission_and_a_withdrawal_is_told() -> None:
    run(DRAFTS, row())
    imports.undo(job := run(SUBMITS, row()))
    assert (product().state, product().submitted_at) == ("draft", None)
    submit_product(product=product())
    approve_product(product=product())
    imports.undo(run(DRAFTS, row(published="không")))

    assert (product().state, shown(product())) == ("submitted", None)
    assert product().submitted_at is not None
    approve_product(product=product())
    assert shown(product()) is not None
    told = list(ApprovalEvent.objects.order_by("pk").values_list("kind", "reason"))
    assert told[:2] == [
        ("submitted", ""),
        ("withdrawn", f"Hoàn tác đợt nhập #{job.pk} / import #{job.pk} undone"),
    ]
    assert [kind for kind, _ in told[2:]] == [
        *("submitted", "approved", "withdrawn"),
        *("submitted", "approved"),
    ]


def test_what_was_deleted_waits_once_the_house_has_given_its_goods_another_name() -> None:
    run(OPERATOR, row())
    second = copy_variant(variant=variant(), sku="HTX-002")
    approve_product(product=product())
    delete_variant(variant=second)
    run(OPERATOR, row(price_vnd="99k"))
    second.refresh_from_db()
    assert second.approved  # a price says nothing about the goods

    run(OPERATOR, row(name_vi="Xúc xích"))

    assert restore_variant(variant=second).approved is False
    page = shown(product())
    assert page is not None
    assert [one["sku"] for one in page["offers"]] == ["HTX-001"]


def stars_after_a_downgrade_is_undone() -> list[int]:
    """Return the stars that the public sees once a cooperative has undone what the house has corrected."""
    run(OPERATOR, row(ocop_stars="5"))
    job = run(OPERATOR, row(ocop_stars="3"))
    with suppress(ImportOfTheHouse):
        imports.undo(job)
    page = shown(product())
    return [one["stars"] for one in page["certificates"]] if page else []


def test_what_the_house_has_imported_no_cooperative_takes_back() -> None:
    assert stars_after_a_downgrade_is_undone() == [3]
    assert ImportJob.objects.latest("pk").status == "applied"


def test_twin_undone_by_anybody_a_star_that_was_taken_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody_s(job: ImportJob) -> ImportJob:
        return undo(job, may_publish=True)

    undo = imports.undo
    monkeypatch.setattr(imports, "undo", nobody_s)

    assert stars_after_a_downgrade_is_undone() == [5]


def test_a_wish_that_was_there_before_waits_again_after_the_undoing() -> None:
    run(OPERATOR, row())
    run(DRAFTS, row(name_vi="Mật ong rừng"))
    wish = product().pending_changes

    imports.undo(run(DRAFTS, row()))

    assert product().pending_changes == wish
    assert product().submitted_at is not None


def test_nothing_is_undone_once_the_alliance_has_decided() -> None:
    run(OPERATOR, row())
    job = run(DRAFTS, row(name_vi="Mật ong rừng"))
    approve_product(product=product())

    with pytest.raises(ImportChangedSince):
        imports.undo(job)
    assert product().name["vi"] == "Mật ong rừng"
