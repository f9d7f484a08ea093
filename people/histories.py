"""Whose business a history is: to whom each recorded table is told, and who brings a former content back.

``told_row``, ``told_together`` and ``removed_rows`` are the only ways to a row for its history, over the wire
and at the desk.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db.models import Model

from catalogue.history import every_known, last_known, latest_removed
from catalogue.models import (
    Certificate,
    CertificatePaper,
    CompanyPrefix,
    Cooperative,
    Gtin,
    InStoreNumber,
    LabelProfile,
    LogisticUnit,
    MediaItem,
    Product,
    ProfileKind,
    ScanAlias,
    Storefront,
    Variant,
)
from catalogue.standing_again import standing_again
from people.models import AccessToken, Grant, Membership, SecretKey, User
from people.scope import OWNER_PATHS, Scope, reaches

BY_ID = "key"


class Circle(Enum):
    """Who may read a history, or bring a former content back."""

    MEMBERS = "whoever reaches the row, keys with the grant too"
    OWNERS = "owners of its cooperative"
    ONESELF = "the person whose row it is"
    ALLIANCE = "officers of the Alliance"


@dataclass(frozen=True, kw_only=True)
class Told:
    """A table whose changes are told: its name in addresses, and to whom."""

    name: str
    model: type[Model]
    place: str = BY_ID
    """What stands in the address: the row's id, or the column of the number that it has over the wire."""
    again_by: str = ""
    """A column by which a removed row and a later one are the same to people, so they are told together."""
    digits: int = 0
    """How long that number is kept; a shorter one is filled up with zeros."""
    among: Mapping[str, str] = field(default_factory=dict)
    """Columns that tell the rows of this name from others of the table."""
    read_grant: str = Grant.CATALOGUE_READ
    write_grant: str = Grant.CATALOGUE_WRITE
    readers: Circle = Circle.MEMBERS
    restorers: Circle | None = None
    """Who brings a former content back; None where no verb edits such rows, or only on purpose."""
    untold: frozenset[str] = frozenset()
    """Columns that say nothing outside: where files are kept."""


def _profiles(name: str, kind: ProfileKind) -> Told:
    return Told(
        name=name,
        model=LabelProfile,
        among={"kind": kind},
        read_grant=Grant.LABELS_PRINT,
        write_grant=Grant.LABELS_PRINT,
        restorers=Circle.MEMBERS,
    )


OF_SELLERS = (
    Told(name="products", model=Product, restorers=Circle.MEMBERS),
    Told(name="variants", model=Variant, restorers=Circle.MEMBERS),
    Told(name="certificates", model=Certificate, restorers=Circle.MEMBERS),
    Told(name="cooperatives", model=Cooperative, restorers=Circle.ALLIANCE),
    Told(name="media", model=MediaItem, restorers=Circle.MEMBERS, untold=frozenset({"files"})),
    Told(name="papers", model=CertificatePaper, untold=frozenset({"name"})),
    Told(
        name="company-prefixes",
        model=CompanyPrefix,
        place="prefix",
        again_by="prefix",
        write_grant=Grant.GTIN_ASSIGN,
        restorers=Circle.ALLIANCE,
    ),
    Told(name="gtins", model=Gtin, place="gtin", digits=14),
    Told(name="in-store-numbers", model=InStoreNumber, place="number"),
    Told(name="scan-aliases", model=ScanAlias, write_grant=Grant.GTIN_ASSIGN, restorers=Circle.MEMBERS),
    Told(name="logistic-units", model=LogisticUnit),
    _profiles("label-stocks", ProfileKind.STOCK),
    _profiles("printers", ProfileKind.PRINTER),
    _profiles("label-templates", ProfileKind.TEMPLATE),
    Told(name="members", model=Membership, readers=Circle.OWNERS),
    Told(name="secret-keys", model=SecretKey, readers=Circle.OWNERS),
    Told(name="tokens", model=AccessToken, readers=Circle.ONESELF),
)
ACCOUNT = Told(name="account", model=User, readers=Circle.ONESELF)
OF_THE_ALLIANCE = (
    Told(name="users", model=User, readers=Circle.ALLIANCE),
    Told(name="storefronts", model=Storefront, readers=Circle.ALLIANCE, restorers=Circle.ALLIANCE),
)
TOLD = {one.name: one for one in (*OF_SELLERS, ACCOUNT, *OF_THE_ALLIANCE)}


def kind_of_row(row: Model) -> str:
    """Return the name under which ``row`` is told; of a user, to the Alliance."""
    return next(
        one.name
        for one in TOLD.values()
        if one is not ACCOUNT
        and isinstance(row, one.model)
        and all(getattr(row, column) == value for column, value in one.among.items())
    )


def told_row(told: Told, scope: Scope, **columns: object) -> Any | None:
    """Return the row of ``told`` with these columns, or what is told of it last; None beyond ``scope``.

    Of what owners alone read it is found by every member: ``may_read`` tells them apart.
    """
    row = last_known(told.model, **columns, **told.among)
    if row is not None and _is_near(told, scope, row):
        return row
    former = every_known(told.model, **columns) if told.again_by else []
    return next((each for each in former if _is_near(told, scope, each)), None)


def told_together(told: Told, scope: Scope, row: Any) -> list[Any]:
    """Return ``row`` and those within ``scope`` that people take for the same: removed before it or since."""
    if not told.again_by:
        return [row]
    others = every_known(told.model, **{told.again_by: getattr(row, told.again_by)})
    return [row, *(each for each in others if each.pk != row.pk and _is_near(told, scope, each))]


def may_read(told: Told, scope: Scope, row: Any) -> bool:
    """Return whether ``scope``, which reaches ``row``, is among those to whom it is told."""
    return told.readers is not Circle.OWNERS or scope.owns(row.cooperative_id)


def may_restore(told: Told, scope: Scope) -> bool:
    """Return whether ``scope`` brings contents back of the rows of ``told`` that it reads."""
    return told.restorers is Circle.MEMBERS or (told.restorers is Circle.ALLIANCE and scope.is_alliance)


def removed_rows(told: Told, scope: Scope) -> list[Any]:
    """Return what is told last of the hundred rows of ``told`` that were removed last, the newest first.

    Less those of which another row says the same again; of those that are told together, the latest. For
    tables of cooperatives; of what owners alone read, those of one's own.
    """
    reach = scope.owned if told.readers is Circle.OWNERS else scope.cooperatives
    path = OWNER_PATHS[told.model._meta.label_lower]  # noqa: SLF001 - Django's documented name
    columns: dict[str, object] = {} if reach is None else {f"{path}__in": reach}
    rows = latest_removed(told.model, **columns, **told.among)
    again = standing_again(rows)
    left = [row for row in rows if row.pk not in again]
    if not told.again_by:
        return left
    latest: dict[object, Any] = {}
    for row in left:
        latest.setdefault(getattr(row, told.again_by), row)
    return list(latest.values())


def _is_near(told: Told, scope: Scope, row: Any) -> bool:
    if told.readers is Circle.ALLIANCE:
        return scope.is_alliance
    if told.readers is Circle.ONESELF:
        return scope.actor == f"user:{row.pk if isinstance(row, User) else row.user_id}"
    return reaches(scope, row)
