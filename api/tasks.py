"""Background jobs of the HTTP surface, run by the worker."""

import datetime

from django.utils import timezone
from django_tasks import task

from api.models import IdempotentRequest
from catalogue.tasks import plan_for_the_night

ANSWERS_KEPT_DAYS = 7


@task()
def forget_answers() -> int:
    """Drop the answers to writes older than seven days; plan the next night. Returns how many were dropped.

    Nothing waits for it: a key that is still there after a week gives its old answer again.
    """
    long_ago = timezone.now() - datetime.timedelta(days=ANSWERS_KEPT_DAYS)
    dropped, _ = IdempotentRequest.objects.filter(created_at__lt=long_ago).delete()
    schedule_housekeeping()
    return dropped


def schedule_housekeeping() -> None:
    """See that one ``forget_answers`` waits for the coming night."""
    plan_for_the_night(forget_answers)
