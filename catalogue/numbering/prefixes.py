"""Company prefixes and what is left of them.

Source: GS1 General Specifications, section 1.4 (company prefix and item reference; numbers are not reused).
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from catalogue.gs1.company_prefix import build_gtin, capacity, validate_company_prefix
from catalogue.models import CompanyPrefix, Cooperative, Gtin
from catalogue.numbering.errors import (
    CompanyPrefixDates,
    CompanyPrefixExpired,
    CompanyPrefixInUse,
    CompanyPrefixMissing,
    CompanyPrefixOverlaps,
    GtinCapacityExhausted,
)

# 0 is the single piece, 1 to 8 are its packs: all of them use up the item reference.
INDICATORS = range(9)
_WINDOW = 1_000


@dataclass(frozen=True, slots=True)
class PrefixUsage:
    """The meter of a company prefix: item references in all, used and left, and its last day."""

    prefix: str
    capacity: int
    used: int
    remaining: int
    valid_to: datetime.date | None


def register_company_prefix(
    *,
    cooperative: Cooperative,
    prefix: str,
    valid_from: datetime.date | None = None,
    valid_to: datetime.date | None = None,
) -> CompanyPrefix:
    """Return the new company prefix of ``cooperative``; without dates it holds without end.

    Blanks in ``prefix`` are dropped: certificates print it in groups.

    Raises CompanyPrefixInvalid, CompanyPrefixDates, or CompanyPrefixOverlaps for one that is registered, to
    whomever, or that begins one that is, or begins with it.
    """
    prefix = validate_company_prefix("".join(prefix.split()))
    _check_dates(prefix, valid_from, valid_to)
    beginnings = [prefix[:length] for length in range(1, len(prefix) + 1)]
    overlapping = CompanyPrefix.objects.filter(Q(prefix__in=beginnings) | Q(prefix__startswith=prefix))
    try:
        with transaction.atomic():
            if overlapping.exists():
                raise CompanyPrefixOverlaps(prefix=prefix)
            return CompanyPrefix.objects.create(
                cooperative=cooperative,
                prefix=prefix,
                capacity=capacity(prefix),
                valid_from=valid_from,
                valid_to=valid_to,
            )
    except IntegrityError as error:  # another registration came first
        if overlapping.exists():
            raise CompanyPrefixOverlaps(prefix=prefix) from error
        raise


@transaction.atomic
def change_prefix_validity(
    *, company_prefix: CompanyPrefix, valid_from: datetime.date | None, valid_to: datetime.date | None
) -> CompanyPrefix:
    """Return the prefix with its new first and last day, as after a renewal with GS1.

    The same days leave no record.

    Raises CompanyPrefixDates.
    """
    _check_dates(company_prefix.prefix, valid_from, valid_to)
    company_prefix.refresh_from_db()
    if (company_prefix.valid_from, company_prefix.valid_to) == (valid_from, valid_to):
        return company_prefix
    company_prefix.valid_from, company_prefix.valid_to = valid_from, valid_to
    company_prefix.save(update_fields=["valid_from", "valid_to"])
    company_prefix.refresh_from_db()
    return company_prefix


@transaction.atomic
def remove_company_prefix(*, company_prefix: CompanyPrefix) -> None:
    """Remove a prefix under which no number was ever entered, such as a mistyped one.

    Raises CompanyPrefixInUse; numbers of the ledger stay for ever, and so does their prefix.
    """
    locked = CompanyPrefix.objects.select_for_update().get(pk=company_prefix.pk)
    if is_in_use(locked):
        raise CompanyPrefixInUse(prefix=locked.prefix)
    locked.delete()


def is_in_use(company_prefix: CompanyPrefix) -> bool:
    """Return whether a number of the ledger was made from ``company_prefix``: then it stays."""
    return company_prefix.gtins.exists() or company_prefix.logistic_units.exists()


def usage(company_prefix: CompanyPrefix) -> PrefixUsage:
    """Return the meter of ``company_prefix``; adopted numbers further up count as used."""
    prefix = CompanyPrefix.objects.get(pk=company_prefix.pk)
    following = prefix.next_item_reference
    used = following + len(_occupied(prefix, following, prefix.capacity))
    return PrefixUsage(prefix.prefix, prefix.capacity, used, prefix.capacity - used, prefix.valid_to)


def take_numbers(cooperative_id: int, count: int) -> list[tuple[CompanyPrefix, str]]:
    """Return up to ``count`` fresh GTIN-13 as 14 digits, each with its prefix; they are used up from now on.

    Must run in the transaction that writes them into the ledger: the prefix stays locked until it ends.

    Raises CompanyPrefixMissing, CompanyPrefixExpired, or GtinCapacityExhausted when not even one is left.
    """
    today = timezone.localdate()
    own = CompanyPrefix.objects.filter(cooperative_id=cooperative_id)
    numbers: list[tuple[CompanyPrefix, str]] = []
    for prefix_id in own.in_force(today).order_by("pk").values_list("pk", flat=True):
        if len(numbers) < count:
            numbers += _take_from(prefix_id, count - len(numbers), today)
    if not numbers:
        if own.in_force(today).exists():
            raise GtinCapacityExhausted
        raise CompanyPrefixExpired if own.exists() else CompanyPrefixMissing
    return numbers


def _take_from(prefix_id: int, count: int, today: datetime.date) -> list[tuple[CompanyPrefix, str]]:
    """Return up to ``count`` numbers of one prefix; fewer when it is used up or no longer in force."""
    row = CompanyPrefix.objects.filter(pk=prefix_id)
    guarded = row.in_force(today).filter(next_item_reference__lt=F("capacity"))
    # The guard: check and write are one statement, and the row is ours until the transaction ends.
    if not guarded.update(next_item_reference=F("next_item_reference") + 1):
        return []
    prefix = row.get()
    first = prefix.next_item_reference - 1
    free = list(islice(_free_references(prefix, first), count))
    following = free[-1] + 1 if len(free) == count else prefix.capacity
    if following != prefix.next_item_reference:
        row.update(next_item_reference=following)
    return [(prefix, build_gtin(prefix.prefix, reference)) for reference in free]


def _free_references(prefix: CompanyPrefix, first: int) -> Iterator[int]:
    """Yield the item references from ``first`` on that no entry of the ledger occupies."""
    start, size = first, 1
    while start < prefix.capacity:
        stop = min(start + size, prefix.capacity)
        occupied = _occupied(prefix, start, stop)
        yield from (reference for reference in range(start, stop) if reference not in occupied)
        start, size = stop, _WINDOW


def _occupied(prefix: CompanyPrefix, start: int, stop: int) -> set[int]:
    """Return the item references from ``start`` up to but not with ``stop`` that are in the ledger."""
    if start >= stop:
        return set()
    first, last = build_gtin(prefix.prefix, start)[1:13], build_gtin(prefix.prefix, stop - 1)[1:13]
    in_range = Q()
    for indicator in INDICATORS:
        in_range |= Q(gtin__range=(f"{indicator}{first}0", f"{indicator}{last}9"))
    digits = slice(1 + len(prefix.prefix), 13)
    return {int(gtin[digits]) for gtin in Gtin.objects.filter(in_range).values_list("gtin", flat=True)}


def _check_dates(prefix: str, valid_from: datetime.date | None, valid_to: datetime.date | None) -> None:
    if valid_from and valid_to and valid_to < valid_from:
        raise CompanyPrefixDates(
            prefix=prefix, valid_from=valid_from.isoformat(), valid_to=valid_to.isoformat()
        )
