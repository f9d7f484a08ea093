"""Taking numbers out of use, for ever.

Source: GS1 General Specifications, section 1.4 (a GTIN is not used again for another item).
"""

from django.db import transaction
from django.utils import timezone

from catalogue.gs1.gtin import display_gtin
from catalogue.listings import refresh_offers
from catalogue.locks import lock_variants
from catalogue.models import Gtin, GtinState, InStoreNumber, PackagingLevel, Variant
from catalogue.numbering.aliases import keep_alias, move_aliases
from catalogue.numbering.errors import GtinRetired, PackagingStillAssigned


@transaction.atomic
def retire_gtin(*, gtin: Gtin) -> Gtin:
    """Return ``gtin``, taken out of use; its item reference and its variant stay in the ledger.

    Raises GtinRetired when it was before, PackagingStillAssigned while packs carry numbers made from it.
    """
    if gtin.variant_id is not None:
        lock_variants([gtin.variant_id], also_deleted=True)
    entry = Gtin.objects.select_for_update(no_key=True).get(pk=gtin.pk)
    if entry.state == GtinState.RETIRED:
        raise GtinRetired(number=display_gtin(entry.gtin))
    if entry.packaging_level == PackagingLevel.EACH and entry.variant_id is not None:
        packs = Gtin.objects.assigned().filter(
            variant=entry.variant_id, gtin__regex=f"^[1-8]{entry.gtin[1:13]}"
        )
        if numbers := sorted(packs.values_list("gtin", flat=True)):
            raise PackagingStillAssigned(number=display_gtin(entry.gtin), numbers=", ".join(numbers))
    entry.state, entry.retired_at = GtinState.RETIRED, timezone.now()
    entry.save(update_fields=["state", "retired_at"])
    if entry.variant is not None:
        refresh_offers([entry.variant.product_id])
    return entry


def has_codes(variant: Variant) -> bool:
    """Return whether a merger would retire a number of ``variant`` or let another code find other goods."""
    return (
        Gtin.objects.exclude(state=GtinState.RETIRED).filter(variant=variant).exists()
        or InStoreNumber.objects.filter(variant=variant).exists()
        or variant.scan_aliases.exists()
    )


def hand_over_numbers(*, source: Variant, target: Variant) -> None:
    """Retire the numbers of ``source`` and let them, its in-store number and its aliases find ``target``.

    Both variants must be locked, and their listings rendered by the caller.
    """
    move_aliases(source=source, target=target)
    numbers = []
    for entry in Gtin.objects.exclude(state=GtinState.RETIRED).filter(variant=source).order_by("pk"):
        entry.state, entry.retired_at = GtinState.RETIRED, timezone.now()
        entry.save(update_fields=["state", "retired_at"])
        numbers.append(entry.gtin)
    in_store = InStoreNumber.objects.filter(variant=source).values_list("number", flat=True)
    for number in [*numbers, *in_store]:
        keep_alias(number, target)
