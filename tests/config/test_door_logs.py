"""What people type to come in, and what they are told once, is in no line of a log."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult

from people.models import Role, User
from people.tasks import help_the_forgetful, mail_password_link
from tests.api.staff.people import Caller
from tests.config.test_logs import captured
from tests.factories import make_cooperative
from tests.people.cast import PASSWORD, make_member, make_officer, token_of

pytestmark = pytest.mark.django_db
NAME, ADDRESS, WRONG = "Nguyễn Thị Canary", "canary@htx.example.vn", "Mật-khẩu-canary"
NEW = "nuong-ray-canary-2026"


def run_tasks() -> None:
    """Send what waits to be sent, as the worker does."""
    for job in (help_the_forgetful, mail_password_link):
        for result in DBTaskResult.objects.ready().filter(task_path=job.module_path):
            job.func(*result.args_kwargs["args"], **result.args_kwargs["kwargs"])


def come_in_every_way(owner: User, officer: Caller) -> list[Any]:
    """Ask every address that lets people in or tells a secret, and return what must stay secret."""
    browser, by_token = Client(), Caller(token_of(owner))
    secrets: list[Any] = [NAME, ADDRESS, WRONG, NEW, PASSWORD, by_token.token]
    session = Caller(None, browser)
    for password in (WRONG, PASSWORD):
        answer = session.post("seller/session", {"username": "lan", "password": password})
        browser.post("/desk/log-in", {"username": "lan", "password": password, "next": f"/desk/?q={NAME}"})
    secrets += [answer.json()["csrf_token"], browser.cookies["sessionid"].value]
    for path in (f"seller/products?q={NAME}", f"seller/members?cursor={ADDRESS}", f"nowhere/{ADDRESS}"):
        by_token.get(path)
    secrets.append(by_token.post("seller/tokens", {"name": NAME}).json()["token"])
    grants = {"name": NAME, "grants": ["catalogue:read"]}
    secrets.append(by_token.post("seller/secret-keys", grants).json()["key"])
    secrets.append(by_token.post("seller/totp", {"password": PASSWORD}).json()["secret"])
    officer.post("alliance/users", {"username": "canary", "email": ADDRESS, "name": NAME})
    session.post("seller/password-reset", {"email": ADDRESS})
    session.post("seller/password-reset", {"username": "lan"})
    run_tasks()
    links = re.findall(r"/desk/password/(\S+)/(\S+)", "".join(str(one.body) for one in mail.outbox))
    for uid, token in links:
        browser.get(f"/desk/password/{uid}/{token}")
        session.post("seller/password-reset/confirm", {"uid": uid, "token": token, "password": NEW})
        secrets.append(token)
    return secrets


def test_nothing_that_lets_anybody_in_is_in_any_log() -> None:
    owner = make_member("lan", make_cooperative(), Role.OWNER)
    owner.name, owner.email = NAME, ADDRESS
    owner.save()

    with captured() as written:
        secrets = come_in_every_way(owner, Caller(token_of(make_officer())))
        text = written()

    assert len(secrets) == 14
    assert text.count('"event":"request"') >= 15
    assert [secret for secret in secrets if secret in text] == []
    assert "canary" not in text.lower()
