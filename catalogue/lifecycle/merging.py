"""Making one out of two entries for the same goods.

The survivor keeps its own numbers. Those of the loser are retired, and a scan of them finds the survivor:
they are on packs that people still hold.
"""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from catalogue.approval.pending import fold
from catalogue.approval.queue import save_queue
from catalogue.lifecycle.errors import MergeAcrossCooperatives, MergeMatchUnknown, MergeWithItself
from catalogue.lifecycle.removal import require_another_variant
from catalogue.listings import render_products
from catalogue.locks import lock_products, lock_variants
from catalogue.models import Product, Variant
from catalogue.numbering.retirement import hand_over_numbers


@transaction.atomic
def merge_variants(*, loser: Variant, survivor: Variant) -> Variant:
    """Return ``survivor`` with the scan aliases of ``loser``, which is deleted for good.

    Raises MergeWithItself, VariantNotFound, MergeAcrossCooperatives, LastVariant.
    """
    if loser.pk == survivor.pk:
        raise MergeWithItself
    rows = lock_variants([loser.pk, survivor.pk])
    gone, kept = rows[loser.pk], rows[survivor.pk]
    if gone.cooperative_id != kept.cooperative_id:
        raise MergeAcrossCooperatives
    require_another_variant(gone)
    _absorb(gone, kept)
    for product in {gone.product_id: gone.product, kept.product_id: kept.product}.values():
        save_queue(product, ask=False)
    render_products({gone.product_id, kept.product_id})
    return kept


@transaction.atomic
def merge_products(
    *, loser: Product, survivor: Product, matches: Mapping[Variant, Variant] | None = None
) -> Product:
    """Return ``survivor`` with the variants of ``loser``, which is deleted for good.

    ``matches`` says which variant of the loser is the same as which of the survivor: those are merged. The
    others move over, keep their numbers, and wait for the Alliance before the public sees them there.

    Raises MergeWithItself, ProductNotFound, VariantNotFound, MergeAcrossCooperatives, MergeMatchUnknown.
    """
    if loser.pk == survivor.pk:
        raise MergeWithItself
    products = lock_products([loser.pk, survivor.pk])
    gone, kept = products[loser.pk], products[survivor.pk]
    if gone.cooperative_id != kept.cooperative_id:
        raise MergeAcrossCooperatives
    pairs = {one.pk: other.pk for one, other in (matches or {}).items()}
    variants = lock_variants({*pairs, *pairs.values()})
    for one, other in pairs.items():
        if variants[one].product_id != gone.pk or variants[other].product_id != kept.pk:
            raise MergeMatchUnknown(loser=variants[one].sku, survivor=variants[other].sku)
        _absorb(variants[one], variants[other])
    for variant in gone.variants.exclude(pk__in=pairs).order_by("pk"):
        _move(variant, kept)
    gone.deleted_at, gone.merged_into = timezone.now(), kept
    gone.save(update_fields=["deleted_at", "merged_into", "updated_at"])
    save_queue(kept, ask=True)
    render_products([gone.pk, kept.pk])
    return kept


def _move(variant: Variant, kept: Product) -> None:
    """Give ``variant`` to ``kept``: under that name, and its stars, nobody of the Alliance has seen it yet.

    A deleted one too, for it may be restored.
    """
    variant.product = kept
    fold(variant)
    variant.approved = False
    variant.save()


def _absorb(loser: Variant, survivor: Variant) -> None:
    hand_over_numbers(source=loser, target=survivor)
    loser.deleted_at, loser.merged_into = timezone.now(), survivor
    loser.save(update_fields=["deleted_at", "merged_into", "updated_at"])
