"""Certificates: the papers behind them, looked at by whoever is within reach."""

from django.http import HttpResponse

from catalogue.models import CertificatePaper
from desk.frame import DeskRequest, desk_page, one
from people.private_files import paper_file


@desk_page
def paper(request: DeskRequest, key: int) -> HttpResponse:
    """Hand out the file of a paper as a download."""
    rows = CertificatePaper.objects.filter(
        deleted_at__isnull=True, certificate__product__deleted_at__isnull=True
    )
    return paper_file(one(rows, key, request.scope))
