"""Giving new numbers: GTIN-13 for pieces, GTIN-14 for packs.

Source: GS1 General Specifications, sections 1.4 and 2.1.6 (GTIN-14 with indicator 1 to 8 for groupings).
"""

from django.db import transaction
from django.utils import timezone

from catalogue.gs1.gtin import display_gtin, packaging_gtin
from catalogue.listings import refresh_offers
from catalogue.locks import lock_variants
from catalogue.models import CompanyPrefix, Cooperative, Gtin, GtinState, PackagingLevel, Variant
from catalogue.numbering.errors import (
    BaseGtinMissing,
    GtinAlreadyAssigned,
    GtinNotReserved,
    GtinRetired,
    IndicatorsExhausted,
    PackagingLevelUnknown,
    PackagingUnits,
    VariantHasGtin,
)
from catalogue.numbering.prefixes import INDICATORS, take_numbers

MOST_UNITS = 100_000
"""Pieces in one pack, by our own choice: more is a slip of the finger."""


@transaction.atomic
def allocate_gtin(*, variant: Variant, packaging_level: str = PackagingLevel.EACH, units: int = 1) -> Gtin:
    """Return the new, assigned number of ``variant`` for pieces, or for packs of ``units`` pieces.

    A piece gets the next free item reference of the cooperative's own prefix; a pack the next free indicator
    in front of the piece's number.

    Raises VariantNotFound, PackagingLevelUnknown, PackagingUnits, VariantHasGtin (``gtin_already_assigned``),
    CompanyPrefixMissing, CompanyPrefixExpired, GtinCapacityExhausted, BaseGtinMissing, IndicatorsExhausted;
    then no number is used up.
    """
    level = require_packing(packaging_level, units)
    owner = lock_variants([variant.pk])[variant.pk]
    require_no_gtin(owner, level, units)
    prefix: CompanyPrefix | None
    if level == PackagingLevel.EACH:
        [(prefix, number)] = take_numbers(owner.cooperative_id, 1)
    else:
        prefix, number = _next_packaging_number(owner)
    entry = new_entry(number, prefix=prefix, variant=owner, packaging_level=level, units=units)
    entry.save(force_insert=True)
    refresh_offers([owner.product_id])
    return entry


@transaction.atomic
def reserve_gtin(*, cooperative: Cooperative) -> Gtin:
    """Return a number held for a piece that is not listed yet, so that its packs can be printed.

    Raises CompanyPrefixMissing, CompanyPrefixExpired, GtinCapacityExhausted.
    """
    [(prefix, number)] = take_numbers(cooperative.pk, 1)
    return Gtin.objects.create(
        gtin=number,
        cooperative_id=prefix.cooperative_id,
        company_prefix=prefix,
        state=GtinState.RESERVED,
        reserved_at=timezone.now(),
    )


@transaction.atomic
def assign_reserved_gtin(*, gtin: Gtin, variant: Variant) -> Gtin:
    """Return the reserved number ``gtin``, now assigned to ``variant``.

    Raises VariantNotFound, GtinRetired, GtinAlreadyAssigned, GtinNotReserved for a number of another
    cooperative, VariantHasGtin.
    """
    owner = lock_variants([variant.pk])[variant.pk]
    entry = Gtin.objects.select_for_update(no_key=True).get(pk=gtin.pk)
    number = display_gtin(entry.gtin)
    if entry.state == GtinState.RETIRED:
        raise GtinRetired(number=number)
    if entry.state == GtinState.ASSIGNED:
        raise GtinAlreadyAssigned(number=number)
    if entry.cooperative_id != owner.cooperative_id or entry.variant_id not in (None, owner.pk):
        raise GtinNotReserved(number=number)
    require_no_gtin(owner, entry.packaging_level, entry.units)
    entry.variant, entry.state, entry.assigned_at = owner, GtinState.ASSIGNED, timezone.now()
    entry.save(update_fields=["variant", "state", "assigned_at"])
    refresh_offers([owner.product_id])
    return entry


def require_packing(packaging_level: str, units: int) -> PackagingLevel:
    """Return the level, whose packing can hold ``units`` pieces.

    Raises PackagingLevelUnknown, PackagingUnits.
    """
    if packaging_level not in PackagingLevel.values:
        raise PackagingLevelUnknown(packaging_level=packaging_level)
    level = PackagingLevel(packaging_level)
    if (units != 1) if level == PackagingLevel.EACH else not 2 <= units <= MOST_UNITS:
        raise PackagingUnits(units=units)
    return level


def require_no_gtin(variant: Variant, packaging_level: str, units: int) -> None:
    """Raise VariantHasGtin when ``variant`` has an assigned number for this packing."""
    present = variant.gtins.assigned().filter(packaging_level=packaging_level, units=units).first()
    if present:
        raise VariantHasGtin(number=display_gtin(present.gtin))


def new_entry(
    number: str,
    *,
    prefix: CompanyPrefix | None,
    variant: Variant,
    packaging_level: str = PackagingLevel.EACH,
    units: int = 1,
    adopted: bool = False,
) -> Gtin:
    """Return an unsaved entry that assigns ``number`` to ``variant``."""
    now = timezone.now()
    return Gtin(
        gtin=number,
        cooperative_id=variant.cooperative_id,
        company_prefix=prefix,
        variant=variant,
        packaging_level=packaging_level,
        units=units,
        state=GtinState.ASSIGNED,
        adopted=adopted,
        reserved_at=now,
        assigned_at=now,
    )


def _next_packaging_number(variant: Variant) -> tuple[CompanyPrefix | None, str]:
    piece = variant.gtins.assigned().for_one_piece().select_related("company_prefix").first()
    if piece is None:
        raise BaseGtinMissing
    candidates = [packaging_gtin(indicator, piece.gtin) for indicator in INDICATORS if indicator]
    taken = set(Gtin.objects.filter(gtin__in=candidates).values_list("gtin", flat=True))
    for candidate in candidates:
        if candidate not in taken:
            return piece.company_prefix, candidate
    raise IndicatorsExhausted(number=display_gtin(piece.gtin))
