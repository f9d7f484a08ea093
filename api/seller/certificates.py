"""``seller/certificates``: papers about goods, which a person of the Alliance checks."""

from typing import ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.parameters import LANG, Parameter, integer
from api.seller.goods_shapes import (
    CertificateChangesSerializer,
    NewCertificateSerializer,
    SellerCertificateSerializer,
)
from api.seller.shown import show_certificate
from api.staff.bodies import read_body
from api.staff.pages import PAGE
from api.staff.shapes import page_shape
from api.staff.views import StaffView
from catalogue.approval import add_certificate, edit_certificate, remove_certificate
from catalogue.locks import lock_products
from catalogue.models import Certificate, Product


class CertificatesView(StaffView):
    """What the views of certificates share."""

    def certificate(self, key: int) -> Certificate:
        """Return the certificate of goods that are not deleted. Raises RowUnknown, also for a neighbour's."""
        return self.row(Certificate.objects.filter(product__deleted_at__isnull=True), key)

    def matched_certificate(self, key: int) -> Certificate:
        """Return the certificate, locked with its product, as the client has seen it."""
        return self.matched(
            lambda: self.certificate(key),
            show=show_certificate,
            lock=lambda row: lock_products([row.product_id]),
        )


class Certificates(CertificatesView):
    """The certificates within reach."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        integer("product", "Only certificates of this product.", 1),
        *PAGE,
    )

    @extend_schema(
        operation_id="certificates",
        tags=["certificates"],
        responses={200: page_shape(SellerCertificateSerializer)},
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List certificates, newest first."""
        rows = Certificate.objects.filter(product__deleted_at__isnull=True)
        wanted = {name: self.given[name] for name in ("product",) if name in self.given}
        return self.page(self.rows(rows.filter(**wanted)), lambda found: map(show_certificate, found))

    @extend_schema(
        operation_id="add_certificate",
        tags=["certificates"],
        request=NewCertificateSerializer,
        responses={201: SellerCertificateSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Add a certificate to a product; it counts publicly once the Alliance has checked it."""
        given = read_body(NewCertificateSerializer, request.data)
        product = self.row(Product.objects.present(), given.pop("product"))
        return self.answer(show_certificate(add_certificate(product=product, values=given)), 201)


class OneCertificate(CertificatesView):
    """One certificate."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    matching: ClassVar[frozenset[str]] = frozenset({"PATCH", "DELETE"})

    @extend_schema(
        operation_id="certificate", tags=["certificates"], responses={200: SellerCertificateSerializer}
    )
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Show a certificate."""
        return self.answer(show_certificate(self.certificate(key)))

    @extend_schema(
        operation_id="edit_certificate",
        tags=["certificates"],
        request=CertificateChangesSerializer(partial=True),
        responses={200: SellerCertificateSerializer},
    )
    def patch(self, request: Request, key: int) -> HttpResponse:
        """Change a certificate. Needs `If-Match`; it must be checked again before it counts publicly."""
        row = self.matched_certificate(key)
        given = read_body(CertificateChangesSerializer, request.data, partial=True)
        return self.answer(show_certificate(edit_certificate(certificate=row, changes=given)))

    @extend_schema(operation_id="remove_certificate", tags=["certificates"], responses={204: None})
    def delete(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Remove a certificate; its history stays. Honours `If-Match`."""
        remove_certificate(certificate=self.matched_certificate(key))
        return self.nothing()
