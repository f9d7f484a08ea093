"""Mail goes out from the worker; what is no longer needed goes away by night."""

import datetime
from typing import Any

import pytest
import time_machine
from axes.models import AccessLog
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from people.log_in import log_in
from people.passwords import reset_password
from people.tasks import help_the_forgetful, mail_password_link, schedule_housekeeping, tidy_log_ins
from tests.people.cast import PASSWORD, make_user
from tests.people.requests import make_request

pytestmark = pytest.mark.django_db


def waiting(job: str) -> list[Any]:
    return list(DBTaskResult.objects.filter(task_path=f"people.tasks.{job}", status=TaskResultStatus.READY))


def test_a_mail_in_the_language_of_the_user_carries_a_link_that_works(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://htx.example"
    lan = make_user("lan", name="Lan", email="lan@htx.example")
    john = make_user("john", email="john@htx.example", language="en")

    mail_password_link.call(lan.pk, "forgotten")
    mail_password_link.call(john.pk, "invited")

    vietnamese, english = mail.outbox
    assert (vietnamese.to, vietnamese.subject) == (["lan@htx.example"], "Đặt lại mật khẩu HTX")
    assert vietnamese.body.startswith("Kính gửi Lan,\n")
    assert (english.to, english.subject) == (["john@htx.example"], "Your HTX account")
    assert english.body.startswith("Dear john,\n")
    link = next(line for line in english.body.splitlines() if line.startswith("https://htx.example/desk/"))
    *_, uid, token = link.split("/")
    assert reset_password(uid=uid, token=token, password="nuong-ngo-thang-bay") == john


def test_nobody_is_written_to_who_left_or_has_no_address() -> None:
    gone = make_user("gone", email="gone@htx.example", is_active=False)
    for user in (gone, make_user("sung")):
        mail_password_link.call(user.pk, "forgotten")
    mail_password_link.call(0, "forgotten")

    assert mail.outbox == []


def test_the_forgetful_are_helped_once_in_five_minutes_each() -> None:
    users = [make_user(name, email="chung@htx.example") for name in ("lan", "minh")]

    help_the_forgetful.call("", "chung@htx.example")
    help_the_forgetful.call("lan", "")
    help_the_forgetful.call("nobody", "")

    asked = [result.args_kwargs["args"] for result in waiting("mail_password_link")]
    assert sorted(asked) == [[user.pk, "forgotten"] for user in users]


def test_ended_sessions_and_old_log_ins_go_away_by_night() -> None:
    make_user("lan")
    long_ago = timezone.now() - datetime.timedelta(days=181)
    with time_machine.travel(long_ago, tick=False):
        request = make_request()
        log_in(request, username="lan", password=PASSWORD)
        request.session.save()
    request = make_request()
    log_in(request, username="lan", password=PASSWORD)
    request.session.save()
    assert (Session.objects.count(), AccessLog.objects.count()) == (2, 2)

    tidy_log_ins.call()

    assert [row.session_key for row in Session.objects.all()] == [request.session.session_key]
    assert AccessLog.objects.count() == 1
    assert len(waiting("tidy_log_ins")) == 1


def test_one_night_is_planned_however_often_it_is_asked_for() -> None:
    schedule_housekeeping()
    schedule_housekeeping()

    assert len(waiting("tidy_log_ins")) == 1
