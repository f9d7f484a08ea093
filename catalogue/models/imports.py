"""Spreadsheets on their way into the catalogue."""

from django.db import models

from catalogue.models.cooperatives import Cooperative


class ImportStatus(models.TextChoices):
    """How far an import has come."""

    STAGED = "staged", "Đã đọc"
    APPLYING = "applying", "Đang nhập"
    APPLIED = "applied", "Đã nhập"
    FAILED = "failed", "Bị từ chối"
    UNDONE = "undone", "Đã hoàn tác"


class ImportJob(models.Model):
    """One uploaded file: read, checked, then applied or thrown away."""

    filename = models.CharField(max_length=255)
    content_sha256 = models.CharField(max_length=64)
    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, null=True, blank=True)
    status = models.CharField(max_length=10, choices=ImportStatus.choices)
    row_count = models.PositiveIntegerField(default=0)
    valid_count = models.PositiveIntegerField(default=0)
    invalid_count = models.PositiveIntegerField(default=0)
    applied_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.filename} ({self.status})"


class ImportRow(models.Model):
    """One row of the file: what was read, what is wrong with it, and what it changed."""

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="The row as the spreadsheet counts it; the header is 1.")
    values = models.JSONField(default=dict)
    errors = models.JSONField(default=list, help_text="[{column, code, vi, en}]")
    warnings = models.JSONField(default=list, help_text="[{column, code, vi, en}]")
    before = models.JSONField(null=True, help_text="What the row replaced; none where it created.")
    product = models.ForeignKey("catalogue.Product", on_delete=models.SET_NULL, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="import_row_once", fields=["job", "number"])]

    def __str__(self) -> str:
        return f"{self.number}"
