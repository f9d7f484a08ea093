"""Profiles added at once: a key stands once, and none goes beyond the bounds."""

from collections.abc import Sequence
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from catalogue.models import Cooperative, LabelProfile, ProfileKind
from catalogue.printing import profiles
from catalogue.printing.profiles import ProfileKeyTaken, TooManyProfiles, add_profile
from tests.factories import make_cooperative
from tests.racing import PATIENCE_S, run_together

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 3
RACERS = 4


def add(cooperative: Cooperative, key: str) -> LabelProfile:
    return add_profile(
        cooperative=cooperative, kind=ProfileKind.TEMPLATE, key=key, values={}, based_on="shelf"
    )


def add_all(cooperative: Cooperative, keys: Sequence[str]) -> list[str]:
    """Return the sorted names of the types of what came of adding profiles by these keys at once."""
    outcomes = run_together([partial(add, cooperative, key) for key in keys])
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_of_many_that_take_one_key_one_gets_it() -> None:
    cooperative = make_cooperative()

    for number in range(ROUNDS):
        outcomes = add_all(cooperative, [f"mau-{number}"] * RACERS)
        assert outcomes == [LabelProfile.__name__] + [ProfileKeyTaken.__name__] * (RACERS - 1)

    assert LabelProfile.objects.count() == ROUNDS


def test_of_many_that_take_the_last_place_one_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "MOST_PROFILES", 2)
    cooperative = make_cooperative()
    add(cooperative, "dau")

    outcomes = add_all(cooperative, [f"mau-{number}" for number in range(RACERS)])

    assert outcomes == [LabelProfile.__name__] + [TooManyProfiles.__name__] * (RACERS - 1)
    assert LabelProfile.objects.count() == 2


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the lock away; two look before either writes. On SQLite the transaction is the lock."""
    both_have_looked = Barrier(2)
    look = profiles.require_room

    def look_together(*, cooperative: Cooperative, kind: ProfileKind, key: str) -> None:
        look(cooperative=cooperative, kind=kind, key=key)
        both_have_looked.wait(PATIENCE_S)

    monkeypatch.setattr(profiles, "require_room", look_together)
    monkeypatch.setattr(profiles, "lock_profiles_of", lambda _cooperative: None)
    if connection.vendor == "sqlite":
        monkeypatch.setitem(globals(), "add_profile", add_profile.__wrapped__)  # type: ignore[attr-defined]


@pytest.mark.usefixtures("unguarded")
def test_twin_without_the_lock_the_second_of_one_key_fails_at_the_database() -> None:
    outcomes = add_all(make_cooperative(), ["mau"] * 2)

    assert outcomes == [IntegrityError.__name__, LabelProfile.__name__]


@pytest.mark.usefixtures("unguarded")
def test_twin_without_the_lock_two_take_the_last_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "MOST_PROFILES", 1)

    outcomes = add_all(make_cooperative(), ["mau-1", "mau-2"])

    assert outcomes == [LabelProfile.__name__] * 2
    assert LabelProfile.objects.count() == 2
