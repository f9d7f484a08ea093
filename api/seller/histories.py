"""Who changed a row, when and what, also after its removal; and bringing a former content back."""

from collections.abc import Iterator, Mapping
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
from api.staff.refusals import AllianceOnly, OwnerOnly, RowUnknown
from api.staff.views import StaffView
from catalogue.history import RecordKind, history_of
from catalogue.restoring import restore
from people.histories import (
    ACCOUNT,
    BY_ID,
    OF_SELLERS,
    Circle,
    Told,
    may_read,
    may_restore,
    told_row,
    told_together,
)
from people.models import User

_KINDS = {RecordKind.CREATED: "created", RecordKind.CHANGED: "changed", RecordKind.REMOVED: "removed"}


class History(StaffView):
    """The latest hundred changes of a row."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    told: Told = OF_SELLERS[0]

    @extend_schema(tags=["history"], responses={200: ChangeSerializer(many=True)})
    def get(self, request: Request, **address: int | str) -> HttpResponse:  # noqa: ARG002
        """List who changed what, and when; the newest first. What was removed has its history still.

        A company prefix that was removed and registered again has one history: `row` tells them apart.
        """
        return self.answer(self.changes(self.told_row(address)))

    def told_row(self, address: Mapping[str, int | str]) -> Any:
        """Return the row at ``address``, or what is told of it last. Raises RowUnknown, OwnerOnly."""
        row = told_row(self.told, self.scope, **self._columns(address[self.told.place]))
        if row is None:
            raise RowUnknown
        if not may_read(self.told, self.scope, row):
            raise OwnerOnly
        return row

    def changes(self, row: Model) -> list[dict[str, object]]:
        """Return the changes of ``row`` as they go over the wire."""
        return [
            {
                "id": change.history_id,
                "row": change.row,
                "kind": _KINDS[change.kind],
                "actor": change.actor,
                "at": change.at,
                "fields": [
                    {"field": one.field, "before": _plain(one.before), "after": _plain(one.after)}
                    for one in change.fields
                    if one.field not in self.told.untold
                ],
            }
            for change in history_of(*told_together(self.told, self.scope, row))
        ]

    def _columns(self, given: int | str) -> dict[str, int | str]:
        if isinstance(given, int):
            return {"id": given}
        if not (given.isascii() and given.isdigit()):
            raise RowUnknown
        return {self.told.place: given.zfill(self.told.digits)}


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
        its own; where one that says the same stands there, it is that one. What was deleted but can be
        restored is restored first. A company prefix is brought back for the cooperative that had it.
        """
        row = self.told_row(address)
        if not may_restore(self.told, self.scope):
            raise AllianceOnly
        together = told_together(self.told, self.scope, row)
        return self.answer(self.changes(restore(row, change, together=together)))


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
        place = f"<{BY_ID if told.place == BY_ID else 'str'}:{told.place}>"
        address = f"{told.name}/{place}/history"
        yield path(address, History.as_view(**entry))
        if told.restorers is not None:
            yield path(f"{address}/<key:change>/restore", Restoration.as_view(**entry))


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, bool, dict, list, type(None))) else str(value)
