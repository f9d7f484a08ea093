"""Showing products to the public, or no longer."""

from django.db import transaction
from django.utils import timezone

from catalogue.lifecycle.errors import ProductWithoutVariants
from catalogue.listings import render_products
from catalogue.locks import lock_products
from catalogue.models import Product, ProductState


@transaction.atomic
def publish_product(*, product: Product) -> Product:
    """Return the product, which the public sees from now on; the day of its first publication stays.

    Raises ProductNotFound, ProductWithoutVariants.
    """
    row = lock_products([product.pk])[product.pk]
    if not row.variants.filter(deleted_at__isnull=True).exists():
        raise ProductWithoutVariants
    row.state = ProductState.PUBLISHED
    row.published_at = row.published_at or timezone.now()
    row.save(update_fields=["state", "published_at", "updated_at"])
    render_products([row.pk])
    return row


@transaction.atomic
def unpublish_product(*, product: Product) -> Product:
    """Return the product, a draft that the public no longer sees; its numbers stay assigned.

    Raises ProductNotFound.
    """
    row = lock_products([product.pk])[product.pk]
    row.state = ProductState.DRAFT
    row.save(update_fields=["state", "updated_at"])
    render_products([row.pk])
    return row
