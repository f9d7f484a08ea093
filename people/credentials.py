"""Giving out tokens and keys, taking them back, and finding whom one belongs to."""

import datetime
from collections.abc import Collection
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from catalogue.history import record_rows
from catalogue.models import Cooperative
from catalogue.texts import clean_text
from people.errors import ExpiryInvalid, GrantUnknown, SecretNameInvalid, TokenEnds, TooManySecrets
from people.models import AccessToken, Grant, SecretKey, SecretQuerySet, User
from people.secrets import digest_of, make_secret

Found = TypeVar("Found", AccessToken | None, SecretKey | None)

TOKEN_DAYS = 90
LONGEST_DAYS = 730
SHORTEST = datetime.timedelta(minutes=1)
"""A token that would end sooner is not worth making."""
LONGEST_NAME = 100
MOST_SECRETS = 100
"""How many usable tokens a user, or keys a cooperative has at once."""


def issue_token(
    *, user: User, name: str, days: int = TOKEN_DAYS, until: datetime.datetime | None = None
) -> tuple[AccessToken, str]:
    """Return a new token of ``user`` and its plain text, which is told now and never again.

    It ends after ``days``, and not after ``until``: so a token that was lost is over once it ends, whatever
    other tokens were made with it. Keys are the cooperative's and go on.

    Raises SecretNameInvalid, ExpiryInvalid, TokenEnds, TooManySecrets.
    """
    name = _clean_name(name)
    _require_room(AccessToken.objects.filter(user=user))
    expires_at = _expiry(days)
    if until is not None:
        expires_at = _no_later(expires_at, until)
    secret = make_secret("at")
    token = AccessToken.objects.create(
        user=user, name=name, digest=secret.digest, shown=secret.shown, expires_at=expires_at
    )
    return token, secret.plain


def issue_key(
    *, cooperative: Cooperative, name: str, grants: Collection[str], days: int | None, created_by: User | None
) -> tuple[SecretKey, str]:
    """Return a new key of ``cooperative`` and its plain text; without ``days`` it does not expire.

    Raises SecretNameInvalid, GrantUnknown, ExpiryInvalid, TooManySecrets.
    """
    name = _clean_name(name)
    _require_room(SecretKey.objects.filter(cooperative=cooperative))
    if not grants or not set(grants) <= set(Grant.values):
        raise GrantUnknown(known=", ".join(Grant.values))
    secret = make_secret("sk")
    key = SecretKey.objects.create(
        cooperative=cooperative,
        name=name,
        grants=sorted(set(grants)),
        digest=secret.digest,
        shown=secret.shown,
        expires_at=None if days is None else _expiry(days),
        created_by=created_by,
    )
    return key, secret.plain


@transaction.atomic
def revoke(secret: AccessToken | SecretKey) -> None:
    """Take ``secret`` back: from now on it opens nothing. A second time changes nothing."""
    still_open = type(secret).objects.filter(pk=secret.pk, revoked_at__isnull=True)
    if still_open.update(revoked_at=timezone.now()):
        record_rows(type(secret), [secret.pk])


@transaction.atomic
def revoke_tokens(user: User) -> None:
    """Take back all tokens of ``user``, as when somebody else may have made some."""
    ids = list(AccessToken.objects.filter(user=user, revoked_at__isnull=True).values_list("pk", flat=True))
    AccessToken.objects.filter(pk__in=ids).update(revoked_at=timezone.now())
    record_rows(AccessToken, ids)


def find_token(plain: str) -> AccessToken | None:
    """Return the usable token of an active user, or None. Notes the day of its use."""
    token: AccessToken | None = (
        AccessToken.objects.usable()
        .filter(digest=digest_of(plain), user__is_active=True)
        .select_related("user")
        .first()
    )
    return _used(token)


def find_key(plain: str) -> SecretKey | None:
    """Return the usable key, or None. Notes the day of its use."""
    key: SecretKey | None = SecretKey.objects.usable().filter(digest=digest_of(plain)).first()
    return _used(key)


def _used(secret: Found) -> Found:
    """Note today as the day of use, at most one write a day."""
    today = timezone.localdate()
    if secret is not None and secret.last_used_on != today:
        type(secret).objects.filter(pk=secret.pk).update(last_used_on=today)
    return secret


def _clean_name(text: str) -> str:
    try:
        name = clean_text(text)
    except ValidationError:
        raise SecretNameInvalid(most=LONGEST_NAME) from None
    if not name or len(name) > LONGEST_NAME or "\n" in name:
        raise SecretNameInvalid(most=LONGEST_NAME)
    return name


def _require_room(secrets: SecretQuerySet) -> None:
    if secrets.usable().count() >= MOST_SECRETS:
        raise TooManySecrets(most=MOST_SECRETS)


def _expiry(days: int) -> datetime.datetime:
    if not 1 <= days <= LONGEST_DAYS:
        raise ExpiryInvalid(most=LONGEST_DAYS)
    return timezone.now() + datetime.timedelta(days=days)


def _no_later(expires_at: datetime.datetime, until: datetime.datetime) -> datetime.datetime:
    """Return the earlier of both. Raises TokenEnds when ``until`` is as good as over."""
    if until < timezone.now() + SHORTEST:
        raise TokenEnds
    return min(expires_at, until)
