"""What others have confirmed about a product, and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from catalogue.history import record_history
from catalogue.models.products import Product

if TYPE_CHECKING:
    import datetime


class CertificateKind(models.TextChoices):
    """The certificates that buyers ask for."""

    OCOP = "ocop", "OCOP"
    VIETGAP = "vietgap", "VietGAP"
    ORGANIC = "organic", "Hữu cơ"
    GEOGRAPHICAL_INDICATION = "geographical_indication", "Chỉ dẫn địa lý"
    FOOD_SAFETY = "food_safety", "An toàn thực phẩm"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Rules about many certificates."""

    def checked(self) -> CertificateQuerySet:
        """Return the certificates that a person of the Alliance has checked: only these count publicly."""
        return self.filter(checked_at__isnull=False)

    def valid_on(self, day: datetime.date) -> CertificateQuerySet:
        """Return the certificates in force on ``day``; first and last day count."""
        return self.filter(valid_from__lte=day, valid_to__gte=day)


class Certificate(models.Model):
    """A certificate of one product. OCOP shows stars, and only while it is in force.

    Source: Decision 148/QĐ-TTg of 2023: 3 to 5 stars are certified, for 36 months.
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="certificates")
    kind = models.CharField(max_length=30, choices=CertificateKind.choices)
    stars = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.CharField(max_length=100, blank=True)
    issued_by = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(help_text="The last day on which it holds.")
    dates_assumed = models.BooleanField(
        default=False, help_text="The dates were not given; 36 months from the day of entry were assumed."
    )
    checked_at = models.DateTimeField(null=True, blank=True, help_text="When a person saw the paper.")
    checked_by = models.CharField(max_length=80, blank=True)
    refusal_reason = models.CharField(
        max_length=2_000,
        blank=True,
        help_text="Why the Alliance did not confirm it; empty again once it has changed or has a new paper.",
    )

    objects = CertificateQuerySet.as_manager()
    history = record_history()

    class Meta:
        constraints = [
            models.CheckConstraint(name="certificate_dates", condition=Q(valid_to__gte=F("valid_from"))),
            models.CheckConstraint(
                name="certificate_checked_by_somebody",
                condition=Q(checked_at__isnull=True, checked_by="")
                | (Q(checked_at__isnull=False) & ~Q(checked_by="")),
            ),
            models.CheckConstraint(
                name="certificate_checked_or_refused",
                condition=Q(checked_at__isnull=True) | Q(refusal_reason=""),
            ),
            models.CheckConstraint(name="certificate_kind", condition=Q(kind__in=CertificateKind.values)),
            models.CheckConstraint(
                name="certificate_stars",
                condition=(
                    Q(kind=CertificateKind.OCOP, stars__isnull=False, stars__gte=3, stars__lte=5)
                    | (~Q(kind=CertificateKind.OCOP) & Q(stars__isnull=True))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
