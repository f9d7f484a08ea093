"""Goods as their own staff see them: every language, every state, and what waits for the Alliance."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from catalogue.gs1.gtin import display_gtin
from catalogue.models import (
    ApprovalEvent,
    Category,
    Certificate,
    Gtin,
    GtinState,
    InStoreNumber,
    PackagingLevel,
    Product,
    Variant,
)

_TEXTS = ("name", "description", "ingredients", "storage", "usage", "origin", "warnings")
_PIECES = Gtin.objects.filter(state=GtinState.ASSIGNED, packaging_level=PackagingLevel.EACH)


def product_rows() -> QuerySet[Product]:
    """Return the products that are not deleted, with all that is shown of them."""
    return with_all_shown(Product.objects.present())


def with_all_shown(rows: QuerySet[Product]) -> QuerySet[Product]:
    """Return ``rows`` of products, deleted ones perhaps, with all that is shown of them."""
    variants = _with_numbers(Variant.objects.filter(deleted_at__isnull=True))
    return rows.select_related("cooperative", "category").prefetch_related(
        Prefetch("variants", variants, to_attr="shown_variants"),
        Prefetch("certificates", Certificate.objects.order_by("pk"), to_attr="shown_certificates"),
        Prefetch("approval_events", ApprovalEvent.objects.order_by("-pk"), to_attr="shown_events"),
    )


def variant_rows() -> QuerySet[Variant]:
    """Return the variants that are not deleted, with their numbers."""
    return _with_numbers(Variant.objects.present())


def _with_numbers(rows: QuerySet[Variant]) -> QuerySet[Variant]:
    return (
        rows.select_related("product", "cooperative", "in_store_number")
        .prefetch_related(Prefetch("gtins", _PIECES, to_attr="shown_pieces"))
        .order_by("position", "pk")
    )


def show_products(rows: Iterable[Any]) -> list[dict[str, object]]:
    """Return ``rows`` of ``product_rows`` as they go over the wire."""
    return [_product(row) for row in rows]


def show_variants(rows: Iterable[Any]) -> list[dict[str, object]]:
    """Return ``rows`` of ``variant_rows`` as they go over the wire."""
    return [_variant(row) for row in rows]


def show_certificate(row: Certificate) -> dict[str, object]:
    """Return a certificate; it counts publicly once ``checked_at`` is set."""
    return {
        "id": row.pk,
        "product": row.product_id,
        "kind": row.kind,
        "stars": row.stars,
        "number": row.number,
        "issued_by": row.issued_by,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "dates_assumed": row.dates_assumed,
        "checked_at": row.checked_at,
        "refusal_reason": row.refusal_reason,
    }


def _product(row: Any) -> dict[str, object]:
    events: list[ApprovalEvent] = row.shown_events
    return {
        "id": row.pk,
        "slug": row.slug,
        "cooperative": row.cooperative.slug,
        "category": row.category.slug,
        **{name: getattr(row, name) for name in _TEXTS},
        "label_group": row.label_group,
        "ocop_group": row.ocop_group,
        "shelf_life_days": row.shelf_life_days,
        "nutrition": row.nutrition,
        "nutrition_exempt": row.nutrition_exempt,
        "alcohol_percent": None if row.alcohol_percent is None else str(row.alcohol_percent),
        "state": row.state,
        "pending_changes": _pending(row.pending_changes),
        "submitted_at": row.submitted_at,
        "published_at": row.published_at,
        "decision": _event(events[0]) if events else None,
        "variants": show_variants(row.shown_variants),
        "certificates": [show_certificate(one) for one in row.shown_certificates],
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def _variant(row: Any) -> dict[str, object]:
    number: InStoreNumber | None = getattr(row, "in_store_number", None)
    pieces: list[Gtin] = row.shown_pieces
    return {
        "id": row.pk,
        "product": row.product_id,
        "sku": row.sku,
        "name": row.name,
        "sale_unit": row.sale_unit,
        "net_amount": f"{row.net_amount.normalize():f}",
        "net_unit": row.net_unit,
        "pack_count": row.pack_count,
        "pack_unit": row.pack_unit,
        "specification": row.specification,
        "price": {"amount": row.price_vnd, "currency": "VND"},
        "available": row.available,
        "position": row.position,
        "approved": row.approved,
        "pending_changes": row.pending_changes,
        "gtin": pieces[0].gtin if pieces else None,
        "gtin_display": display_gtin(pieces[0].gtin) if pieces else None,
        "in_store_number": number.number if number else None,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def _event(event: ApprovalEvent) -> dict[str, object]:
    return {"kind": event.kind, "reason": event.reason, "at": event.at}


def _pending(changes: dict[str, Any]) -> dict[str, Any]:
    """Return ``changes`` with the slug of the category in place of its id."""
    if "category" not in changes:
        return changes
    found = Category.objects.filter(pk=changes["category"]).values_list("slug", flat=True).first()
    return changes | {"category": found}
