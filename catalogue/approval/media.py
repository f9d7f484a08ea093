"""Photos and clips that wait to be approved with their product, and their words."""

from collections.abc import Collection, Iterable

from catalogue.approval.pending import fold
from catalogue.history import record_rows
from catalogue.models import MediaItem


def approve_media(product_ids: Collection[int]) -> int:
    """Approve whatever waits with these products, new words too, and return how many items did.

    For the verb that approves the products, in its transaction; that verb renders.
    """
    present = MediaItem.objects.present().filter(product__in=product_ids)
    return _settle(present.exclude(approved=True, pending_changes={}), approved=True)


def disapprove_media(product_ids: Collection[int], *, deleted_only: bool = False) -> int:
    """Let all photos and clips of these products, or the deleted ones, wait again; return how many there are.

    Words that waited become theirs. For the verb that withdraws or approves the products, in its transaction.
    """
    approved = MediaItem.objects.filter(product__in=product_ids, approved=True)
    return _settle(approved.filter(deleted_at__isnull=False) if deleted_only else approved, approved=False)


def _settle(found: Iterable[MediaItem], *, approved: bool) -> int:
    items = list(found)
    for item in items:
        fold(item)
        item.approved = approved
    MediaItem.objects.bulk_update(items, ["alt_text", "pending_changes", "approved"], batch_size=500)
    record_rows(MediaItem, [item.pk for item in items])
    return len(items)
