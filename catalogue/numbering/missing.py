"""Numbers for everything that has none yet."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction

from catalogue.errors import DomainError
from catalogue.history import RecordKind, record_rows
from catalogue.listings import refresh_offers
from catalogue.locks import CHUNK, lock_variants
from catalogue.models import (
    CompanyPrefix,
    Cooperative,
    Gtin,
    InStoreNumber,
    LabelGroup,
    Variant,
)
from catalogue.models.products import VariantQuerySet
from catalogue.numbering.allocation import new_entry
from catalogue.numbering.in_store import take_in_store_numbers
from catalogue.numbering.prefixes import take_numbers


@dataclass(frozen=True, slots=True)
class Refusal:
    """Goods of one cooperative that stay without a number, and why."""

    cooperative: Cooperative
    variants: int
    error: DomainError


@dataclass(slots=True)
class NumbersGiven:
    """How many numbers were given, and which goods got none."""

    gtins: int = 0
    in_store_numbers: int = 0
    refusals: list[Refusal] = field(default_factory=list)


class _Count:
    """Variants done so far, told to whoever watches."""

    def __init__(self, total: int, tell: Callable[[int, int], None]) -> None:
        self.done, self.total, self.tell = 0, total, tell

    def add(self, variants: int) -> None:
        if variants:
            self.done += variants
            self.tell(self.done, self.total)


def number_missing_variants(
    *,
    cooperative: Cooperative | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> NumbersGiven:
    """Return how many numbers were given: GTINs, or in-store numbers where there is no company prefix.

    Services get none. A variant with an in-store number gets a GTIN too once there is a prefix. ``progress``
    is called with variants done and variants in all. Asked again, it changes nothing.
    """
    cooperatives = Cooperative.objects.order_by("pk")
    if cooperative is not None:
        cooperatives = cooperatives.filter(pk=cooperative.pk)
    with_prefix = set(CompanyPrefix.objects.values_list("cooperative_id", flat=True))
    work = [
        (one, list(_missing(one, gtin=one.pk in with_prefix).values_list("pk", flat=True)))
        for one in cooperatives
    ]
    count = _Count(sum(len(variant_ids) for _, variant_ids in work), progress)
    given = NumbersGiven()
    for one, variant_ids in work:
        give = _give_gtins if one.pk in with_prefix else _give_in_store_numbers
        remaining = variant_ids
        while remaining:
            chunk, rest = remaining[:CHUNK], remaining[CHUNK:]
            try:
                left = give(one, chunk, given)
            except DomainError as error:
                given.refusals.append(Refusal(one, len(remaining), error))
                left, rest = [], []
            count.add(len(remaining) - len(left) - len(rest))
            remaining = left + rest
    return given


def _missing(cooperative: Cooperative, *, gtin: bool) -> VariantQuerySet:
    numbered = Gtin.objects.assigned().for_one_piece().filter(cooperative=cooperative)
    goods = (
        Variant.objects.present()
        .filter(cooperative=cooperative)
        .exclude(product__label_group=LabelGroup.SERVICE)
        .exclude(pk__in=numbered.values("variant"))
        .order_by("product_id", "position", "pk")
    )
    return goods if gtin else goods.filter(in_store_number__isnull=True)


def _give_gtins(cooperative: Cooperative, variant_ids: list[int], given: NumbersGiven) -> list[int]:
    """Return the variants for which no number was left, after all others of ``variant_ids`` got one."""
    with transaction.atomic():
        variants = _lock_missing(cooperative, variant_ids, gtin=True)
        numbers = take_numbers(cooperative.pk, len(variants)) if variants else []
        numbered, left = variants[: len(numbers)], variants[len(numbers) :]
        entries = Gtin.objects.bulk_create(
            new_entry(number, prefix=prefix, variant=variant)
            for variant, (prefix, number) in zip(numbered, numbers, strict=True)
        )
        record_rows(Gtin, [entry.pk for entry in entries], RecordKind.CREATED)
        refresh_offers({variant.product_id for variant in numbered})
    given.gtins += len(numbers)
    return [variant.pk for variant in left]


def _give_in_store_numbers(
    cooperative: Cooperative, variant_ids: list[int], given: NumbersGiven
) -> list[int]:
    """Return an empty list: every one of ``variant_ids`` got a number."""
    with transaction.atomic():
        variants = _lock_missing(cooperative, variant_ids, gtin=False)
        numbers = take_in_store_numbers(len(variants)) if variants else []
        rows = InStoreNumber.objects.bulk_create(
            InStoreNumber(number=number, variant=variant)
            for variant, number in zip(variants, numbers, strict=True)
        )
        record_rows(InStoreNumber, [row.pk for row in rows], RecordKind.CREATED)
        refresh_offers({variant.product_id for variant in variants})
    given.in_store_numbers += len(numbers)
    return []


def _lock_missing(cooperative: Cooperative, variant_ids: list[int], *, gtin: bool) -> list[Variant]:
    """Return those of ``variant_ids`` that still have no number, locked, in the order of the list."""
    lock_variants(variant_ids, also_deleted=True)
    return list(_missing(cooperative, gtin=gtin).filter(pk__in=variant_ids))
