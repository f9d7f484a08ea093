"""What the HTTP surface itself remembers."""

from django.db import models


class IdempotentRequest(models.Model):
    """A write that was carried out under an ``Idempotency-Key``, with the answer that it was given.

    The row is written in the transaction of the effect, so each is there exactly when the other is.
    """

    credential = models.CharField(max_length=100, help_text="Who asked: user:7, key:3.")
    method = models.CharField(max_length=10)
    path = models.CharField(max_length=200, help_text="The path; where it is long or not ASCII, its SHA-256.")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(
        max_length=64, help_text="A keyed digest of method, path, query and body, less passwords and codes."
    )
    reach = models.JSONField(
        null=True, default=list, help_text="Keys of the cooperatives it reached then; null for all."
    )
    status = models.PositiveSmallIntegerField(default=0, help_text="0 while the effect is under way.")
    headers = models.JSONField(default=dict)
    body = models.BinaryField(null=True, help_text="None where the answer is not kept.")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="idempotent_request_once", fields=["credential", "method", "path", "key"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.path} ({self.credential})"
