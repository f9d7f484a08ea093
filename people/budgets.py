"""Budgets of requests: how many there may be in a while, and what is spent of them.

The budgets are data, each counted in fixed windows of the clock (`people/counters.py`). When the shared cache
does not answer, budgets that guard log-ins or money refuse, all others let pass.

Who is logged in spends from a budget of their own (`spend_as`), and what costs much has a smaller one:
uploads, and attempts to log in (`spend_log_in`), which the doors of the API and of the desk count together.

Source: RFC 6585 section 4 (429).
"""

import logging
import time
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest

from people.client_address import ADDRESS
from people.counters import Counter, LocalCounter, SharedCounter
from people.errors import LimitsUnavailable, OverBudget
from people.log_in import has_come_in_here

logger = logging.getLogger(__name__)

# What has been spent for a request so far, kept in its META.
SPENT = "htx.spent"
# A cache that does not answer is not asked again for so long.
CACHE_REST_SECONDS = 5
LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Budget:
    """So many ``requests`` in each window of ``seconds``.

    ``is_guard`` refuses when nothing can be counted: the budget keeps passwords or money safe.
    """

    name: str
    requests: int
    seconds: int
    is_guard: bool = False

    @cached_property
    def policy(self) -> str:
        """Return the budget as the header RateLimit-Policy says it."""
        return f'"{self.name}";q={self.requests};w={self.seconds}'


class Spent(NamedTuple):
    """What is left of a budget after a request, and in how many seconds it is full again."""

    budget: Budget
    remaining: int
    resets_in: int


PER_ACTOR = Budget("actor", 600, 60)
WRITES_PER_ACTOR = Budget("actor-writes", 300, 60)
UPLOADS_PER_ACTOR = Budget("uploads", 300, 3_600)
LOG_INS_PER_ADDRESS = Budget("log-in-address", 30, 60, is_guard=True)
LOG_INS_PER_NAME = Budget("log-in-name", 10, 60, is_guard=True)
"""Of one name at one address."""
LOG_INS_PER_NAME_ANYWHERE = Budget("log-in-name-anywhere", 300, 60, is_guard=True)
"""Of one name at all addresses together, save where its owner has come in from."""


def spend_as(request: HttpRequest, actor: str, *, writes: bool) -> None:
    """Count ``request`` against who asks (``user:7``, ``key:3``). Raises OverBudget."""
    spend(request, PER_ACTOR, actor)
    if writes:
        spend(request, WRITES_PER_ACTOR, actor)
    if request.content_type == "multipart/form-data":
        spend(request, UPLOADS_PER_ACTOR, actor)


def spend_log_in(request: HttpRequest, name: str) -> None:
    """Count an attempt to log in as ``name``. Raises OverBudget, LimitsUnavailable.

    Whoever tries a name without end shuts their own address out, and at worst all addresses that the owner
    of the name has never come in from: nobody keeps others from their work by knowing their names.
    """
    address, name = request.META[ADDRESS], name.strip().casefold()
    spend(request, LOG_INS_PER_ADDRESS, address)
    spend(request, LOG_INS_PER_NAME, f"{name} {address}")
    try:
        spend(request, LOG_INS_PER_NAME_ANYWHERE, name)
    except OverBudget:
        if not has_come_in_here(request, name):
            raise


def spend(request: HttpRequest, budget: Budget, subject: str) -> None:
    """Take one from the ``budget`` of ``subject``; the answer to ``request`` will tell what is left.

    Raises OverBudget, or LimitsUnavailable when a guard cannot count.
    """
    if not settings.RATE_LIMITS:
        return
    now = time.time()
    window = int(now // budget.seconds)
    used = _count(budget, subject, window)
    if used is None:
        return
    resets_in = max(1, int((window + 1) * budget.seconds - now))
    spent = Spent(budget, max(0, budget.requests - used), resets_in)
    request.META.setdefault(SPENT, []).append(spent)
    if used > budget.requests:
        raise OverBudget(wait=resets_in)


LOCAL = LocalCounter()
SHARED = SharedCounter()


class _Rest:
    """Until when a cache that failed is left alone."""

    until = 0.0


def _count(budget: Budget, subject: str, window: int) -> int | None:
    """Return how many have asked in the window, this one included; None when nobody can count.

    Raises LimitsUnavailable for a guard that cannot count.
    """
    counter: Counter = SHARED if settings.SHARED_CACHE else LOCAL
    if time.monotonic() >= _Rest.until:
        try:
            return counter.add_one(budget.name, subject[:LONGEST_SUBJECT], window, 2 * budget.seconds)
        except Exception as error:  # noqa: BLE001 - each cache has its own ways to fail
            _Rest.until = time.monotonic() + CACHE_REST_SECONDS
            logger.error(  # noqa: TRY400 - the kind of failure says enough
                "The cache of the rate limits does not answer: %s", type(error).__name__
            )
    if budget.is_guard:
        raise LimitsUnavailable
    return None
