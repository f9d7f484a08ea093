"""Giving numbers: the next one, once, and clearly none when none is left."""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from catalogue.errors import DomainError
from catalogue.gs1.company_prefix import build_gtin
from catalogue.lifecycle import delete_product, delete_variant
from catalogue.listings import render_products
from catalogue.locks import VariantNotFound
from catalogue.models import CompanyPrefix, Gtin, GtinState, ListingDocument, Variant
from catalogue.numbering import (
    adopt_gtin,
    allocate_gtin,
    assign_reserved_gtin,
    reserve_gtin,
    retire_gtin,
    usage,
)
from catalogue.numbering.errors import (
    BaseGtinMissing,
    CompanyPrefixExpired,
    CompanyPrefixMissing,
    GtinAlreadyAssigned,
    GtinCapacityExhausted,
    GtinNotReserved,
    GtinRetired,
    IndicatorsExhausted,
    PackagingLevelUnknown,
    PackagingUnits,
    VariantHasGtin,
)
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


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


def test_numbers_are_given_one_after_the_other(
    prefix: CompanyPrefix, new_variant: Callable[[], Variant]
) -> None:
    variants = [new_variant() for _ in range(3)]

    entries = [allocate_gtin(variant=variant) for variant in variants]

    assert [entry.gtin for entry in entries] == ["09521234567004", "09521234567011", "09521234567028"]
    assert [entry.variant for entry in entries] == variants
    for entry in Gtin.objects.all():
        assert (entry.state, entry.packaging_level, entry.units) == (GtinState.ASSIGNED, "each", 1)
        assert (entry.company_prefix, entry.cooperative, entry.adopted) == (prefix, prefix.cooperative, False)


def test_numbers_that_are_on_packs_already_are_skipped(
    prefix: CompanyPrefix, new_variant: Callable[[], Variant]
) -> None:
    for reference in (0, 1, 3):
        adopt_gtin(variant=new_variant(), gtin=build_gtin(prefix.prefix, reference))
    # Only the case of item 5 is known; its piece must not go to other goods.
    adopt_gtin(variant=new_variant(), gtin="19521234567056", packaging_level="case", units=12)

    given = [allocate_gtin(variant=new_variant()).gtin for _ in range(3)]

    assert given == [build_gtin(prefix.prefix, reference) for reference in (2, 4, 6)]


def test_a_long_run_of_adopted_numbers_is_skipped_at_once(
    prefix: CompanyPrefix, variant: Variant, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    now = timezone.now()
    Gtin.objects.bulk_create(
        Gtin(
            gtin=build_gtin(prefix.prefix, reference),
            company_prefix=prefix,
            cooperative=prefix.cooperative,
            state=GtinState.RESERVED,
            reserved_at=now,
        )
        for reference in range(99)
    )

    with django_assert_max_num_queries(25):  # type: ignore[attr-defined]
        entry = allocate_gtin(variant=variant)

    assert entry.gtin == build_gtin(prefix.prefix, 99)
    assert usage(prefix).remaining == 0


@pytest.mark.parametrize("next_item_reference", [100, 99])
def test_a_prefix_that_is_used_up_gives_none_and_nothing_changes(
    next_item_reference: int, new_variant: Callable[[], Variant], prefix: CompanyPrefix
) -> None:
    CompanyPrefix.objects.update(next_item_reference=next_item_reference)
    adopt_gtin(variant=new_variant(), gtin=build_gtin(prefix.prefix, 99))

    with pytest.raises(GtinCapacityExhausted) as refused:
        allocate_gtin(variant=new_variant())

    assert refused.value.code == "gtin_capacity_exhausted"
    assert Gtin.objects.count() == 1
    assert CompanyPrefix.objects.get().next_item_reference == next_item_reference


def test_a_second_prefix_goes_on_where_the_first_ends(prefix: CompanyPrefix, variant: Variant) -> None:
    CompanyPrefix.objects.update(next_item_reference=100)
    second = make_company_prefix(prefix="9529000", cooperative=prefix.cooperative)

    entry = allocate_gtin(variant=variant)

    assert (entry.gtin, entry.company_prefix) == ("09529000000007", second)


@pytest.mark.parametrize(
    "dates", [{"valid_to": timezone.localdate() - DAY}, {"valid_from": timezone.localdate() + DAY}]
)
def test_a_prefix_gives_none_before_its_first_and_after_its_last_day(
    dates: dict[str, datetime.date], variant: Variant
) -> None:
    CompanyPrefix.objects.update(**dates)

    with pytest.raises(CompanyPrefixExpired) as refused:
        allocate_gtin(variant=variant)

    assert refused.value.code == "company_prefix_expired"
    assert not Gtin.objects.exists()
    assert CompanyPrefix.objects.get().next_item_reference == 0


def test_the_prefix_of_another_cooperative_gives_none(prefix: CompanyPrefix) -> None:
    with pytest.raises(CompanyPrefixMissing) as refused:
        allocate_gtin(variant=make_variant())

    assert refused.value.code == "company_prefix_missing"
    assert not Gtin.objects.exists()
    assert usage(prefix).used == 0


def test_a_variant_has_one_number_for_each_packing(prefix: CompanyPrefix, variant: Variant) -> None:
    allocate_gtin(variant=variant)

    with pytest.raises(VariantHasGtin) as refused:
        allocate_gtin(variant=variant)

    assert refused.value.code == "gtin_already_assigned"
    assert refused.value.text("en") == "The variant already has the number 9521234567004 for this packing."
    assert Gtin.objects.count() == 1
    assert usage(prefix).used == 1


def test_after_retirement_a_variant_gets_another_number(variant: Variant) -> None:
    retire_gtin(gtin=allocate_gtin(variant=variant))

    assert allocate_gtin(variant=variant).gtin == "09521234567011"


def test_packs_get_the_next_indicator_and_a_check_digit_of_their_own(
    prefix: CompanyPrefix, variant: Variant
) -> None:
    allocate_gtin(variant=variant)

    numbers = [
        allocate_gtin(variant=variant, packaging_level=level, units=units).gtin
        for level, units in (("inner", 6), ("case", 12), ("case", 24))
    ]

    assert numbers == ["19521234567001", "29521234567008", "39521234567005"]
    assert usage(prefix).used == 1


def test_the_indicator_of_a_retired_or_adopted_pack_is_not_used_again(variant: Variant) -> None:
    allocate_gtin(variant=variant)
    adopt_gtin(variant=variant, gtin="29521234567008", packaging_level="case", units=24)
    retire_gtin(gtin=allocate_gtin(variant=variant, packaging_level="case", units=12))

    entry = allocate_gtin(variant=variant, packaging_level="case", units=12)

    assert entry.gtin == "39521234567005"


def test_a_ninth_pack_has_no_indicator_left(variant: Variant) -> None:
    allocate_gtin(variant=variant)
    for units in range(2, 10):
        allocate_gtin(variant=variant, packaging_level="case", units=units)

    with pytest.raises(IndicatorsExhausted) as refused:
        allocate_gtin(variant=variant, packaging_level="case", units=10)

    assert refused.value.code == "gtin_indicators_exhausted"
    assert Gtin.objects.count() == 9


def test_a_pack_needs_a_numbered_piece(variant: Variant) -> None:
    retire_gtin(gtin=allocate_gtin(variant=variant))

    with pytest.raises(BaseGtinMissing):
        allocate_gtin(variant=variant, packaging_level="case", units=12)

    assert Gtin.objects.count() == 1


def test_packs_of_a_gtin_8_have_14_digits(variant: Variant) -> None:
    adopt_gtin(variant=variant, gtin="95200002")

    entry = allocate_gtin(variant=variant, packaging_level="case", units=12)

    assert (entry.gtin, entry.company_prefix) == ("10000095200009", None)


@pytest.mark.parametrize(
    ("level", "units", "error"),
    [
        ("each", 2, PackagingUnits),
        ("each", 0, PackagingUnits),
        ("case", 1, PackagingUnits),
        ("inner", -5, PackagingUnits),
        ("pallet", 12, PackagingLevelUnknown),
    ],
)
def test_a_packing_that_cannot_be_is_refused(
    level: str, units: int, error: type[DomainError], variant: Variant
) -> None:
    with pytest.raises(error):
        allocate_gtin(variant=variant, packaging_level=level, units=units)

    assert not Gtin.objects.exists()


def test_what_was_deleted_gets_no_number(
    variant: Variant, new_variant: Callable[[], Variant], prefix: CompanyPrefix
) -> None:
    other = new_variant()
    delete_variant(variant=variant)
    with pytest.raises(VariantNotFound):
        allocate_gtin(variant=variant)
    delete_product(product=other.product)
    with pytest.raises(VariantNotFound):
        allocate_gtin(variant=other)

    assert not Gtin.objects.exists()
    assert usage(prefix).used == 0


def test_the_shop_shows_the_number_at_once(variant: Variant) -> None:
    render_products([variant.product_id])

    allocate_gtin(variant=variant)

    offers = ListingDocument.objects.values_list("offers", flat=True)
    assert len(offers) == 2
    assert all("9521234567004" in offer for offer in offers)


def test_a_reserved_number_is_used_up_and_later_assigned(
    prefix: CompanyPrefix, new_variant: Callable[[], Variant]
) -> None:
    held = reserve_gtin(cooperative=prefix.cooperative)
    later, variant = new_variant(), new_variant()

    assert (held.gtin, held.state, held.variant) == ("09521234567004", GtinState.RESERVED, None)
    assert allocate_gtin(variant=later).gtin == "09521234567011"
    entry = assign_reserved_gtin(gtin=held, variant=variant)

    assert (entry.gtin, entry.state, entry.variant) == ("09521234567004", GtinState.ASSIGNED, variant)


def test_only_a_number_held_by_the_same_cooperative_is_assigned(
    prefix: CompanyPrefix, new_variant: Callable[[], Variant]
) -> None:
    held = reserve_gtin(cooperative=prefix.cooperative)
    assigned = allocate_gtin(variant=new_variant())
    retired = retire_gtin(gtin=reserve_gtin(cooperative=prefix.cooperative))
    before = list(Gtin.objects.order_by("pk").values())

    with pytest.raises(GtinNotReserved):
        assign_reserved_gtin(gtin=held, variant=make_variant())
    with pytest.raises(GtinAlreadyAssigned):
        assign_reserved_gtin(gtin=assigned, variant=new_variant())
    with pytest.raises(GtinRetired):
        assign_reserved_gtin(gtin=retired, variant=new_variant())
    assert assigned.variant is not None
    with pytest.raises(VariantHasGtin):
        assign_reserved_gtin(gtin=held, variant=assigned.variant)

    assert list(Gtin.objects.order_by("pk").values()) == before
