"""What came to goods after an import, and would hang on nothing were they deleted by undoing it.

What the import itself brought, its numbers and steps of approval, was there before it counted as applied.
"""

import datetime
from collections.abc import Collection, Iterable

from django.db.models import Max, Q

from catalogue.gs1.gtin import display_gtin
from catalogue.models import (
    ApprovalEvent,
    ApprovalKind,
    CertificatePaper,
    Gtin,
    ImportRow,
    ImportStatus,
    InStoreNumber,
    LogisticUnitContent,
    MediaItem,
    PrintJob,
    PrintStatus,
    ScanAlias,
)

_JOBS_AT_ONCE = 20
_ASKING = (ApprovalKind.SUBMITTED, ApprovalKind.CHANGES_SUBMITTED)
_PRINTED = (PrintStatus.QUEUED, PrintStatus.RUNNING, PrintStatus.DONE)


class LaterUses:
    """What was written after the moment ``since``, an import's, by the ids of products and variants."""

    def __init__(self, since: datetime.datetime) -> None:
        self._since = since
        self._printed: dict[int, set[str]] = {}

    def papers(self, products: Collection[int]) -> set[int]:
        """Return those of the products whose certificates have a new paper."""
        rows = CertificatePaper.objects.filter(
            certificate__product__in=products, deleted_at=None, created_at__gt=self._since
        )
        return set(rows.values_list("certificate__product", flat=True))

    def of_products(self, products: Collection[int]) -> set[int]:
        """Return those of the products with a new photo or clip, or a decision of the Alliance."""
        media = MediaItem.objects.present().filter(product__in=products, created_at__gt=self._since)
        return {*media.order_by().values_list("product", flat=True), *self._decided(products)}

    def of_variants(self, variants: Collection[int]) -> set[int]:
        """Return those of the variants with a new number or scan alias, in a new unit, or on new labels."""
        numbers = Gtin.objects.filter(
            Q(assigned_at__gt=self._since) | Q(reserved_at__gt=self._since), variant__in=variants
        )
        in_store = InStoreNumber.objects.filter(variant__in=variants, created_at__gt=self._since)
        aliases = ScanAlias.objects.filter(variant__in=variants)
        new = ScanAlias.history.filter(id__in=aliases, history_type="+", history_date__gt=self._since)
        contents = LogisticUnitContent.objects.filter(
            gtin__variant__in=variants, unit__created_at__gt=self._since
        )
        return {
            *numbers.values_list("variant", flat=True),
            *in_store.values_list("variant", flat=True),
            *new.values_list("variant", flat=True),
            *contents.values_list("gtin__variant", flat=True),
            *self._on_labels(variants),
        }

    def _decided(self, products: Collection[int]) -> set[int]:
        """Return the products that the Alliance has decided about since.

        What an import did that is undone by now counts as nothing: undoing brings back what was there before.
        """
        undone = ImportRow.objects.filter(
            variant__product__in=products, job__status=ImportStatus.UNDONE, job__undone_at__gt=self._since
        )
        settled = dict(undone.values_list("variant__product").annotate(Max("job__undone_at")).order_by())
        events = ApprovalEvent.objects.filter(product__in=products, at__gt=self._since)
        events = events.exclude(kind__in=_ASKING)
        latest = events.values_list("product").annotate(Max("at")).order_by()
        return {product for product, at in latest if at > settled.get(product, self._since)}

    def _on_labels(self, variants: Collection[int]) -> Iterable[int]:
        carried = Gtin.objects.filter(variant__in=variants)
        rows = [
            (variant, cooperative, display_gtin(number))
            for variant, cooperative, number in carried.values_list("variant", "cooperative", "gtin")
        ]
        in_store = InStoreNumber.objects.filter(variant__in=variants)
        rows += in_store.values_list("variant", "variant__cooperative", "number")
        return [variant for variant, cooperative, number in rows if number in self._labels(cooperative)]

    def _labels(self, cooperative: int) -> set[str]:
        """Return the numbers on labels that the cooperative has printed, or is about to."""
        if cooperative not in self._printed:
            jobs = PrintJob.objects.filter(
                cooperative=cooperative, created_at__gt=self._since, status__in=_PRINTED
            )
            records = jobs.values_list("record", flat=True).iterator(chunk_size=_JOBS_AT_ONCE)
            self._printed[cooperative] = {
                item["content"]["number"] for record in records for item in record["items"]
            }
        return self._printed[cooperative]
