"""Photos and clips that wait to be approved with their product."""

from collections.abc import Collection

from catalogue.history import record_rows
from catalogue.models import MediaItem


def approve_media(product_ids: Collection[int]) -> int:
    """Approve whatever waits with these products and return how many items did.

    For the verb that approves the products, in its transaction; that verb renders.
    """
    waiting = MediaItem.objects.filter(product__in=product_ids, approved=False, deleted_at__isnull=True)
    ids = list(waiting.values_list("pk", flat=True))
    MediaItem.objects.filter(pk__in=ids).update(approved=True)
    record_rows(MediaItem, ids)
    return len(ids)


def disapprove_media(product_ids: Collection[int], *, deleted_only: bool = False) -> int:
    """Let all photos and clips of these products, or the deleted ones, wait again; return how many there are.

    For the verb that withdraws or approves the products, in its transaction.
    """
    approved = MediaItem.objects.filter(product__in=product_ids, approved=True)
    if deleted_only:
        approved = approved.filter(deleted_at__isnull=False)
    ids = list(approved.values_list("pk", flat=True))
    MediaItem.objects.filter(pk__in=ids).update(approved=False)
    record_rows(MediaItem, ids)
    return len(ids)
