"""What nobody looks at when goods are approved: their deleted variants, photos and clips."""

from collections.abc import Collection

from catalogue.approval.media import disapprove_media
from catalogue.history import record_rows
from catalogue.models import Variant


def forget_unseen(product_ids: Collection[int]) -> None:
    """Let what is deleted of these products wait, should it be restored.

    It was approved beside what they were before. For the verb that approves them, in its transaction.
    """
    deleted = Variant.objects.filter(product__in=product_ids, deleted_at__isnull=False, approved=True)
    ids = list(deleted.values_list("pk", flat=True))
    Variant.objects.filter(pk__in=ids).update(approved=False)
    record_rows(Variant, ids)
    disapprove_media(product_ids, deleted_only=True)
