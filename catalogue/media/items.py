"""The photos and clips of a product: added, described, ordered, approved, deleted.

Three steps, so that nothing slow happens in a transaction: ``accept_…`` checks and draws anew, ``keep``
writes the files, ``add_…`` writes the row and the listing. Files that no row came to name are swept away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from catalogue.approval.pending import fold, write_values
from catalogue.approval.queue import save_queue
from catalogue.listings import render_products
from catalogue.locks import ProductNotFound, lock_products
from catalogue.media.acceptance import Accepted, accept_audio, accept_photo
from catalogue.media.errors import (
    AltTextInvalid,
    AudioLanguageInvalid,
    MediaNotFound,
    MediaOrderMismatch,
    TooManyMedia,
)
from catalogue.media.limits import MAX_CLIPS, MAX_PHOTOS
from catalogue.media.storage import PUBLIC, write_files
from catalogue.models import KEPT_AFTER_DELETION, MediaFile, MediaItem, MediaKind, Product, ProductState
from catalogue.texts import LANGUAGE_TAG, validate_texts

_MOST = {MediaKind.PHOTO: MAX_PHOTOS, MediaKind.AUDIO: MAX_CLIPS}


@dataclass(frozen=True, slots=True)
class Kept:
    """A photo or clip whose files are written, ready for its row."""

    accepted: Accepted
    files: list[MediaFile]


def keep(accepted: Accepted) -> Kept:
    """Write the files of what was accepted. Raises MediaStorageUnavailable."""
    return Kept(accepted, write_files(PUBLIC, accepted.renditions))


def upload_photo(
    *,
    product: Product,
    data: bytes,
    declared_type: str = "",
    alt_text: Mapping[str, str] | None = None,
    approved: bool = False,
) -> MediaItem:
    """Return the photo of ``product`` made of ``data``: all three steps at once, outside a transaction.

    Raises as ``require_room``, ``accept_photo``, ``keep`` and ``add_photo`` do.
    """
    _require_alt_text(alt_text or {})
    require_room(product=product, kind=MediaKind.PHOTO)
    kept = keep(accept_photo(data, declared_type))
    return add_photo(product=product, kept=kept, alt_text=alt_text, approved=approved)


def upload_audio(
    *,
    product: Product,
    data: bytes,
    language: str,
    declared_type: str = "",
    alt_text: Mapping[str, str] | None = None,
    approved: bool = False,
) -> MediaItem:
    """Return the clip of ``product`` in ``language`` made of ``data``: all three steps at once.

    Raises as ``require_room``, ``accept_audio``, ``keep`` and ``add_audio`` do.
    """
    _require_language(language)
    _require_alt_text(alt_text or {})
    require_room(product=product, kind=MediaKind.AUDIO)
    kept = keep(accept_audio(data, declared_type))
    return add_audio(product=product, kept=kept, language=language, alt_text=alt_text, approved=approved)


def require_room(*, product: Product, kind: MediaKind) -> None:
    """Check that ``product`` is there and may have one more of ``kind``: asked before the slow work.

    Raises ProductNotFound, TooManyMedia.
    """
    if not Product.objects.present().filter(pk=product.pk).exists():
        raise ProductNotFound
    if MediaItem.objects.present().filter(product=product, kind=kind).count() >= _MOST[kind]:
        raise TooManyMedia(limit=_MOST[kind])


def add_photo(
    *, product: Product, kept: Kept, alt_text: Mapping[str, str] | None = None, approved: bool = False
) -> MediaItem:
    """Return the photo, last in the product's order; the item that is there already for the same bytes.

    It waits to be approved with its product, unless ``approved``.

    Raises ProductNotFound, AltTextInvalid, TooManyMedia.
    """
    return _add(product, MediaKind.PHOTO, "", kept, alt_text or {}, approved=approved)


def add_audio(
    *,
    product: Product,
    kept: Kept,
    language: str,
    alt_text: Mapping[str, str] | None = None,
    approved: bool = False,
) -> MediaItem:
    """Return the clip in ``language`` (BCP 47), as ``add_photo`` does.

    Raises ProductNotFound, AudioLanguageInvalid, AltTextInvalid, TooManyMedia.
    """
    _require_language(language)
    return _add(product, MediaKind.AUDIO, language, kept, alt_text or {}, approved=approved)


@transaction.atomic
def describe_media(*, item: MediaItem, alt_text: Mapping[str, str]) -> MediaItem:
    """Return the item with another description; where the public sees it, the new one waits for the Alliance.

    Raises MediaNotFound, ProductNotFound, AltTextInvalid.
    """
    _require_alt_text(alt_text)
    row = _locked(item)
    public = row.approved and row.product.state == ProductState.APPROVED
    folded = not public and fold(row)
    if not (write_values(row, {"alt_text": dict(alt_text)}, waits=public) or folded):
        return row
    row.approved = public  # otherwise nobody of the Alliance has read these words
    row.save(update_fields=["alt_text", "pending_changes", "approved"])
    save_queue(row.product, ask=True)
    render_products([row.product_id])
    return row


@transaction.atomic
def order_media(*, product: Product, item_ids: Sequence[int]) -> list[MediaItem]:
    """Return the items of ``product`` in their new order: ``item_ids`` names each of them once.

    The first photo is the one that lists show. Raises ProductNotFound, MediaOrderMismatch.
    """
    lock_products([product.pk])
    present = {item.pk: item for item in MediaItem.objects.present().filter(product=product)}
    if sorted(item_ids) != sorted(present):
        raise MediaOrderMismatch(count=len(present))
    return _renumber([present[pk] for pk in item_ids])


@transaction.atomic
def move_media(*, item: MediaItem, position: int) -> MediaItem:
    """Return the item, now at ``position`` among those of its product; 0 is first, too far is last.

    Raises MediaNotFound, ProductNotFound.
    """
    row = _locked(item)
    others = list(MediaItem.objects.present().filter(product=row.product_id).exclude(pk=row.pk))
    others.insert(max(0, position), row)
    _renumber(others)
    return row


@transaction.atomic
def delete_media(*, item: MediaItem) -> MediaItem:
    """Return the item, deleted: no longer shown, its files kept for some days so that it can come back.

    Raises MediaNotFound, ProductNotFound.
    """
    row = _locked(item)
    row.deleted_at = timezone.now()
    row.save(update_fields=["deleted_at"])
    save_queue(row.product, ask=False)
    render_products([row.product_id])
    return row


@transaction.atomic
def restore_media(*, item: MediaItem) -> MediaItem:
    """Return the deleted item, last in the product's order; the one that was added since of the same bytes.

    Raises ProductNotFound, TooManyMedia; MediaNotFound when its files may be gone.
    """
    owner = lock_products([item.product_id])[item.product_id]
    since = timezone.now() - KEPT_AFTER_DELETION
    row = MediaItem.objects.filter(pk=item.pk, deleted_at__gt=since).select_related("product").first()
    if row is None:
        raise MediaNotFound
    present = MediaItem.objects.present().filter(product=row.product_id)
    same = present.filter(kind=row.kind, language=row.language, source_sha256=row.source_sha256).first()
    if same is not None:
        return same
    require_room(product=row.product, kind=MediaKind(row.kind))
    row.deleted_at, row.position = None, _last_position(present)
    row.save(update_fields=["deleted_at", "position"])
    save_queue(owner, ask=not row.approved or bool(row.pending_changes))
    render_products([row.product_id])
    return row


@transaction.atomic
def _add(
    product: Product,
    kind: MediaKind,
    language: str,
    kept: Kept,
    alt_text: Mapping[str, str],
    *,
    approved: bool,
) -> MediaItem:
    _require_alt_text(alt_text)
    owner = lock_products([product.pk])[product.pk]
    present = MediaItem.objects.present().filter(product=product)
    accepted = kept.accepted
    same = present.filter(kind=kind, language=language, source_sha256=accepted.source_sha256).first()
    if same is not None:
        return same
    require_room(product=product, kind=kind)
    largest = accepted.renditions[-1]
    item = MediaItem.objects.create(
        product=product,
        kind=kind,
        language=language,
        alt_text=dict(alt_text),
        position=_last_position(present),
        width=largest.width,
        height=largest.height,
        duration_ms=accepted.duration_ms,
        source_sha256=accepted.source_sha256,
        size_bytes=sum(file["size"] for file in kept.files),
        files=kept.files,
        approved=approved,
    )
    save_queue(owner, ask=not approved)
    render_products([product.pk])
    return item


def _locked(item: MediaItem) -> MediaItem:
    """Return the item as it is now, its product locked."""
    lock_products([item.product_id])
    row = MediaItem.objects.present().filter(pk=item.pk).first()
    if row is None:
        raise MediaNotFound
    return row


def _renumber(items: list[MediaItem]) -> list[MediaItem]:
    for position, item in enumerate(items):
        if item.position != position:
            item.position = position
            item.save(update_fields=["position"])
    render_products([items[0].product_id] if items else [])
    return items


def _last_position(present: QuerySet[MediaItem]) -> int:
    last = present.last()
    return last.position + 1 if last else 0


def _require_alt_text(alt_text: Mapping[str, str]) -> None:
    try:
        validate_texts(dict(alt_text))
    except ValidationError as error:
        raise AltTextInvalid from error


def _require_language(language: str) -> None:
    if not LANGUAGE_TAG.fullmatch(language) or len(language) > 35:
        raise AudioLanguageInvalid(language=language[:40])
