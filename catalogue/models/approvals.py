"""What the Alliance and the cooperatives decided about goods."""

from django.db import models
from django.db.models import Q

from catalogue.models.products import Product


class ApprovalKind(models.TextChoices):
    """The steps of goods on their way to the public, and of later changes to them."""

    SUBMITTED = "submitted", "Đã gửi duyệt"
    APPROVED = "approved", "Đã duyệt"
    REJECTED = "rejected", "Bị từ chối"
    WITHDRAWN = "withdrawn", "Đã rút"
    CHANGES_SUBMITTED = "changes_submitted", "Đã gửi duyệt thay đổi"
    CHANGES_APPROVED = "changes_approved", "Đã duyệt thay đổi"
    CHANGES_REJECTED = "changes_rejected", "Thay đổi bị từ chối"


NEEDS_REASON = (ApprovalKind.REJECTED, ApprovalKind.WITHDRAWN, ApprovalKind.CHANGES_REJECTED)


class ApprovalEvent(models.Model):
    """One step, with who took it and why. Triggers of the database keep the rows as they were written."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="approval_events")
    kind = models.CharField(max_length=20, choices=ApprovalKind.choices)
    reason = models.TextField(blank=True)
    actor = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="approval_event_kind", condition=Q(kind__in=ApprovalKind.values)),
            models.CheckConstraint(
                name="approval_event_reason", condition=~Q(kind__in=NEEDS_REASON) | ~Q(reason="")
            ),
            models.CheckConstraint(name="approval_event_actor", condition=~Q(actor="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
