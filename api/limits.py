"""How much one client may ask of each surface in a while, and how it is told what is left.

Each request of a surface spends one from the budget of its address, and under a publishable key one from the
budget of the key. What a budget is, and those of people, stand in `people/budgets.py`.

Source: draft-ietf-httpapi-ratelimit-headers-10 (RateLimit, RateLimit-Policy).
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from people.budgets import SPENT, Budget, Spent, spend
from people.client_address import ADDRESS


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


def tell(request: HttpRequest, response: HttpResponseBase) -> None:
    """Write into ``response`` what is left of the budgets that ``request`` has spent from."""
    spent: list[Spent] = request.META.get(SPENT, ())
    if not spent:
        return
    response.headers["RateLimit-Policy"] = ", ".join([one.budget.policy for one in spent])
    response.headers["RateLimit"] = ", ".join(
        [f'"{one.budget.name}";r={one.remaining};t={one.resets_in}' for one in spent]
    )
