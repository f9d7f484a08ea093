"""Scan aliases: other codes for the same goods, never in the way of real numbers."""

from collections.abc import Iterable

import pytest
from django.utils import timezone
from pytest_django import Settings

from catalogue.errors import DomainError
from catalogue.gs1.measure_errors import InStoreVerifier
from catalogue.gs1.variable_measure import read_layouts
from catalogue.locks import VariantNotFound
from catalogue.models import CompanyPrefix, InStoreNumber, ScanAlias, Variant
from catalogue.numbering import (
    add_scan_alias,
    adopt_gtin,
    alias_code,
    allocate_gtin,
    assign_in_store_number,
    reserve_gtin,
    retire_gtin,
)
from catalogue.numbering.errors import ScanAliasInvalid, ScanAliasIsNumber
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db

PREFIX = "9521234567"


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("CU-001", "CU-001"),
        ("  CU-001\r\n", "CU-001"),
        ("4006381333931", "04006381333931"),
        ("036000291452", "00036000291452"),
        ("2100000000012", "2100000000012"),
        ("02100000000012", "2100000000012"),
        ("]E02100000000012", "2100000000012"),
        ("(01)04006381333931(10)L1", "04006381333931"),
        ("]C10104006381333931\x1d10L1", "04006381333931"),
        ("https://example.com/01/04006381333931/10/L1", "04006381333931"),
        ("(00)095212340000000013", "(00)095212340000000013"),
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


RESERVED, ASSIGNED, RETIRED, NOT_GIVEN = (
    f"0{PREFIX}{reference}{digit}" for reference, digit in (("00", 4), ("01", 1), ("02", 8), ("03", 5))
)
SPELLINGS = (
    *("{gtin}", "{own}", " {own}\r\n", "]E0{own}", "01{gtin}", "]C101{gtin}", "]C101{gtin}\x1d10L1"),
    *("(01){gtin}", "(01) {gtin} (10) L1", "(02){gtin}(37)12", "(8006){gtin}0102", "(8026){gtin}0102(37)2"),
    *("https://example.com/01/{gtin}", "HTTP://EXAMPLE.COM/a/01/{gtin}/10/L1?17=270331#x"),
    "https://id.gs1.org/8006/{gtin}0102",
)
KEYS = [
    *("(00)095212345670000011", "00095212345670000011", "(414)9521234567004", "(8003)09521234567004A1"),
    *("https://example.com/417/9521234567004", "(8004)9521234567A1", "(253)9521234567004A1"),
]
WORDED = (
    "x{own}",
    "({own})",
    "{spaced}",
    "{wide}",
    "example.com/01/{gtin}",
    "(01){gtin}(17)999999",
)


def spelt(spelling: str, gtin: str) -> str:
    own = gtin[1:]
    wide = own.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    return spelling.format(gtin=gtin, own=own, spaced=f"{own[0]} {own[1:7]}-{own[7:]}", wide=wide)


def make_ledger() -> CompanyPrefix:
    """Return a prefix with a number in each state, and those that are not given yet."""
    prefix = make_company_prefix(prefix=PREFIX)
    owner = make_product(cooperative=prefix.cooperative)
    assert reserve_gtin(cooperative=prefix.cooperative).gtin == RESERVED
    assert allocate_gtin(variant=make_variant(product=owner)).gtin == ASSIGNED
    assert retire_gtin(gtin=allocate_gtin(variant=make_variant(product=owner))).gtin == RETIRED
    return prefix


def refused_for(variant: Variant, codes: Iterable[str]) -> set[str]:
    """Return what the refusals say, less the code. Raises AssertionError if one is taken."""
    said = set()
    for code in codes:
        with pytest.raises(ScanAliasIsNumber) as refused:
            raise AssertionError(add_scan_alias(variant=variant, code=code))
        said.add(refused.value.text("en").replace(str(refused.value.facts["code"]), "…"))
    assert not ScanAlias.objects.exists()
    return said


def test_no_spelling_of_a_neighbours_number_is_an_alias_whatever_its_state() -> None:
    make_ledger()
    numbers = (RESERVED, ASSIGNED, RETIRED, NOT_GIVEN)

    said = refused_for(make_variant(), [spelt(one, gtin) for one in SPELLINGS + WORDED for gtin in numbers])

    assert said == {
        "The code … is a number of the catalogue, given or still to be given, and can be no scan alias."
    }


def test_of_ones_own_numbers_those_that_are_retired_alone_are_aliases() -> None:
    prefix = make_ledger()
    variant = make_variant(product=make_product(cooperative=prefix.cooperative))

    refused_for(variant, [spelt(one, gtin) for one in SPELLINGS for gtin in (RESERVED, ASSIGNED, NOT_GIVEN)])
    kept = {add_scan_alias(variant=variant, code=spelt(one, RETIRED)).code for one in SPELLINGS}

    assert {code for code in kept if code.isdigit()} == {RETIRED}
    assert len(kept) == 1 + len([one for one in SPELLINGS if "02" in one])


def test_a_word_around_ones_own_number_is_an_alias() -> None:
    prefix = make_ledger()
    variant = make_variant(product=make_product(cooperative=prefix.cooperative))

    alias = add_scan_alias(variant=variant, code=f"https://htx.example/hang/{ASSIGNED}")

    assert alias.code == f"https://htx.example/hang/{ASSIGNED}"


def test_a_compressed_link_of_a_neighbours_number_is_no_alias() -> None:
    number = "05412345000013"
    link = "https://example.com/AQnYUc1gmiCNV4JG"
    alias = add_scan_alias(variant=make_variant(), code=link)
    alias.delete()
    make_company_prefix(prefix=number[1:9])

    refused_for(make_variant(), [link, f"https://example.com/a/{link[-16:]}"])


def test_a_number_of_a_neighbour_under_no_prefix_is_no_alias() -> None:
    adopt_gtin(variant=make_variant(), gtin="96385074")

    refused_for(make_variant(), ["96385074", "00000096385074", "(01)00000096385074", "x 96385074"])


def test_a_key_under_a_neighbours_prefix_is_no_alias_and_under_ones_own_it_is() -> None:
    prefix = make_company_prefix(prefix=PREFIX)
    own = make_variant(product=make_product(cooperative=prefix.cooperative))

    refused_for(make_variant(), KEYS)

    assert [add_scan_alias(variant=own, code=key).code for key in KEYS] == KEYS


def test_no_in_store_number_that_was_given_or_will_be_is_an_alias() -> None:
    variant = make_variant()
    given = assign_in_store_number(variant=variant).number
    entered = InStoreNumber.objects.create(number="2100000000012", variant=make_variant()).number
    numbers = (given, "2000000000282", "2099999999998", entered)

    for who in (variant, make_variant()):
        refused_for(who, [one.format(number) for one in ("{}", "0{}", "]E0{}", " {} ") for number in numbers])


@pytest.mark.parametrize("error", [VariantNotFound])
def test_deleted_goods_get_no_alias(error: type[DomainError]) -> None:
    with pytest.raises(error):
        add_scan_alias(variant=make_variant(deleted_at=timezone.now()), code="CU-001")

    assert not ScanAlias.objects.exists()
