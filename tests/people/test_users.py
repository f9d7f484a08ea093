"""Accounts and places: opened with a mail, closed with all that they opened, and never the last one."""

from functools import partial

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from catalogue.history import acting_as, history_of
from people.credentials import find_token
from people.errors import (
    AlreadyMember,
    EmailNeeded,
    LastOfficer,
    LastOwner,
    MemberUnknown,
    UserInvalid,
    UsernameTaken,
    UserUnknown,
)
from people.models import AccessToken, Membership, Role, User, UserQuerySet
from people.passwords import change_password, encode_password
from people.users import (
    add_member,
    edit_user,
    find_active_user,
    invite_member,
    open_account,
    remove_member,
    set_role,
)
from tests.factories import make_cooperative
from tests.people.cast import make_member, make_officer, make_user, token_of
from tests.people.places import place_of

pytestmark = pytest.mark.django_db


def test_a_new_account_is_invited_by_mail_and_the_alliance_alone_takes_one_that_is_there() -> None:
    a = make_cooperative()
    pao = make_user("pao")

    by_owner = invite_member(cooperative=a, role=Role.STAFF, by_alliance=False, email="sua@htx.example")
    by_alliance = invite_member(cooperative=a, role=Role.OWNER, by_alliance=True, username="Pao")

    assert (by_owner.user.username, by_owner.user.email, by_owner.role) == (
        "sua",
        "sua@htx.example",
        "staff",
    )
    assert (by_alliance.user, by_alliance.role) == (pao, "owner")
    for given in (
        {"by_alliance": False, "username": "pao"},
        {"by_alliance": True},
        {"by_alliance": True, "username": "pao", "name": "Pao"},
    ):
        with pytest.raises(EmailNeeded):
            invite_member(cooperative=a, role=Role.STAFF, **given)
    assert Membership.objects.count() == 2


def test_a_mail_address_may_belong_to_several_accounts_named_or_not() -> None:
    make_user("lan", email="lan@htx.example")

    open_account(email="LAN@htx.example")
    open_account(username="hoa", email="lan@htx.example")

    names = list(User.objects.order_by("pk").values_list("username", flat=True))
    assert names == ["lan", "lan-2", "hoa"]


def test_an_invitation_that_fails_opens_no_account() -> None:
    with pytest.raises(UserInvalid):
        invite_member(cooperative=make_cooperative(), role=Role.STAFF, by_alliance=True, email="no mail")

    assert not User.objects.exists()


def test_a_new_account_has_no_password_and_its_user_is_written_to() -> None:
    user = open_account(username="Lan", email="lan@HTX.example", name="Lan")

    assert (user.username, user.email, user.has_usable_password()) == ("lan", "lan@htx.example", False)
    [job] = DBTaskResult.objects.filter(task_path="people.tasks.mail_password_link")
    assert job.args_kwargs["args"] == [user.pk, "invited"]
    assert mail.outbox == []


def test_a_name_is_given_once_whatever_its_capitals() -> None:
    make_user("lan")

    with pytest.raises(UsernameTaken):
        open_account(username="LAN")

    assert User.objects.count() == 1


def test_a_value_that_no_user_can_have_is_named() -> None:
    for fields, field in (
        ({"username": "có dấu"}, "username"),
        ({"username": "a"}, "username"),
        ({"username": "lan", "email": "lan"}, "email"),
        ({"username": "lan", "language": "fr"}, "language"),
    ):
        with pytest.raises(UserInvalid) as refusal:
            open_account(**fields)
        assert refusal.value.field == field

    assert not User.objects.exists()


def test_a_closed_account_opens_nothing_and_its_tokens_stay_closed() -> None:
    lan = make_user("lan")
    token = token_of(lan)

    with acting_as("user:9"):
        edit_user(lan, is_active=False)
    edit_user(lan, is_active=True)

    assert find_token(token) is None
    assert history_of(AccessToken.objects.get())[0].actor == "user:9"


def test_the_last_officer_stays_one_but_may_change_their_name() -> None:
    officer = make_officer()
    make_user("gone", is_alliance=True, is_active=False)

    for change in ({"is_active": False}, {"is_alliance": False}):
        with pytest.raises(LastOfficer):
            edit_user(officer, **change)

    assert edit_user(officer, name="Liên minh").name == "Liên minh"
    assert User.objects.get(pk=officer.pk).is_alliance


def test_of_two_officers_one_may_go() -> None:
    first, second = make_officer("mot"), make_officer("hai")

    edit_user(first, is_alliance=False)

    with pytest.raises(LastOfficer):
        edit_user(second, is_active=False)


@pytest.fixture
def _whoever_is_active_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(UserQuerySet, "who_can_come_in", lambda rows: rows.filter(is_active=True))
    monkeypatch.setattr(User, "can_come_in", property(lambda user: user.is_active))


def invite_officer() -> User:
    return open_account(username="sua", email="sua@htx.example", is_alliance=True)


def test_an_officer_who_was_invited_and_never_came_in_does_not_count() -> None:
    officer, invited = make_officer(), invite_officer()

    for change in ({"is_active": False}, {"is_alliance": False}):
        with pytest.raises(LastOfficer):
            edit_user(officer, **change)
    assert edit_user(invited, is_active=False).is_active is False
    assert User.objects.get(pk=officer.pk).can_come_in


def test_an_officer_who_has_set_a_password_counts() -> None:
    officer, invited = make_officer(), invite_officer()
    change_password(invited, encode_password(invited, "nuong-ngo-dong-van-2027"))

    assert edit_user(officer, is_active=False).is_active is False


@pytest.mark.usefixtures("_whoever_is_active_counts")
def test_twin_that_counts_whoever_is_active_leaves_no_officer_who_can_come_in() -> None:
    officer, _ = make_officer(), invite_officer()

    edit_user(officer, is_active=False)

    assert not User.objects.filter(is_active=True).exclude(password__startswith="!").exists()


def test_a_change_that_is_not_valid_changes_nothing() -> None:
    lan = make_user("lan", email="lan@htx.example")

    with pytest.raises(UserInvalid):
        edit_user(lan, email="x", name="Lan")

    assert User.objects.values_list("email", "name").get() == ("lan@htx.example", "")


def test_only_active_users_are_found_by_name() -> None:
    lan = make_user("lan")
    make_user("gone", is_active=False)

    assert find_active_user("LAN") == lan
    for name in ("gone", "nobody"):
        with pytest.raises(UserUnknown):
            find_active_user(name)


def test_a_user_has_one_place_in_a_cooperative() -> None:
    cooperative = make_cooperative()
    lan = make_member("lan", cooperative)

    with pytest.raises(AlreadyMember):
        add_member(cooperative=cooperative, user=lan, role=Role.OWNER)

    assert place_of(lan).role == Role.STAFF


def test_the_last_owner_neither_leaves_nor_steps_down() -> None:
    cooperative = make_cooperative()
    lan = make_member("lan", cooperative, Role.OWNER)
    minh = make_member("minh", cooperative)

    with pytest.raises(LastOwner):
        set_role(place_of(lan), Role.STAFF)
    with pytest.raises(LastOwner):
        remove_member(place_of(lan))
    assert place_of(lan).role == Role.OWNER

    set_role(place_of(minh), Role.OWNER)
    remove_member(place_of(lan))
    assert list(Membership.objects.values_list("user__username", "role")) == [("minh", "owner")]


def test_an_owner_whose_account_is_closed_does_not_count() -> None:
    cooperative = make_cooperative()
    lan = make_member("lan", cooperative, Role.OWNER)
    make_member("gone", cooperative, Role.OWNER)
    User.objects.filter(username="gone").update(is_active=False)

    with pytest.raises(LastOwner):
        remove_member(place_of(lan))


def owner_and_invited() -> tuple[Membership, Membership]:
    """Return the places of an owner and of another who has never come in."""
    cooperative = make_cooperative()
    lan = make_member("lan", cooperative, Role.OWNER)
    invited = invite_member(
        cooperative=cooperative, role=Role.OWNER, by_alliance=False, email="sua@htx.example"
    )
    return place_of(lan), invited


def test_an_owner_who_was_invited_and_never_came_in_does_not_count() -> None:
    place, invited = owner_and_invited()

    with pytest.raises(LastOwner):
        remove_member(place)
    with pytest.raises(LastOwner):
        set_role(place, Role.STAFF)
    assert place_of(place.user).role == Role.OWNER

    remove_member(invited)
    assert list(Membership.objects.all()) == [place]


def test_an_invited_owner_gives_way_to_another_one() -> None:
    place, invited = owner_and_invited()
    Membership.objects.filter(pk=place.pk).delete()

    with pytest.raises(LastOwner):
        remove_member(invited)
    invite_member(cooperative=invited.cooperative, role=Role.OWNER, by_alliance=True, email="mai@htx.example")
    remove_member(invited)

    assert Membership.objects.get().user.username == "mai"


@pytest.mark.usefixtures("_whoever_is_active_counts")
def test_twin_that_counts_whoever_is_active_leaves_no_owner_who_can_come_in() -> None:
    place, invited = owner_and_invited()

    remove_member(place)

    assert list(Membership.objects.all()) == [invited]


def test_a_place_that_is_gone_is_not_found() -> None:
    place = place_of(make_member("lan", make_cooperative()))
    remove_member(place)
    place.pk = 10**9

    for late in (partial(remove_member, place), partial(set_role, place, Role.OWNER)):
        with pytest.raises(MemberUnknown):
            late()


def test_places_are_remembered() -> None:
    cooperative = make_cooperative()
    place = place_of(make_member("lan", cooperative))
    with acting_as("user:9"):
        set_role(place, Role.OWNER)

    [change, _] = history_of(place)
    assert (change.actor, [field.after for field in change.fields]) == ("user:9", ["owner"])
