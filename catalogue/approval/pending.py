"""Which fields the Alliance reviews, and changes that wait for it.

Of approved goods the columns hold what the public sees. What the cooperative wants instead waits in
``pending_changes``, by field and in JSON types, until it is approved.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from catalogue.changes import take_changes
from catalogue.models import Category, MediaItem, Product, ProductState, Variant

REVIEWED_OF_PRODUCT = (
    *("name", "description", "ingredients", "storage", "usage", "origin"),
    *("category", "label_group", "ocop_group", "shelf_life_days"),
    *("warnings", "nutrition", "nutrition_exempt", "alcohol_percent"),
)
REVIEWED_OF_VARIANT = (
    *("name", "sale_unit", "net_amount", "net_unit", "pack_count", "pack_unit", "specification"),
)
FREE_OF_VARIANT = ("sku", "price_vnd", "available", "position")
"""What a cooperative changes from one hour to the next, without asking."""

REVIEWED_OF_MEDIA = ("alt_text",)
Goods = Product | Variant | MediaItem
_DECIMALS = frozenset(("net_amount", "alcohol_percent"))


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that waits to be changed: in JSON types, a category by its names.

    ``sku`` names the variant that it belongs to, None for the product. A photo or clip is a ``media`` of id,
    kind and alt text. Nothing was ``before`` a new variant, photo or clip.
    """

    sku: str | None
    field: str
    before: Any
    after: Any


def reviewed_fields(row: Goods) -> tuple[str, ...]:
    """Return the names of the fields of ``row`` that the Alliance reviews."""
    if isinstance(row, MediaItem):
        return REVIEWED_OF_MEDIA
    return REVIEWED_OF_PRODUCT if isinstance(row, Product) else REVIEWED_OF_VARIANT


def wished_values(row: Goods) -> dict[str, Any]:
    """Return the reviewed fields of ``row`` as the cooperative wants them, a category by its id."""
    values = {name: _value(row, name) for name in reviewed_fields(row)}
    return values | _as_values(row.pending_changes)


def write_values(row: Goods, values: Mapping[str, Any], *, waits: bool) -> bool:
    """Set ``values`` on ``row``, not yet saved, and return whether anything changed.

    When the row ``waits``, reviewed fields become pending changes; one that is as the public sees it no
    longer waits.
    """
    reviewed = reviewed_fields(row)
    changed = False
    pending = dict(row.pending_changes)
    for name, value in values.items():
        same = _value(row, name) == value
        if waits and name in reviewed:
            pending.pop(name, None)
            if not same:
                pending[name] = as_json(value)
        elif not same:
            setattr(row, _attribute(name), value)
            changed = True
        if not waits and name in pending and _as_values({name: pending[name]})[name] == value:
            del pending[name]
    if pending != row.pending_changes:
        row.pending_changes = pending
        changed = True
    return changed


def fold(row: Goods) -> bool:
    """Make the pending changes of ``row`` its content, not yet saved; return whether there were any.

    Raises FieldsRefused when one of them is no longer possible, such as a category that is gone.
    """
    if not row.pending_changes:
        return False
    for name, value in take_changes(row, row.pending_changes, reviewed_fields(row)).items():
        setattr(row, _attribute(name), value)
    row.pending_changes = {}
    return True


def present_variants(product: Product) -> list[Variant]:
    """Return the variants of ``product`` that are not deleted, in the order they are shown."""
    return list(product.variants.filter(deleted_at__isnull=True).order_by("position", "pk"))


def pending_diff(product: Product) -> list[Difference]:
    """Return what approving ``product`` would change of what the public sees, field by field.

    Nothing for goods that are not approved: those are looked at as a whole.
    """
    if product.state != ProductState.APPROVED:
        return []
    found = _differences(None, product)
    for variant in present_variants(product):
        if variant.approved:
            found += _differences(variant.sku, variant)
        else:
            found += [
                Difference(variant.sku, name, None, as_json(_value(variant, name)))
                for name in REVIEWED_OF_VARIANT
                if _value(variant, name)
            ]
    return found + _media_differences(product)


def as_json(value: Any) -> Any:
    """Return ``value`` in JSON types: a number with decimals as its digits."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _differences(sku: str | None, row: Goods) -> list[Difference]:
    return [
        Difference(
            sku, name, _shown(name, as_json(_value(row, name))), _shown(name, row.pending_changes[name])
        )
        for name in reviewed_fields(row)
        if name in row.pending_changes
    ]


def _media_differences(product: Product) -> list[Difference]:
    """Return the photos and clips that are new, and those of which other words wait."""
    present = MediaItem.objects.present().filter(product=product)
    found = []
    for item in present.exclude(approved=True, pending_changes={}):
        named = {"id": item.pk, "kind": item.kind}
        before = named | {"alt_text": item.alt_text} if item.approved else None
        found.append(Difference(None, "media", before, named | wished_values(item)))
    return found


def _shown(name: str, value: Any) -> Any:
    """Return a category's names for its id; None when it is gone."""
    if name != "category":
        return value
    category = Category.objects.filter(pk=value).first()
    return category.name if category else None


def _as_values(pending: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: Decimal(value) if name in _DECIMALS and value is not None else value
        for name, value in pending.items()
    }


def _attribute(name: str) -> str:
    """Return the attribute that holds the field: of the one reference among them its id."""
    return "category_id" if name == "category" else name


def _value(row: Goods, name: str) -> Any:
    return getattr(row, _attribute(name))
