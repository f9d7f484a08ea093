"""The papers behind certificates: kept for those who check them, never public."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from catalogue.locks import ProductNotFound, lock_products
from catalogue.media.acceptance import Accepted, accept_paper
from catalogue.media.errors import MediaNotFound, PaperOfCheckedCertificate, TooManyMedia
from catalogue.media.kinds import MediaForm
from catalogue.media.limits import MAX_PAPERS
from catalogue.media.storage import PAPERS, read_file, write_files
from catalogue.models import Certificate, CertificatePaper, MediaFile, Product


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A paper whose file is written, ready for its row."""

    accepted: Accepted
    file: MediaFile


def keep_paper(accepted: Accepted) -> KeptPaper:
    """Write the file of a paper that was accepted. Raises MediaStorageUnavailable."""
    [file] = write_files(PAPERS, accepted.renditions)
    return KeptPaper(accepted, file)


def upload_paper(*, certificate: Certificate, data: bytes, declared_type: str = "") -> CertificatePaper:
    """Return the paper of ``certificate`` made of ``data``: all steps at once, outside a transaction.

    Raises as ``require_room_for_paper``, ``accept_paper``, ``keep_paper`` and ``add_paper`` do.
    """
    require_room_for_paper(certificate=certificate)
    return add_paper(certificate=certificate, kept=keep_paper(accept_paper(data, declared_type)))


def require_room_for_paper(*, certificate: Certificate) -> None:
    """Check that the certificate's product is there and that it may have one more paper.

    Raises ProductNotFound, TooManyMedia.
    """
    if not Product.objects.present().filter(pk=certificate.product_id).exists():
        raise ProductNotFound
    if (
        CertificatePaper.objects.filter(certificate=certificate, deleted_at__isnull=True).count()
        >= MAX_PAPERS
    ):
        raise TooManyMedia(limit=MAX_PAPERS)


@transaction.atomic
def add_paper(*, certificate: Certificate, kept: KeptPaper) -> CertificatePaper:
    """Return the paper; the one that is there already for the same bytes.

    Raises ProductNotFound, TooManyMedia.
    """
    lock_products([certificate.product_id])
    digest = kept.accepted.source_sha256
    present = CertificatePaper.objects.filter(certificate=certificate, deleted_at__isnull=True)
    same = present.filter(source_sha256=digest).first()
    if same is not None:
        return same
    require_room_for_paper(certificate=certificate)
    _ask_anew(certificate)
    return CertificatePaper.objects.create(
        certificate=certificate,
        name=kept.file["name"],
        media_type=kept.file["type"],
        size_bytes=kept.file["size"],
        source_sha256=digest,
    )


def _ask_anew(certificate: Certificate) -> None:
    """Let a certificate that was refused wait for the Alliance again: there is something new to see."""
    row = Certificate.objects.filter(pk=certificate.pk).exclude(refusal_reason="").first()
    if row is not None:
        row.refusal_reason = ""
        row.save(update_fields=["refusal_reason"])


@transaction.atomic
def delete_paper(*, paper: CertificatePaper) -> CertificatePaper:
    """Return the paper, deleted; its file is kept for some days.

    Raises MediaNotFound, or PaperOfCheckedCertificate: what the Alliance has checked keeps its proof.
    """
    lock_products([paper.certificate.product_id], also_deleted=True)
    row = CertificatePaper.objects.select_for_update().filter(pk=paper.pk, deleted_at__isnull=True).first()
    if row is None:
        raise MediaNotFound
    require_unchecked(row.certificate_id)
    row.deleted_at = timezone.now()
    row.save(update_fields=["deleted_at"])
    return row


def require_unchecked(certificate: int) -> None:
    """Check that the certificate with this id is not confirmed. Raises PaperOfCheckedCertificate."""
    if Certificate.objects.filter(pk=certificate, checked_at__isnull=False).exists():
        raise PaperOfCheckedCertificate


def read_paper(paper: CertificatePaper) -> tuple[bytes, MediaForm]:
    """Return the bytes of a paper and its kind, for whoever may read it; served as an attachment alone.

    Raises MediaNotFound, MediaFileMissing, MediaStorageUnavailable.
    """
    if paper.deleted_at is not None:
        raise MediaNotFound
    return read_file(PAPERS, paper.name)
