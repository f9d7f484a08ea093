"""The clients that show the catalogue."""

from django.db import models
from django.db.models import Q

from catalogue.history import record_history


class StorefrontKind(models.TextChoices):
    """Where a storefront meets its shoppers."""

    WEB = "web", "Web"
    MOBILE = "mobile", "Ứng dụng"
    KIOSK = "kiosk", "Kiosk"
    FEED = "feed", "Nguồn cấp"


class Storefront(models.Model):
    """A client with its publishable key, which is public by design and opens public reads alone."""

    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=StorefrontKind.choices)
    publishable_key = models.CharField(max_length=60, unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    history = record_history()

    class Meta:
        constraints = [
            models.CheckConstraint(name="storefront_kind", condition=Q(kind__in=StorefrontKind.values)),
            models.CheckConstraint(
                name="storefront_key_shape", condition=Q(publishable_key__regex=r"^pk_[A-Za-z0-9_-]{22,50}$")
            ),
        ]

    def __str__(self) -> str:
        return self.name
