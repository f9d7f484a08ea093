"""Who changed goods, when and what; and bringing a former content back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.parameters import LANG, Parameter
from api.seller.goods_shapes import ChangeSerializer
from api.staff.refusals import AllianceOnly
from api.staff.views import StaffView
from catalogue.approval import restore
from catalogue.history import Change, RecordKind, history_of
from catalogue.models import Certificate, Cooperative, Product, Variant

_KINDS = {RecordKind.CREATED: "created", RecordKind.CHANGED: "changed", RecordKind.REMOVED: "removed"}


@dataclass(frozen=True)
class Told:
    """A table whose changes are told: its name in addresses, and its rows, deleted ones among them."""

    name: str
    rows: Callable[[], QuerySet[Any]]
    kept_by_alliance: bool = False
    """Whether the Alliance alone brings a former content back: it alone edits such rows."""


TOLD = (
    Told("products", Product.objects.all),
    Told("variants", Variant.objects.all),
    Told("certificates", Certificate.objects.all),
    Told("cooperatives", Cooperative.objects.all, kept_by_alliance=True),
)


class History(StaffView):
    """The latest hundred changes of a row."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    told: Told = TOLD[0]

    @extend_schema(tags=["history"], responses={200: ChangeSerializer(many=True)})
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """List who changed what, and when; the newest first."""
        return self.answer(_shown(history_of(self._row(key))))

    def _row(self, key: int) -> Any:
        return self.row(self.told.rows(), key)


class Restoration(History):
    """A former content."""

    http_method_names: ClassVar[list[str]] = ["post", "options"]  # type: ignore[misc]

    @extend_schema(tags=["history"], request=None, responses={200: ChangeSerializer(many=True)})
    def post(self, request: Request, key: int, change: int) -> HttpResponse:  # noqa: ARG002
        """Bring back what the row held after this change; of approved goods it waits for the Alliance."""
        row = self._row(key)
        if self.told.kept_by_alliance and not self.scope.is_alliance:
            raise AllianceOnly
        restore(row, change)
        return self.answer(_shown(history_of(row)))


def _shown(changes: Iterable[Change]) -> list[dict[str, object]]:
    return [
        {
            "id": change.history_id,
            "kind": _KINDS[change.kind],
            "actor": change.actor,
            "at": change.at,
            "fields": [
                {"field": one.field, "before": _plain(one.before), "after": _plain(one.after)}
                for one in change.fields
            ],
        }
        for change in changes
    ]


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, bool, dict, list, type(None))) else str(value)
