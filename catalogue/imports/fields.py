"""From the columns of a row to the fields of product and variant, and the images that undo needs.

A column that the file does not have leaves its field alone; a blank cell empties it.
"""

import datetime
import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from catalogue.history import record_rows
from catalogue.imports.rows import Values
from catalogue.models import Certificate, Product, ProductState, Variant

Image = dict[str, Any]

_TEXTS = {
    "name_vi": ("name", "vi"),
    "name_en": ("name", "en"),
    "description_vi": ("description", "vi"),
    "description_en": ("description", "en"),
    "usage_vi": ("usage", "vi"),
    "usage_en": ("usage", "en"),
    "storage_vi": ("storage", "vi"),
    "ingredients_vi": ("ingredients", "vi"),
    "origin": ("origin", "vi"),
    "warnings_vi": ("warnings", "vi"),
}
_PRODUCT_FIELDS = (
    *("name", "description", "ingredients", "storage", "usage", "origin"),
    *("category_id", "label_group", "ocop_group", "shelf_life_days"),
    *("warnings", "nutrition", "nutrition_exempt", "alcohol_percent"),
)
_STATE_FIELDS = ("state", "published_at", "deleted_at", "pending_changes")
_VARIANT_FIELDS = (
    *("sale_unit", "net_amount", "net_unit", "pack_count", "pack_unit", "specification"),
    *("price_vnd", "approved", "pending_changes", "deleted_at"),
)
_CERTIFICATE_FIELDS = (
    *("kind", "stars", "number", "issued_by", "valid_from", "valid_to", "dates_assumed"),
    *("checked_at", "checked_by", "refusal_reason"),
)
_PRODUCT_COLUMNS = (
    *("category" if name == "category_id" else name for name in _PRODUCT_FIELDS),
    *_STATE_FIELDS,
    "slug",
    "submitted_at",
    "updated_at",
)
_VARIANT_COLUMNS = (*_VARIANT_FIELDS, "updated_at")


def product_fields(values: Values, categories: dict[str, int], known: dict[str, Any]) -> dict[str, Any]:
    """Return the product's fields as the row asks for them, a category by its id.

    ``categories`` maps slugs to ids; ``known`` has the texts that the row adds its languages to.
    """
    fields: dict[str, Any] = {}
    for column, (name, language) in _TEXTS.items():
        if column in values:
            texts = dict(fields.get(name, known[name]))
            if values[column]:
                texts[language] = values[column]
            else:
                texts.pop(language, None)
            fields[name] = texts
    fields["category"] = categories[values["category"]]
    fields["label_group"] = values["label_group"]
    if "ocop_group" in values:
        fields["ocop_group"] = values["ocop_group"] or ""
    if "nutrition" in values:
        fields["nutrition"] = values["nutrition"]
    if "nutrition_exempt" in values:
        fields["nutrition_exempt"] = values["nutrition_exempt"] or ""
    if "alcohol_percent" in values:
        fields["alcohol_percent"] = _decimal(values["alcohol_percent"])
    if "shelf_life_days" in values:
        fields["shelf_life_days"] = values["shelf_life_days"]
    return fields


def product_texts(product: Product) -> dict[str, dict[str, str]]:
    """Return the texts of ``product`` that a row may change, by field."""
    return {name: getattr(product, name) for name, _ in _TEXTS.values()}


def variant_fields(values: Values) -> dict[str, Any]:
    """Return the variant's fields as the row asks for them."""
    quantity = values["net_quantity"]
    fields: dict[str, Any] = {
        "net_amount": Decimal(quantity["amount"]),
        "net_unit": quantity["unit"],
        "pack_count": quantity["pack_count"],
        "pack_unit": quantity["pack_unit"],
        "specification": quantity["specification"],
        "price_vnd": values["price_vnd"],
    }
    if "unit" in values:
        fields["sale_unit"] = values["unit"] or ""
    return fields


def set_changed(row: Certificate, fields: dict[str, Any]) -> bool:
    """Set ``fields`` on ``row`` and return whether any differed."""
    changed = False
    for name, value in fields.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed = True
    return changed


def take_image(product: Product, variant: Variant, certificates: Iterable[Certificate]) -> Image:
    """Return all that an import may change of a product, in JSON types.

    Since when changes of approved goods wait is not in it: that follows from what waits, of other variants
    too.
    """
    kept = sorted((certificate_image(row) for row in certificates), key=json.dumps)
    return {
        "product": _fields(product, (*_PRODUCT_FIELDS, *_STATE_FIELDS))
        | {
            "submitted_at": _as_json(product.submitted_at)
            if product.state == ProductState.SUBMITTED
            else None
        },
        "variant": _fields(variant, _VARIANT_FIELDS),
        "certificates": kept,
    }


def reviewed_part(image: Image) -> list[Image]:
    """Return what of ``image`` the Alliance looks at."""
    return [
        image["product"],
        {name: value for name, value in image["variant"].items() if name != "price_vnd"},
    ]


def digest(image: Image) -> str:
    """Return a fingerprint of ``image`` in 64 hexadecimal digits."""
    canonical = json.dumps(image, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def certificate_image(row: Certificate) -> Image:
    """Return all that an import may change of a certificate, in JSON types."""
    return _fields(row, _CERTIFICATE_FIELDS)


def put_back(image: Image, product: Product, variant: Variant) -> None:
    """Set the fields of ``image`` on ``product`` and ``variant``."""
    kept = {"submitted_at"} if image["product"]["state"] == product.state == ProductState.APPROVED else set()
    for name, value in image["product"].items():
        if name in kept:
            continue
        setattr(product, name, _moment(value) if name.endswith("_at") else value)
    product.alcohol_percent = _decimal(image["product"].get("alcohol_percent"))
    for name, value in image["variant"].items():
        setattr(variant, name, _moment(value) if name.endswith("_at") else value)
    variant.net_amount = Decimal(image["variant"]["net_amount"])


def put_certificate_back(image: Image, certificate: Certificate) -> None:
    """Set the fields of ``image``, that of a certificate, on ``certificate``."""
    for name, value in image.items():
        if name.startswith("valid_"):
            setattr(certificate, name, datetime.date.fromisoformat(value))
        else:
            setattr(certificate, name, _moment(value) if name.endswith("_at") else value)


def save_products(products: Iterable[Product]) -> None:
    """Write back the products, which are all on record, in one statement, and record the change.

    An insert that meets its own id and updates instead is many times faster than ``bulk_update``.
    """
    written = list({product.pk: product for product in products}.values())
    Product.objects.bulk_create(
        written, update_conflicts=True, unique_fields=["pk"], update_fields=_PRODUCT_COLUMNS
    )
    record_rows(Product, [product.pk for product in written])


def save_variants(variants: Iterable[Variant]) -> None:
    """Write back the variants, which are all on record, as ``save_products`` does."""
    written = list(variants)
    Variant.objects.bulk_create(
        written, update_conflicts=True, unique_fields=["pk"], update_fields=_VARIANT_COLUMNS
    )
    record_rows(Variant, [variant.pk for variant in written])


def _fields(row: Product | Variant | Certificate, names: Iterable[str]) -> dict[str, Any]:
    return {name: _as_json(getattr(row, name)) for name in names}


def _as_json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _moment(value: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(value) if value else None
