"""Storefronts: the clients that show the catalogue, and their publishable keys."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from catalogue.errors import ValuesInvalid
from catalogue.models import Storefront

_KEY_BYTES = 24


def new_publishable_key() -> str:
    """Return a key that no storefront has: 192 random bits."""
    return f"pk_{secrets.token_urlsafe(_KEY_BYTES)}"


@transaction.atomic
def open_storefront(*, name: str, kind: str, **details: Any) -> Storefront:
    """Return a new storefront with its key; ``details`` are further fields. Raises ValuesInvalid."""
    storefront = Storefront(name=name, kind=kind, publishable_key=new_publishable_key(), **details)
    return _saved(storefront)


@transaction.atomic
def edit_storefront(storefront: Storefront, **changes: Any) -> Storefront:
    """Return ``storefront`` with ``changes``; none leave no record. Raises ValuesInvalid."""
    storefront = lock_storefront(storefront)
    if all(getattr(storefront, field) == value for field, value in changes.items()):
        return storefront
    for field, value in changes.items():
        setattr(storefront, field, value)
    return _saved(storefront)


@transaction.atomic
def rotate_key(storefront: Storefront) -> Storefront:
    """Return ``storefront`` with a new key; the old one opens nothing from now on."""
    storefront = lock_storefront(storefront)
    storefront.publishable_key = new_publishable_key()
    return _saved(storefront)


def lock_storefront(storefront: Storefront) -> Storefront:
    """Return ``storefront`` as it is now, locked until the transaction ends."""
    return Storefront.objects.select_for_update(no_key=True).get(pk=storefront.pk)


def _saved(storefront: Storefront) -> Storefront:
    try:
        storefront.full_clean()
    except ValidationError as error:
        raise ValuesInvalid(messages=error.message_dict) from None
    storefront.save()
    return storefront
