"""What was deleted of a product and can come back: its variants, and its photos and clips for a while."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from catalogue.media.showing import media_of
from catalogue.models import KEPT_AFTER_DELETION, MediaItem, Product, Variant
from catalogue.quantity import NetQuantity
from desk.texts import language_of_the_moment


@dataclass(frozen=True, slots=True)
class DeletedVariant:
    """A variant that was deleted, with what it was."""

    row: Variant
    quantity: str


@dataclass(frozen=True, slots=True)
class DeletedMedia:
    """A photo or clip that was deleted, as it is shown, and the day until which its files are kept."""

    row: MediaItem
    shown: Mapping[str, object]
    kept_until: datetime.datetime


@dataclass(frozen=True, slots=True)
class DeletedParts:
    """What can be restored of a product."""

    variants: list[DeletedVariant]
    media: list[DeletedMedia]


def deleted_parts(product: Product, variants: Iterable[Variant]) -> DeletedParts:
    """Return what can be restored of ``product``; ``variants`` are all of it. Costs one query."""
    since = timezone.now() - KEPT_AFTER_DELETION
    media = MediaItem.objects.filter(product=product, deleted_at__gt=since).order_by("-deleted_at", "-pk")
    return DeletedParts(
        [DeletedVariant(row, quantity_shown(row)) for row in variants if row.deleted_at is not None],
        [_media(product, row) for row in media],
    )


def quantity_shown(row: Variant) -> str:
    """Return the net quantity of a variant in the language of the moment."""
    quantity = NetQuantity(row.net_amount, row.net_unit, row.pack_count, row.pack_unit, row.specification)
    return quantity.display(language_of_the_moment())


def _media(product: Product, row: MediaItem) -> DeletedMedia:
    [shown] = media_of([row], product.name, language_of_the_moment())
    kept_until = (row.deleted_at or timezone.now()) + KEPT_AFTER_DELETION
    return DeletedMedia(row, shown, kept_until)
