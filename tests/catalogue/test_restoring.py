"""Bringing former contents back, by the rules that hold for any change."""

import datetime

import pytest

from catalogue.approval import (
    approve_product,
    discard_changes,
    edit_product,
    edit_variant,
    submit_product,
)
from catalogue.approval.media import approve_media
from catalogue.categories import edit_category
from catalogue.cooperatives import edit_cooperative
from catalogue.history import RecordKind, acting_as, history_of
from catalogue.lifecycle import delete_product
from catalogue.locks import ProductNotFound
from catalogue.media.errors import MediaNotFound
from catalogue.media.items import add_photo, delete_media, describe_media, move_media
from catalogue.models import Product, ProfileKind, ScanAlias
from catalogue.numbering import (
    add_scan_alias,
    allocate_gtin,
    allocate_sscc,
    change_prefix_validity,
    retire_gtin,
)
from catalogue.printing.profiles import add_profile
from catalogue.restoring import NotRestorable, RecordNotFound, restorable_records, restore
from catalogue.storefronts import edit_storefront, open_storefront, rotate_key
from tests.catalogue.approval.goods import NAME, make_approved, make_draft, only_variant
from tests.catalogue.media.accepted import kept_photo
from tests.factories import make_category, make_company_prefix, make_cooperative

pytestmark = pytest.mark.django_db


def test_a_draft_gets_its_former_content_back_and_that_is_told_too() -> None:
    product = make_draft()
    edit_product(product=product, changes={"name": {"vi": "Khác"}, "shelf_life_days": 30})
    _, created = history_of(product)

    with acting_as("user:3"):
        restore(product, created.history_id)

    product.refresh_from_db()
    assert (product.name, product.shelf_life_days) == (NAME, None)
    latest, *_ = history_of(product)
    assert (latest.actor, {field.field for field in latest.fields}) == (
        "user:3",
        {"name", "shelf_life_days"},
    )


def test_the_former_content_of_approved_goods_waits_as_any_change_does() -> None:
    product = make_approved()
    first = history_of(product)[0]
    edit_product(product=product, changes={"name": {"vi": "Khác"}})
    approve_product(product=product)

    restore(product, first.history_id)

    product.refresh_from_db()
    assert (product.name, product.pending_changes) == ({"vi": "Khác"}, {"name": NAME})
    assert product.submitted_at is not None


def test_changes_that_were_discarded_come_back() -> None:
    product = edit_product(product=make_approved(), changes={"name": {"vi": "Khác"}})
    waiting = history_of(product)[0]
    discard_changes(product=product)

    restore(product, waiting.history_id)

    product.refresh_from_db()
    assert product.pending_changes == {"name": {"vi": "Khác"}}


def test_a_variant_gets_its_content_and_price_back() -> None:
    product = make_approved()
    variant = only_variant(product)
    before = history_of(variant)[0]
    edit_variant(variant=variant, changes={"price_vnd": 1_000, "net_amount": "250"})

    restore(variant, before.history_id)

    variant.refresh_from_db()
    assert (variant.price_vnd, variant.pending_changes) == (85_000, {})
    product.refresh_from_db()
    assert product.submitted_at is None


def test_cooperatives_categories_and_prefixes_get_theirs_back() -> None:
    cooperative, category, prefix = make_cooperative(), make_category(), make_company_prefix()
    was = (cooperative.name, category.name)
    edit_cooperative(
        cooperative=cooperative, changes={"name": "HTX Khác", "phone": "0912345678", "gln": "9521234000075"}
    )
    edit_category(category=category, changes={"name": {"vi": "Khác"}, "position": 9})
    change_prefix_validity(company_prefix=prefix, valid_from=None, valid_to=datetime.date(2026, 1, 1))

    for row in (cooperative, category, prefix):
        restore(row, history_of(row)[-1].history_id)
        row.refresh_from_db()
        assert len(history_of(row)) == 3

    assert (cooperative.name, category.name) == was
    assert cooperative.gln is None
    assert (cooperative.phone, category.position, prefix.valid_to) == ("", 0, None)


def test_bringing_back_what_is_so_already_leaves_no_record() -> None:
    cooperative, prefix = make_cooperative(), make_company_prefix()
    shop = open_storefront(name="W", kind="web")
    own = add_profile(
        cooperative=cooperative, kind=ProfileKind.PRINTER, key="may", based_on="office-600", values={}
    )

    for row in (cooperative, prefix, shop, own):
        restore(row, history_of(row)[0].history_id)
        assert len(history_of(row)) == 1, row


def test_only_records_of_the_row_itself_bring_it_back() -> None:
    one, other = make_draft(), make_draft()

    with pytest.raises(RecordNotFound):
        restore(one, history_of(other)[0].history_id)
    with pytest.raises(RecordNotFound):
        restore(one, 0)


def test_a_photo_gets_its_place_back_and_its_description_which_waits_to_be_approved() -> None:
    product = make_approved()
    first, second = (add_photo(product=product, kept=kept_photo(one), approved=True) for one in ("1", "2"))
    describe_media(item=second, alt_text={"vi": "Khác"})
    approve_media([product.pk])
    move_media(item=second, position=0)
    second.refresh_from_db()

    restore(second, history_of(second)[-1].history_id)

    second.refresh_from_db()
    assert (second.alt_text, second.position, second.approved) == ({"vi": "Khác"}, 1, True)
    assert second.pending_changes == {"alt_text": {}}
    first.refresh_from_db()
    assert first.position == 0

    delete_media(item=second)
    second.refresh_from_db()
    told = len(history_of(second))
    with pytest.raises(MediaNotFound):
        restore(second, history_of(second)[-1].history_id)
    assert len(history_of(second)) == told


def test_a_storefront_gets_its_content_back_but_is_neither_opened_nor_given_its_old_key() -> None:
    shop = open_storefront(name="Web", kind="web")
    first, key = history_of(shop)[0].history_id, shop.publishable_key
    edit_storefront(shop, name="Khác", origins=["https://shop.example"], is_active=False)
    rotated = rotate_key(shop)

    restore(shop, first)

    shop.refresh_from_db()
    assert (shop.name, shop.origins, shop.is_active) == ("Web", [], False)
    assert shop.publishable_key == rotated.publishable_key != key


def test_what_is_given_out_for_good_is_not_brought_back() -> None:
    prefix = make_company_prefix()
    variant = only_variant(make_draft(cooperative=prefix.cooperative))
    gtin = allocate_gtin(variant=variant)
    retire_gtin(gtin=gtin)
    unit = allocate_sscc(cooperative=prefix.cooperative)

    for row in (gtin, unit):
        with pytest.raises(NotRestorable):
            restore(row, history_of(row)[-1].history_id)
    gtin.refresh_from_db()
    assert (gtin.state, len(history_of(unit))) == ("retired", 1)


def test_deleted_goods_are_restored_first() -> None:
    product = make_draft()
    delete_product(product=product)

    with pytest.raises(ProductNotFound):
        restore(product, history_of(product)[0].history_id)
    assert Product.objects.get().deleted_at is not None
    assert history_of(product)[0].kind == RecordKind.CHANGED


def test_only_records_that_changed_the_content_to_another_than_now_are_worth_bringing_back() -> None:
    product = make_draft()
    edit_product(product=product, changes={"name": {"vi": "Hai"}})
    submit_product(product=product)
    approve_product(product=product)
    edit_product(product=product, changes={"name": {"vi": "Ba"}})  # it waits
    *_, second, created = history_of(product)
    assert restorable_records(product) == {second.history_id, created.history_id}
    assert restorable_records(product, most=2) == set()

    discard_changes(product=product)

    waiting = history_of(product)[1]
    assert restorable_records(product) == {waiting.history_id, created.history_id}


def test_each_content_of_what_was_removed_brings_it_back_and_the_removal_does_not() -> None:
    alias = add_scan_alias(variant=only_variant(make_draft()), code="CU-1")
    [entered] = history_of(alias)
    assert restorable_records(alias) == set()
    key = alias.pk

    alias.delete()

    gone = ScanAlias(pk=key)
    assert restorable_records(gone) == {entered.history_id}
    prefix = make_company_prefix()
    number = allocate_gtin(variant=only_variant(make_draft(cooperative=prefix.cooperative)))
    assert restorable_records(number) == set()
