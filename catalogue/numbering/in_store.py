"""In-store numbers, for goods of cooperatives that have no company prefix yet.

They mean something in the showroom alone, so they stay out of the ledger of GTINs and out of Digital Links.

Source: GS1 General Specifications, section 2.1.11 (restricted circulation numbers inside a company).
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from catalogue.gs1.in_store import SHOWROOM_PREFIX, build_in_store_number
from catalogue.listings import refresh_offers
from catalogue.locks import lock_variants
from catalogue.models import CompanyPrefix, InStoreNumber, InStoreRange, Variant
from catalogue.numbering.errors import (
    InStoreNumberAlreadyAssigned,
    InStoreNumberNotNeeded,
    InStoreRangeExhausted,
)

RANGE_CAPACITY = 10**10


@transaction.atomic
def assign_in_store_number(*, variant: Variant) -> InStoreNumber:
    """Return the new in-store number of ``variant``, unique in the showroom.

    It stays when the variant gets a GTIN later.

    Raises VariantNotFound, InStoreNumberAlreadyAssigned, InStoreNumberNotNeeded when the cooperative has a
    company prefix in force, InStoreRangeExhausted.
    """
    owner = lock_variants([variant.pk])[variant.pk]
    present = InStoreNumber.objects.filter(variant=owner).first()
    if present:
        raise InStoreNumberAlreadyAssigned(number=present.number)
    prefixes = CompanyPrefix.objects.filter(cooperative=owner.cooperative_id)
    if prefixes.in_force(timezone.localdate()).exists():
        raise InStoreNumberNotNeeded
    number = InStoreNumber.objects.create(number=take_in_store_numbers(1)[0], variant=owner)
    refresh_offers([owner.product_id])
    return number


def take_in_store_numbers(count: int) -> list[str]:
    """Return ``count`` fresh in-store numbers of 13 digits; they are used up from now on.

    Raises InStoreRangeExhausted when fewer are left.
    """
    row, _ = InStoreRange.objects.get_or_create(prefix=SHOWROOM_PREFIX)
    guarded = InStoreRange.objects.filter(pk=row.pk, next_reference__lte=RANGE_CAPACITY - count)
    if not guarded.update(next_reference=F("next_reference") + count):
        raise InStoreRangeExhausted(prefix=SHOWROOM_PREFIX)
    row.refresh_from_db()
    return [
        build_in_store_number(SHOWROOM_PREFIX, reference)
        for reference in range(row.next_reference - count, row.next_reference)
    ]
