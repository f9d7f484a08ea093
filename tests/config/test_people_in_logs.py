"""No line of any log names a person: not who comes in, is invited or changed, and not what they typed."""

import logging
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from desk import door
from people import users
from people.mail import Occasion
from people.models import Role, User
from people.passwords import link_for
from people.second_factor import begin
from people.tasks import help_the_forgetful, mail_password_link
from tests.api.staff.people import Caller
from tests.config.test_logs import captured
from tests.desk.people import browser_of
from tests.factories import make_cooperative
from tests.people.cast import make_member, make_officer, token_of
from tests.people.codes import code_of, wrong_code_of
from tests.watched_secrets import WATCH

pytestmark = pytest.mark.django_db

PASSWORD = "vuon-canary-dao-2027"
NEW_PASSWORD = "suoi-canary-trong-2028"
CANARIES = {
    "user name": "canarylan",
    "name": "Giàng Thị Canary",
    "mail address": "canary@htx.example",
    "password": PASSWORD,
    "new password": NEW_PASSWORD,
    "name of a stranger": "canary-nobody",
    "phone number": "0987654321",
    "name of a key": "Máy của canary",
}
PERSON = {"name": CANARIES["name"], "email": CANARIES["mail address"], "language": "vi"}


def make_lan() -> User:
    """Return an owner all of whose particulars are canaries."""
    lan = make_member("canarylan", make_cooperative(slug="htx-dong-van"), Role.OWNER)
    lan.name, lan.email = CANARIES["name"], CANARIES["mail address"]
    lan.set_password(PASSWORD)
    lan.save()
    return lan


def come_in() -> list[int]:
    """Log in and ask for a link, at the desk and over the wire, rightly and wrongly."""
    named = [("canarylan", PASSWORD), ("canarylan", "canary"), ("canary-nobody", PASSWORD), ("", PASSWORD)]
    statuses = []
    for username, password in named:
        form = {"username": username, "password": password}
        statuses += [
            Client().post("/desk/log-in", form).status_code,
            Caller(None).post("seller/session", form).status_code,
            Caller(None).post("seller/session", form | {"canary": password}).status_code,
            Client().post("/desk/password", form).status_code,
            Caller(None).post("seller/password-reset", {"username": username}).status_code,
        ]
    for email in (CANARIES["mail address"], "canary", "nobody.canary@htx.example"):
        statuses.append(Caller(None).post("seller/password-reset", {"email": email}).status_code)
    return statuses


def fail_until_locked() -> list[int]:
    """Log in wrongly until the name is locked, then once more."""
    form = {"username": "canarylan", "password": "canary"}
    return [Client().post("/desk/log-in", form).status_code for _ in range(6)] + [
        Caller(None).post("seller/session", form).status_code
    ]


def link_of(lan: User) -> list[str]:
    """Return the two parts of a fresh link."""
    lan.refresh_from_db()
    return link_for(lan).rstrip("/").split("/")[-2:]


def set_passwords(lan: User) -> list[int]:
    """Change a password and set one by a link, rightly and wrongly."""
    caller, browser = Caller(token_of(lan)), browser_of(lan)
    statuses = []
    for old, new in (("canary", NEW_PASSWORD), (PASSWORD, "canary"), (PASSWORD, NEW_PASSWORD)):
        form = {"password": old, "new_password": new}
        back = form if old == "canary" or new == "canary" else {"password": new, "new_password": old}
        statuses += [
            browser.post("/desk/account/password", form).status_code,
            caller.post("seller/password", back).status_code,
        ]
    for password in ("canary", NEW_PASSWORD):
        form = {"password": password}
        statuses.append(Client().post("/desk/password/Mg/canary", form).status_code)
        statuses.append(Client().post(f"/desk/password/{'/'.join(link_of(lan))}", form).status_code)
        uid, token = link_of(lan)
        body = form | {"uid": uid, "token": token}
        statuses.append(Caller(None).post("seller/password-reset/confirm", body).status_code)
    lan.refresh_from_db()
    lan.set_password(PASSWORD)
    lan.save()
    return statuses


def take_a_second_factor(lan: User) -> list[int]:
    """Begin and confirm a second factor, rightly and wrongly."""
    caller, browser = Caller(token_of(lan)), browser_of(lan)
    steps = "/desk/account/second-factor"
    statuses = [
        caller.post("seller/totp", {"password": password}).status_code for password in ("canary", PASSWORD)
    ]
    begin(lan)
    for code in (wrong_code_of(lan), "canary", code_of(lan)):
        statuses += [
            browser.post(f"{steps}/confirm", {"otp": code}).status_code,
            caller.post("seller/totp/confirm", {"otp": code}).status_code,
        ]
    return [*statuses, browser.post(f"{steps}/turn_off", {"password": PASSWORD}).status_code]


def keep_people(lan: User) -> list[int]:
    """Invite, open, change and refuse people, at the desk and over the wire."""
    officer = make_officer()
    owner, alliance = Caller(token_of(lan)), Caller(token_of(officer))
    at_home, office = browser_of(lan), browser_of(officer)
    statuses = []
    for number, email in enumerate((CANARIES["mail address"], "canary", f"moi.{CANARIES['mail address']}")):
        person = PERSON | {"email": email, "username": f"canarymoi{number}"}
        changed = PERSON | {"email": email}
        statuses += [
            at_home.post("/desk/members", person | {"role": "staff"}).status_code,
            owner.post("seller/members", person | {"role": "staff"}).status_code,
            office.post("/desk/users/new", person | {"username": f"canarymai{number}"}).status_code,
            alliance.post("alliance/users", person | {"username": f"canarymit{number}"}).status_code,
            office.post(f"/desk/users/{lan.pk}", person).status_code,
            alliance.patch(f"alliance/users/{lan.pk}", changed, If_Match="*").status_code,
            alliance.post("alliance/users", person | {"username": "canary lan"}).status_code,
            office.get("/desk/users", {"q": email}).status_code,
        ]
    shop = lan.memberships.get().cooperative_id
    for phone in ("0987654321", "canary 0987654321"):
        form = {"cooperative_name": CANARIES["name"], "phone": phone}
        statuses += [
            at_home.post(f"/desk/cooperatives/{shop}/edit", form).status_code,
            owner.patch(f"seller/cooperatives/{shop}", {"phone": phone}, If_Match="*").status_code,
        ]
    for days in ("30", "canary"):
        key = {"key_name": CANARIES["name of a key"], "days": days, "grants": "catalogue:read"}
        statuses += [at_home.post(f"/desk/{of}", key).status_code for of in ("keys", "account/tokens")]
    return statuses


def mail(lan: User) -> None:
    """Do what the worker does; a mail server that fails quotes whom it was to reach."""
    help_the_forgetful.call(lan.username, "")
    help_the_forgetful.call("", lan.email)
    for occasion in Occasion:
        mail_password_link.call(lan.pk, occasion.value)


def lives(lan: User) -> tuple[str, list[int]]:
    """Return what is logged while people do all this, and the statuses of their answers."""
    with captured() as written:
        statuses = [*come_in(), *set_passwords(lan), *take_a_second_factor(lan), *keep_people(lan)]
        statuses += fail_until_locked()
        mail(lan)
        return written(), statuses


def found_in(text: str) -> set[str]:
    return {name for name, value in CANARIES.items() if value in text}


def test_no_line_names_a_person_or_what_they_typed() -> None:
    text, statuses = lives(make_lan())

    assert set(statuses) == {200, 201, 202, 204, 302, 401, 404, 409, 422, 429}
    assert User.objects.filter(username__startswith="canarym").count() == 6
    assert text.count('"event":"request"') == len(statuses)
    assert found_in(text) == set()
    assert "canary" not in text.lower()


def _telling(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``verb`` so that it logs what it is given, as a careless line would."""

    def told(*given: Any, **named: Any) -> Any:
        logging.getLogger("htx.people").warning("%s with %s", verb.__name__, list(named.values()))
        return verb(*given, **named)

    return told


@pytest.mark.parametrize(
    ("room", "verb", "names"),
    [
        (door, "log_in", {"user name", "password", "name of a stranger"}),
        (users, "open_account", {"name"}),
    ],
)
def test_twin_whose_verb_logs_what_it_is_given_is_found(room: Any, verb: str, names: set[str]) -> None:
    lan = make_lan()

    with patch.object(room, verb, _telling(getattr(room, verb))):
        text, _ = lives(lan)

    assert found_in(text) == names
    assert ("password" in names) == bool(WATCH.taken())
