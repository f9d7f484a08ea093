"""``seller/label-stocks``: the papers that labels are printed on."""

from collections.abc import Iterable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_view

from api.seller.profile_shapes import (
    LabelStockSerializer,
    LabelStockValuesSerializer,
    NewLabelStockSerializer,
)
from api.seller.profiles import OneProfile, ProfileList, ProfilesView
from api.staff.bodies import StrictSerializer
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.stocks import STOCKS
from catalogue.models import LabelProfile, ProfileKind
from catalogue.printing.profiles import stock_of


class LabelStocksView(ProfilesView):
    """Papers over the wire."""

    kind: ClassVar[ProfileKind] = ProfileKind.STOCK

    def shipped(self) -> Iterable[dict[str, Any]]:
        """Return the papers that come with the product."""
        return (stock.to_dict() | self.known(stock.key, self._name(stock)) for stock in STOCKS)

    def show(self, row: LabelProfile, *, whole: bool = True) -> dict[str, Any]:  # noqa: ARG002
        """Return a paper of one's own."""
        stock = stock_of(row)
        return stock.to_dict() | self.own(row, self._name(stock))

    def _name(self, stock: LabelStock) -> str:
        return stock.name(self.language)


@extend_schema_view(
    get=extend_schema(
        operation_id="label_stocks", tags=["labels"], responses={200: LabelStockSerializer(many=True)}
    ),
    post=extend_schema(
        operation_id="add_label_stock",
        tags=["labels"],
        request=NewLabelStockSerializer,
        responses={201: LabelStockSerializer},
    ),
)
class LabelStocks(LabelStocksView, ProfileList):
    """The papers within reach."""

    written: ClassVar[type[StrictSerializer]] = NewLabelStockSerializer


@extend_schema_view(
    get=extend_schema(operation_id="label_stock", tags=["labels"], responses={200: LabelStockSerializer}),
    patch=extend_schema(
        operation_id="edit_label_stock",
        tags=["labels"],
        request=LabelStockValuesSerializer(partial=True),
        responses={200: LabelStockSerializer},
    ),
    delete=extend_schema(operation_id="remove_label_stock", tags=["labels"], responses={204: None}),
)
class OneLabelStock(LabelStocksView, OneProfile):
    """A paper of one's own."""

    written: ClassVar[type[StrictSerializer]] = LabelStockValuesSerializer
