"""What is still to be done for goods, as questions about many of them at once."""

from collections.abc import Callable
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from catalogue.models import (
    Gtin,
    GtinState,
    InStoreNumber,
    MediaItem,
    MediaKind,
    Product,
    ProductState,
    Variant,
)

Goods = QuerySet[Product]


class Chore(StrEnum):
    """Why somebody has to look at goods again, the most pressing first."""

    SENT_BACK = "sent_back"
    DRAFT = "draft"
    WAITING = "waiting"
    UNNUMBERED = "unnumbered"
    PHOTOLESS = "photoless"


def goods_with(chore: Chore, rows: Goods) -> Goods:
    """Return those of ``rows``, present goods, that ``chore`` is about.

    Goods that were sent back are rejected as a whole, or approved with changes that nobody asks for any more.
    A product is unnumbered when one of its variants has neither a GTIN nor an in-store number.
    """
    return _QUESTIONS[chore](rows)


def _sent_back(rows: Goods) -> Goods:
    idle = Q(state=ProductState.APPROVED, submitted_at__isnull=True)
    variants = Variant.objects.filter(product=OuterRef("pk"), deleted_at__isnull=True)
    media = MediaItem.objects.filter(product=OuterRef("pk"), deleted_at__isnull=True)
    settled = {"approved": True, "pending_changes": {}}
    waits = ~Q(pending_changes={}) | Exists(variants.exclude(**settled)) | Exists(media.exclude(**settled))
    return rows.filter(Q(state=ProductState.REJECTED) | (idle & waits))


def _drafts(rows: Goods) -> Goods:
    return rows.filter(state=ProductState.DRAFT)


def _waiting(rows: Goods) -> Goods:
    return rows.filter(submitted_at__isnull=False)


def _unnumbered(rows: Goods) -> Goods:
    gtins = Gtin.objects.filter(variant=OuterRef("pk"), state=GtinState.ASSIGNED)
    in_store = InStoreNumber.objects.filter(variant=OuterRef("pk"))
    variants = Variant.objects.filter(product=OuterRef("pk"), deleted_at__isnull=True)
    return rows.filter(Exists(variants.filter(~Exists(gtins), ~Exists(in_store))))


def _photoless(rows: Goods) -> Goods:
    photos = MediaItem.objects.filter(product=OuterRef("pk"), kind=MediaKind.PHOTO, deleted_at__isnull=True)
    return rows.filter(~Exists(photos))


_QUESTIONS: dict[Chore, Callable[[Goods], Goods]] = {
    Chore.SENT_BACK: _sent_back,
    Chore.DRAFT: _drafts,
    Chore.WAITING: _waiting,
    Chore.UNNUMBERED: _unnumbered,
    Chore.PHOTOLESS: _photoless,
}
