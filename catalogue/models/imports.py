"""Spreadsheets on their way into the catalogue."""

from django.db import models
from django.db.models import F, Q

from catalogue.models.cooperatives import Cooperative


class ImportStatus(models.TextChoices):
    """How far an import has come."""

    STAGED = "staged", "Đã đọc"
    APPLYING = "applying", "Đang nhập"
    APPLIED = "applied", "Đã nhập"
    FAILED = "failed", "Bị từ chối"
    UNDONE = "undone", "Đã hoàn tác"


class ImportAction(models.TextChoices):
    """What a row does to the catalogue."""

    CREATE = "create", "Thêm mới"
    RESTORE = "restore", "Khôi phục"
    UPDATE = "update", "Cập nhật"
    UNCHANGED = "unchanged", "Không đổi"
    REFUSED = "refused", "Bị từ chối"


class ImportJob(models.Model):
    """One uploaded file: read, checked, then applied or thrown away."""

    filename = models.CharField(max_length=255)
    content_sha256 = models.CharField(max_length=64)
    cooperative = models.ForeignKey(
        Cooperative,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text="Whose goods alone the file may hold; none when the rows say it.",
    )
    status = models.CharField(max_length=10, choices=ImportStatus.choices)
    row_count = models.PositiveIntegerField(default=0)
    valid_count = models.PositiveIntegerField(default=0)
    invalid_count = models.PositiveIntegerField(default=0)
    created_count = models.PositiveIntegerField(default=0, help_text="Rows that add or restore a product.")
    updated_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    applied_count = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list, help_text="About the whole file: [{column, code, vi, en}]")
    actor = models.CharField(max_length=80, blank=True, help_text="Who sent the file, such as user:7.")
    refusal = models.JSONField(
        null=True, blank=True, help_text="Why the last try to apply it failed: {code, vi, en}."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="import_job_status", condition=Q(status__in=ImportStatus.values)),
            models.CheckConstraint(
                name="import_job_counts_add_up",
                condition=Q(row_count=F("valid_count") + F("invalid_count")),
            ),
            models.CheckConstraint(
                name="import_job_applied_whole",
                condition=~Q(status__in=[ImportStatus.APPLIED, ImportStatus.UNDONE])
                | Q(invalid_count=0, applied_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filename} ({self.status})"


class ImportRow(models.Model):
    """One row of the file: what was read, what is wrong with it, and what it changed."""

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="The row as the spreadsheet counts it.")
    action = models.CharField(max_length=10, choices=ImportAction.choices)
    values = models.JSONField(default=dict)
    errors = models.JSONField(default=list, help_text="[{column, code, vi, en}]")
    warnings = models.JSONField(default=list, help_text="[{column, code, vi, en}]")
    before = models.JSONField(null=True, help_text="What the row replaced; none where it created.")
    after_digest = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of what it left, to see later changes by others."
    )
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="import_row_once", fields=["job", "number"]),
            models.CheckConstraint(name="import_row_action", condition=Q(action__in=ImportAction.values)),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
