"""How much one client may ask in a while.

The budgets are data. Each request of a surface spends one from the budget of its address, and under a
publishable key one from the budget of the key; who is logged in spends from a budget of their own too
(`spend_as`), and what costs much has a smaller one (log-ins, uploads).

A budget is counted in fixed windows of the clock (`api/counters.py`). When the shared cache does not answer,
budgets that guard log-ins or money refuse, all others let pass.

Source: RFC 6585 section 4 (429), draft-ietf-httpapi-ratelimit-headers-10 (RateLimit, RateLimit-Policy).
"""

import logging
import time
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from api.client_address import ADDRESS
from api.counters import Counter, LocalCounter, SharedCounter
from api.refusals import LimitsUnavailable, OverBudget
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


@dataclass(frozen=True)
class Surface:
    """Addresses under ``prefix``; without a budget they are free."""

    name: str
    prefix: str
    per_address: Budget | None
    per_address_with_key: Budget | None = None
    per_key: Budget | None = None


STORE = "/api/v1/store/"
# The first prefix that fits decides.
SURFACES = (
    Surface(
        "store",
        STORE,
        Budget("store", 600, 60),
        per_address_with_key=Budget("store-with-key", 1_200, 60),
        per_key=Budget("key", 6_000, 60),
    ),
    # A cooperative's office has one address for all of its people.
    Surface("seller", "/api/v1/seller/", Budget("staff-address", 1_800, 60)),
    Surface("alliance", "/api/v1/alliance/", Budget("staff-address", 1_800, 60)),
    Surface("desk", "/desk/", Budget("staff-address", 1_800, 60)),
    Surface("media", "/media/", Budget("media", 3_000, 60)),
    Surface("static", "/static/", None),
    Surface("probe", "/livez", None),
    Surface("probe", "/readyz", None),
    Surface("public", "/", Budget("public", 600, 60)),
)
PER_ACTOR = Budget("actor", 600, 60)
WRITES_PER_ACTOR = Budget("actor-writes", 300, 60)
UPLOADS_PER_ACTOR = Budget("uploads", 300, 3_600)
LOG_INS_PER_ADDRESS = Budget("log-in-address", 30, 60, is_guard=True)
LOG_INS_PER_NAME = Budget("log-in-name", 10, 60, is_guard=True)
"""Of one name at one address."""
LOG_INS_PER_NAME_ANYWHERE = Budget("log-in-name-anywhere", 300, 60, is_guard=True)
"""Of one name at all addresses together, save where its owner has come in from."""


def surface_of(path: str) -> Surface:
    """Return the surface that ``path`` belongs to."""
    return next(surface for surface in SURFACES if path.startswith(surface.prefix))


def spend_at(surface: Surface, request: HttpRequest) -> None:
    """Count ``request`` against its address and its key. Raises OverBudget."""
    if surface.per_address is None:
        return
    key = request.META.get("HTTP_X_PUBLISHABLE_KEY")
    if key is None or surface.per_key is None or surface.per_address_with_key is None:
        spend(request, surface.per_address, request.META[ADDRESS])
    else:
        # The address first: whoever makes keys up spends from one budget all the same.
        spend(request, surface.per_address_with_key, request.META[ADDRESS])
        spend(request, surface.per_key, key)


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


def tell(request: HttpRequest, response: HttpResponseBase) -> None:
    """Write into ``response`` what is left of the budgets that ``request`` has spent from."""
    spent: list[Spent] = request.META.get(SPENT, ())
    if not spent:
        return
    response.headers["RateLimit-Policy"] = ", ".join([one.budget.policy for one in spent])
    response.headers["RateLimit"] = ", ".join(
        [f'"{one.budget.name}";r={one.remaining};t={one.resets_in}' for one in spent]
    )


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
