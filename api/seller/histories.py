"""Who changed a row, when and what, also after its removal; and bringing a former content back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, ClassVar

from django.db.models import Model
from django.http import HttpResponse
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

import api.staff.converters  # noqa: F401 - <key:…> in addresses
from api.parameters import LANG, Parameter
from api.seller.goods_shapes import ChangeSerializer
from api.staff.doors import person_of
from api.staff.refusals import AllianceOnly, RowUnknown
from api.staff.views import StaffView
from catalogue.history import RecordKind, history_of, last_known
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
    Variant,
)
from catalogue.restoring import restore
from people.models import AccessToken, Grant, Membership, SecretKey, User
from people.scope import reaches

_KINDS = {RecordKind.CREATED: "created", RecordKind.CHANGED: "changed", RecordKind.REMOVED: "removed"}
_ID = "key"


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
    place: str = _ID
    """What stands in the address: the row's id, or the column of the number that it has over the wire."""
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


TOLD = (
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


class History(StaffView):
    """The latest hundred changes of a row."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    told: Told = TOLD[0]

    @extend_schema(tags=["history"], responses={200: ChangeSerializer(many=True)})
    def get(self, request: Request, **address: int | str) -> HttpResponse:  # noqa: ARG002
        """List who changed what, and when; the newest first. What was removed has its history still."""
        return self.answer(self.changes(self.told_row(address)))

    def told_row(self, address: Mapping[str, int | str]) -> Any:
        """Return the row at ``address``, or what is told of it last. Raises RowUnknown, OwnerOnly."""
        told = self.told
        row: Any = last_known(told.model, **self._columns(address[told.place]), **told.among)
        if row is None or not self._is_near(row):
            raise RowUnknown
        if told.readers is Circle.OWNERS:
            self.require_owner(row.cooperative_id)
        return row

    def changes(self, row: Model) -> list[dict[str, object]]:
        """Return the changes of ``row`` as they go over the wire."""
        return [
            {
                "id": change.history_id,
                "row": row.pk,
                "kind": _KINDS[change.kind],
                "actor": change.actor,
                "at": change.at,
                "fields": [
                    {"field": one.field, "before": _plain(one.before), "after": _plain(one.after)}
                    for one in change.fields
                    if one.field not in self.told.untold
                ],
            }
            for change in history_of(row)
        ]

    def _columns(self, given: int | str) -> dict[str, int | str]:
        if isinstance(given, int):
            return {"id": given}
        if not (given.isascii() and given.isdigit()):
            raise RowUnknown
        return {self.told.place: given.zfill(self.told.digits)}

    def _is_near(self, row: Any) -> bool:
        if self.told.readers is Circle.ALLIANCE:
            return self.scope.is_alliance
        if self.told.readers is Circle.ONESELF:
            return bool(row.user_id == person_of(self.request).pk)
        return reaches(self.scope, row)


class AccountHistory(History):
    """The latest hundred changes of one's own account."""

    told: Told = ACCOUNT

    def told_row(self, address: Mapping[str, int | str]) -> User:  # noqa: ARG002
        """Return who asks."""
        return User.objects.get(pk=person_of(self.request).pk)


class Restoration(History):
    """A former content."""

    http_method_names: ClassVar[list[str]] = ["post", "options"]  # type: ignore[misc]

    @extend_schema(tags=["history"], request=None, responses={200: ChangeSerializer(many=True)})
    def post(self, request: Request, change: int, **address: int | str) -> HttpResponse:  # noqa: ARG002
        """Bring back what the row held after this change; of approved goods it waits for the Alliance.

        A certificate, scan alias, paper, printer or template that was removed is entered anew, under an id of
        its own. What was deleted but can be restored is restored first.
        """
        row = self.told_row(address)
        if self.told.restorers is Circle.ALLIANCE and not self.scope.is_alliance:
            raise AllianceOnly
        return self.answer(self.changes(restore(row, change)))


def history_paths(tables: tuple[Told, ...]) -> Iterator[URLPattern]:
    """Yield the addresses of the histories of ``tables``, and of bringing back where there is somebody to."""
    for told in tables:
        entry = {
            "told": told,
            "read_grant": told.read_grant,
            "write_grant": told.write_grant,
            "people_only": told.readers is not Circle.MEMBERS,
            "alliance_only": told.readers is Circle.ALLIANCE,
        }
        place = f"<{_ID if told.place == _ID else 'str'}:{told.place}>"
        address = f"{told.name}/{place}/history"
        yield path(address, History.as_view(**entry))
        if told.restorers is not None:
            yield path(f"{address}/<key:change>/restore", Restoration.as_view(**entry))


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, bool, dict, list, type(None))) else str(value)
