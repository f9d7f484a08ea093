"""Showing once more that it is oneself: before what an open session or a lost token must not do."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction
from django.http import HttpRequest

from people.budgets import spend_log_in
from people.errors import LockedOut, OneTimeCodeNeeded, PasswordWrong
from people.log_in import Outcome, check_credentials
from people.models import User

GUARDED = frozenset({"email", "is_alliance", "is_active"})
"""What of an account lets somebody else in or shuts its owner out: written with a proof alone."""


def touches_guarded(user: User, changes: Mapping[str, object]) -> bool:
    """Return whether ``changes`` would make something of ``user`` that is guarded another than it is."""
    return any(getattr(user, name) != changes[name] for name in GUARDED & changes.keys())


def require_proof(request: HttpRequest, user: User, *, password: str, otp: str = "") -> None:
    """Spend the budget of log-ins, then do what ``check_proof`` does.

    Raises OverBudget, LimitsUnavailable, and what ``check_proof`` raises.
    """
    spend_log_in(request, user.username)
    check_proof(request, user, password=password, otp=otp)


def check_proof(request: HttpRequest, user: User, *, password: str, otp: str = "") -> None:
    """Check the password of ``user`` again, and the one-time code where there is a second factor.

    What it leaves behind (a count, a wait, a code that is used up) must outlive a refusal, so it stands in no
    transaction, or within ``kept_though_refused``.

    Raises PasswordWrong, OneTimeCodeNeeded, LockedOut.
    """
    attempt = check_credentials(request, username=user.username, password=password, otp=otp)
    match attempt.outcome:
        case Outcome.LOCKED:
            raise LockedOut(wait=attempt.wait_seconds)
        case Outcome.CODE_MISSING:
            raise OneTimeCodeNeeded
        case Outcome.REFUSED:
            raise PasswordWrong


@contextmanager
def kept_though_refused() -> Iterator[None]:
    """Be one transaction that is committed though it ends with a refusal, which is raised afterwards.

    For a proof and its effect, of which a refusal undoes the effect alone: that stands in a transaction
    inside. So whoever sends the same again meanwhile waits, and need not prove anything with a used-up code.
    """
    refusal: Exception | None = None
    with transaction.atomic():
        try:
            yield
        except Exception as error:  # noqa: BLE001 - raised below
            refusal = error
    if refusal is not None:
        raise refusal
