"""``alliance/certificates``: papers that wait for a person, and those that end soon."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.alliance.views import AllianceView
from api.parameters import Parameter, integer
from api.seller.goods_shapes import SellerCertificateSerializer
from api.seller.shown import show_certificate
from api.staff.bodies import StrictSerializer, read_body
from api.staff.pages import PAGE
from api.staff.shapes import page_shape
from catalogue.approval import (
    check_certificate,
    expiring_certificates,
    refuse_certificate,
    unchecked_certificates,
)
from catalogue.approval.reasons import LONGEST_REASON
from catalogue.listings import today
from catalogue.models import Certificate, CertificatePaper

LONGEST_NOTICE_DAYS = 180


class WaitingSerializer(SellerCertificateSerializer):
    """A certificate that nobody has checked."""

    cooperative = serializers.CharField()
    papers = serializers.ListField(child=serializers.IntegerField(), help_text="Ids of its papers.")


class ExpiringSerializer(SellerCertificateSerializer):
    """A certificate that ends soon."""

    cooperative = serializers.CharField()
    notice_days = serializers.IntegerField(help_text="30, 90 or 180: the shortest notice it falls under.")


class SeenSerializer(StrictSerializer):
    """What the officer saw; given, it must be what was entered, with the papers that are there."""

    seen = serializers.DictField(
        required=False,
        help_text="`kind`, `stars`, `number`, `issued_by`, `valid_from`, `valid_to`, ids in `papers`, "
        "ascending; without `papers` none was seen. Should anything differ by now, it is a 409.",
    )


class RefusalSerializer(SeenSerializer):
    """Why it is not confirmed."""

    reason = serializers.CharField(max_length=LONGEST_REASON)


class UncheckedCertificates(AllianceView):
    """Papers that wait."""

    parameters: ClassVar[tuple[Parameter, ...]] = PAGE

    @extend_schema(
        operation_id="unchecked_certificates",
        tags=["certificates"],
        responses={200: page_shape(WaitingSerializer)},
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List certificates that no person has checked or refused."""
        return self.page(unchecked_certificates(), _shown)


class ExpiringCertificates(AllianceView):
    """Papers that end soon."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        integer("within_days", "How far ahead; default 180.", 1, LONGEST_NOTICE_DAYS),
        *PAGE,
    )

    @extend_schema(
        operation_id="expiring_certificates",
        tags=["certificates"],
        responses={200: page_shape(ExpiringSerializer)},
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List certificates in force that end soon and are not renewed, the first to end first."""
        days = self.given.get("within_days", LONGEST_NOTICE_DAYS)
        return self.page(expiring_certificates(today(), days), _shown_expiring, by="valid_to")


class CertificateCheck(AllianceView):
    """A person has seen the paper."""

    @extend_schema(
        operation_id="check_certificate",
        tags=["certificates"],
        request=SeenSerializer,
        responses={200: SellerCertificateSerializer},
    )
    def post(self, request: Request, key: int) -> HttpResponse:
        """Confirm that the paper says what was entered; from now on it counts publicly."""
        given = read_body(SeenSerializer, request.data)
        row = self.row(Certificate.objects.all(), key)
        return self.answer(
            show_certificate(check_certificate(certificate=row, actor=self.scope.actor, **given))
        )


class CertificateRefusal(AllianceView):
    """A paper that does not say what was entered."""

    @extend_schema(
        operation_id="refuse_certificate",
        tags=["certificates"],
        request=RefusalSerializer,
        responses={200: SellerCertificateSerializer},
    )
    def post(self, request: Request, key: int) -> HttpResponse:
        """Refuse a certificate, one that was confirmed too; its cooperative reads the reason.

        It waits again once the cooperative has changed it or added a paper.
        """
        given = read_body(RefusalSerializer, request.data)
        row = self.row(Certificate.objects.all(), key)
        return self.answer(show_certificate(refuse_certificate(certificate=row, **given)))


def _shown(rows: Iterable[Certificate]) -> list[dict[str, object]]:
    found = list(rows)
    papers: dict[int, list[int]] = defaultdict(list)
    present = CertificatePaper.objects.filter(certificate__in=found, deleted_at__isnull=True)
    for certificate, paper in present.order_by("pk").values_list("certificate", "pk"):
        papers[certificate].append(paper)
    return [
        {**show_certificate(row), "cooperative": row.product.cooperative.slug, "papers": papers[row.pk]}
        for row in found
    ]


def _shown_expiring(rows: Iterable[Any]) -> list[dict[str, object]]:
    found = list(rows)
    return [
        {**shown, "notice_days": row.notice_days} for row, shown in zip(found, _shown(found), strict=True)
    ]
