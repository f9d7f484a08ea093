"""What waits for the Alliance, since when, and what was decided."""

import hashlib
from collections.abc import Collection, Container, Iterable
from typing import Any

import orjson
from django.db.models import Prefetch
from django.utils import timezone

from catalogue.approval.pending import as_json, present_variants, wished_values
from catalogue.history import current_actor
from catalogue.models import (
    ApprovalEvent,
    ApprovalKind,
    Certificate,
    MediaItem,
    Product,
    ProductState,
    Variant,
)
from catalogue.models.products import ProductQuerySet


def approval_queue() -> ProductQuerySet:
    """Return the goods that wait, as a whole or with changes, the first one first.

    Each comes with its cooperative, category and present variants, without further queries.
    """
    variants = Variant.objects.filter(deleted_at__isnull=True).order_by("position", "pk")
    return (
        Product.objects.waiting()
        .select_related("cooperative", "category")
        .prefetch_related(Prefetch("variants", queryset=variants))
    )


def review_mark(product: Product) -> str:
    """Return a fingerprint of all that a decision about ``product`` is about.

    Who decides hands back the mark of what they were shown: should it differ by then, nothing is decided.
    """
    certificates = Certificate.objects.filter(product=product.pk).order_by("pk")
    media = MediaItem.objects.present().filter(product=product.pk)
    shown: dict[str, Any] = {
        "state": product.state,
        "content": _content(product),
        "variants": [
            [variant.pk, variant.sku, variant.price_vnd, variant.approved, _content(variant)]
            for variant in present_variants(product)
        ],
        "media": [[item.pk, item.source_sha256, item.approved, _content(item)] for item in media],
        "certificates": list(
            certificates.values_list("pk", "kind", "stars", "number", "issued_by", "valid_from", "valid_to")
        ),
    }
    return hashlib.sha256(orjson.dumps(shown, option=orjson.OPT_SORT_KEYS)).hexdigest()


def last_decision(product: Product) -> ApprovalEvent | None:
    """Return the latest step of ``product``: the reason of a rejection stands there."""
    return product.approval_events.order_by("-pk").first()


def tell(product: Product, kind: ApprovalKind, reason: str = "") -> ApprovalEvent:
    """Return the event that is written about ``product``, in the name of who acts now."""
    return tell_all([(product, kind)], reason)[0]


def tell_all(steps: Iterable[tuple[Product, ApprovalKind]], reason: str = "") -> list[ApprovalEvent]:
    """Return the events that are written about many goods, all for one ``reason``."""
    now, actor = timezone.now(), current_actor()
    return ApprovalEvent.objects.bulk_create(
        ApprovalEvent(product=product, kind=kind, reason=reason, actor=actor, at=now)
        for product, kind in steps
    )


def find_waiting(products: Collection[Product]) -> set[int]:
    """Return the ids of those of the approved ``products`` of which anything waits for the Alliance."""
    ids = [product.pk for product in products]
    variants = Variant.objects.filter(product__in=ids, deleted_at__isnull=True)
    waiting = variants.exclude(approved=True, pending_changes={}).values_list("product", flat=True)
    media = MediaItem.objects.filter(product__in=ids, deleted_at__isnull=True)
    waiting_media = media.exclude(approved=True, pending_changes={}).values_list("product", flat=True)
    return {
        *(product.pk for product in products if product.pending_changes),
        *waiting,
        *waiting_media,
    }


def settle_queues(products: Iterable[Product], *, ask: Container[int]) -> list[Product]:
    """Do for many products what ``settle_queue`` does, asking for those with an id in ``ask``.

    Return those that it changed, not yet saved.
    """
    approved = {product.pk: product for product in products if product.state == ProductState.APPROVED}
    waiting = find_waiting(approved.values())
    changed = []
    for pk, product in approved.items():
        before = product.submitted_at
        if pk not in waiting:
            product.submitted_at = None
        elif before is None and pk in ask:
            product.submitted_at = timezone.now()
        if product.submitted_at != before:
            changed.append(product)
    tell_all((product, ApprovalKind.CHANGES_SUBMITTED) for product in changed if product.submitted_at)
    return changed


def settle_queue(product: Product, *, ask: bool) -> bool:
    """Put the approved ``product`` in the queue or take it out, by whether anything of it waits.

    Call it after what waits was saved, with the product locked; it is not saved here. Return whether it
    changed. Changes that were sent back wait outside until somebody ``ask``s again. Goods in another state
    are in the queue as a whole or not at all.
    """
    return bool(settle_queues([product], ask={product.pk} if ask else ()))


def save_queue(product: Product, *, ask: bool) -> None:
    """Settle the queue as ``settle_queue`` does, and save the product when that changed it."""
    if settle_queue(product, ask=ask):
        product.save(update_fields=["submitted_at", "updated_at"])


def _content(row: Product | Variant | MediaItem) -> dict[str, Any]:
    return {name: as_json(value) for name, value in wished_values(row).items()}
