"""Papers of certificates are kept for those who check them."""

import datetime

import pytest
from django.utils import timezone

from catalogue.locks import ProductNotFound
from catalogue.media.errors import MediaNotFound, PaperActive, PaperOfCheckedCertificate, TooManyMedia
from catalogue.media.kinds import MediaForm
from catalogue.media.papers import delete_paper, read_paper, upload_paper
from catalogue.models import Certificate
from tests.catalogue.media.accepted import rows
from tests.catalogue.media.clips import CATALOGUE, pdf, plain_pdf
from tests.catalogue.media.photos import opened, photo
from tests.factories import make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate() -> Certificate:
    """Return a certificate in force."""
    return Certificate.objects.create(
        product=make_product(),
        kind="vietgap",
        valid_from=datetime.date(2026, 1, 1),
        valid_to=datetime.date(2028, 1, 1),
    )


def test_a_pdf_is_read_back_as_it_came_and_a_scan_as_a_picture(certificate: Certificate) -> None:
    document = upload_paper(certificate=certificate, data=plain_pdf(), declared_type="application/pdf")
    scan = upload_paper(certificate=certificate, data=photo(300, 200, "PNG"))

    assert read_paper(document) == (plain_pdf(), MediaForm.PDF)
    data, form = read_paper(scan)
    assert (form, opened(data).size) == (MediaForm.JPEG, (300, 200))
    assert upload_paper(certificate=certificate, data=plain_pdf()) == document
    assert rows() == (0, 2)


def test_a_refused_paper_leaves_nothing(certificate: Certificate) -> None:
    with pytest.raises(PaperActive):
        upload_paper(certificate=certificate, data=pdf(CATALOGUE, b"<</S /JavaScript>>"))
    certificate.product.deleted_at = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    certificate.product.save()
    with pytest.raises(ProductNotFound):
        upload_paper(certificate=certificate, data=plain_pdf())

    assert rows() == (0, 0)


def test_a_certificate_has_at_most_ten_papers(certificate: Certificate) -> None:
    for number in range(10):
        upload_paper(certificate=certificate, data=pdf(CATALOGUE, b"<</N %d>>" % number))
    with pytest.raises(TooManyMedia):
        upload_paper(certificate=certificate, data=plain_pdf())


def test_a_deleted_paper_is_no_longer_read(certificate: Certificate) -> None:
    paper = delete_paper(paper=upload_paper(certificate=certificate, data=plain_pdf()))

    for verb in (lambda: read_paper(paper), lambda: delete_paper(paper=paper)):
        with pytest.raises(MediaNotFound):
            verb()


def test_the_papers_of_a_checked_certificate_are_kept(certificate: Certificate) -> None:
    paper = upload_paper(certificate=certificate, data=plain_pdf(), declared_type="application/pdf")
    Certificate.objects.update(checked_at=timezone.now(), checked_by="user:1")

    with pytest.raises(PaperOfCheckedCertificate):
        delete_paper(paper=paper)

    paper.refresh_from_db()
    assert paper.deleted_at is None
    assert read_paper(paper)[0] == plain_pdf()
