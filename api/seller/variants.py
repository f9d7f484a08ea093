"""``seller/variants``: what is sold of a product."""

from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.parameters import LANG, Parameter, integer, text
from api.seller.goods_shapes import (
    CopySerializer,
    MergeSerializer,
    NewVariantSerializer,
    SellerVariantSerializer,
    VariantChangesSerializer,
)
from api.seller.shown import show_variants, variant_rows
from api.staff.bodies import read_body
from api.staff.pages import PAGE
from api.staff.refusals import InsufficientScope
from api.staff.shapes import page_shape
from api.staff.views import StaffView
from catalogue.approval import edit_variant
from catalogue.lifecycle import copy_variant, create_variant, delete_variant, merge_variants, restore_variant
from catalogue.locks import lock_variants
from catalogue.models import Product, Variant
from catalogue.numbering import has_codes
from people.models import Grant


class VariantsView(StaffView):
    """What the views of variants share."""

    def shown(self, key: int) -> dict[str, object]:
        """Return the variant as it is now. Raises RowUnknown, also for a neighbour's."""
        return show_variants([self.row(variant_rows(), key)])[0]

    def variant(self, key: int) -> Variant:
        """Return the variant, to be changed. Raises RowUnknown, also for a neighbour's."""
        return self.row(Variant.objects.present(), key)

    def matched_variant(self, key: int) -> Variant:
        """Return the variant, locked, as the client has seen it. Raises as ``matched`` and ``row`` do."""
        return self.matched(
            lambda: self.row(variant_rows(), key),
            show=lambda row: show_variants([row])[0],
            lock=lambda row: lock_variants([row.pk]),
        )


class Variants(VariantsView):
    """The variants within reach."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        integer("product", "Only variants of this product.", 1),
        text("sku", "Only the variant with this SKU.", longest=40),
        *PAGE,
    )

    @extend_schema(
        operation_id="seller_variants", tags=["goods"], responses={200: page_shape(SellerVariantSerializer)}
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List variants, newest first."""
        wanted = {name: self.given[name] for name in ("product", "sku") if name in self.given}
        return self.page(self.rows(variant_rows().filter(**wanted)), show_variants)

    @extend_schema(
        operation_id="create_variant",
        tags=["goods"],
        request=NewVariantSerializer,
        responses={201: SellerVariantSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Add a variant to a product. The public sees it once the Alliance has approved it."""
        given = read_body(NewVariantSerializer, request.data)
        product = self.row(Product.objects.present(), given.pop("product"))
        row = create_variant(product=product, **with_price(given))
        return self.answer(self.shown(row.pk), 201)


class OneVariant(VariantsView):
    """One variant."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    matching: ClassVar[frozenset[str]] = frozenset({"PATCH", "DELETE"})

    @extend_schema(operation_id="seller_variant", tags=["goods"], responses={200: SellerVariantSerializer})
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Show a variant with its numbers."""
        return self.answer(self.shown(key))

    @extend_schema(
        operation_id="edit_variant",
        tags=["goods"],
        request=VariantChangesSerializer(partial=True),
        responses={200: SellerVariantSerializer},
    )
    def patch(self, request: Request, key: int) -> HttpResponse:
        """Change fields of a variant. Needs `If-Match` with its ETag.

        Price, availability, position and SKU change at once; of an approved variant the rest waits in
        `pending_changes` for the Alliance.
        """
        variant = self.matched_variant(key)
        given = read_body(VariantChangesSerializer, request.data, partial=True)
        edit_variant(variant=variant, changes=with_price(given))
        return self.answer(self.shown(key))

    @extend_schema(operation_id="delete_variant", tags=["goods"], responses={204: None})
    def delete(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Delete a variant; its numbers stay its own and it can be restored. Honours `If-Match`."""
        delete_variant(variant=self.matched_variant(key))
        return self.nothing()


class VariantCopy(VariantsView):
    """A variant after the model of another."""

    @extend_schema(
        operation_id="copy_variant",
        tags=["goods"],
        request=CopySerializer,
        responses={201: SellerVariantSerializer},
    )
    def post(self, request: Request, key: int) -> HttpResponse:
        """Copy a variant under another SKU, without its numbers."""
        given = read_body(CopySerializer, request.data)
        return self.answer(self.shown(copy_variant(variant=self.variant(key), sku=given["sku"]).pk), 201)


class VariantRestoration(VariantsView):
    """Bringing back what was deleted."""

    @extend_schema(
        operation_id="restore_variant", tags=["goods"], request=None, responses={200: SellerVariantSerializer}
    )
    def post(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Restore a deleted variant with its numbers."""
        restore_variant(variant=self.row(Variant.objects.all(), key))
        return self.answer(self.shown(key))


class VariantMerger(VariantsView):
    """Making one of two."""

    @extend_schema(
        operation_id="merge_variant",
        tags=["goods"],
        request=MergeSerializer,
        responses={200: SellerVariantSerializer},
    )
    def post(self, request: Request, key: int) -> HttpResponse:
        """Merge this variant into another; a scan of its numbers finds that one from now on.

        Its GTINs are retired for ever, so with any number or scan alias on it a key needs `gtin:assign` too.
        """
        loser = self.variant(key)
        survivor = self.variant(read_body(MergeSerializer, request.data)["into"])
        if not self.scope.allows(Grant.GTIN_ASSIGN):
            lock_variants([loser.pk, survivor.pk])  # no number comes between the question and the merger
            if has_codes(loser):
                raise InsufficientScope(grant=Grant.GTIN_ASSIGN)
        merge_variants(loser=loser, survivor=survivor)
        return self.answer(self.shown(survivor.pk))


def with_price(given: dict[str, Any]) -> dict[str, Any]:
    """Return ``given`` with the price as whole đồng."""
    price = given.pop("price", None)
    return given if price is None else given | {"price_vnd": price["amount"]}
