"""The steps of goods on their way to the public, and back.

Whoever decides has the product locked, so of two who decide at once the second meets the state that the
first one left, and is refused.
"""

from django.db import transaction
from django.utils import timezone

from catalogue.approval.errors import (
    ContentChanged,
    NameMissing,
    NothingWaits,
    StateConflict,
    VariantMissing,
)
from catalogue.approval.media import approve_media, disapprove_media
from catalogue.approval.pending import fold, present_variants, wished_values
from catalogue.approval.queue import find_waiting, review_mark, tell
from catalogue.approval.reasons import clean_reason, require_reason
from catalogue.approval.slugs import settle_slug
from catalogue.approval.unseen import forget_unseen
from catalogue.changes import FieldError, refuse_fields
from catalogue.listings import render_products
from catalogue.locks import ProductNotFound, lock_products
from catalogue.models import ApprovalKind, Product, ProductState

# Each step of goods as a whole: the states it may be taken in, and the state it leads to.
STEPS: dict[ApprovalKind, tuple[frozenset[ProductState], ProductState]] = {
    ApprovalKind.SUBMITTED: (
        frozenset((ProductState.DRAFT, ProductState.REJECTED, ProductState.WITHDRAWN)),
        ProductState.SUBMITTED,
    ),
    ApprovalKind.APPROVED: (frozenset((ProductState.SUBMITTED,)), ProductState.APPROVED),
    ApprovalKind.REJECTED: (frozenset((ProductState.SUBMITTED,)), ProductState.REJECTED),
    ApprovalKind.WITHDRAWN: (
        frozenset((ProductState.SUBMITTED, ProductState.APPROVED)),
        ProductState.WITHDRAWN,
    ),
}


@transaction.atomic
def submit_product(*, product: Product) -> Product:
    """Return the product, which waits for the Alliance from now on.

    Of an approved product, the changes that were sent back are asked for again.

    Raises ProductNotFound, StateConflict, NothingWaits, or FieldsRefused with all that is missing.
    """
    row = lock_products([product.pk])[product.pk]
    if row.state == ProductState.APPROVED:
        if row.submitted_at is not None:
            raise StateConflict(ProductState.SUBMITTED)
        if not find_waiting([row]):
            raise NothingWaits
        kind = ApprovalKind.CHANGES_SUBMITTED
    else:
        kind = ApprovalKind.SUBMITTED
        _take_step(row, kind)
    _require_complete(row)
    row.submitted_at = timezone.now()
    row.save(update_fields=["state", "submitted_at", "updated_at"])
    tell(row, kind)
    return row


@transaction.atomic
def approve_product(*, product: Product, reason: str = "", seen: str | None = None) -> Product:
    """Return the product, which the public sees from now on as it was submitted.

    Of an approved product, all that waits is approved: changes and new variants. ``seen`` is the
    ``review_mark`` of what was looked at.

    Raises ProductNotFound, StateConflict, NothingWaits, ContentChanged, FieldsRefused when something is
    missing by now.
    """
    note = clean_reason(reason)
    row = lock_products([product.pk])[product.pk]
    _require_seen(row, seen)
    kind = _decided(row, ApprovalKind.APPROVED, ApprovalKind.CHANGES_APPROVED)
    _require_complete(row)
    for variant in present_variants(row):
        folded = fold(variant)
        if folded or not variant.approved:
            variant.approved = True
            variant.save()
    approve_media([row.pk])
    forget_unseen([row.pk])
    fold(row)
    row.submitted_at = None
    row.published_at = row.published_at or timezone.now()
    settle_slug(row)
    row.save()
    tell(row, kind, note)
    render_products([row.pk])
    return row


@transaction.atomic
def reject_product(*, product: Product, reason: str, seen: str | None = None) -> Product:
    """Return the product, sent back to its cooperative with ``reason``.

    An approved product stays as the public sees it; what waited stays with the cooperative, who may change
    it and ask again.

    Raises ReasonRequired, ReasonTooLong, ProductNotFound, StateConflict, NothingWaits, ContentChanged.
    """
    why = require_reason(reason)
    row = lock_products([product.pk])[product.pk]
    _require_seen(row, seen)
    kind = _decided(row, ApprovalKind.REJECTED, ApprovalKind.CHANGES_REJECTED)
    row.submitted_at = None
    row.save(update_fields=["state", "submitted_at", "updated_at"])
    tell(row, kind, why)
    return row


@transaction.atomic
def withdraw_product(*, product: Product, reason: str) -> Product:
    """Return the product, which the public no longer sees; its numbers stay assigned.

    What waited becomes its content, to be submitted again. A deleted one can be withdrawn too: its
    cooperative may restore it, and then it comes back withdrawn.

    Raises ReasonRequired, ReasonTooLong, StateConflict; ProductNotFound for one that was merged too.
    """
    why = require_reason(reason)
    row = lock_products([product.pk], also_deleted=True)[product.pk]
    if row.merged_into_id is not None:
        raise ProductNotFound
    _take_step(row, ApprovalKind.WITHDRAWN)
    for variant in row.variants.order_by("pk"):  # deleted ones too: restored, they would be public again
        if fold(variant) or variant.approved:
            variant.approved = False
            variant.save()
    disapprove_media([row.pk])
    fold(row)
    row.submitted_at = None
    row.save()
    tell(row, ApprovalKind.WITHDRAWN, why)
    render_products([row.pk])
    return row


def _take_step(row: Product, kind: ApprovalKind) -> None:
    """Set the state that ``kind`` leads to. Raises StateConflict."""
    allowed, following = STEPS[kind]
    if row.state not in allowed:
        raise StateConflict(row.state)
    row.state = following


def _decided(row: Product, whole: ApprovalKind, changes: ApprovalKind) -> ApprovalKind:
    """Return what was decided: about the goods as a whole, whose state is set, or about changes of them.

    Raises StateConflict, NothingWaits.
    """
    if row.state != ProductState.APPROVED:
        _take_step(row, whole)
        return whole
    if row.submitted_at is None:
        raise NothingWaits
    return changes


def _require_complete(row: Product) -> None:
    """Raise FieldsRefused with all that the goods need before the public may see them."""
    reasons: list[FieldError] = []
    if not wished_values(row)["name"].get("vi"):
        reasons.append(NameMissing("name"))
    if not present_variants(row):
        reasons.append(VariantMissing("variants"))
    refuse_fields(reasons)


def _require_seen(row: Product, seen: str | None) -> None:
    if seen is not None and seen != review_mark(row):
        raise ContentChanged
