"""Background jobs about people, run by the worker.

Mail goes out from here and not from a request: an answer neither waits for a mail server nor tells by its
time whether there was anybody to write to.
"""

import datetime

from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import task

from catalogue.tasks import plan_for_the_night
from people.mail import Notice, Occasion, mail_link, send_notice
from people.models import SentForm, User
from people.passwords import forgetful_users, may_be_mailed

LOG_INS_KEPT_DAYS = 180
SENT_FORMS_KEPT_DAYS = 7


@task()
def mail_password_link(user_id: int, occasion: str) -> None:
    """Send a link for setting a password, if the user is active and has a mail address."""
    user = User.objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    if user is not None:
        mail_link(user, Occasion(occasion))


@task()
def mail_notice(user_id: int, notice: str, address: str) -> None:
    """Tell the user at ``address`` what was done to the account, also one that is closed; nobody at none."""
    user = User.objects.filter(pk=user_id).first()
    if user is not None and address:
        send_notice(user, Notice(notice), address)


@task()
def help_the_forgetful(username: str, email: str) -> None:
    """Send a link to whom this name or address means; to each at most one in five minutes."""
    for user in forgetful_users(username=username, email=email):
        if may_be_mailed(user):
            mail_password_link.enqueue(user.pk, Occasion.FORGOTTEN.value)


@task()
def tidy_log_ins() -> None:
    """Drop ended sessions, old notes of log-ins, which are personal data, and old marks of forms.

    Plans the next night.
    """
    now = timezone.now()
    SentForm.objects.filter(created_at__lt=now - datetime.timedelta(days=SENT_FORMS_KEPT_DAYS)).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    long_ago = now - datetime.timedelta(days=LOG_INS_KEPT_DAYS)
    AccessLog.objects.filter(attempt_time__lt=long_ago).delete()
    AccessAttempt.objects.filter(attempt_time__lt=long_ago).delete()
    schedule_housekeeping()


def schedule_housekeeping() -> None:
    """See that one ``tidy_log_ins`` waits for the coming night."""
    plan_for_the_night(tidy_log_ins)
