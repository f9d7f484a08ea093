"""Certificates: entered by the cooperative, public only once a person of the Alliance has seen the paper."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.utils import timezone

from catalogue.approval.errors import (
    CertificateAlreadyChecked,
    CertificateNotFound,
    ContentChanged,
    PapersDiffer,
)
from catalogue.approval.reasons import require_reason
from catalogue.changes import FieldError, FieldMissing, refuse_fields, take_changes
from catalogue.listings import render_products
from catalogue.locks import lock_products
from catalogue.models import Certificate, CertificateKind, CertificatePaper, Product

NOTICE_DAYS = (30, 90, 180)
LONGEST_NOTICE = NOTICE_DAYS[-1]

_FIELDS = ("kind", "stars", "number", "issued_by", "valid_from", "valid_to")
_NEEDED = ("kind", "valid_from", "valid_to")


class StarsWrong(FieldError):
    """Stars where there are none, or none where there must be."""

    code = "stars_wrong"
    vi = "OCOP có 3, 4 hoặc 5 sao; chứng nhận khác không có sao."
    en = "OCOP has 3, 4 or 5 stars; no other certificate has any."


class DatesReversed(FieldError):
    """A last day before the first."""

    code = "dates_reversed"
    vi = "Ngày hết hiệu lực phải sau ngày bắt đầu."
    en = "The last day must not be before the first."


@transaction.atomic
def add_certificate(*, product: Product, values: Mapping[str, object]) -> Certificate:
    """Return a new certificate of ``product``, which the public sees once it is checked.

    ``values`` has ``kind``, ``valid_from``, ``valid_to``, for OCOP ``stars``, and perhaps ``number`` and
    ``issued_by``.

    Raises ProductNotFound, FieldsRefused.
    """
    owner = lock_products([product.pk])[product.pk]
    certificate = Certificate(product=owner)
    taken = take_changes(certificate, values, _FIELDS)
    refuse_fields(FieldMissing(name) for name in _NEEDED if taken.get(name) is None)
    _write(certificate, taken)
    certificate.save()
    return certificate


@transaction.atomic
def edit_certificate(*, certificate: Certificate, changes: Mapping[str, object]) -> Certificate:
    """Return the certificate with ``changes``; any change of it must be checked anew.

    Raises CertificateNotFound, FieldsRefused.
    """
    row = _lock(certificate)
    taken = take_changes(row, changes, _FIELDS)
    if all(getattr(row, name) == value for name, value in taken.items()):
        return row
    _write(row, taken)
    row.dates_assumed = row.dates_assumed and not {"valid_from", "valid_to"} & taken.keys()
    row.checked_at, row.checked_by, row.refusal_reason = None, "", ""
    row.save()
    render_products([row.product_id])
    return row


@transaction.atomic
def check_certificate(
    *, certificate: Certificate, actor: str, seen: Mapping[str, object] | None = None
) -> Certificate:
    """Return the certificate, which counts from now on: ``actor`` has seen the paper.

    ``seen`` is what was shown to them, as ``require_seen`` takes it.

    Raises CertificateNotFound, CertificateAlreadyChecked, ContentChanged.
    """
    row = _lock(certificate)
    if row.checked_at is not None:
        raise CertificateAlreadyChecked
    require_seen(row, seen)
    row.checked_at, row.checked_by, row.refusal_reason = timezone.now(), actor, ""
    row.save()
    render_products([row.product_id])
    return row


@transaction.atomic
def refuse_certificate(
    *, certificate: Certificate, reason: str, seen: Mapping[str, object] | None = None
) -> Certificate:
    """Return the certificate, which does not count: its cooperative reads the reason.

    One that was checked counts no longer. It waits again once it is changed or a paper is added.

    Raises CertificateNotFound, ContentChanged, ReasonRequired, ReasonTooLong.
    """
    why = require_reason(reason)
    row = _lock(certificate)
    require_seen(row, seen)
    row.checked_at, row.checked_by, row.refusal_reason = None, "", why
    row.save()
    render_products([row.product_id])
    return row


def require_seen(certificate: Certificate, seen: Mapping[str, object] | None) -> None:
    """Check that what was shown is still so; None asks for nothing.

    ``seen`` has what ``certificate_fields`` returns, and as ``papers`` the ids of the papers, ascending; left
    out they mean that none was seen. Raises ContentChanged, or PapersDiffer, which is one.
    """
    if seen is None:
        return
    present = CertificatePaper.objects.filter(certificate=certificate, deleted_at__isnull=True)
    papers = list(present.order_by("pk").values_list("pk", flat=True))
    told = {"papers": [], **seen}
    if told.pop("papers") != papers:
        raise PapersDiffer
    if told != certificate_fields(certificate):
        raise ContentChanged


@transaction.atomic
def remove_certificate(*, certificate: Certificate) -> None:
    """Take the certificate away; its history stays.

    Raises CertificateNotFound.
    """
    row = _lock(certificate)
    product_id = row.product_id
    row.delete()
    render_products([product_id])


def certificate_fields(certificate: Certificate) -> dict[str, Any]:
    """Return what the paper says, in JSON types."""
    values = {name: getattr(certificate, name) for name in _FIELDS}
    return {
        name: value.isoformat() if isinstance(value, datetime.date) else value
        for name, value in values.items()
    }


def unchecked_certificates() -> QuerySet[Certificate]:
    """Return the certificates of present goods that wait for a person, the oldest entry first."""
    waiting = Certificate.objects.filter(checked_at__isnull=True, refusal_reason="")
    present = waiting.filter(product__deleted_at__isnull=True)
    return present.select_related("product__cooperative").order_by("pk")


def expiring_certificates(on: datetime.date, within_days: int = LONGEST_NOTICE) -> QuerySet[Certificate]:
    """Return the checked certificates in force ``on`` that day which end within so many days, soonest first.

    Each has ``notice_days``: 30, 90 or 180, the shortest notice that it falls under. One that has been
    renewed, by another checked one of its kind that ends later, is left out.
    """
    renewal = Certificate.objects.checked().filter(
        product=OuterRef("product"), kind=OuterRef("kind"), valid_to__gt=OuterRef("valid_to")
    )
    notices = [
        When(valid_to__lte=on + datetime.timedelta(days=days), then=Value(days)) for days in NOTICE_DAYS
    ]
    return (
        Certificate.objects.checked()
        .valid_on(on)
        .filter(valid_to__lte=on + datetime.timedelta(days=within_days), product__deleted_at__isnull=True)
        .exclude(Exists(renewal))
        .annotate(notice_days=Case(*notices, default=Value(within_days), output_field=IntegerField()))
        .select_related("product__cooperative")
        .order_by("valid_to", "pk")
    )


def _lock(certificate: Certificate) -> Certificate:
    """Return the certificate as it is now, locked with its product. Raises CertificateNotFound."""
    found = Certificate.objects.filter(pk=certificate.pk, product__deleted_at__isnull=True).first()
    if found is None:
        raise CertificateNotFound
    lock_products([found.product_id])
    row = Certificate.objects.filter(pk=certificate.pk).first()
    if row is None:
        raise CertificateNotFound
    return row


def _write(certificate: Certificate, taken: Mapping[str, Any]) -> None:
    """Set what was taken. Raises FieldsRefused when it does not go together."""
    for name, value in taken.items():
        setattr(certificate, name, value)
    reasons: list[FieldError] = []
    is_ocop = certificate.kind == CertificateKind.OCOP
    if (certificate.stars not in (3, 4, 5)) if is_ocop else (certificate.stars is not None):
        reasons.append(StarsWrong("stars"))
    if certificate.valid_to < certificate.valid_from:
        reasons.append(DatesReversed("valid_to"))
    refuse_fields(reasons)
