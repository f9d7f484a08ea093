"""Tokens and keys: made once, shown once, kept as a digest.

They hold 256 random bits, so one round of SHA-256 is enough: there is nothing to guess, as there is with a
password. Looking a digest up in an index tells nothing about the secret by its timing.

Source: OWASP ASVS 5.0, V11 (random values); docs/decisions on credentials.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import Literal

Kind = Literal["at", "sk"]
_RANDOM_BYTES = 32
_SHOWN = 10
_SECRET = re.compile(r"(at|sk)_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class NewSecret:
    """A fresh secret: ``plain`` is told to its owner alone, ``digest`` and ``shown`` are kept."""

    plain: str
    digest: str
    shown: str
    """The beginning, by which people tell their tokens apart."""


def make_secret(kind: Kind) -> NewSecret:
    """Return a new secret: ``at_`` for a user's token, ``sk_`` for a cooperative's key."""
    plain = f"{kind}_{secrets.token_urlsafe(_RANDOM_BYTES)}"
    return NewSecret(plain, digest_of(plain), plain[:_SHOWN])


def digest_of(plain: str) -> str:
    """Return the SHA-256 of a secret as 64 hexadecimal digits."""
    return hashlib.sha256(plain.encode()).hexdigest()


def kind_of(text: str) -> Kind | None:
    """Return what kind of secret ``text`` is by its form; None for anything else."""
    found = _SECRET.fullmatch(text)
    if found is None:
        return None
    return "at" if found[1] == "at" else "sk"
