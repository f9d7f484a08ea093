"""Taking over numbers that stand on packs already.

Source: GS1 General Specifications, sections 1.4 (prefixes), 2.1 (what a GTIN may stand on).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from catalogue.gs1.company_prefix import owns
from catalogue.gs1.gtin import check_digit, display_gtin, is_gtin_8, parse_gtin, require_trade_item
from catalogue.history import RecordKind, record_rows
from catalogue.listings import refresh_offers
from catalogue.locks import CHUNK, lock_company_prefixes, lock_variants
from catalogue.models import CompanyPrefix, Gtin, GtinState, PackagingLevel, Variant
from catalogue.numbering.allocation import new_entry, require_packing
from catalogue.numbering.errors import (
    GtinAlreadyAssigned,
    GtinPrefixNotOwned,
    GtinRetired,
    GtinVariableMeasure,
    PackagingLevelMismatch,
    VariantHasGtin,
)
from catalogue.numbering.prefixes import INDICATORS


@dataclass(frozen=True, slots=True)
class _Claim:
    """A number that is said to stand on a packing of a variant."""

    variant_id: int
    gtin: str
    packaging_level: str = PackagingLevel.EACH
    units: int = 1


@dataclass(slots=True)
class _Ledger:
    """What the ledger says about the numbers and variants of some claims; kept up as claims are granted."""

    by_number: dict[str, Gtin] = field(default_factory=dict)
    by_item: dict[str, list[Gtin]] = field(default_factory=lambda: defaultdict(list))
    by_packing: dict[tuple[int, str, int], Gtin] = field(default_factory=dict)

    def add(self, entry: Gtin) -> None:
        if entry.gtin not in self.by_number:
            self.by_number[entry.gtin] = entry
            self.by_item[entry.gtin[1:13]].append(entry)
        if entry.variant_id is not None and entry.state == GtinState.ASSIGNED:
            self.by_packing[entry.variant_id, entry.packaging_level, entry.units] = entry


def ownable_gtin(text: str, prefixes: Iterable[str]) -> str:
    """Return ``text`` as 14 digits: a GTIN-8, or a number under one of the company ``prefixes``.

    Asks nothing of the ledger, so an import can check a row before its cooperative exists.

    Raises Gs1Error (``gtin_check_digit``, ``gtin_restricted_prefix`` …), GtinVariableMeasure,
    GtinPrefixNotOwned.
    """
    number = require_trade_item(parse_gtin(text))
    if number[0] == "9":
        raise GtinVariableMeasure(number=number)
    if not is_gtin_8(number) and not any(owns(prefix, number) for prefix in prefixes):
        raise GtinPrefixNotOwned(number=display_gtin(number))
    return number


@transaction.atomic
def adopt_gtin(
    *, variant: Variant, gtin: str, packaging_level: str = PackagingLevel.EACH, units: int = 1
) -> Gtin:
    """Return the entry that assigns ``gtin``, as printed (8, 12, 13 or 14 digits), to ``variant``.

    A number that the cooperative holds in reserve is assigned. An expired prefix is no hindrance, for the
    packs are there.

    Raises what ``ownable_gtin`` raises, VariantNotFound, PackagingUnits, PackagingLevelMismatch,
    GtinAlreadyAssigned, VariantHasGtin, GtinRetired.
    """
    [entry] = _adopt([_Claim(variant.pk, gtin, packaging_level, units)], again=False)
    if entry.variant is not None:
        refresh_offers([entry.variant.product_id])
    return entry


@transaction.atomic
def adopt_gtins(pairs: Sequence[tuple[Variant, str]]) -> list[Gtin]:
    """Return an entry for each pair of variant and number on its single piece: all are adopted, or none.

    A pair that the ledger holds already is left as it is, so the same import may run twice. The listings are
    left to the caller, who has more to change and renders once, at the end.

    Raises what ``adopt_gtin`` raises, for the first pair that is refused.
    """
    return _adopt([_Claim(variant.pk, gtin) for variant, gtin in pairs], again=True)


def _adopt(claims: Sequence[_Claim], *, again: bool) -> list[Gtin]:
    variants = lock_variants([claim.variant_id for claim in claims])
    prefixes = lock_company_prefixes({variant.cooperative_id for variant in variants.values()})
    numbers = [_number(claim, prefixes[variants[claim.variant_id].cooperative_id]) for claim in claims]
    ledger = _read_ledger(numbers, list(variants))
    entries: list[Gtin] = []
    fresh: list[Gtin] = []
    for claim, number in zip(claims, numbers, strict=True):
        variant = variants[claim.variant_id]
        entry = _granted(claim, number, variant, ledger, again=again)
        if entry is None:
            prefix = next((p for p in prefixes[variant.cooperative_id] if owns(p.prefix, number)), None)
            entry = new_entry(
                number,
                prefix=prefix,
                variant=variant,
                packaging_level=claim.packaging_level,
                units=claim.units,
                adopted=True,
            )
            fresh.append(entry)
        ledger.add(entry)
        entries.append(entry)
    Gtin.objects.bulk_create(fresh, batch_size=CHUNK)
    record_rows(Gtin, [entry.pk for entry in fresh], RecordKind.CREATED)
    return entries


def _number(claim: _Claim, prefixes: list[CompanyPrefix]) -> str:
    level = require_packing(claim.packaging_level, claim.units)
    number = ownable_gtin(claim.gtin, [prefix.prefix for prefix in prefixes])
    pack_only, piece_only = number[0] != "0", is_gtin_8(number)
    if (pack_only and level == PackagingLevel.EACH) or (piece_only and level != PackagingLevel.EACH):
        raise PackagingLevelMismatch(number=display_gtin(number), packaging_level=level.value)
    return number


def _read_ledger(numbers: list[str], variant_ids: list[int]) -> _Ledger:
    ledger = _Ledger()
    items = sorted({number[1:13] for number in numbers})
    # A tenth of the usual chunk, for each item has a number with every indicator.
    for start in range(0, len(items), CHUNK // 10):
        forms = [f"{i}{item}" for item in items[start : start + CHUNK // 10] for i in INDICATORS]
        for entry in Gtin.objects.filter(gtin__in=[form + check_digit(form) for form in forms]):
            ledger.add(entry)
    for start in range(0, len(variant_ids), CHUNK):
        for entry in Gtin.objects.assigned().filter(variant__in=variant_ids[start : start + CHUNK]):
            ledger.add(entry)
    return ledger


def _granted(claim: _Claim, number: str, variant: Variant, ledger: _Ledger, *, again: bool) -> Gtin | None:
    """Return the entry that holds ``number`` for ``variant`` already, or None when it is free.

    Raises GtinAlreadyAssigned, VariantHasGtin, GtinRetired.
    """
    shown = display_gtin(number)
    entry = ledger.by_number.get(number)
    same_packing = ledger.by_packing.get((variant.pk, claim.packaging_level, claim.units))
    if entry is not None and entry.state == GtinState.RETIRED:
        raise GtinRetired(number=shown)
    if again and entry is not None and entry == same_packing:
        return entry
    if entry is not None and not _is_reserved_for(entry, variant, claim):
        raise GtinAlreadyAssigned(number=shown)
    if any(other.variant_id != variant.pk for other in ledger.by_item[number[1:13]] if other is not entry):
        raise GtinAlreadyAssigned(number=shown)
    if same_packing is not None:
        raise VariantHasGtin(number=display_gtin(same_packing.gtin))
    if entry is not None:
        _assign(entry, variant)
    return entry


def _assign(entry: Gtin, variant: Variant) -> None:
    """Assign the reserved ``entry``, unless somebody did so, or gave it up, since it was read.

    Raises GtinAlreadyAssigned.
    """
    entry.variant, entry.state, entry.assigned_at = variant, GtinState.ASSIGNED, timezone.now()
    reserved = Gtin.objects.filter(pk=entry.pk, state=GtinState.RESERVED)
    if not reserved.update(variant=variant, state=entry.state, assigned_at=entry.assigned_at):
        raise GtinAlreadyAssigned(number=display_gtin(entry.gtin))
    record_rows(Gtin, [entry.pk])


def _is_reserved_for(entry: Gtin, variant: Variant, claim: _Claim) -> bool:
    return (
        entry.state == GtinState.RESERVED
        and entry.cooperative_id == variant.cooperative_id
        and entry.variant_id in (None, variant.pk)
        and (entry.packaging_level, entry.units) == (claim.packaging_level, claim.units)
    )
