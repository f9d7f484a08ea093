"""The places of the desk that somebody can go to, by what they are."""

from dataclasses import dataclass

from people.scope import Scope


@dataclass(frozen=True, slots=True)
class Place:
    """An address by its name, what the link says (a key of the texts), and for whom it is."""

    address: str
    text: str
    for_alliance: bool = True
    for_members: bool = True
    for_owners_alone: bool = False


PLACES = (
    Place("desk:home", "home"),
    Place("desk:goods", "goods"),
    Place("desk:queue", "queue", for_members=False),
    Place("desk:certificates", "certificates"),
    Place("desk:prints", "prints"),
    Place("desk:imports", "imports"),
    Place("desk:cooperatives", "cooperatives"),
    Place("desk:members", "members"),
    Place("desk:secret_keys", "secret_keys", for_owners_alone=True),
    Place("desk:storefronts", "storefronts", for_members=False),
    Place("desk:users", "users", for_members=False),
    Place("desk:account", "account"),
)


def places_of(scope: Scope) -> list[Place]:
    """Return where ``scope`` can go from any page, in the order of the day's work."""
    return [place for place in PLACES if _is_for(place, scope)]


def _is_for(place: Place, scope: Scope) -> bool:
    if scope.is_alliance:
        return place.for_alliance
    return place.for_members and (bool(scope.owned) or not place.for_owners_alone)
