"""What the fields of a variant must be together, and its SKU among those of its cooperative."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from catalogue.changes import FieldError, refuse_fields
from catalogue.errors import Conflict
from catalogue.models import Product, Variant
from catalogue.quantity import LARGEST_AMOUNT
from catalogue.texts import pick_text
from catalogue.units import UNITS

_QUANTITY = frozenset(("net_amount", "net_unit", "pack_count", "pack_unit"))


class SkuTaken(Conflict):
    """A SKU that another variant of the cooperative has, a deleted one perhaps."""

    code = "sku_taken"
    vi = "Mã hàng {sku} đã được dùng trong hợp tác xã này."
    en = "The SKU {sku} is used in this cooperative already."
    field = "sku"


class SkuOfDeleted(SkuTaken):
    """A SKU that a deleted variant of the cooperative keeps; ``product`` is the id of its product."""

    vi = "Mã hàng {sku} thuộc một mặt hàng đã xóa của “{name}”: hãy khôi phục nó, hoặc dùng mã khác."
    en = "The SKU {sku} belongs to a deleted variant of “{name}”: restore that one, or use another SKU."

    def __init__(self, *, sku: str, product: Product) -> None:
        self.product = product.pk
        super().__init__(sku=sku, name=pick_text(product.name, "vi"))


class UnitUnknown(FieldError):
    """A unit that is not in the table of units."""

    code = "quantity_unit_unknown"
    vi = "Không biết đơn vị này; hãy dùng g, kg, ml, l hoặc đơn vị đếm như quả, gói."
    en = "This unit is not known; use g, kg, ml, l or a counted thing such as quả, gói."


class AmountOutOfRange(FieldError):
    """An amount that is nothing, too much, or a part of a counted thing."""

    code = "quantity_out_of_range"
    vi = "Số lượng phải lớn hơn 0, không quá lớn; vật đếm được là số nguyên."
    en = "The amount must be above 0 and not too large; counts are whole."


class PackIncomplete(FieldError):
    """A unit of packs without their number."""

    code = "pack_incomplete"
    vi = "Cần số gói khi đã ghi đơn vị gói."
    en = "The number of packs is needed beside their unit."


def require_quantity(changes: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Check the net quantity that ``values`` hold in all, when ``changes`` touch it.

    Raises FieldsRefused.
    """
    if _QUANTITY.isdisjoint(changes):
        return
    reasons: list[FieldError] = []
    unit, amount = UNITS.get(values["net_unit"]), values["net_amount"]
    if unit is None:
        reasons.append(UnitUnknown("net_unit"))
    whole = unit is not None and unit.measure in ("count", "service")
    if not 0 < amount <= LARGEST_AMOUNT or (whole and amount != int(amount)):
        reasons.append(AmountOutOfRange("net_amount"))
    if values["pack_unit"] and values["pack_unit"] not in UNITS:
        reasons.append(UnitUnknown("pack_unit"))
    if values["pack_unit"] and not values["pack_count"]:
        reasons.append(PackIncomplete("pack_count"))
    refuse_fields(reasons)


def save_variant(variant: Variant) -> None:
    """Save ``variant``, new or changed. Raises SkuTaken."""
    if (holder := _other_with_sku_of(variant)) is not None:
        raise _sku_taken(holder)
    try:
        with transaction.atomic():
            variant.save()
    except IntegrityError as error:
        if (holder := _other_with_sku_of(variant)) is not None:
            raise _sku_taken(holder) from error
        raise


def _other_with_sku_of(variant: Variant) -> Variant | None:
    same_sku = Variant.objects.filter(cooperative=variant.cooperative_id, sku=variant.sku)
    return same_sku.exclude(pk=variant.pk).select_related("product").first()


def _sku_taken(holder: Variant) -> SkuTaken:
    """Return the refusal; what was merged into something else does not come back, so it is not told of."""
    product = holder.product
    is_deleted = holder.deleted_at is not None or product.deleted_at is not None
    if is_deleted and holder.merged_into_id is None and product.merged_into_id is None:
        return SkuOfDeleted(sku=holder.sku, product=product)
    return SkuTaken(sku=holder.sku)
