"""Locks that make verbs about the same goods wait for each other.

Always in this order: products, variants, company prefixes, and last what rendering locks; rows of one table
by id. So no two verbs can each hold what the other waits for. On SQLite every writing transaction has the
whole database to itself.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator

from catalogue.errors import NotFound
from catalogue.models import CompanyPrefix, Product, Variant

CHUNK = 500


class ProductNotFound(NotFound):
    """A product that is not there, or was deleted."""

    code = "product_not_found"
    vi = "Không tìm thấy sản phẩm, hoặc sản phẩm đã bị xoá."
    en = "The product is not there, or it was deleted."


class VariantNotFound(NotFound):
    """A variant that is not there, or was deleted."""

    code = "variant_not_found"
    vi = "Không tìm thấy mặt hàng, hoặc mặt hàng đã bị xoá."
    en = "The variant is not there, or it was deleted."


def lock_products(product_ids: Collection[int], *, also_deleted: bool = False) -> dict[int, Product]:
    """Return the products as they are now, by id, locked until the transaction ends.

    Raises ProductNotFound when one is not there, or deleted and not ``also_deleted``.
    """
    rows = Product.objects.all() if also_deleted else Product.objects.present()
    found: dict[int, Product] = {}
    for chunk in _chunks(product_ids):
        locked = rows.filter(pk__in=chunk).order_by("pk").select_for_update(no_key=True)
        found |= {product.pk: product for product in locked}
    if len(found) < len(set(product_ids)):
        raise ProductNotFound
    return found


def lock_variants(variant_ids: Collection[int], *, also_deleted: bool = False) -> dict[int, Variant]:
    """Return the variants as they are now, by id, locked with their products until the transaction ends.

    Raises VariantNotFound when one is not there, or it or its product is deleted and not ``also_deleted``.
    """
    rows = Variant.objects.all() if also_deleted else Variant.objects.present()
    product_ids: set[int] = set()
    for chunk in _chunks(variant_ids):
        product_ids.update(Variant.objects.filter(pk__in=chunk).values_list("product_id", flat=True))
    lock_products(product_ids, also_deleted=True)
    found: dict[int, Variant] = {}
    for chunk in _chunks(variant_ids):
        locked = rows.filter(pk__in=chunk).order_by("pk").select_for_update(of=("self",), no_key=True)
        found |= {variant.pk: variant for variant in locked}
    if len(found) < len(set(variant_ids)):
        raise VariantNotFound
    return found


def lock_company_prefixes(cooperative_ids: Collection[int]) -> dict[int, list[CompanyPrefix]]:
    """Return the prefixes of each cooperative, locked: nobody else gives or takes over their numbers."""
    prefixes: dict[int, list[CompanyPrefix]] = defaultdict(list)
    rows = CompanyPrefix.objects.filter(cooperative_id__in=cooperative_ids).order_by("pk")
    for prefix in rows.select_for_update(no_key=True):
        prefixes[prefix.cooperative_id].append(prefix)
    return prefixes


def _chunks(ids: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]
