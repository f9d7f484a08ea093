"""Owners and officers who leave at once: one of them stays."""

import threading
from collections.abc import Sequence
from functools import partial

import pytest
from django.db import transaction

from catalogue.models import Cooperative
from people.errors import LastOfficer, LastOwner
from people.models import Membership, Role, User
from people.users import edit_user, remove_member, set_role
from tests.factories import make_cooperative
from tests.people.cast import make_member, make_officer
from tests.people.places import place_of
from tests.racing import PATIENCE_S, run_together

pytestmark = pytest.mark.django_db


def owners_of(cooperative: Cooperative) -> int:
    return Membership.objects.filter(cooperative=cooperative, role=Role.OWNER).count()


def check_one_owner_is_left(cooperative: Cooperative, outcomes: Sequence[object]) -> None:
    assert [type(outcome) for outcome in outcomes].count(LastOwner) == 1
    assert owners_of(cooperative) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step_down", [remove_member, partial(set_role, role=Role.STAFF)])
def test_of_two_owners_who_step_down_at_once_one_stays(step_down: partial[object]) -> None:
    cooperative = make_cooperative()
    places = [place_of(make_member(name, cooperative, Role.OWNER)) for name in ("lan", "minh")]

    outcomes = run_together([partial(step_down, place) for place in places])

    check_one_owner_is_left(cooperative, outcomes)


@pytest.mark.django_db(transaction=True)
def test_twin_that_counts_before_it_locks_leaves_no_owner() -> None:
    cooperative = make_cooperative()
    places = [place_of(make_member(name, cooperative, Role.OWNER)) for name in ("lan", "minh")]
    both_have_counted = threading.Barrier(2)

    def remove_without_guard(place: Membership) -> None:
        assert owners_of(cooperative) == 2
        both_have_counted.wait(PATIENCE_S)
        with transaction.atomic():
            place.delete()

    outcomes = run_together([partial(remove_without_guard, place) for place in places])

    with pytest.raises(AssertionError):
        check_one_owner_is_left(cooperative, outcomes)
    assert owners_of(cooperative) == 0


def check_one_officer_is_left(outcomes: Sequence[object]) -> None:
    assert [type(outcome) for outcome in outcomes].count(LastOfficer) == 1
    assert User.objects.filter(is_alliance=True, is_active=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_leave_at_once_one_stays() -> None:
    officers = [make_officer("mot"), make_officer("hai")]

    outcomes = run_together(
        [partial(edit_user, officers[0], is_active=False), partial(edit_user, officers[1], is_alliance=False)]
    )

    check_one_officer_is_left(outcomes)


@pytest.mark.django_db(transaction=True)
def test_twin_that_counts_officers_before_it_locks_leaves_none() -> None:
    officers = [make_officer("mot"), make_officer("hai")]
    both_have_counted = threading.Barrier(2)

    def leave_without_guard(officer: User) -> None:
        assert User.objects.filter(is_alliance=True, is_active=True).count() == 2
        both_have_counted.wait(PATIENCE_S)
        User.objects.filter(pk=officer.pk).update(is_active=False)

    outcomes = run_together([partial(leave_without_guard, officer) for officer in officers])

    with pytest.raises(AssertionError):
        check_one_officer_is_left(outcomes)
