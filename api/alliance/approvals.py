"""``alliance/products``: the queue of goods that wait for a decision, and the decisions."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.alliance.views import AllianceView
from api.parameters import LANG, Parameter, choice, flag, slug
from api.seller.goods_shapes import SellerProductSerializer
from api.seller.shown import product_rows, show_products, with_all_shown
from api.staff.bodies import StrictSerializer, read_body
from api.staff.pages import PAGE
from api.staff.shapes import page_shape
from catalogue.approval import (
    approve_product,
    forget_look,
    last_look,
    note_look,
    pending_diff,
    reject_product,
    review_mark,
    withdraw_product,
)
from catalogue.locks import lock_products
from catalogue.models import Product, ProductState


class DecisionSerializer(StrictSerializer):
    """Why, and what was looked at."""

    reason = serializers.CharField(
        max_length=2_000, allow_blank=True, default="", help_text="Needed to reject and to withdraw."
    )
    seen = serializers.CharField(
        max_length=64,
        required=False,
        help_text="`review_mark` of what was shown; should the goods have changed since, it is a 409. "
        "Without it: of what this officer was last shown.",
    )


class WithdrawalSerializer(StrictSerializer):
    """Why."""

    reason = serializers.CharField(max_length=2_000, allow_blank=True, default="")


class DifferenceSerializer(serializers.Serializer[Any]):
    """What approving would change of what the public sees."""

    sku = serializers.CharField(allow_null=True, help_text="Of the variant; null for the product itself.")
    field = serializers.CharField()
    before = serializers.JSONField()  # anything, null too
    after = serializers.JSONField()  # anything, null too


class ReviewSerializer(SellerProductSerializer):
    """A product as an officer looks at it."""

    differences = DifferenceSerializer(many=True)
    review_mark = serializers.CharField()
    deleted_at = serializers.DateTimeField(
        allow_null=True, help_text="When its cooperative deleted it; it may be restored, and be withdrawn."
    )


class ReviewedProducts(AllianceView):
    """The goods of all cooperatives."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        flag("waiting", "Only what waits for a decision, the first one first."),
        flag("deleted", "Instead what was deleted and may be restored."),
        choice("state", "Only products in this state.", ProductState.values),
        slug("cooperative", "Slug of a cooperative."),
        *PAGE,
    )

    @extend_schema(
        operation_id="reviewed_products",
        tags=["approval"],
        responses={200: page_shape(SellerProductSerializer)},
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List goods; with `waiting=true` the queue, as goods and changes of approved goods came in."""
        lookups = {"state": "state", "cooperative": "cooperative__slug"}
        wanted = {lookups[name]: value for name, value in self.given.items() if name in lookups}
        rows = with_all_shown(_deleted_rows()) if self.given.get("deleted") else product_rows()
        rows = rows.filter(**wanted)
        waiting = self.given.get("waiting")
        if waiting is None:
            return self.page(rows, show_products)
        rows = rows.filter(submitted_at__isnull=not waiting)
        return self.page(rows, show_products, by="submitted_at" if waiting else None)


class ReviewedProduct(AllianceView):
    """One product before a decision."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)

    @extend_schema(operation_id="reviewed_product", tags=["approval"], responses={200: ReviewSerializer})
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Show a product, a deleted one too, with what approving it would change."""
        row = self.row(_restorable_rows(), key)
        shown = _review(row)
        note_look(row, str(shown["review_mark"]))
        return self.answer(shown)


class Decision(AllianceView):
    """What the decisions share."""

    matching: ClassVar[frozenset[str]] = frozenset({"POST"})

    def product(self, rows: QuerySet[Product], key: int) -> Product:
        """Return the one of ``rows``, locked and as the officer has seen it where If-Match says what that is.

        Raises RowUnknown, VersionMismatch.
        """
        return self.matched(
            lambda: self.row(rows, key),
            show=_review,
            lock=lambda row: lock_products([row.pk], also_deleted=True),
        )

    def given_or_last_seen(self, request: Request, product: Product) -> dict[str, Any]:
        """Return the reason and what the decision is about: unless it says so, what was last shown."""
        return {"seen": last_look(product)} | read_body(DecisionSerializer, request.data)

    def decided(self, decide: Callable[[], Product]) -> HttpResponse:
        """Decide, and return the product as it is now."""
        product = decide()
        forget_look(product)
        return self.answer(_review(self.row(_restorable_rows(), product.pk)))


class Approval(Decision):
    """Yes."""

    @extend_schema(
        operation_id="approve_product",
        tags=["approval"],
        request=DecisionSerializer,
        responses={200: ReviewSerializer},
    )
    def post(self, request: Request, key: int) -> HttpResponse:
        """Approve goods, or what waits of approved ones: the public sees them from now on.

        Honours `If-Match` with the ETag of what was shown, as it does `seen`. Without either, it is about
        what this officer was last shown within a day; whoever has not looked decides about what is there.
        """
        product = self.product(Product.objects.present(), key)
        given = self.given_or_last_seen(request, product)
        return self.decided(lambda: approve_product(product=product, **given))


class Rejection(Decision):
    """No, and why."""

    @extend_schema(
        operation_id="reject_product",
        tags=["approval"],
        request=DecisionSerializer,
        responses={200: ReviewSerializer},
    )
    def post(self, request: Request, key: int) -> HttpResponse:
        """Send goods, or what waits of approved ones, back to their cooperative with a reason.

        Honours `If-Match` and `seen` as an approval does.
        """
        product = self.product(Product.objects.present(), key)
        given = self.given_or_last_seen(request, product)
        return self.decided(lambda: reject_product(product=product, **given))


class Withdrawal(Decision):
    """No longer."""

    @extend_schema(
        operation_id="withdraw_product",
        tags=["approval"],
        request=WithdrawalSerializer,
        responses={200: ReviewSerializer},
    )
    def post(self, request: Request, key: int) -> HttpResponse:
        """Take approved goods from the public, with a reason; deleted ones too, so that they stay away.

        Honours `If-Match` with the ETag of what was shown.
        """
        given = read_body(WithdrawalSerializer, request.data)
        product = self.product(_restorable_rows(), key)
        return self.decided(lambda: withdraw_product(product=product, **given))


def _restorable_rows() -> QuerySet[Product]:
    """Return the products that are there or may be there again: all but those merged into others."""
    return Product.objects.filter(merged_into__isnull=True)


def _deleted_rows() -> QuerySet[Product]:
    return _restorable_rows().filter(deleted_at__isnull=False)


def _review(row: Product) -> dict[str, object]:
    # The mark is taken before what is shown is read: a change in between makes it old, never unseen.
    mark = review_mark(row)
    row = with_all_shown(Product.objects.all()).get(pk=row.pk)
    shown: Iterable[dict[str, object]] = show_products([row])
    differences = [
        {"sku": one.sku, "field": one.field, "before": one.before, "after": one.after}
        for one in pending_diff(row)
    ]
    return {
        **next(iter(shown)),
        "differences": differences,
        "review_mark": mark,
        "deleted_at": row.deleted_at,
    }
