"""The cast of the tests: two cooperatives, their people, their keys, and the Alliance."""

from typing import Any

from catalogue.models import Cooperative
from people.credentials import issue_key, issue_token
from people.models import Grant, Membership, Role, User

PASSWORD = "ruong-bac-thang-2026"


def make_user(username: str, **fields: Any) -> User:
    """Return a user with the password of the cast."""
    return User.objects.create_user(username, PASSWORD, **fields)


def make_member(username: str, cooperative: Cooperative, role: Role = Role.STAFF) -> User:
    """Return a user with a place in ``cooperative``."""
    user = make_user(username)
    Membership.objects.create(user=user, cooperative=cooperative, role=role)
    return user


def make_officer(username: str = "lien-minh") -> User:
    """Return an officer of the Alliance."""
    return make_user(username, is_alliance=True)


def token_of(user: User) -> str:
    """Return the plain text of a new token."""
    return issue_token(user=user, name="test")[1]


def key_of(cooperative: Cooperative, *grants: str) -> str:
    """Return the plain text of a new key; without grants it has all of them."""
    return issue_key(
        cooperative=cooperative, name="test", grants=grants or Grant.values, days=None, created_by=None
    )[1]
