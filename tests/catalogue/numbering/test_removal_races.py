"""A prefix is removed while a number is made from it: one of the two is told so, and nothing breaks."""

import threading
from collections.abc import Callable, Sequence
from functools import partial

import pytest

from catalogue.models import CompanyPrefix, Gtin, Variant
from catalogue.numbering import allocate_gtin, remove_company_prefix
from catalogue.numbering.errors import CompanyPrefixInUse, CompanyPrefixMissing
from tests.factories import make_company_prefix, make_product, make_variant
from tests.racing import PATIENCE_S, run_together

pytestmark = pytest.mark.django_db(transaction=True)


def prefix_and_goods() -> tuple[CompanyPrefix, Variant]:
    prefix = make_company_prefix()
    return prefix, make_variant(product=make_product(cooperative=prefix.cooperative))


def check_one_was_told(outcomes: Sequence[object]) -> None:
    given, removed = outcomes
    if removed is None:
        assert isinstance(given, CompanyPrefixMissing)
        assert (CompanyPrefix.objects.count(), Gtin.objects.count()) == (0, 0)
    else:
        assert isinstance(removed, CompanyPrefixInUse)
        assert isinstance(given, Gtin)
        assert (CompanyPrefix.objects.count(), Gtin.objects.count()) == (1, 1)


def test_a_prefix_is_removed_or_gives_a_number_and_never_both() -> None:
    prefix, variant = prefix_and_goods()

    racers: list[Callable[[], Gtin | None]] = [
        partial(allocate_gtin, variant=variant),
        partial(remove_company_prefix, company_prefix=prefix),
    ]

    check_one_was_told(run_together(racers))


def test_twin_that_looks_before_it_locks_breaks() -> None:
    prefix, variant = prefix_and_goods()
    has_looked, is_given = threading.Event(), threading.Event()

    def give_afterwards() -> Gtin:
        assert has_looked.wait(PATIENCE_S)
        entry = allocate_gtin(variant=variant)
        is_given.set()
        return entry

    def remove_without_guard() -> None:
        assert not prefix.gtins.exists()
        has_looked.set()
        assert is_given.wait(PATIENCE_S)
        prefix.delete()

    racers: list[Callable[[], Gtin | None]] = [give_afterwards, remove_without_guard]

    with pytest.raises(AssertionError):
        check_one_was_told(run_together(racers))
