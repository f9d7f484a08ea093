"""Scan aliases: other codes for the same goods, never in the way of real numbers."""

import pytest
from django.utils import timezone
from pytest_django import Settings

from catalogue.errors import DomainError
from catalogue.gs1.measure_errors import InStoreVerifier
from catalogue.gs1.variable_measure import read_layouts
from catalogue.locks import VariantNotFound
from catalogue.models import ScanAlias
from catalogue.numbering import (
    add_scan_alias,
    alias_code,
    allocate_gtin,
    assign_in_store_number,
    reserve_gtin,
    retire_gtin,
)
from catalogue.numbering.errors import ScanAliasInvalid, ScanAliasIsNumber
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("CU-001", "CU-001"),
        ("  CU-001\r\n", "CU-001"),
        ("4006381333931", "04006381333931"),
        ("036000291452", "00036000291452"),
        ("2000000000015", "2000000000015"),
        ("4006381333930", "4006381333930"),
        ("Mật ong", "Mật ong"),
    ],
)
def test_a_code_is_kept_in_one_form(raw: str, kept: str) -> None:
    assert alias_code(raw) == kept
    assert alias_code(kept) == kept
    assert add_scan_alias(variant=make_variant(), code=raw).code == kept


def test_what_a_scale_printed_is_kept_without_what_it_weighed(settings: Settings) -> None:
    settings.IN_STORE_LAYOUTS = read_layouts("21:5:5:weight 22:5:4:price:1000:verifier")
    variant = make_variant()

    kept = [
        add_scan_alias(variant=variant, code=label).code for label in ("2100042012509", " 2200042928753 ")
    ]

    assert kept == ["2100042000001", "2200042000008"]
    with pytest.raises(InStoreVerifier):
        add_scan_alias(variant=variant, code="2200042828756")
    assert ScanAlias.objects.count() == 2


def test_one_code_may_lead_to_several_variants() -> None:
    one, two = make_variant(), make_variant()

    for variant in (one, two, one):
        add_scan_alias(variant=variant, code="CU-001")

    assert list(ScanAlias.objects.order_by("pk").values_list("code", "variant")) == [
        ("CU-001", one.pk),
        ("CU-001", two.pk),
    ]


@pytest.mark.parametrize("code", ["", "   ", "x" * 101, "a\x1db", "a\nb", "a\u202eb"])
def test_a_code_that_no_scanner_reads_back_is_refused(code: str) -> None:
    with pytest.raises(ScanAliasInvalid) as refused:
        add_scan_alias(variant=make_variant(), code=code)

    assert refused.value.code == "scan_alias_invalid"
    assert not ScanAlias.objects.exists()


def test_a_number_of_the_catalogue_is_no_alias() -> None:
    prefix = make_company_prefix(prefix="9521234567")
    product = make_product(cooperative=prefix.cooperative)
    assigned = allocate_gtin(variant=make_variant(product=product)).gtin
    reserved = reserve_gtin(cooperative=prefix.cooperative).gtin
    not_given_yet = "9521234567509"
    in_store = assign_in_store_number(variant=make_variant()).number

    for code in (assigned, assigned[1:], reserved, not_given_yet, "19521234567506", in_store):
        with pytest.raises(ScanAliasIsNumber) as refused:
            add_scan_alias(variant=make_variant(product=product), code=code)
        assert refused.value.code == "scan_alias_is_number"

    assert not ScanAlias.objects.exists()


def test_a_retired_number_may_lead_to_what_took_its_place() -> None:
    prefix = make_company_prefix(prefix="9521234567")
    product = make_product(cooperative=prefix.cooperative)
    retired = retire_gtin(gtin=allocate_gtin(variant=make_variant(product=product)))

    alias = add_scan_alias(variant=make_variant(product=product), code="9521234567004")

    assert alias.code == retired.gtin


@pytest.mark.parametrize("error", [VariantNotFound])
def test_deleted_goods_get_no_alias(error: type[DomainError]) -> None:
    with pytest.raises(error):
        add_scan_alias(variant=make_variant(deleted_at=timezone.now()), code="CU-001")

    assert not ScanAlias.objects.exists()
