"""In-store numbers: for those without a company prefix, unique, and never a GTIN."""

import datetime

import pytest
from django.utils import timezone

from catalogue.gs1.in_store import is_in_store_number
from catalogue.locks import VariantNotFound
from catalogue.models import CompanyPrefix, Gtin, InStoreNumber, InStoreRange
from catalogue.numbering import allocate_gtin, assign_in_store_number, register_company_prefix
from catalogue.numbering.errors import (
    InStoreNumberAlreadyAssigned,
    InStoreNumberNotNeeded,
    InStoreRangeExhausted,
)
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db


def test_goods_of_different_cooperatives_get_different_numbers() -> None:
    numbers = [assign_in_store_number(variant=make_variant()).number for _ in range(3)]

    assert numbers == ["2000000000008", "2000000000015", "2000000000022"]
    assert all(is_in_store_number(number) for number in numbers)
    assert not Gtin.objects.exists()


def test_a_variant_has_one_in_store_number() -> None:
    variant = make_variant()
    assign_in_store_number(variant=variant)

    with pytest.raises(InStoreNumberAlreadyAssigned) as refused:
        assign_in_store_number(variant=variant)

    assert refused.value.code == "in_store_number_already_assigned"
    assert InStoreNumber.objects.count() == 1
    assert InStoreRange.objects.get().next_reference == 1


def test_who_can_give_gtins_gets_no_in_store_number() -> None:
    prefix = make_company_prefix()
    variant = make_variant(product=make_product(cooperative=prefix.cooperative))

    with pytest.raises(InStoreNumberNotNeeded) as refused:
        assign_in_store_number(variant=variant)

    assert refused.value.code == "in_store_number_not_needed"
    assert not InStoreNumber.objects.exists()
    assert not InStoreRange.objects.exists()


def test_an_expired_prefix_gives_no_gtins_so_the_showroom_helps_itself() -> None:
    prefix = make_company_prefix(valid_to=timezone.localdate() - datetime.timedelta(days=1))
    variant = make_variant(product=make_product(cooperative=prefix.cooperative))

    assert assign_in_store_number(variant=variant).number == "2000000000008"


def test_a_gtin_that_comes_later_leaves_the_in_store_number_as_it_is() -> None:
    variant = make_variant()
    number = assign_in_store_number(variant=variant)

    register_company_prefix(cooperative=variant.cooperative, prefix="9521234567")
    entry = allocate_gtin(variant=variant)

    assert entry.gtin == "09521234567004"
    assert InStoreNumber.objects.get() == number
    assert not Gtin.objects.filter(gtin__endswith=number.number).exists()


def test_a_range_that_is_used_up_gives_none_and_nothing_changes() -> None:
    InStoreRange.objects.create(prefix="20", next_reference=10**10)

    with pytest.raises(InStoreRangeExhausted) as refused:
        assign_in_store_number(variant=make_variant())

    assert refused.value.code == "in_store_range_exhausted"
    assert not InStoreNumber.objects.exists()
    assert InStoreRange.objects.get().next_reference == 10**10


def test_deleted_goods_get_no_in_store_number() -> None:
    variant = make_variant(deleted_at=timezone.now())

    with pytest.raises(VariantNotFound):
        assign_in_store_number(variant=variant)

    assert not InStoreNumber.objects.exists()
    assert not CompanyPrefix.objects.exists()
