"""Deleting and restoring. What is deleted keeps its row, its SKU and its numbers."""

from django.db import transaction
from django.utils import timezone

from catalogue.approval.pending import fold
from catalogue.approval.queue import save_queue
from catalogue.lifecycle.errors import LastVariant, MergedForGood, NotDeleted
from catalogue.listings import render_products
from catalogue.locks import ProductNotFound, lock_products, lock_variants
from catalogue.models import Product, ProductState, Variant


@transaction.atomic
def delete_product(*, product: Product) -> Product:
    """Return the product, deleted with all it holds; it can be restored as it was.

    Raises ProductNotFound.
    """
    row = lock_products([product.pk])[product.pk]
    row.deleted_at = timezone.now()
    row.save(update_fields=["deleted_at", "updated_at"])
    render_products([row.pk])
    return row


@transaction.atomic
def restore_product(*, product: Product) -> Product:
    """Return the deleted product as it was: state, variants and numbers.

    Raises ProductNotFound, NotDeleted, MergedForGood.
    """
    row = lock_products([product.pk], also_deleted=True)[product.pk]
    if row.deleted_at is None:
        raise NotDeleted
    if row.merged_into is not None:
        raise MergedForGood(survivor=row.merged_into.slug)
    row.deleted_at = None
    row.save(update_fields=["deleted_at", "updated_at"])
    render_products([row.pk])
    return row


@transaction.atomic
def delete_variant(*, variant: Variant) -> Variant:
    """Return the variant, deleted; its numbers stay assigned to it and it can be restored.

    Raises VariantNotFound, LastVariant.
    """
    row = lock_variants([variant.pk])[variant.pk]
    require_another_variant(row)
    row.deleted_at = timezone.now()
    row.save(update_fields=["deleted_at", "updated_at"])
    save_queue(row.product, ask=False)
    render_products([row.product_id])
    return row


@transaction.atomic
def restore_variant(*, variant: Variant) -> Variant:
    """Return the deleted variant with its numbers.

    Raises VariantNotFound, NotDeleted, MergedForGood, or ProductNotFound while its product is deleted.
    """
    row = lock_variants([variant.pk], also_deleted=True)[variant.pk]
    if row.deleted_at is None:
        raise NotDeleted
    if row.merged_into is not None:
        raise MergedForGood(survivor=row.merged_into.sku)
    if row.product.deleted_at is not None:
        raise ProductNotFound
    row.deleted_at = None
    if row.product.state != ProductState.APPROVED and fold(row):
        row.approved = False
    row.save()
    save_queue(row.product, ask=True)
    render_products([row.product_id])
    return row


def require_another_variant(variant: Variant) -> None:
    """Raise LastVariant when the public would see nothing more of the approved product of ``variant``."""
    shown = Variant.objects.public().filter(product=variant.product_id)
    if shown.filter(pk=variant.pk).exists() and not shown.exclude(pk=variant.pk).exists():
        raise LastVariant
