"""Pallets and parcels: the ledger of their serial shipping container codes."""

from django.db import models
from django.db.models import Q

from catalogue.history import record_history
from catalogue.models.cooperatives import Cooperative
from catalogue.models.numbers import CompanyPrefix


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
