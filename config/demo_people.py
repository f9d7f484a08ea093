"""The people of the demonstration: an owner for each cooperative, and an officer of the Alliance."""

import secrets
from typing import TypedDict

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher

from catalogue.models import Cooperative
from people.credentials import LONGEST_DAYS, issue_token
from people.models import Membership, Role, User

OFFICER = "lien-minh"
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without the letters that look like others
_GROUPS, _GROUP_LENGTH = 4, 5
# These passwords hold 99 random bits: there is nothing to guess that many rounds would slow down, and 33 of
# them would take ten seconds. Django hashes each with its full number of rounds at the first log-in.
_ROUNDS = 10_000


class StaffEntry(TypedDict):
    """A log-in of the demonstration, in plain text."""

    username: str
    password: str
    role: str
    cooperative: str | None
    token: str


def add_demo_people() -> list[StaffEntry]:
    """Return new log-ins with their tokens: first the officer's, then an owner's for each cooperative."""
    officer = _add_person(OFFICER, "Cán bộ Liên minh", role="alliance")
    cooperatives = Cooperative.objects.order_by("pk")
    return [
        officer,
        *(_add_person(one.slug, one.name, role=Role.OWNER, cooperative=one) for one in cooperatives),
    ]


def _add_person(username: str, name: str, *, role: str, cooperative: Cooperative | None = None) -> StaffEntry:
    password = _new_password()
    user = User.objects.create_user(
        username, None, name=name[:150], email=f"{username}@htx.example", is_alliance=cooperative is None
    )
    user.password = _hashed(password)
    user.save(update_fields=["password"])
    if cooperative is not None:
        Membership.objects.create(user=user, cooperative=cooperative, role=role)
    _, token = issue_token(user=user, name="Demo", days=LONGEST_DAYS)
    slug = cooperative.slug if cooperative else None
    return StaffEntry(username=username, password=password, role=str(role), cooperative=slug, token=token)


def _new_password() -> str:
    groups = ["".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS)]
    return "-".join(groups)


def _hashed(password: str) -> str:
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password, hasher.salt(), iterations=_ROUNDS)
    return hasher.encode(password, hasher.salt())
