"""Showing once more that it is oneself: before what an open session or a lost token must not do."""

from collections.abc import Mapping

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
    """Check the password of ``user`` again, and the one-time code where there is a second factor.

    What a failure leaves behind (a count, a wait) must outlive the refusal, so this stands in no transaction
    that a refusal rolls back.

    Raises PasswordWrong, OneTimeCodeNeeded, LockedOut, OverBudget, LimitsUnavailable.
    """
    spend_log_in(request, user.username)
    attempt = check_credentials(request, username=user.username, password=password, otp=otp)
    match attempt.outcome:
        case Outcome.LOCKED:
            raise LockedOut(wait=attempt.wait_seconds)
        case Outcome.CODE_MISSING:
            raise OneTimeCodeNeeded
        case Outcome.REFUSED:
            raise PasswordWrong
