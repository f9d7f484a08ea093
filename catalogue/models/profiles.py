"""A cooperative's own label papers, printers and templates, beside those that come with the product."""

from django.db import models
from django.db.models import Q

from catalogue.history import record_history
from catalogue.models.cooperatives import Cooperative


class ProfileKind(models.TextChoices):
    """What a profile is of."""

    STOCK = "stock"
    PRINTER = "printer"
    TEMPLATE = "template"


class LabelProfile(models.Model):
    """A paper, a printer or a template as data; ``catalogue.printing.profiles`` reads and writes it.

    ``values`` are those of a LabelStock or Printer without the key, or the changes that ``customise`` takes;
    ``based_on`` is the key of the template that is changed, or of the printer it was derived from.
    """

    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="label_profiles")
    kind = models.CharField(max_length=10, choices=ProfileKind.choices)
    key = models.CharField(max_length=60)
    based_on = models.CharField(max_length=60, blank=True)
    values = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    history = record_history()

    class Meta:
        constraints = [
            models.CheckConstraint(name="label_profile_kind", condition=Q(kind__in=ProfileKind.values)),
            models.CheckConstraint(
                name="label_profile_key", condition=Q(key__regex=r"^[a-z0-9][a-z0-9-]{0,59}$")
            ),
            models.UniqueConstraint(name="label_profile_key_once", fields=["cooperative", "kind", "key"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
