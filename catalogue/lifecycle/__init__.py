"""The life of products and variants: made, copied, deleted, restored, merged.

Each verb is one transaction, renders the listings it changes, and changes nothing when it refuses. Nothing is
purged: a deleted variant keeps its numbers, so that none is ever given to another.
"""

from catalogue.lifecycle.creation import (
    copy_product,
    copy_variant,
    create_product,
    create_variant,
)
from catalogue.lifecycle.merging import merge_products, merge_variants
from catalogue.lifecycle.removal import delete_product, delete_variant, restore_product, restore_variant

__all__ = [
    "copy_product",
    "copy_variant",
    "create_product",
    "create_variant",
    "delete_product",
    "delete_variant",
    "merge_products",
    "merge_variants",
    "restore_product",
    "restore_variant",
]
