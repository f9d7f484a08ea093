"""Users: opening accounts, changing and closing them, and their places in cooperatives.

The last owner of a cooperative and the last officer of the Alliance stay, and who was invited and has set no
password yet does not count: who takes one away first locks the row that all who do so lock, then counts. Who
has a user name made up first locks the rows of the officers, so that of two who are invited at once each gets
a name.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalogue.models import Cooperative
from catalogue.search.folding import fold
from people.credentials import revoke_tokens
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
from people.mail import Notice, Occasion
from people.models import Membership, Role, User
from people.tasks import mail_notice, mail_password_link
from people.usernames import username_for


@transaction.atomic
def open_account(*, username: str = "", email: str = "", **fields: Any) -> User:
    """Return a new user without a password, and send them a link for setting one.

    Without ``username`` they get one made of ``email``. An address may belong to several accounts: families
    share one, and to refuse it would tell a neighbour who has an account.

    Raises UserInvalid, UsernameTaken.
    """
    if not username:
        _lock_officers()
        username = username_for(email)
    if User.objects.filter(username=username.lower()).exists():
        raise UsernameTaken
    try:
        with transaction.atomic():
            user = User.objects.create_user(username, None, email=email, **fields)
    except ValidationError as error:
        raise UserInvalid(fields=sorted(error.message_dict)) from None
    except IntegrityError:
        raise UsernameTaken from None  # another transaction was faster
    mail_password_link.enqueue(user.pk, Occasion.INVITED.value)
    return user


@transaction.atomic
def edit_user(user: User, **changes: Any) -> User:
    """Return ``user`` with ``changes``. Who is no longer active loses sessions and tokens for good.

    When the mail address changes, the old one and the new one are written to. Changes of what is GUARDED are
    for who has shown a proof.

    Raises UserInvalid, LastOfficer.
    """
    officers, user = lock_user(user)
    old_address = user.email
    for name, value in changes.items():
        setattr(user, name, value)
    if not (user.is_active and user.is_alliance) and officers == {user.pk}:
        raise LastOfficer
    try:
        user.full_clean(exclude={"password"})
    except ValidationError as error:
        raise UserInvalid(fields=sorted(error.message_dict)) from None
    user.save()
    if not user.is_active:
        revoke_tokens(user)
    if user.email != old_address:
        for address in filter(None, (old_address, user.email)):
            mail_notice.enqueue(user.pk, Notice.ADDRESS_CHANGED.value, address)
    return user


@transaction.atomic
def add_member(*, cooperative: Cooperative, user: User, role: str) -> Membership:
    """Return the new place of ``user`` in ``cooperative``. Raises AlreadyMember."""
    try:
        with transaction.atomic():
            return Membership.objects.create(cooperative=cooperative, user=user, role=role)
    except IntegrityError:
        raise AlreadyMember from None


@transaction.atomic
def invite_member(
    *,
    cooperative: Cooperative,
    role: str,
    by_alliance: bool,
    email: str = "",
    username: str = "",
    **account: Any,
) -> Membership:
    """Return the new place: with ``email`` of a new account, whose user gets a link to set a password.

    Without it, of the user called ``username``, who has an account: that is the Alliance's to give.

    Raises EmailNeeded, UserInvalid, UsernameTaken, UserUnknown, AlreadyMember.
    """
    if email:
        user = open_account(username=username, email=email, **account)
    elif by_alliance and username and not account:
        user = find_active_user(username)
    else:
        raise EmailNeeded
    return add_member(cooperative=cooperative, user=user, role=role)


def matching_users(asked: str) -> list[int]:
    """Return the keys of users in whom ``asked`` occurs, without marks; the same on every database."""
    wanted = fold(asked.strip())
    columns = User.objects.values_list("pk", "username", "name", "email")
    return [pk for pk, *texts in columns if any(wanted in fold(text) for text in texts)]


def find_active_user(username: str) -> User:
    """Return the active user of this name. Raises UserUnknown."""
    user = User.objects.filter(username=username.lower(), is_active=True).first()
    if user is None:
        raise UserUnknown
    return user


@transaction.atomic
def set_role(membership: Membership, role: str) -> Membership:
    """Return the membership with another role. Raises LastOwner, MemberUnknown."""
    membership = lock_membership(membership)
    if role != Role.OWNER:
        _require_another_owner(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    return membership


@transaction.atomic
def remove_member(membership: Membership) -> None:
    """End a place; the user's account stays. Raises LastOwner, MemberUnknown."""
    membership = lock_membership(membership)
    _require_another_owner(membership)
    membership.delete()


def lock_user(user: User) -> tuple[set[int], User]:
    """Return the keys of the officers who can come in and ``user`` as they are now, locked in this order."""
    return _lock_officers(), User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _lock_officers() -> set[int]:
    """Return the keys of the officers who can come in; the rows of all active ones are locked."""
    active = User.objects.filter(is_alliance=True, is_active=True).order_by("pk")
    return {officer.pk for officer in active.select_for_update(no_key=True) if officer.can_come_in}


def lock_membership(membership: Membership) -> Membership:
    """Return the row as it is now; all changes of places in its cooperative wait for each other.

    Raises MemberUnknown.
    """
    Cooperative.objects.select_for_update(no_key=True).get(pk=membership.cooperative_id)
    found = Membership.objects.filter(pk=membership.pk).first()
    if found is None:
        raise MemberUnknown
    return found


def _require_another_owner(membership: Membership) -> None:
    if membership.role != Role.OWNER:
        return
    others = Membership.objects.filter(
        cooperative=membership.cooperative_id, role=Role.OWNER, user__is_active=True
    ).exclude(pk=membership.pk)
    # Invited owners may be exchanged for each other; who can come in, for somebody who can.
    if membership.user.can_come_in:
        others = others.filter(user__in=User.objects.who_can_come_in())
    if not others.exists():
        raise LastOwner
