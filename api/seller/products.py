"""``seller/products``: goods of one's own cooperative, from the first draft to what the public sees."""

from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.parameters import LANG, Parameter, choice, slug
from api.refusals import FieldRefused
from api.seller.goods_shapes import (
    MergeSerializer,
    NewProductSerializer,
    ProductChangesSerializer,
    SellerProductSerializer,
)
from api.seller.shown import product_rows, show_products
from api.staff.bodies import read_body
from api.staff.pages import PAGE
from api.staff.shapes import page_shape
from api.staff.views import StaffView
from catalogue.approval import discard_changes, edit_product, submit_product
from catalogue.lifecycle import (
    copy_product,
    create_product,
    delete_product,
    merge_products,
    restore_product,
)
from catalogue.locks import lock_products
from catalogue.models import Category, Product, ProductState
from people.scope import choose_cooperative


class ProductsView(StaffView):
    """What the views of products share."""

    def shown(self, key: int) -> dict[str, object]:
        """Return the product as it is now. Raises RowUnknown, also for a neighbour's."""
        return show_products([self.row(product_rows(), key)])[0]

    def product(self, key: int) -> Product:
        """Return the product, to be changed. Raises RowUnknown, also for a neighbour's."""
        return self.row(Product.objects.present(), key)

    def matched_product(self, key: int) -> Product:
        """Return the product, locked, as the client has seen it. Raises as ``matched`` and ``row`` do."""
        return self.matched(
            lambda: self.row(product_rows(), key),
            show=lambda row: show_products([row])[0],
            lock=lambda row: lock_products([row.pk]),
        )


class Products(ProductsView):
    """The products within reach."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        choice("state", "Only products in this state.", ProductState.values),
        slug("category", "Slug of a category."),
        slug("cooperative", "Slug of a cooperative."),
        *PAGE,
    )

    @extend_schema(
        operation_id="seller_products", tags=["goods"], responses={200: page_shape(SellerProductSerializer)}
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List products with their variants, newest first."""
        lookups = {"state": "state", "category": "category__slug", "cooperative": "cooperative__slug"}
        wanted = {lookups[name]: value for name, value in self.given.items() if name in lookups}
        return self.page(self.rows(product_rows().filter(**wanted)), show_products)

    @extend_schema(
        operation_id="create_product",
        tags=["goods"],
        request=NewProductSerializer,
        responses={201: SellerProductSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Begin a product: a draft, which the public does not see."""
        given = read_body(NewProductSerializer, request.data)
        cooperative = choose_cooperative(self.scope, given.pop("cooperative", None))
        row = create_product(cooperative=cooperative, **with_category(given))
        return self.answer(self.shown(row.pk), 201)


class OneProduct(ProductsView):
    """One product."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    matching: ClassVar[frozenset[str]] = frozenset({"PATCH", "DELETE"})

    @extend_schema(operation_id="seller_product", tags=["goods"], responses={200: SellerProductSerializer})
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Show a product in every language, with what waits for the Alliance."""
        return self.answer(self.shown(key))

    @extend_schema(
        operation_id="edit_product",
        tags=["goods"],
        request=ProductChangesSerializer(partial=True),
        responses={200: SellerProductSerializer},
    )
    def patch(self, request: Request, key: int) -> HttpResponse:
        """Change fields of a product. Needs `If-Match` with its ETag.

        A text is given with all its languages. Of an approved product the public goes on seeing what was
        approved; the changes wait in `pending_changes` until the Alliance approves them.
        """
        product = self.matched_product(key)
        given = read_body(ProductChangesSerializer, request.data, partial=True)
        edit_product(product=product, changes=with_category(given))
        return self.answer(self.shown(key))

    @extend_schema(operation_id="delete_product", tags=["goods"], responses={204: None})
    def delete(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Delete a product; it can be restored as it was, numbers and all. Honours `If-Match`."""
        delete_product(product=self.matched_product(key))
        return self.nothing()


class ProductSubmission(ProductsView):
    """Asking the Alliance."""

    @extend_schema(
        operation_id="submit_product",
        tags=["approval"],
        request=None,
        responses={200: SellerProductSerializer},
    )
    def post(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Send a product, or the changes that wait, to the Alliance; what is missing is told by field."""
        submit_product(product=self.product(key))
        return self.answer(self.shown(key))


class PendingChanges(ProductsView):
    """What waits for the Alliance."""

    @extend_schema(operation_id="discard_changes", tags=["approval"], responses={204: None})
    def delete(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Drop the changes that wait: the product stays as it was approved."""
        discard_changes(product=self.product(key))
        return self.nothing()


class ProductCopy(ProductsView):
    """A product after the model of another."""

    @extend_schema(
        operation_id="copy_product", tags=["goods"], request=None, responses={201: SellerProductSerializer}
    )
    def post(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Copy a product with its variants, without numbers and certificates: a new draft."""
        return self.answer(self.shown(copy_product(product=self.product(key)).pk), 201)


class ProductRestoration(ProductsView):
    """Bringing back what was deleted."""

    @extend_schema(
        operation_id="restore_product", tags=["goods"], request=None, responses={200: SellerProductSerializer}
    )
    def post(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Restore a deleted product as it was."""
        restore_product(product=self.row(Product.objects.all(), key))
        return self.answer(self.shown(key))


class ProductMerger(ProductsView):
    """Making one of two."""

    @extend_schema(
        operation_id="merge_product",
        tags=["goods"],
        request=MergeSerializer,
        responses={200: SellerProductSerializer},
    )
    def post(self, request: Request, key: int) -> HttpResponse:
        """Merge this product into another of the same cooperative; a scan of its numbers finds that one.

        Its variants move over with their numbers: none is retired.
        """
        loser = self.product(key)
        survivor = self.product(read_body(MergeSerializer, request.data)["into"])
        merge_products(loser=loser, survivor=survivor)
        return self.answer(self.shown(survivor.pk))


def with_category(given: dict[str, Any]) -> dict[str, Any]:
    """Return ``given`` with the category's row in place of its slug. Raises FieldRefused."""
    if "category" not in given:
        return given
    category = Category.objects.filter(slug=given["category"]).first()
    if category is None:
        raise FieldRefused("category", vi="Không có danh mục này.", en="There is no such category.")
    return given | {"category": category}
