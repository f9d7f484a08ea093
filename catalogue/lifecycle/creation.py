"""Making products and variants, new or as copies."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict

from catalogue.lifecycle.errors import ProductInvalid, SkuTaken
from catalogue.listings import render_products
from catalogue.locks import lock_products, lock_variants
from catalogue.models import Category, Cooperative, Product, Variant
from catalogue.slugs import new_product_slug
from catalogue.texts import pick_text

LONGEST_SKU = 40

_COPIED_PRODUCT_FIELDS = (
    "description",
    "ingredients",
    "storage",
    "usage",
    "origin",
    "ocop_group",
    "shelf_life_days",
)
_COPIED_VARIANT_FIELDS = (
    "name",
    "sale_unit",
    "net_amount",
    "net_unit",
    "pack_count",
    "pack_unit",
    "specification",
    "price_vnd",
    "available",
    "position",
)


@transaction.atomic
def create_product(
    *, cooperative: Cooperative, category: Category, name: dict[str, str], label_group: str, **details: Any
) -> Product:
    """Return a new draft; ``details`` are further fields of the model. Its slug comes from its name.

    Raises ProductInvalid.
    """
    product = Product(
        cooperative=cooperative, category=category, name=name, label_group=label_group, **details
    )
    _require_valid(product, exclude={"slug"})
    while True:
        product.slug = new_product_slug(pick_text(name, "vi"))
        try:
            with transaction.atomic():
                product.save(force_insert=True)
        except IntegrityError:
            if not Product.objects.filter(slug=product.slug).exists():
                raise  # not the slug, which another transaction took a moment ago
        else:
            return product


@transaction.atomic
def create_variant(
    *, product: Product, sku: str, net_amount: Decimal, net_unit: str, price_vnd: int, **details: Any
) -> Variant:
    """Return a new variant of ``product``, without numbers; ``details`` are further fields of the model.

    Raises ProductNotFound, ProductInvalid, SkuTaken.
    """
    owner = lock_products([product.pk])[product.pk]
    variant = Variant(
        product=owner,
        cooperative_id=owner.cooperative_id,
        sku=sku,
        net_amount=net_amount,
        net_unit=net_unit,
        price_vnd=price_vnd,
        **details,
    )
    _insert_variant(variant)
    render_products([owner.pk])
    return variant


@transaction.atomic
def copy_product(*, product: Product) -> Product:
    """Return a draft like ``product``: its texts and variants, under new SKUs.

    Numbers, scan aliases and certificates stay with the original, for they speak of that one alone.

    Raises ProductNotFound.
    """
    original = lock_products([product.pk])[product.pk]
    copy = create_product(
        cooperative=original.cooperative,
        category=original.category,
        name=original.name,
        label_group=original.label_group,
        **model_to_dict(original, _COPIED_PRODUCT_FIELDS),
    )
    for variant in original.variants.filter(deleted_at__isnull=True).order_by("position", "pk"):
        _insert_variant(_copy_of(variant, copy, _free_sku(variant)))
    return copy


@transaction.atomic
def copy_variant(*, variant: Variant, sku: str) -> Variant:
    """Return a variant of the same product like ``variant``, under ``sku`` and without numbers.

    Raises VariantNotFound, ProductInvalid, SkuTaken.
    """
    original = lock_variants([variant.pk])[variant.pk]
    copy = _copy_of(original, original.product, sku)
    _insert_variant(copy)
    render_products([original.product_id])
    return copy


def _copy_of(variant: Variant, product: Product, sku: str) -> Variant:
    fields = model_to_dict(variant, _COPIED_VARIANT_FIELDS)
    return Variant(product=product, cooperative_id=product.cooperative_id, sku=sku, **fields)


def _insert_variant(variant: Variant) -> None:
    _require_valid(variant)
    same_sku = Variant.objects.filter(cooperative=variant.cooperative_id, sku=variant.sku)
    if same_sku.exists():
        raise SkuTaken(sku=variant.sku)
    try:
        with transaction.atomic():
            variant.save(force_insert=True)
    except IntegrityError as error:
        if same_sku.exists():
            raise SkuTaken(sku=variant.sku) from error
        raise


def _free_sku(variant: Variant) -> str:
    """Return the SKU with ``-2``, ``-3`` … behind it: the first that the cooperative has not used."""
    taken = set(Variant.objects.filter(cooperative=variant.cooperative_id).values_list("sku", flat=True))
    number = 2
    while True:
        ending = f"-{number}"
        sku = variant.sku[: LONGEST_SKU - len(ending)] + ending
        if sku not in taken:
            return sku
        number += 1


def _require_valid(row: Product | Variant, exclude: set[str] | None = None) -> None:
    try:
        row.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
        row.validate_constraints(exclude={"cooperative", "sku", *(exclude or ())})
    except ValidationError as error:
        raise ProductInvalid(fields=", ".join(sorted(error.message_dict))) from error
