"""Photos and clips of products, and the papers behind certificates. Their files are in the storage."""

from __future__ import annotations

import datetime
from typing import TypedDict

from django.db import models
from django.db.models import Q

from catalogue.history import record_history
from catalogue.models.certificates import Certificate
from catalogue.models.products import Product
from catalogue.models.texts import TextsField

KEPT_AFTER_DELETION = datetime.timedelta(days=30)
"""How long the files of what was deleted stay, so that it can come back."""

_DIGEST = r"^[0-9a-f]{64}$"


class MediaKind(models.TextChoices):
    """What a shopper does with it."""

    PHOTO = "photo", "Ảnh"
    AUDIO = "audio", "Âm thanh"


class MediaFile(TypedDict):
    """One file in the storage; ``name`` is made of its content's SHA-256, so it never changes."""

    name: str
    type: str
    width: int | None
    height: int | None
    size: int


class MediaItemQuerySet(models.QuerySet["MediaItem"]):
    """Rules about many items."""

    def present(self) -> MediaItemQuerySet:
        """Return the items that are not deleted, in the order they are shown."""
        return self.filter(deleted_at__isnull=True).order_by("position", "pk")

    def public(self) -> MediaItemQuerySet:
        """Return the items that anybody may see on the page of a public product."""
        return self.present().filter(approved=True)


class MediaItem(models.Model):
    """A photo, or a clip in one language for people who do not read.

    ``pending_changes`` are as those of a product: of an approved item, other words that wait.
    """

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="media")
    kind = models.CharField(max_length=10, choices=MediaKind.choices)
    language = models.CharField(max_length=35, blank=True, help_text="Of a clip: BCP 47, such as hmn.")
    alt_text = TextsField(blank=True, help_text="What is to be seen or heard, in a few words.")
    position = models.PositiveIntegerField(default=0)
    width = models.PositiveIntegerField(null=True, blank=True, help_text="Of the largest rendition.")
    height = models.PositiveIntegerField(null=True, blank=True)
    duration_ms = models.PositiveIntegerField(null=True, blank=True)
    source_sha256 = models.CharField(max_length=64, help_text="Of the bytes that were sent.")
    size_bytes = models.PositiveIntegerField(help_text="Of all its files together.")
    files: models.JSONField[list[MediaFile], list[MediaFile]] = models.JSONField()
    approved = models.BooleanField(default=False, help_text="Shown as soon as its product is.")
    pending_changes = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = MediaItemQuerySet.as_manager()
    history = record_history()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="media_item_kind",
                condition=(
                    Q(kind=MediaKind.PHOTO, language="", width__isnull=False, height__isnull=False)
                    & Q(width__gte=1, height__gte=1)
                    | (Q(kind=MediaKind.AUDIO, width__isnull=True, height__isnull=True) & ~Q(language=""))
                ),
            ),
            models.CheckConstraint(
                name="media_item_pending_when_approved", condition=Q(approved=True) | Q(pending_changes={})
            ),
            models.CheckConstraint(name="media_item_digest", condition=Q(source_sha256__regex=_DIGEST)),
            models.CheckConstraint(
                name="media_item_has_files", condition=~Q(files=[]) & Q(size_bytes__gte=1)
            ),
            models.UniqueConstraint(
                name="media_item_once",
                fields=["product", "kind", "language", "source_sha256"],
                condition=Q(deleted_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source_sha256[:12]}"


class CertificatePaper(models.Model):
    """A page or document that proves a certificate. Never public: it bears names and signatures."""

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="papers")
    name = models.CharField(max_length=100, help_text="Of the file in the storage.")
    media_type = models.CharField(max_length=40)
    size_bytes = models.PositiveIntegerField()
    source_sha256 = models.CharField(max_length=64, help_text="Of the bytes that were sent.")
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    history = record_history()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="certificate_paper_digest", condition=Q(source_sha256__regex=_DIGEST)
            ),
            models.CheckConstraint(name="certificate_paper_size", condition=Q(size_bytes__gte=1)),
            models.UniqueConstraint(
                name="certificate_paper_once",
                fields=["certificate", "source_sha256"],
                condition=Q(deleted_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.media_type} {self.source_sha256[:12]}"
