"""Pallets and parcels: the ledger of their serial shipping container codes, and what is in them."""

from django.db import models
from django.db.models import Q

from catalogue.history import record_history
from catalogue.models.cooperatives import Cooperative
from catalogue.models.numbers import CompanyPrefix, Gtin


class LogisticUnit(models.Model):
    """A pallet, parcel or other unit made up for transport. Its row is never changed and never deleted."""

    sscc = models.CharField(max_length=18, unique=True)
    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="logistic_units")
    company_prefix = models.ForeignKey(CompanyPrefix, on_delete=models.PROTECT, related_name="logistic_units")
    reference = models.CharField(
        max_length=100, blank=True, help_text="What its owner calls it, such as an order."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    history = record_history()

    class Meta:
        constraints = [models.CheckConstraint(name="sscc_digits", condition=Q(sscc__regex=r"^[0-9]{18}$"))]

    def __str__(self) -> str:
        return self.sscc


class LogisticUnitContent(models.Model):
    """Trade items of one number and lot in a logistic unit, stated when it is made up and never changed.

    What is repacked is another unit, with another number. The public sees it where it sees the goods.
    Source: GS1 General Specifications, section 2.1.6 (AI 02 and 37).
    """

    unit = models.ForeignKey(LogisticUnit, on_delete=models.PROTECT, related_name="contents")
    gtin = models.ForeignKey(Gtin, on_delete=models.PROTECT, related_name="+")
    lot = models.CharField(max_length=20, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    count = models.PositiveIntegerField(help_text="Trade items with this number, such as cases.")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="logistic_unit_content_once", fields=["unit", "gtin", "lot"]),
            models.CheckConstraint(
                name="logistic_unit_content_count", condition=Q(count__gte=1, count__lte=99_999_999)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} × {self.gtin} {self.lot}".strip()
