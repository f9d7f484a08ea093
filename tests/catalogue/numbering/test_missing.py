"""Numbers for everything that has none: the right kind, and nothing twice."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from catalogue.listings import render_products
from catalogue.models import CompanyPrefix, Gtin, InStoreNumber, ListingDocument
from catalogue.numbering import (
    NumbersGiven,
    allocate_gtin,
    assign_in_store_number,
    number_missing_variants,
    register_company_prefix,
    usage,
)
from catalogue.numbering.errors import CompanyPrefixExpired, GtinCapacityExhausted
from tests.factories import make_company_prefix, make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db


def snapshot() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (CompanyPrefix, Gtin, InStoreNumber)]


def test_a_prefix_means_gtins_and_none_means_in_store_numbers() -> None:
    prefix = make_company_prefix(prefix="9521234567")
    ours = make_product(cooperative=prefix.cooperative)
    numbered, one, two = (make_variant(product=ours) for _ in range(3))
    allocate_gtin(variant=numbered)
    without_prefix = make_variant()
    seen: list[tuple[int, int]] = []

    given = number_missing_variants(progress=lambda done, total: seen.append((done, total)))

    assert given == NumbersGiven(gtins=2, in_store_numbers=1, refusals=[])
    assert [one.gtins.get().gtin, two.gtins.get().gtin] == ["09521234567011", "09521234567028"]
    assert InStoreNumber.objects.get().variant == without_prefix
    assert seen == [(2, 3), (3, 3)]


def test_asked_again_it_changes_nothing() -> None:
    prefix = make_company_prefix()
    make_variant(product=make_product(cooperative=prefix.cooperative))
    make_variant()
    number_missing_variants()
    before = snapshot()

    assert number_missing_variants() == NumbersGiven()
    assert snapshot() == before


def test_services_and_deleted_goods_get_none() -> None:
    prefix = make_company_prefix()
    for cooperative in (prefix.cooperative, make_cooperative()):
        make_variant(product=make_product(cooperative=cooperative, label_group="dich-vu"))
        make_variant(product=make_product(cooperative=cooperative, deleted_at=timezone.now()))
        make_variant(product=make_product(cooperative=cooperative), deleted_at=timezone.now())

    assert number_missing_variants() == NumbersGiven()
    assert usage(prefix).used == 0


def test_only_the_goods_of_one_cooperative_when_asked_so() -> None:
    one, two = make_variant(), make_variant()

    given = number_missing_variants(cooperative=two.cooperative)

    assert given == NumbersGiven(gtins=0, in_store_numbers=1, refusals=[])
    assert InStoreNumber.objects.get().variant == two
    assert not InStoreNumber.objects.filter(variant=one).exists()


def test_goods_with_an_in_store_number_get_a_gtin_once_there_is_a_prefix() -> None:
    variant = make_variant()
    assign_in_store_number(variant=variant)
    register_company_prefix(cooperative=variant.cooperative, prefix="9521234567")

    assert number_missing_variants() == NumbersGiven(gtins=1, in_store_numbers=0, refusals=[])
    assert variant.gtins.get().gtin == "09521234567004"
    assert InStoreNumber.objects.count() == 1


def test_what_is_left_when_the_prefix_is_used_up_is_told() -> None:
    prefix = make_company_prefix(prefix="9521234567", next_item_reference=98)
    product = make_product(cooperative=prefix.cooperative)
    variants = [make_variant(product=product) for _ in range(5)]
    other = make_variant()
    seen: list[tuple[int, int]] = []

    given = number_missing_variants(progress=lambda done, total: seen.append((done, total)))

    assert (given.gtins, given.in_store_numbers) == (2, 1)
    [refusal] = given.refusals
    assert (refusal.cooperative, refusal.variants) == (prefix.cooperative, 3)
    assert isinstance(refusal.error, GtinCapacityExhausted)
    assert [variant.gtins.count() for variant in variants] == [1, 1, 0, 0, 0]
    assert InStoreNumber.objects.get().variant == other
    assert seen == [(2, 6), (5, 6), (6, 6)]
    assert usage(prefix).remaining == 0


def test_an_expired_prefix_gives_neither_kind() -> None:
    prefix = make_company_prefix(valid_to=timezone.localdate() - datetime.timedelta(days=1))
    make_variant(product=make_product(cooperative=prefix.cooperative))

    given = number_missing_variants()

    [refusal] = given.refusals
    assert isinstance(refusal.error, CompanyPrefixExpired)
    assert (given.gtins, given.in_store_numbers, refusal.variants) == (0, 0, 1)


def test_the_shop_shows_the_numbers_at_once() -> None:
    prefix = make_company_prefix(prefix="9521234567")
    product = make_product(cooperative=prefix.cooperative)
    make_variant(product=product)
    other = make_variant()
    render_products([product.pk, other.product_id])

    number_missing_variants()

    offers = dict(ListingDocument.objects.filter(language="vi").values_list("product", "offers"))
    assert "9521234567004" in offers[product.pk]
    assert "2000000000008" in offers[other.product_id]


def test_what_was_numbered_meanwhile_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    prefix = make_company_prefix()
    variant = make_variant(product=make_product(cooperative=prefix.cooperative))
    numbered_meanwhile: list[Gtin] = []

    def lock(variant_ids: list[int], *, also_deleted: bool) -> None:
        numbered_meanwhile.append(allocate_gtin(variant=variant))

    monkeypatch.setattr("catalogue.numbering.missing.lock_variants", lock)

    assert number_missing_variants() == NumbersGiven()
    assert list(Gtin.objects.all()) == numbered_meanwhile
