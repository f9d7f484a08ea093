"""Every verb of the catalogue leaves one record of each row that it changed, in the name of who acts."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from catalogue import approval, categories, cooperatives, imports, lifecycle, numbering, restoring
from catalogue.changes import FieldsRefused
from catalogue.models import Certificate, Cooperative, ImportJob, Product, ProductState, Variant
from tests.catalogue.approval.goods import make_approved, make_draft, only_variant
from tests.catalogue.imports.spreadsheets import csv_file, row
from tests.catalogue.records_left import ACTOR, RECORDED, records, require_one_of_each_change
from tests.factories import (
    make_category,
    make_certificate,
    make_company_prefix,
    make_cooperative,
    make_product,
    make_variant,
)

pytestmark = pytest.mark.django_db

READERS = {
    *("ownable_gtin", "alias_code", "has_codes", "usage", "is_in_use", "require_own_sscc"),
    *("approval_queue", "certificate_fields", "expiring_certificates", "last_decision", "pending_diff"),
    *("review_mark", "unchecked_certificates", "wished_values"),
    *("note_look", "last_look", "forget_look"),  # a note in the cache, and no row
    *("build_template", "check", "report_lines"),
}
# They write jobs, which are records themselves.
JOB_KEEPERS = {"stage", "store"}
OCOP: dict[str, Any] = {"kind": "ocop", "stars": 4, "valid_from": "2026-01-01", "valid_to": "2028-12-31"}
NEW_NAME = {"vi": "Mật ong rừng"}

Verb = Callable[[], object]


def numbered(**fields: Any) -> Variant:
    """Return a variant of goods whose cooperative has a prefix, with a number."""
    prefix = make_company_prefix()
    variant = only_variant(make_approved(cooperative=prefix.cooperative, **fields))
    numbering.allocate_gtin(variant=variant)
    return variant


def waiting() -> Product:
    """Return approved goods of which something waits: a change of each kind and a new variant."""
    product = approval.edit_product(product=make_approved(), changes={"name": NEW_NAME})
    approval.edit_variant(variant=only_variant(product), changes={"sale_unit": "lọ"})
    lifecycle.copy_variant(variant=only_variant(product), sku="B")
    return product


def submitted() -> Product:
    return approval.submit_product(product=make_draft())


def certified() -> Certificate:
    return make_certificate(product=make_approved(), checked_at=None, checked_by="")


def staged(*rows: dict[str, Any]) -> ImportJob:
    return imports.stage(csv_file(*rows), filename="hang.csv")


def applied(*rows: dict[str, Any], enter_as: ProductState = ProductState.APPROVED) -> ImportJob:
    return imports.apply(staged(*rows), enter_as=enter_as)


def changed_import(enter_as: ProductState) -> Verb:
    """Prepare an import that creates, changes, certifies, brings a number, restores and leaves alone."""
    known = [row(sku=str(place)) for place in range(4)]
    applied(*known)
    lifecycle.delete_product(product=Variant.objects.get(sku="3").product)
    job = staged(
        row(sku="0", price_vnd="99k"),
        row(sku="1", name_vi="Mật ong rừng", ocop_stars="4"),
        row(sku="2"),
        row(sku="3"),
        row(sku="4", ocop_stars="3", gtin="9520007919019"),
    )
    return lambda: imports.apply(job, enter_as=enter_as)


def undone_import(enter_as: ProductState) -> Verb:
    changed_import(enter_as)()
    job = ImportJob.objects.latest("pk")
    return lambda: imports.undo(job, may_publish=True)


def with_packs() -> Variant:
    variant = numbered()
    numbering.allocate_gtin(variant=variant, packaging_level="case", units=12)
    numbering.add_scan_alias(variant=variant, code="CU-1")
    return variant


def merged_products() -> Verb:
    """Prepare a merge in which one variant is matched and one moves."""
    variant = with_packs()
    lifecycle.copy_variant(variant=variant, sku="B")
    survivor = make_approved(cooperative=variant.cooperative)
    matches = {variant: only_variant(survivor)}
    return lambda: lifecycle.merge_products(loser=variant.product, survivor=survivor, matches=matches)


def merged_variants() -> Verb:
    variant = with_packs()
    survivor = make_variant(product=variant.product)
    return lambda: lifecycle.merge_variants(loser=variant, survivor=survivor)


def deleted(product: Product) -> Product:
    return lifecycle.delete_product(product=product)


def deleted_copy() -> Variant:
    variant = only_variant(make_approved())
    return lifecycle.delete_variant(variant=lifecycle.copy_variant(variant=variant, sku="B"))


def restored() -> Verb:
    product = make_draft()
    approval.edit_product(product=product, changes={"name": NEW_NAME})
    first = product.history.order_by("history_id").first()
    return lambda: restoring.restore(product, first.history_id)


def reserved() -> tuple[Any, Variant]:
    prefix = make_company_prefix()
    variant = only_variant(make_draft(cooperative=prefix.cooperative))
    return numbering.reserve_gtin(cooperative=prefix.cooperative), variant


def assigned_reserve() -> Verb:
    gtin, variant = reserved()
    return lambda: numbering.assign_reserved_gtin(gtin=gtin, variant=variant)


def adopted(verb: str) -> Verb:
    """Prepare the adoption of a number that is held in reserve, and of a new one."""
    gtin, variant = reserved()
    if verb == "adopt_gtin":
        return lambda: numbering.adopt_gtin(variant=variant, gtin=gtin.gtin)
    other = make_variant(product=variant.product)
    following = numbering.reserve_gtin(cooperative=variant.cooperative)
    return lambda: numbering.adopt_gtins([(variant, gtin.gtin), (other, following.gtin)])


def missing_numbers() -> Verb:
    prefix = make_company_prefix()
    make_draft(cooperative=prefix.cooperative)
    make_draft()
    return numbering.number_missing_variants


def values_of_cooperative() -> dict[str, object]:
    model = make_cooperative()
    fields = {name: getattr(model, name) for name in cooperatives.COOPERATIVE_FIELDS}
    Cooperative.objects.filter(pk=model.pk).delete()
    return fields


# The name of each verb, with what makes it ready to be called.
VERBS: dict[str, Callable[[], Verb]] = {
    "create_product": lambda: _call(
        lifecycle.create_product,
        cooperative=make_cooperative(),
        category=make_category(),
        name=NEW_NAME,
        label_group="thuc-pham",
    ),
    "create_variant": lambda: _call(
        lifecycle.create_variant,
        product=make_approved(),
        sku="B",
        net_amount=Decimal(1),
        net_unit="kg",
        price_vnd=9_000,
    ),
    "copy_product": lambda: _call(lifecycle.copy_product, product=waiting()),
    "copy_variant": lambda: _call(lifecycle.copy_variant, variant=only_variant(make_approved()), sku="B"),
    "delete_product": lambda: _call(lifecycle.delete_product, product=waiting()),
    "delete_variant": lambda: _call(
        lifecycle.delete_variant, variant=Variant.objects.get(product=waiting(), sku="B")
    ),
    "restore_product": lambda: _call(lifecycle.restore_product, product=deleted(waiting())),
    "restore_variant": lambda: _call(lifecycle.restore_variant, variant=deleted_copy()),
    "merge_products": merged_products,
    "merge_variants": merged_variants,
    "edit_product": lambda: _call(
        approval.edit_product, product=make_approved(), changes={"name": NEW_NAME, "shelf_life_days": 3}
    ),
    "edit_variant": lambda: _call(
        approval.edit_variant,
        variant=only_variant(make_approved()),
        changes={"price_vnd": 1_000, "sale_unit": "lọ"},
    ),
    "discard_changes": lambda: _call(approval.discard_changes, product=waiting()),
    "submit_product": lambda: _call(approval.submit_product, product=make_draft()),
    "approve_product": lambda: _call(approval.approve_product, product=waiting()),
    "reject_product": lambda: _call(approval.reject_product, product=submitted(), reason="Ảnh mờ."),
    "withdraw_product": lambda: _call(approval.withdraw_product, product=waiting(), reason="Hết vụ."),
    "add_certificate": lambda: _call(approval.add_certificate, product=make_draft(), values=OCOP),
    "edit_certificate": lambda: _call(
        approval.edit_certificate, certificate=make_certificate(), changes={"number": "7"}
    ),
    "check_certificate": lambda: _call(approval.check_certificate, certificate=certified(), actor=ACTOR),
    "refuse_certificate": lambda: _call(
        approval.refuse_certificate, certificate=make_certificate(), reason="Ảnh mờ."
    ),
    "remove_certificate": lambda: _call(approval.remove_certificate, certificate=certified()),
    "restore": restored,
    "create_category": lambda: _call(categories.create_category, slug="moi", values={"name": NEW_NAME}),
    "edit_category": lambda: _call(
        categories.edit_category, category=make_approved().category, changes={"name": NEW_NAME}
    ),
    "create_cooperative": lambda: _call(cooperatives.create_cooperative, values=values_of_cooperative()),
    "edit_cooperative": lambda: _call(
        cooperatives.edit_cooperative, cooperative=make_approved().cooperative, changes={"name": "HTX Mới"}
    ),
    "register_company_prefix": lambda: _call(
        numbering.register_company_prefix, cooperative=make_cooperative(), prefix="9521234567"
    ),
    "change_prefix_validity": lambda: _call(
        numbering.change_prefix_validity,
        company_prefix=make_company_prefix(),
        valid_from=None,
        valid_to=datetime.date(2030, 1, 1),
    ),
    "remove_company_prefix": lambda: _call(
        numbering.remove_company_prefix, company_prefix=make_company_prefix()
    ),
    "allocate_gtin": lambda: _call(
        numbering.allocate_gtin, variant=numbered(), packaging_level="case", units=6
    ),
    "reserve_gtin": lambda: _call(numbering.reserve_gtin, cooperative=make_company_prefix().cooperative),
    "assign_reserved_gtin": assigned_reserve,
    "adopt_gtin": lambda: adopted("adopt_gtin"),
    "adopt_gtins": lambda: adopted("adopt_gtins"),
    "retire_gtin": lambda: _call(numbering.retire_gtin, gtin=numbered().gtins.get()),
    "allocate_sscc": lambda: _call(numbering.allocate_sscc, cooperative=make_company_prefix().cooperative),
    "add_scan_alias": lambda: _call(numbering.add_scan_alias, variant=numbered(), code="CU-1"),
    "assign_in_store_number": lambda: _call(
        numbering.assign_in_store_number, variant=only_variant(make_draft())
    ),
    "number_missing_variants": missing_numbers,
    "apply": lambda: changed_import(ProductState.APPROVED),
    "apply as a cooperative": lambda: changed_import(ProductState.DRAFT),
    "apply to submit": lambda: changed_import(ProductState.SUBMITTED),
    "undo": lambda: undone_import(ProductState.APPROVED),
    "undo as a cooperative": lambda: undone_import(ProductState.SUBMITTED),
}


def _call(verb: Callable[..., object], **arguments: Any) -> Verb:
    return lambda: verb(**arguments)


@pytest.mark.parametrize("name", VERBS)
def test_each_changed_row_has_one_record_of_who_and_what(name: str) -> None:
    require_one_of_each_change(VERBS[name]())


def test_no_verb_is_left_out() -> None:
    offered = {
        name
        for room in (lifecycle, approval, numbering, imports)
        for name in room.__all__
        if callable(getattr(room, name)) and name[0].islower()
    }
    offered |= {"create_category", "edit_category", "create_cooperative", "edit_cooperative"}
    offered |= {"restore"}

    assert offered - READERS - JOB_KEEPERS == {name.split(" ")[0] for name in VERBS}


def test_each_table_that_matters_has_records() -> None:
    assert {
        *("Category", "Certificate", "CompanyPrefix", "Cooperative", "Gtin", "InStoreNumber"),
        *("MediaItem", "Product", "ScanAlias", "Storefront", "Variant"),
    } <= {model.__name__ for model in RECORDED}


def test_a_verb_that_refuses_leaves_no_record() -> None:
    product = make_product(state="draft", published_at=None)
    told = records()

    with pytest.raises(FieldsRefused):
        approval.submit_product(product=product)

    assert records() == told
