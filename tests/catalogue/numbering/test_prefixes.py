"""Company prefixes: registered once, never overlapping, metered."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from catalogue.gs1.errors import CompanyPrefixLength, CompanyPrefixNotDigits, CompanyPrefixReserved, Gs1Error
from catalogue.models import CompanyPrefix
from catalogue.numbering import (
    PrefixUsage,
    adopt_gtin,
    allocate_gtin,
    change_prefix_validity,
    register_company_prefix,
    reserve_gtin,
    retire_gtin,
    usage,
)
from catalogue.numbering.errors import CompanyPrefixDates, CompanyPrefixOverlaps
from tests.factories import make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("prefix", "room"),
    [("9521234", 100_000), ("95212345", 10_000), ("952123456", 1_000), ("9521234567", 100)],
)
def test_a_prefix_has_room_for_the_digits_it_leaves(prefix: str, room: int) -> None:
    cooperative = make_cooperative()
    last_day = datetime.date(2027, 12, 31)

    registered = register_company_prefix(cooperative=cooperative, prefix=prefix, valid_to=last_day)

    assert CompanyPrefix.objects.get() == registered
    assert registered.cooperative == cooperative
    assert usage(registered) == PrefixUsage(
        prefix=prefix, capacity=room, used=0, remaining=room, valid_to=last_day
    )


@pytest.mark.parametrize(
    ("prefix", "error"),
    [
        ("952123", CompanyPrefixLength),
        ("95212345678", CompanyPrefixLength),
        ("95212345-7", CompanyPrefixNotDigits),
        ("٩٥٢١٢٣٤", CompanyPrefixNotDigits),
        ("2012345", CompanyPrefixReserved),
        ("9791234", CompanyPrefixReserved),
    ],
)
def test_what_gs1_does_not_issue_is_refused(prefix: str, error: type[Gs1Error]) -> None:
    with pytest.raises(error):
        register_company_prefix(cooperative=make_cooperative(), prefix=prefix)

    assert not CompanyPrefix.objects.exists()


@pytest.mark.parametrize("prefix", ["952123456", "9521234567", "9521234"])
def test_prefixes_that_overlap_are_refused(prefix: str) -> None:
    cooperative = make_cooperative()
    register_company_prefix(cooperative=cooperative, prefix="952123456")

    with pytest.raises(CompanyPrefixOverlaps) as refused:
        register_company_prefix(cooperative=cooperative, prefix=prefix)

    assert refused.value.code == "company_prefix_overlaps"
    assert refused.value.text("en") == (
        f"The company prefix {prefix} is registered already, or overlaps one that is."
    )
    assert CompanyPrefix.objects.count() == 1


def test_a_prefix_that_another_transaction_registered_meanwhile_is_refused_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register_company_prefix(cooperative=make_cooperative(), prefix="952123456")
    # The first look finds nothing, as it would before the other transaction commits.
    answers = iter([False, True])
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda _rows: next(answers))

    with pytest.raises(CompanyPrefixOverlaps) as refused:
        register_company_prefix(cooperative=make_cooperative(), prefix="9521234567")

    assert isinstance(refused.value.__cause__, IntegrityError)
    assert CompanyPrefix.objects.count() == 1


def test_neighbours_do_not_overlap() -> None:
    cooperative = make_cooperative()

    for prefix in ("952123456", "9521234570", "9521235"):
        register_company_prefix(cooperative=cooperative, prefix=prefix)

    assert CompanyPrefix.objects.count() == 3


def test_a_prefix_ends_no_earlier_than_it_begins() -> None:
    today = timezone.localdate()

    with pytest.raises(CompanyPrefixDates) as refused:
        register_company_prefix(
            cooperative=make_cooperative(), prefix="9521234567", valid_from=today, valid_to=today - DAY
        )

    assert refused.value.code == "company_prefix_dates"
    assert not CompanyPrefix.objects.exists()


def test_a_renewed_prefix_holds_longer() -> None:
    today = timezone.localdate()
    prefix = register_company_prefix(
        cooperative=make_cooperative(), prefix="9521234567", valid_to=today - DAY
    )

    change_prefix_validity(company_prefix=prefix, valid_from=None, valid_to=today)

    assert CompanyPrefix.objects.in_force(today).get() == prefix


def test_a_renewal_with_dates_the_wrong_way_round_changes_nothing() -> None:
    today = timezone.localdate()
    prefix = register_company_prefix(cooperative=make_cooperative(), prefix="9521234567", valid_to=today)

    with pytest.raises(CompanyPrefixDates):
        change_prefix_validity(company_prefix=prefix, valid_from=today, valid_to=today - DAY)

    prefix.refresh_from_db()
    assert (prefix.valid_from, prefix.valid_to) == (None, today)


def test_the_meter_counts_every_item_number_once() -> None:
    product = make_product()
    prefix = register_company_prefix(cooperative=product.cooperative, prefix="9521234567")
    variants = [make_variant(product=product) for _ in range(4)]

    def used() -> int:
        meter = usage(prefix)
        assert meter.used + meter.remaining == meter.capacity == 100
        return meter.used

    counts: list[Any] = []
    first = allocate_gtin(variant=variants[0])
    counts.append(used())
    allocate_gtin(variant=variants[0], packaging_level="case", units=12)  # made from the piece's number
    counts.append(used())
    adopt_gtin(variant=variants[1], gtin="9521234567509")  # far ahead of the counter
    counts.append(used())
    adopt_gtin(variant=variants[1], gtin="19521234567506", packaging_level="case", units=6)
    counts.append(used())
    reserve_gtin(cooperative=product.cooperative)
    counts.append(used())
    retire_gtin(gtin=allocate_gtin(variant=variants[2]))  # a retired number is used up
    counts.append(used())

    assert counts == [1, 1, 2, 2, 3, 4]
    assert first.gtin == "09521234567004"
