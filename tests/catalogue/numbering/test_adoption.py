"""Taking over numbers that stand on packs: right, own, unknown so far."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from catalogue.errors import DomainError
from catalogue.gs1.company_prefix import build_gtin
from catalogue.gs1.errors import (
    CouponPrefix,
    Gs1Error,
    GtinCheckDigit,
    GtinLength,
    NotDigits,
    PublicationPrefix,
    RestrictedCirculation,
)
from catalogue.gs1.gtin import display_gtin
from catalogue.lifecycle import delete_variant
from catalogue.listings import render_products
from catalogue.locks import VariantNotFound
from catalogue.models import CompanyPrefix, Gtin, GtinState, ListingDocument, Variant
from catalogue.numbering import (
    adopt_gtin,
    adopt_gtins,
    adoption,
    allocate_gtin,
    assign_in_store_number,
    assign_reserved_gtin,
    ownable_gtin,
    reserve_gtin,
    retire_gtin,
)
from catalogue.numbering.errors import (
    GtinAlreadyAssigned,
    GtinPrefixNotOwned,
    GtinRetired,
    GtinVariableMeasure,
    PackagingLevelMismatch,
    PackagingUnits,
    VariantHasGtin,
)
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def prefix() -> CompanyPrefix:
    return make_company_prefix(prefix="9521234567")


@pytest.fixture
def new_variant(prefix: CompanyPrefix) -> Callable[[], Variant]:
    product = make_product(cooperative=prefix.cooperative)
    return lambda: make_variant(product=product)


@pytest.fixture
def variant(new_variant: Callable[[], Variant]) -> Variant:
    return new_variant()


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("9521234567509", "09521234567509"),
        ("09521234567509", "09521234567509"),
        ("95200002", "00000095200002"),
    ],
)
def test_a_printed_number_is_taken_over(
    printed: str, kept: str, variant: Variant, prefix: CompanyPrefix
) -> None:
    entry = adopt_gtin(variant=variant, gtin=printed)

    assert Gtin.objects.get() == entry
    assert (entry.gtin, entry.variant, entry.state, entry.adopted) == (
        kept,
        variant,
        GtinState.ASSIGNED,
        True,
    )
    assert entry.company_prefix == (None if len(printed) == 8 else prefix)


@pytest.mark.parametrize(
    ("printed", "error", "code"),
    [
        ("9521234567500", GtinCheckDigit, "gtin_check_digit"),
        ("952123456750", GtinCheckDigit, "gtin_check_digit"),
        ("95212345675", GtinLength, "gtin_length"),
        ("952123456750x", NotDigits, "not_digits"),
        ("", NotDigits, "not_digits"),
        ("2000000000015", RestrictedCirculation, "gtin_restricted_prefix"),
        ("20000004", RestrictedCirculation, "gtin_restricted_prefix"),
        ("9900000000004", CouponPrefix, "gtin_coupon_prefix"),
        ("9780306406157", PublicationPrefix, "gtin_publication_prefix"),
        ("9529999999993", GtinPrefixNotOwned, "gtin_prefix_not_owned"),
        ("99521234567007", GtinVariableMeasure, "gtin_variable_measure"),
        ("19521234567001", PackagingLevelMismatch, "packaging_level_mismatch"),
    ],
)
def test_a_number_that_is_wrong_or_not_ones_own_is_refused(
    printed: str, error: type[Gs1Error | DomainError], code: str, variant: Variant
) -> None:
    with pytest.raises(error) as refused:
        adopt_gtin(variant=variant, gtin=printed)

    assert refused.value.code == code
    assert not Gtin.objects.exists()


def test_the_number_of_another_cooperative_is_refused(prefix: CompanyPrefix) -> None:
    with pytest.raises(GtinPrefixNotOwned) as refused:
        adopt_gtin(variant=make_variant(), gtin="9521234567509")

    assert refused.value.text("en") == (
        "The number 9521234567509 does not belong to a GS1 company prefix of the cooperative."
    )
    assert not Gtin.objects.exists()


def test_an_in_store_number_is_never_taken_for_a_gtin() -> None:
    variant = make_variant()
    number = assign_in_store_number(variant=variant).number

    with pytest.raises(RestrictedCirculation):
        adopt_gtin(variant=variant, gtin=number)

    assert not Gtin.objects.exists()


def test_packs_under_an_expired_prefix_are_still_there(variant: Variant) -> None:
    CompanyPrefix.objects.update(valid_to=timezone.localdate() - datetime.timedelta(days=1))

    assert adopt_gtin(variant=variant, gtin="9521234567509").variant == variant


def test_a_known_number_is_refused_for_the_same_and_for_other_goods(
    variant: Variant, new_variant: Callable[[], Variant]
) -> None:
    number = allocate_gtin(variant=variant).gtin

    for other in (new_variant(), variant):
        with pytest.raises(GtinAlreadyAssigned) as refused:
            adopt_gtin(variant=other, gtin=number)
        assert refused.value.code == "gtin_already_assigned"

    assert Gtin.objects.get().variant == variant


def test_a_variant_that_has_a_number_takes_no_second_one(variant: Variant) -> None:
    allocate_gtin(variant=variant)

    with pytest.raises(VariantHasGtin) as refused:
        adopt_gtin(variant=variant, gtin="9521234567509")

    assert refused.value.code == "gtin_already_assigned"
    assert Gtin.objects.count() == 1


def test_a_retired_number_is_refused_even_for_its_own_variant(
    variant: Variant, new_variant: Callable[[], Variant]
) -> None:
    number = retire_gtin(gtin=allocate_gtin(variant=variant)).gtin

    for other in (variant, new_variant()):
        with pytest.raises(GtinRetired) as refused:
            adopt_gtin(variant=other, gtin=number)
        assert refused.value.code == "gtin_retired"

    assert Gtin.objects.get().state == GtinState.RETIRED


def test_a_deleted_variant_keeps_its_number_from_others(
    variant: Variant, new_variant: Callable[[], Variant]
) -> None:
    other = new_variant()
    number = allocate_gtin(variant=variant).gtin
    delete_variant(variant=variant)

    with pytest.raises(GtinAlreadyAssigned):
        adopt_gtin(variant=other, gtin=number)
    with pytest.raises(VariantNotFound):
        adopt_gtin(variant=variant, gtin="9521234567509")

    assert Gtin.objects.get().variant == variant


def test_a_number_held_in_reserve_is_assigned(variant: Variant, prefix: CompanyPrefix) -> None:
    held = reserve_gtin(cooperative=prefix.cooperative)

    entry = adopt_gtin(variant=variant, gtin=held.gtin)

    assert (entry.pk, entry.state, entry.variant) == (held.pk, GtinState.ASSIGNED, variant)


@pytest.mark.parametrize("verb", ["assign", "retire"])
def test_a_reserved_number_that_another_transaction_took_meanwhile_is_refused(
    variant: Variant, prefix: CompanyPrefix, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    entry = reserve_gtin(cooperative=prefix.cooperative)
    other = make_variant(product=variant.product)
    read = adoption._read_ledger

    def read_too_early(*arguments: Any) -> Any:
        ledger = read(*arguments)
        if verb == "assign":
            assign_reserved_gtin(gtin=entry, variant=other)
        else:
            retire_gtin(gtin=entry)
        return ledger

    monkeypatch.setattr(adoption, "_read_ledger", read_too_early)

    with pytest.raises(GtinAlreadyAssigned):
        adopt_gtin(variant=variant, gtin=display_gtin(entry.gtin))

    # What the other one did went with the refused transaction, for here both are one.
    assert Gtin.objects.get().state == GtinState.RESERVED


def test_a_pack_belongs_to_the_variant_of_its_piece(
    variant: Variant, new_variant: Callable[[], Variant]
) -> None:
    allocate_gtin(variant=variant)

    with pytest.raises(GtinAlreadyAssigned):
        adopt_gtin(variant=new_variant(), gtin="19521234567001", packaging_level="case", units=12)
    entry = adopt_gtin(variant=variant, gtin="19521234567001", packaging_level="case", units=12)

    assert (entry.packaging_level, entry.units, entry.variant) == ("case", 12, variant)


def test_a_piece_belongs_to_the_variant_of_its_pack(
    variant: Variant, new_variant: Callable[[], Variant]
) -> None:
    adopt_gtin(variant=variant, gtin="19521234567001", packaging_level="case", units=12)

    with pytest.raises(GtinAlreadyAssigned):
        adopt_gtin(variant=new_variant(), gtin="9521234567004")

    assert adopt_gtin(variant=variant, gtin="9521234567004").variant == variant


def test_a_case_may_carry_13_digits_but_never_8(variant: Variant) -> None:
    with pytest.raises(PackagingLevelMismatch):
        adopt_gtin(variant=variant, gtin="95200002", packaging_level="case", units=12)
    with pytest.raises(PackagingUnits):
        adopt_gtin(variant=variant, gtin="9521234567509", packaging_level="case", units=1)

    entry = adopt_gtin(variant=variant, gtin="9521234567509", packaging_level="case", units=12)

    assert Gtin.objects.get() == entry


def test_the_shop_shows_an_adopted_number_at_once(variant: Variant) -> None:
    render_products([variant.product_id])

    adopt_gtin(variant=variant, gtin="9521234567509")

    assert all("9521234567509" in offer for offer in ListingDocument.objects.values_list("offers", flat=True))


def test_a_row_is_checked_before_its_cooperative_exists() -> None:
    assert ownable_gtin("9521234567509", ["9521234567"]) == "09521234567509"
    with pytest.raises(GtinPrefixNotOwned):
        ownable_gtin("9521234567509", [])


def test_many_are_taken_over_in_few_queries(
    prefix: CompanyPrefix,
    new_variant: Callable[[], Variant],
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    pairs = [(new_variant(), build_gtin(prefix.prefix, reference)) for reference in range(100)]

    with django_assert_max_num_queries(25):  # type: ignore[attr-defined]
        entries = adopt_gtins(pairs)

    assert [(entry.variant, entry.gtin) for entry in entries] == pairs
    assert Gtin.objects.assigned().filter(adopted=True).count() == 100


def test_taking_the_same_over_again_changes_nothing(
    prefix: CompanyPrefix, new_variant: Callable[[], Variant]
) -> None:
    pairs = [(new_variant(), build_gtin(prefix.prefix, reference)) for reference in range(3)]
    adopt_gtins(pairs)
    before = list(Gtin.objects.order_by("pk").values())

    entries = adopt_gtins([*pairs, pairs[0]])

    assert [entry.gtin for entry in entries] == [number for _, number in [*pairs, pairs[0]]]
    assert list(Gtin.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("numbers", "error"),
    [
        (["9521234567004", "9521234567004"], GtinAlreadyAssigned),
        (["9521234567004", "9521234567012"], GtinCheckDigit),
        (["9521234567004", "9529999999993"], GtinPrefixNotOwned),
    ],
)
def test_when_one_of_many_is_refused_none_is_taken_over(
    numbers: list[str], error: type[Exception], new_variant: Callable[[], Variant]
) -> None:
    with pytest.raises(error):
        adopt_gtins([(new_variant(), number) for number in numbers])

    assert not Gtin.objects.exists()


def test_one_variant_takes_no_two_numbers_in_one_go(variant: Variant) -> None:
    with pytest.raises(VariantHasGtin):
        adopt_gtins([(variant, "9521234567004"), (variant, "9521234567011")])

    assert not Gtin.objects.exists()


def test_nothing_to_take_over_is_no_error() -> None:
    assert adopt_gtins([]) == []
