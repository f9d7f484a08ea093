"""Two who are invited at once without a user name: each person has a name."""

import threading
import time
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from people import users
from people.models import Membership, Role, User
from people.usernames import username_for as make_name
from people.users import invite_member
from tests.catalogue.waiting import somebody_waits_for_a_lock
from tests.factories import make_cooperative
from tests.people.cast import make_officer
from tests.racing import PATIENCE_S, run_together

pytestmark = pytest.mark.django_db(transaction=True)


def until_the_other_waits() -> Callable[[str], str]:
    """Return what makes a name, the first time only once the other invitation waits for its lock."""
    first = threading.Lock()

    def make_up(email: str) -> str:
        deadline = time.monotonic() + PATIENCE_S
        if connection.vendor == "postgresql" and first.acquire(blocking=False):
            while not somebody_waits_for_a_lock():
                assert time.monotonic() < deadline, "nobody waits"
        return make_name(email)

    return make_up


def invited_at_once(*addresses: str) -> list[object]:
    """Return what came of inviting each to one cooperative."""
    make_officer("lien-minh")
    cooperative = make_cooperative()
    invite = partial(invite_member, cooperative=cooperative, role=Role.STAFF, by_alliance=False)
    return run_together([partial(invite, email=address) for address in addresses])


def accounts() -> list[str]:
    invited = User.objects.exclude(username="lien-minh").order_by("username")
    return list(invited.values_list("username", flat=True))


def test_two_whose_addresses_begin_alike_both_have_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "username_for", until_the_other_waits())

    outcomes = invited_at_once("lan@a.example", "lan@b.example")

    assert [type(outcome) for outcome in outcomes] == [Membership, Membership]
    assert accounts() == ["lan", "lan-2"]


def test_twin_without_the_lock_one_of_them_is_told_that_a_name_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time.")
    both_have_a_name = threading.Barrier(2)

    def make_up(email: str) -> str:
        name = make_name(email)
        both_have_a_name.wait(PATIENCE_S)
        return name

    monkeypatch.setattr(users, "username_for", make_up)
    monkeypatch.setattr(users, "_lock_officers", set)

    invited_at_once("lan@a.example", "lan@b.example")

    assert len(accounts()) == 1
