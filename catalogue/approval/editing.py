"""Editing goods: what the Alliance has approved stays as the public sees it until it approves the change."""

from collections.abc import Mapping

from django.db import transaction

from catalogue.approval.errors import NameMissing
from catalogue.approval.pending import (
    FREE_OF_VARIANT,
    REVIEWED_OF_PRODUCT,
    REVIEWED_OF_VARIANT,
    fold,
    present_variants,
    wished_values,
    write_values,
)
from catalogue.approval.queue import save_queue, settle_queue
from catalogue.changes import refuse_fields, take_changes
from catalogue.listings import refresh_offers, render_products
from catalogue.locks import lock_products, lock_variants
from catalogue.models import MediaItem, Product, ProductState, Variant
from catalogue.skus import require_sku
from catalogue.variant_fields import require_quantity, save_variant

_SHOWN_IN_OFFERS_ALONE = frozenset(("price_vnd", "available", "position"))


@transaction.atomic
def edit_product(*, product: Product, changes: Mapping[str, object]) -> Product:
    """Return the product with ``changes``, by field; of an approved one they wait for the Alliance.

    A category is given as a row or its id.

    Raises ProductNotFound, or FieldsRefused: unknown fields, wrong values.
    """
    row = lock_products([product.pk])[product.pk]
    values = take_changes(row, changes, REVIEWED_OF_PRODUCT)
    if row.state in (ProductState.SUBMITTED, ProductState.APPROVED) and not values.get("name", row.name).get(
        "vi"
    ):
        refuse_fields([NameMissing("name")])
    if write_values(row, values, waits=row.state == ProductState.APPROVED):
        settle_queue(row, ask=True)
        row.save()
    return row


@transaction.atomic
def edit_variant(*, variant: Variant, changes: Mapping[str, object]) -> Variant:
    """Return the variant with ``changes``, by field.

    Price, availability, position and SKU change at once. The rest waits for the Alliance where the public
    sees the variant.

    Raises VariantNotFound, FieldsRefused, SkuTaken.
    """
    row = lock_variants([variant.pk])[variant.pk]
    product = row.product
    values = take_changes(row, changes, (*REVIEWED_OF_VARIANT, *FREE_OF_VARIANT))
    require_sku(values.get("sku", row.sku), known=row.sku)
    require_quantity(values, wished_values(row) | values)
    public = product.state == ProductState.APPROVED and row.approved
    reviewed = {name: values[name] for name in values if name in REVIEWED_OF_VARIANT}
    free = {name: values[name] for name in values if name in FREE_OF_VARIANT}
    folded = not public and fold(row)  # withdrawn by a file, it may still hold changes that waited
    content_changed = write_values(row, reviewed, waits=public) or folded
    free_changed = write_values(row, free, waits=False)
    if not (content_changed or free_changed):
        return row
    row.approved = public or (row.approved and not content_changed)
    save_variant(row)
    if content_changed:
        save_queue(product, ask=True)
    if public and _SHOWN_IN_OFFERS_ALONE.issuperset(free):
        refresh_offers([row.product_id])
    else:
        render_products([row.product_id])
    return row


@transaction.atomic
def discard_changes(*, product: Product) -> Product:
    """Return the approved product, its variants, photos and clips without the changes that waited.

    New variants, photos and clips stay: they are deleted as any other.

    Raises ProductNotFound.
    """
    row = lock_products([product.pk])[product.pk]
    media = MediaItem.objects.present().filter(product=row)
    for part in (*present_variants(row), *media):
        if part.pending_changes:
            part.pending_changes = {}
            part.save()
    dropped, row.pending_changes = row.pending_changes, {}
    if settle_queue(row, ask=False) or dropped:
        row.save()
    return row
