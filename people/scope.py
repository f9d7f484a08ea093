"""What a credential may reach. Neighbours are kept apart here and nowhere else.

Whoever reads or writes a row of a cooperative goes through ``within``, or ``reaches`` where the row may be
removed already. A model without an entry in
``OWNER_PATHS`` is refused, so a new table cannot be forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from catalogue.history import last_known
from catalogue.models import Cooperative
from people.errors import CooperativeUnknown, CooperativeUnnamed
from people.models import Grant, Role, SecretKey, User

if TYPE_CHECKING:
    import datetime

    from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound="Model")

ALL_GRANTS = frozenset(Grant.values)

# Where each model keeps the cooperative that it belongs to. The lookup is on the model itself.
OWNER_PATHS: dict[str, str] = {
    "catalogue.cooperative": "pk",
    "catalogue.product": "cooperative",
    "catalogue.variant": "cooperative",
    "catalogue.certificate": "product__cooperative",
    "catalogue.companyprefix": "cooperative",
    "catalogue.gtin": "cooperative",
    "catalogue.logisticunit": "cooperative",
    "catalogue.logisticunitcontent": "unit__cooperative",
    "catalogue.instorenumber": "variant__cooperative",
    "catalogue.scanalias": "variant__cooperative",
    "catalogue.approvalevent": "product__cooperative",
    "catalogue.printjob": "cooperative",
    "catalogue.labelprofile": "cooperative",
    "catalogue.importjob": "cooperative",
    "catalogue.importrow": "job__cooperative",
    "catalogue.mediaitem": "product__cooperative",
    "catalogue.certificatepaper": "certificate__product__cooperative",
    "people.membership": "cooperative",
    "people.secretkey": "cooperative",
}


@dataclass(frozen=True)
class Scope:
    """The reach of one credential.

    ``cooperatives`` are the keys of those whose rows it sees, ``owned`` of those where it also gives out keys
    and places; None means all, for officers of the Alliance. ``grants`` narrow secret keys; people have all.
    ``until`` is when the token ends by which a person asks; None for a session and for a key.
    """

    actor: str
    cooperatives: frozenset[int] | None
    owned: frozenset[int] | None
    grants: frozenset[str]
    is_alliance: bool = False
    until: datetime.datetime | None = None

    def allows(self, grant: str) -> bool:
        """Return whether the credential has this grant."""
        return grant in self.grants

    def owns(self, cooperative: int) -> bool:
        """Return whether it may give out keys and places of this cooperative."""
        return self.owned is None or cooperative in self.owned


def scope_of_user(user: User, until: datetime.datetime | None = None) -> Scope:
    """Return what ``user`` reaches, by a token that ends ``until``.

    One query for members, none for officers of the Alliance.
    """
    if user.is_alliance:
        return Scope(f"user:{user.pk}", None, None, ALL_GRANTS, is_alliance=True, until=until)
    places = dict(user.memberships.values_list("cooperative_id", "role"))
    owned = frozenset(pk for pk, role in places.items() if role == Role.OWNER)
    return Scope(f"user:{user.pk}", frozenset(places), owned, ALL_GRANTS, until=until)


def scope_of_key(key: SecretKey) -> Scope:
    """Return what ``key`` reaches: its cooperative, within its grants. It owns nothing."""
    return Scope(f"key:{key.pk}", frozenset({key.cooperative_id}), frozenset(), frozenset(key.grants))


def within(rows: QuerySet[Row], scope: Scope) -> QuerySet[Row]:
    """Return those of ``rows`` that ``scope`` reaches.

    Raises KeyError for a model that does not say whom it belongs to.
    """
    path = OWNER_PATHS[rows.model._meta.label_lower]  # noqa: SLF001 - Django's documented name
    return rows if scope.cooperatives is None else rows.filter(**{f"{path}__in": scope.cooperatives})


def reaches(scope: Scope, row: Model) -> bool:
    """Return whether ``scope`` reaches ``row``, which may be removed and only told of.

    What it hangs on may be removed as well: then the last record of that says where it belonged. Raises
    KeyError as ``within`` does.
    """
    *links, last = OWNER_PATHS[row._meta.label_lower].split("__")  # noqa: SLF001 - Django's documented name
    if scope.cooperatives is None:
        return True
    for link in links:
        field: Any = row._meta.get_field(link)  # noqa: SLF001 - Django's documented name
        owner = last_known(field.related_model, id=getattr(row, field.attname))
        if owner is None:
            return False
        row = owner
    return row.serializable_value(last) in scope.cooperatives


def choose_cooperative(scope: Scope, slug: str | None) -> Cooperative:
    """Return the cooperative to act for: the one named, or the only one there is.

    Raises CooperativeUnknown, also for somebody else's; CooperativeUnnamed when there is a choice.
    """
    reached: QuerySet[Any] = within(Cooperative.objects.all(), scope)
    if slug is not None:
        found = reached.filter(slug=slug).first()
        if found is None:
            raise CooperativeUnknown
        return found  # type: ignore[no-any-return]
    if scope.cooperatives is None or len(scope.cooperatives) != 1:
        raise CooperativeUnnamed
    return reached.get()  # type: ignore[no-any-return]
