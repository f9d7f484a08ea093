"""Many at once: each number is given once, and who comes too late is told so.

Each race has a twin: the same race with the guard removed, which the same check must find at fault. Barriers
stand between its read and its write, so it goes wrong every time.
"""

import threading
from collections.abc import Sequence
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from catalogue.gs1.company_prefix import build_gtin
from catalogue.models import CompanyPrefix, Gtin, GtinState, InStoreNumber, ProductState, Variant
from catalogue.numbering import adopt_gtin, allocate_gtin, assign_in_store_number, usage
from catalogue.numbering.allocation import new_entry, require_no_gtin
from catalogue.numbering.errors import GtinAlreadyAssigned, GtinCapacityExhausted, VariantHasGtin
from catalogue.numbering.prefixes import take_numbers
from tests.factories import make_company_prefix, make_cooperative, make_product, make_variant
from tests.racing import PATIENCE_S, run_together

pytestmark = pytest.mark.django_db(transaction=True)

Outcomes = Sequence[Gtin | Exception]


def make_variants(prefix: CompanyPrefix, count: int) -> list[Variant]:
    """Return variants of as many drafts, so that they share nothing but the prefix."""
    category = make_product(cooperative=prefix.cooperative).category
    return [
        make_variant(
            product=make_product(
                cooperative=prefix.cooperative, category=category, state=ProductState.DRAFT, published_at=None
            )
        )
        for _ in range(count)
    ]


def given(outcomes: Outcomes) -> list[str]:
    return sorted(outcome.gtin for outcome in outcomes if isinstance(outcome, Gtin))


def refused(outcomes: Outcomes) -> list[Exception]:
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def write_entry(number: str, prefix: CompanyPrefix, variant: Variant) -> Gtin:
    entry = new_entry(number, prefix=prefix, variant=variant)
    entry.save(force_insert=True)
    return entry


# One hundred numbers for one hundred and one variants.


def check_each_number_was_given_once(prefix: CompanyPrefix, outcomes: Outcomes) -> None:
    assert given(outcomes) == [build_gtin(prefix.prefix, reference) for reference in range(100)]
    assert [type(error) for error in refused(outcomes)] == [GtinCapacityExhausted]
    assert sorted(Gtin.objects.values_list("gtin", flat=True)) == given(outcomes)
    assert Gtin.objects.values("variant").distinct().count() == 100
    assert (usage(prefix).used, usage(prefix).remaining) == (100, 0)


def test_of_101_at_once_100_get_a_number_each_and_one_is_told_there_is_none() -> None:
    prefix = make_company_prefix(prefix="9521234567")
    variants = make_variants(prefix, 101)

    outcomes = run_together([partial(allocate_gtin, variant=variant) for variant in variants])

    check_each_number_was_given_once(prefix, outcomes)
    with pytest.raises(GtinCapacityExhausted) as too_late:
        allocate_gtin(variant=make_variants(prefix, 1)[0])
    assert too_late.value.code == "gtin_capacity_exhausted"
    check_each_number_was_given_once(prefix, outcomes)


def allocate_without_guard(variant: Variant, everybody_has_read: threading.Barrier) -> Gtin:
    prefix = CompanyPrefix.objects.get(cooperative=variant.cooperative_id)
    everybody_has_read.wait(PATIENCE_S)
    with transaction.atomic():
        entry = write_entry(build_gtin(prefix.prefix, prefix.next_item_reference), prefix, variant)
        CompanyPrefix.objects.filter(pk=prefix.pk).update(next_item_reference=prefix.next_item_reference + 1)
        return entry


def test_twin_read_then_write_wants_to_give_one_number_to_all() -> None:
    prefix = make_company_prefix(prefix="9521234567")
    variants = make_variants(prefix, 100)
    everybody_has_read = threading.Barrier(len(variants))

    outcomes = run_together([partial(allocate_without_guard, one, everybody_has_read) for one in variants])

    with pytest.raises(AssertionError):
        check_each_number_was_given_once(prefix, outcomes)
    assert given(outcomes) == ["09521234567004"]
    assert [type(error) for error in refused(outcomes)] == [IntegrityError] * 99


# A number on old packs, taken over while the same number would be the next to be given.


def check_the_number_went_to_one_of_them(number: str, outcomes: Outcomes) -> None:
    allocated, adopted = outcomes
    assert isinstance(allocated, Gtin)
    if isinstance(adopted, Gtin):
        assert adopted.gtin == number != allocated.gtin
    else:
        assert type(adopted) is GtinAlreadyAssigned
        assert allocated.gtin == number
    assert Gtin.objects.get(gtin=number).state == GtinState.ASSIGNED


def test_a_number_is_either_taken_over_or_given() -> None:
    prefix = make_company_prefix(prefix="9521234567")
    variants = make_variants(prefix, 40)

    for one, other in zip(variants[::2], variants[1::2], strict=True):
        number = build_gtin(prefix.prefix, CompanyPrefix.objects.get().next_item_reference)
        outcomes = run_together(
            [partial(allocate_gtin, variant=one), partial(adopt_gtin, variant=other, gtin=number)]
        )
        check_the_number_went_to_one_of_them(number, outcomes)


def adopt_without_guard(variant: Variant, number: str, both_have_read: threading.Barrier) -> Gtin:
    prefix = CompanyPrefix.objects.get(cooperative=variant.cooperative_id)
    if Gtin.objects.filter(gtin=number).exists():
        raise GtinAlreadyAssigned(number=number)
    both_have_read.wait(PATIENCE_S)
    return write_entry(number, prefix, variant)


def test_twin_without_the_lock_on_the_prefix_both_want_the_number() -> None:
    prefix = make_company_prefix(prefix="9521234567")
    one, other = make_variants(prefix, 2)
    number = build_gtin(prefix.prefix, 0)
    both_have_read = threading.Barrier(2)

    outcomes = run_together(
        [
            partial(allocate_without_guard, one, both_have_read),
            partial(adopt_without_guard, other, number, both_have_read),
        ]
    )

    with pytest.raises(AssertionError):
        check_the_number_went_to_one_of_them(number, outcomes)
    assert given(outcomes) == [number]
    assert [type(error) for error in refused(outcomes)] == [IntegrityError]


# Ten clerks number the same variant.


def check_the_variant_has_one_number(prefix: CompanyPrefix, outcomes: Outcomes) -> None:
    assert given(outcomes) == [build_gtin(prefix.prefix, 0)]
    assert [type(error) for error in refused(outcomes)] == [VariantHasGtin] * 9
    assert usage(prefix).used == 1


def test_of_ten_numbers_asked_for_one_variant_one_is_given() -> None:
    prefix = make_company_prefix(prefix="9521234567")
    [variant] = make_variants(prefix, 1)

    outcomes = run_together([partial(allocate_gtin, variant=variant)] * 10)

    check_the_variant_has_one_number(prefix, outcomes)


def allocate_without_locking_the_variant(variant: Variant, everybody_has_read: threading.Barrier) -> Gtin:
    require_no_gtin(variant, "each", 1)
    everybody_has_read.wait(PATIENCE_S)
    with transaction.atomic():
        [(prefix, number)] = take_numbers(variant.cooperative_id, 1)
        return write_entry(number, prefix, variant)


def test_twin_without_the_lock_on_the_variant_all_want_to_number_it() -> None:
    prefix = make_company_prefix(prefix="9521234567")
    [variant] = make_variants(prefix, 1)
    everybody_has_read = threading.Barrier(10)

    outcomes = run_together([partial(allocate_without_locking_the_variant, variant, everybody_has_read)] * 10)

    with pytest.raises(AssertionError):
        check_the_variant_has_one_number(prefix, outcomes)
    assert [type(error) for error in refused(outcomes)] == [IntegrityError] * 9


# The showroom's own numbers.


def test_in_store_numbers_asked_for_at_once_differ() -> None:
    category = make_product().category
    variants = [
        make_variant(product=make_product(cooperative=make_cooperative(), category=category))
        for _ in range(20)
    ]

    outcomes = run_together([partial(assign_in_store_number, variant=variant) for variant in variants])

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert InStoreNumber.objects.values("number").distinct().count() == 20
