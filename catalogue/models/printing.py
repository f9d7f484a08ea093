"""What was printed, for whom and when; a job can be printed again years later just as it was."""

from django.db import models
from django.db.models import F, Q

from catalogue.models.cooperatives import Cooperative


class PrintStatus(models.TextChoices):
    """How far a print job has come."""

    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang làm"
    DONE = "done", "Xong"
    FAILED = "failed", "Không in được"
    CANCELLED = "cancelled", "Đã huỷ"


class PrintJob(models.Model):
    """Labels of one cooperative in one file. ``record`` holds the job whole: paper, printer, every text."""

    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="print_jobs")
    actor = models.CharField(max_length=80)
    record = models.JSONField()
    form = models.CharField(max_length=10, help_text="pdf, png, zpl, tspl or escpos.")
    status = models.CharField(max_length=10, choices=PrintStatus.choices)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()
    file_name = models.CharField(max_length=100, blank=True, help_text="In the storage; set when it is done.")
    file_dropped_at = models.DateTimeField(
        null=True, blank=True, help_text="When its file was cleared away; the row stays as the log."
    )
    media_type = models.CharField(max_length=50)
    refusal = models.JSONField(null=True, blank=True, help_text="Why it failed: {code, vi, en}.")
    reprint_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reprints"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    alive_at = models.DateTimeField(
        null=True, blank=True, help_text="When its queue or its worker was last heard of."
    )
    attempts = models.PositiveSmallIntegerField(
        default=0, help_text="How often a worker took it in hand; names the worker that has it now."
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="print_job_status", condition=Q(status__in=PrintStatus.values)),
            models.CheckConstraint(name="print_job_done_within_total", condition=Q(done__lte=F("total"))),
            models.CheckConstraint(
                name="print_job_done_has_file",
                condition=~Q(status=PrintStatus.DONE) | (~Q(file_name="") & Q(done=F("total"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.total} ({self.status})"
