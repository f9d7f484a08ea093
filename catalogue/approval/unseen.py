"""What nobody looks at when goods are approved: their deleted variants, photos and clips."""

from collections.abc import Collection

from catalogue.approval.media import disapprove_media
from catalogue.approval.pending import REVIEWED_OF_VARIANT, fold
from catalogue.history import record_rows
from catalogue.models import Variant


def forget_unseen(product_ids: Collection[int]) -> None:
    """Let what is deleted of these products wait, should it be restored.

    It was approved beside what they were before. Changes that waited become its content. For the verb that
    approves them, in its transaction.
    """
    rows = list(Variant.objects.filter(product__in=product_ids, deleted_at__isnull=False, approved=True))
    for row in rows:
        fold(row)
        row.approved = False
    written = (*REVIEWED_OF_VARIANT, "pending_changes", "approved")
    Variant.objects.bulk_update(rows, written, batch_size=100)
    record_rows(Variant, [row.pk for row in rows])
    disapprove_media(product_ids, deleted_only=True)
