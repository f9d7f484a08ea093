"""``seller/certificates/{id}/papers``: the proof behind a certificate, for those who check it alone."""

from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request

from api.parameters import LANG, Parameter
from api.refusals import FieldRefused
from api.seller.media import FORM_BYTES
from api.staff.bodies import StrictSerializer, read_file
from api.staff.views import StaffView
from catalogue.media.acceptance import accept_paper
from catalogue.media.limits import MAX_PAPER_BYTES
from catalogue.media.papers import KeptPaper, add_paper, delete_paper, keep_paper, require_room_for_paper
from catalogue.models import Certificate, CertificatePaper
from people.private_files import paper_file


class PaperSerializer(serializers.Serializer[Any]):
    """A paper; its file is a download for those within reach."""

    id = serializers.IntegerField()
    certificate = serializers.IntegerField()
    type = serializers.CharField()
    size_bytes = serializers.IntegerField()
    url = serializers.CharField()
    created_at = serializers.DateTimeField()


class NewPaperSerializer(StrictSerializer):
    """A form with the file."""

    file = serializers.FileField(help_text="PDF, JPEG or PNG up to 8 MB.")


class Papers(StaffView):
    """The papers of one certificate."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    parser_classes: ClassVar[list[type[BaseParser]]] = [MultiPartParser]  # type: ignore[misc]
    largest_body: ClassVar[int] = MAX_PAPER_BYTES + FORM_BYTES

    kept: KeptPaper

    @extend_schema(operation_id="papers", tags=["certificates"], responses={200: PaperSerializer(many=True)})
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """List the papers of a certificate."""
        rows = CertificatePaper.objects.filter(certificate=self._certificate(key), deleted_at__isnull=True)
        return self.answer([_shown(row) for row in rows.order_by("pk")])

    @extend_schema(
        operation_id="add_paper",
        tags=["certificates"],
        request={"multipart/form-data": NewPaperSerializer},
        responses={201: PaperSerializer},
    )
    def post(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Add a paper; it is never public. A PDF that does something when opened is refused."""
        return self.answer(_shown(add_paper(certificate=self._certificate(key), kept=self.kept)), 201)

    def prepare(self) -> None:
        """Check the file and write it, before the transaction begins."""
        certificate = self._certificate(self.kwargs["key"])
        file = read_file(NewPaperSerializer, self.raw_request)
        if file is None:
            raise FieldRefused("file", vi="Thiếu tệp.", en="The file is missing.")
        require_room_for_paper(certificate=certificate)
        self.kept = keep_paper(accept_paper(file.read(MAX_PAPER_BYTES + 1), file.content_type or ""))

    def _certificate(self, key: int) -> Certificate:
        return self.row(Certificate.objects.filter(product__deleted_at__isnull=True), key)


class OnePaper(StaffView):
    """One paper."""

    @extend_schema(operation_id="delete_paper", tags=["certificates"], responses={204: None})
    def delete(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Delete a paper."""
        delete_paper(paper=self.row(CertificatePaper.objects.filter(deleted_at__isnull=True), key))
        return self.nothing()


class PaperFile(StaffView):
    """The file of a paper."""

    revalidates: ClassVar[bool] = False

    @extend_schema(
        operation_id="paper_file",
        tags=["certificates"],
        responses={(200, "application/pdf"): bytes, (200, "image/jpeg"): bytes},
    )
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Download a paper."""
        return paper_file(self.row(CertificatePaper.objects.filter(deleted_at__isnull=True), key))


def _shown(row: CertificatePaper) -> dict[str, object]:
    return {
        "id": row.pk,
        "certificate": row.certificate_id,
        "type": row.media_type,
        "size_bytes": row.size_bytes,
        "url": f"/api/v1/seller/papers/{row.pk}/file",
        "created_at": row.created_at,
    }
