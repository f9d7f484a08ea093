"""The cooperatives that somebody owns: where they give out places and keys."""

from collections.abc import Sequence

from django.http import Http404

from catalogue.models import Cooperative
from people.errors import CooperativeUnknown, CooperativeUnnamed
from people.scope import Scope


def owned_cooperatives(scope: Scope) -> list[Cooperative]:
    """Return them by name; all of them for officers of the Alliance."""
    rows = Cooperative.objects.order_by("name", "pk")
    return list(rows if scope.owned is None else rows.filter(pk__in=scope.owned))


def chosen_of(owned: Sequence[Cooperative], slug: str) -> Cooperative:
    """Return the one that is called ``slug``, or the only one.

    Raises CooperativeUnnamed, CooperativeUnknown.
    """
    if not slug:
        if len(owned) != 1:
            raise CooperativeUnnamed
        return owned[0]
    found = next((one for one in owned if one.slug == slug), None)
    if found is None:
        raise CooperativeUnknown
    return found


def require_owner(scope: Scope, cooperative: int) -> None:
    """Raise Http404 for whoever does not own it: for them the page is not there."""
    if not scope.owns(cooperative):
        raise Http404
