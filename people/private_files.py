"""Files for those within reach alone: downloads that nothing on their way keeps and no browser runs.

Source: RFC 6266 (Content-Disposition), RFC 9111 section 5.2.2.5 (no-store), W3C CSP Level 3 (sandbox).
"""

from django.http import HttpResponse

from catalogue.media.papers import read_paper
from catalogue.models import CertificatePaper

POLICY = "sandbox; default-src 'none'"


def private_file(data: bytes, media_type: str, name: str) -> HttpResponse:
    """Return ``data`` as a download called ``name`` (ASCII), for a view that has asked who wants it."""
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = POLICY
    return response


def paper_file(paper: CertificatePaper) -> HttpResponse:
    """Return a certificate's paper, for a view that has asked who wants it.

    Raises MediaNotFound, MediaFileMissing, MediaStorageUnavailable.
    """
    data, form = read_paper(paper)
    return private_file(data, form.media_type, f"giay-to-{paper.pk}.{form.suffix}")
