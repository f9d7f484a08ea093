"""Coming in: name and password, and a one-time code for those who asked for it.

Every page and address that lets people in calls ``log_in``. The rule itself stands in the authentication
backend, so that a log-in page which does not know of one-time codes lets nobody past them.

A name is locked at an address after five failures there; django-axes keeps the count. Whether a user exists,
is active, or has a password makes no difference to what is answered, nor to the time it takes.

Source: OWASP ASVS 5.0, V6 (authentication) and V7 (sessions).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_ip_address, get_cool_off
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth import authenticate, login
from django.contrib.auth.backends import ModelBackend
from django.db.models import Max
from django.utils import timezone

from people.models import User
from people.second_factor import verify_code, wait_before_next_code

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from django.http import HttpRequest

LONGEST_NAME = 150
LONGEST_PASSWORD = 256
# What the backend found out about the one-time code, kept in the META of the request.
_CODE = "htx.one_time_code"
_MISSING, _TOO_SOON = "missing", "too soon"


class Outcome(StrEnum):
    """How an attempt to come in ended."""

    WELCOME = "welcome"
    REFUSED = "refused"
    CODE_MISSING = "code_missing"
    LOCKED = "locked"


@dataclass(frozen=True)
class Attempt:
    """An attempt: the user who is welcome, or for how many seconds further attempts are locked out."""

    outcome: Outcome
    user: User | None = None
    wait_seconds: int = 0


class PasswordAndCode(ModelBackend):
    """The password, then the one-time code of those who have a second factor."""

    def authenticate(  # type: ignore[override]
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        otp: str = "",
    ) -> User | None:
        """Return the active user of this name if password and code are right."""
        user = super().authenticate(request, username=username, password=password)
        if request is None or not isinstance(user, User):
            return None
        if user.second_factor_since is None:
            return user
        if not otp:
            request.META[_CODE] = _MISSING
            return None
        if wait_before_next_code(user, otp):
            request.META[_CODE] = _TOO_SOON
            return None
        return user if verify_code(user, otp) else None


def log_in(request: HttpRequest, *, username: str, password: str, otp: str = "") -> Attempt:
    """Open a session of its own for whoever is welcome, and return how it went.

    Writes what a failure leaves behind, so it must not stand in a transaction that a refusal rolls back.
    """
    attempt = check_credentials(request, username=username, password=password, otp=otp)
    if attempt.user is not None:
        login(request, attempt.user)
        request.session.cycle_key()  # also when the same user was logged in before
    return attempt


def check_credentials(request: HttpRequest, *, username: str, password: str, otp: str = "") -> Attempt:
    """Return whether name, password and code are right. Opens nothing; a failure counts all the same."""
    if wait := seconds_locked(request, username):
        return Attempt(Outcome.LOCKED, wait_seconds=wait)
    user = authenticate(request, username=username, password=password, otp=otp)
    if isinstance(user, User):
        return Attempt(Outcome.WELCOME, user)
    match request.META.pop(_CODE, None):
        case "missing":
            return Attempt(Outcome.CODE_MISSING)
        case "too soon":
            return Attempt(Outcome.LOCKED, wait_seconds=_code_wait(username, otp))
    return Attempt(Outcome.REFUSED)


def seconds_locked(request: HttpRequest, username: str) -> int:
    """Return for how many seconds ``username`` is still locked where ``request`` comes from; 0 if not."""
    credentials = {"username": username}
    if AxesProxyHandler.is_allowed(request, credentials):
        return 0
    address: str | None = request.axes_ip_address  # type: ignore[attr-defined] # set by is_allowed
    name = attempted_name(request, credentials)
    latest = AccessAttempt.objects.filter(username=name, ip_address=address).aggregate(at=Max("attempt_time"))
    if latest["at"] is None:
        return 1
    remaining: datetime.timedelta = latest["at"] + get_cool_off(request) - timezone.now()
    return max(1, math.ceil(remaining.total_seconds()))


def has_come_in_here(request: HttpRequest, username: str) -> bool:
    """Return whether ``username`` has logged in where ``request`` comes from, within what is kept of that."""
    name = attempted_name(request, {"username": username})
    address = get_client_ip_address(request)
    return bool(address) and AccessLog.objects.filter(username=name, ip_address=address).exists()


def forget_failures(user: User) -> None:
    """Lift the locks of ``user``, who has shown in another way who they are."""
    AxesProxyHandler.reset_attempts(username=user.username)


def attempted_name(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:  # noqa: ARG001
    """Return the name under which axes counts (AXES_USERNAME_CALLABLE): capitals make no new name."""
    return str((credentials or {}).get("username") or "").lower()[:LONGEST_NAME]


def is_no_failure(request: HttpRequest, credentials: Mapping[str, Any] | None) -> bool:  # noqa: ARG001
    """Return whether only the code was missing, which is no failure to count (AXES_WHITELIST_CALLABLE)."""
    return request.META.get(_CODE) == _MISSING


def _code_wait(username: str, otp: str) -> int:
    user = User.objects.filter(username=username.lower()).first()
    return max(1, math.ceil(wait_before_next_code(user, otp))) if user else 1
