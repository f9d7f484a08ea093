"""Making products and variants, new or as copies."""

from decimal import Decimal

from django.db import transaction

from catalogue.approval.pending import (
    FREE_OF_VARIANT,
    REVIEWED_OF_PRODUCT,
    REVIEWED_OF_VARIANT,
    present_variants,
    wished_values,
    write_values,
)
from catalogue.approval.queue import save_queue
from catalogue.changes import take_changes
from catalogue.listings import render_products
from catalogue.locks import lock_products, lock_variants
from catalogue.models import Category, Cooperative, Product, Variant
from catalogue.skus import LONGEST_SKU, require_sku, sku_error
from catalogue.slugs import provisional_slug
from catalogue.texts import pick_text
from catalogue.variant_fields import require_quantity, save_variant


@transaction.atomic
def create_product(
    *,
    cooperative: Cooperative,
    category: Category | int,
    name: dict[str, str],
    label_group: str,
    **details: object,
) -> Product:
    """Return a new draft; its slug is provisional until it is approved.

    A category is given as a row or its id; ``details`` are further fields that a cooperative may write.

    Raises FieldsRefused.
    """
    product = Product(cooperative=cooperative)
    given = {"category": category, "name": name, "label_group": label_group, **details}
    write_values(product, take_changes(product, given, REVIEWED_OF_PRODUCT), waits=False)
    product.slug = provisional_slug(pick_text(product.name, "vi"))
    product.save(force_insert=True)
    return product


@transaction.atomic
def create_variant(
    *, product: Product, sku: str, net_amount: Decimal, net_unit: str, price_vnd: int, **details: object
) -> Variant:
    """Return a new variant of ``product``, without numbers; of an approved product it waits for the Alliance.

    ``details`` are further fields that a cooperative may write.

    Raises ProductNotFound, FieldsRefused, SkuTaken.
    """
    owner = lock_products([product.pk])[product.pk]
    variant = Variant(product=owner, cooperative_id=owner.cooperative_id)
    given = {"sku": sku, "net_amount": net_amount, "net_unit": net_unit, "price_vnd": price_vnd, **details}
    taken = take_changes(variant, given, (*REVIEWED_OF_VARIANT, *FREE_OF_VARIANT))
    require_sku(taken["sku"])
    require_quantity(taken, wished_values(variant) | taken)
    write_values(variant, taken, waits=False)
    _insert(owner, variant)
    return variant


@transaction.atomic
def copy_product(*, product: Product) -> Product:
    """Return a draft like ``product``: all that its cooperative says of it and its variants, under new SKUs.

    What waits for approval counts as wished. Numbers, scan aliases, certificates and photos stay with the
    original, for they speak of that one alone.

    Raises ProductNotFound.
    """
    original = lock_products([product.pk])[product.pk]
    copy = create_product(cooperative=original.cooperative, **wished_values(original))
    for variant in present_variants(original):
        save_variant(_copy_of(variant, copy, _free_sku(variant)))
    return copy


@transaction.atomic
def copy_variant(*, variant: Variant, sku: str) -> Variant:
    """Return a variant of the same product like ``variant``, under ``sku`` and without numbers.

    What waits for approval counts as wished.

    Raises VariantNotFound, FieldsRefused, SkuTaken.
    """
    original = lock_variants([variant.pk])[variant.pk]
    taken = take_changes(original, {"sku": sku}, ["sku"])
    require_sku(taken["sku"])
    copy = _copy_of(original, original.product, taken["sku"])
    _insert(original.product, copy)
    return copy


def next_sku(cooperative: Cooperative) -> str:
    """Return ``SP-001``, ``SP-002`` …: the first that ``cooperative`` has not used, for who has no SKUs."""
    taken = set(Variant.objects.filter(cooperative=cooperative).values_list("sku", flat=True))
    number = 1
    while f"SP-{number:03d}" in taken:
        number += 1
    return f"SP-{number:03d}"


def _copy_of(variant: Variant, product: Product, sku: str) -> Variant:
    free = {name: getattr(variant, name) for name in FREE_OF_VARIANT}
    fields = wished_values(variant) | free | {"sku": sku}
    return Variant(product=product, cooperative_id=product.cooperative_id, **fields)


def _insert(product: Product, variant: Variant) -> None:
    """Save a new variant of ``product``, which is locked. Raises SkuTaken."""
    save_variant(variant)
    save_queue(product, ask=True)
    render_products([product.pk])


def _free_sku(variant: Variant) -> str:
    """Return the SKU with ``-2``, ``-3`` … behind it: the first that the cooperative has not used.

    One of before that would not be taken today is not carried on.
    """
    if sku_error(variant.sku):
        return next_sku(variant.cooperative)
    taken = set(Variant.objects.filter(cooperative=variant.cooperative_id).values_list("sku", flat=True))
    number = 2
    while True:
        ending = f"-{number}"
        sku = variant.sku[: LONGEST_SKU - len(ending)] + ending
        if sku not in taken:
            return sku
        number += 1
