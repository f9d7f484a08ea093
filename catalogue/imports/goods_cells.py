"""Goods in the cells of a spreadsheet, as an export writes them and an import compares with.

What waits for the Alliance stands there as wished.
"""

from collections.abc import Iterator, Sequence

from django.db.models import Prefetch, QuerySet

from catalogue.approval.pending import wished_values
from catalogue.gs1.gtin import display_gtin
from catalogue.imports.certificates import latest_certificate
from catalogue.imports.label_facts import amount_text
from catalogue.models import (
    Category,
    Certificate,
    CertificateKind,
    CompanyPrefix,
    Gtin,
    GtinState,
    PackagingLevel,
    Product,
    ProductState,
    Variant,
)
from catalogue.nutrition import NUTRIENTS
from catalogue.quantity import NetQuantity, spell_quantity

Cells = dict[str, object]
"""Values of one row by the names of their columns: texts, numbers, a NetQuantity, None for a blank."""

_CHUNK = 500
# What is submitted keeps its place in the queue: "không" would take it out.
_PUBLISHED = {ProductState.APPROVED.value: "có", ProductState.SUBMITTED.value: ""}


def cells_of(variants: QuerySet[Variant]) -> Iterator[tuple[Variant, Cells]]:
    """Yield each variant, with its cooperative, and its cells; by cooperative, product and variant."""
    categories = dict(Category.objects.values_list("pk", "slug"))
    ordered = (
        variants.select_related("product", "cooperative")
        .prefetch_related(
            Prefetch(
                "gtins",
                Gtin.objects.filter(state=GtinState.ASSIGNED, packaging_level=PackagingLevel.EACH),
                to_attr="pieces",
            ),
            Prefetch(
                "product__certificates",
                Certificate.objects.filter(kind=CertificateKind.OCOP).order_by("pk"),
                to_attr="ocop",
            ),
            Prefetch(
                "cooperative__company_prefixes", CompanyPrefix.objects.order_by("pk"), to_attr="prefixes"
            ),
        )
        .order_by("cooperative__slug", "product__slug", "position", "pk")
    )
    for variant in ordered.iterator(chunk_size=_CHUNK):
        cells = _of_product(variant.product, categories) | _of_variant(variant) | _of_cooperative(variant)
        yield variant, cells


def spell_cell(value: object) -> str:
    """Return the text of a cell that holds ``value``."""
    if isinstance(value, NetQuantity):
        return spell_quantity(value)
    return "" if value is None else str(value)


def _of_product(product: Product, categories: dict[int, str]) -> Cells:
    content = wished_values(product)
    texts = {
        f"{name}_{language}": content[name].get(language)
        for name in ("name", "description", "usage", "storage", "ingredients", "warnings")
        for language in ("vi", "en")
    }
    return {
        **texts,
        "category": categories.get(content["category"], categories[product.category_id]),
        "ocop_group": content["ocop_group"],
        "label_group": content["label_group"],
        "shelf_life_days": content["shelf_life_days"],
        "origin": content["origin"].get("vi"),
        "alcohol_percent": amount_text(content["alcohol_percent"]),
        "nutrition_per": content["nutrition"].get("per"),
        **{one.key: amount_text(content["nutrition"].get(one.key)) for one in NUTRIENTS},
        "nutrition_exempt": content["nutrition_exempt"],
        "published": _PUBLISHED.get(product.state, "không"),
        **_stars(product.ocop),  # type: ignore[attr-defined] # prefetched
    }


def _of_variant(variant: Variant) -> Cells:
    content = wished_values(variant)
    packing = ("net_amount", "net_unit", "pack_count", "pack_unit", "specification")
    quantity = NetQuantity(*(content[name] for name in packing))
    return {
        "sku": variant.sku,
        "unit": content["sale_unit"],
        "net_quantity": quantity,
        "price_vnd": variant.price_vnd,
    }


def _of_cooperative(variant: Variant) -> Cells:
    """Return who offers the variant, and the number on the piece, which must go with the prefix beside it."""
    cooperative = variant.cooperative
    pieces: Sequence[Gtin] = variant.pieces  # type: ignore[attr-defined] # prefetched
    prefixes: Sequence[CompanyPrefix] = cooperative.prefixes  # type: ignore[attr-defined] # prefetched
    # A file names one prefix for each cooperative; the numbers of its others are known by their digits.
    others = {prefix.pk for prefix in prefixes[1:]}
    first = (
        prefixes[0].prefix if prefixes and not (pieces and pieces[0].company_prefix_id in others) else None
    )
    return {
        "gtin": display_gtin(pieces[0].gtin) if pieces else None,
        "cooperative": cooperative.name,
        "party_type": cooperative.party_type,
        "tax_code": cooperative.tax_code,
        "company_prefix": first,
        "phone": cooperative.phone,
        "commune": cooperative.commune_name,
        "commune_code": cooperative.commune_code,
        "province_code": cooperative.province_code,
        "address_vi": cooperative.address.get("vi"),
        "legacy_address": cooperative.legacy_address,
    }


def _stars(certificates: Sequence[Certificate]) -> Cells:
    latest = latest_certificate(certificates)
    if latest is None:
        return {}
    cells: Cells = {"ocop_stars": latest.stars, "ocop_number": latest.number}
    if not latest.dates_assumed:  # written down, an assumption would come back as a fact
        cells["ocop_valid_from"] = latest.valid_from.strftime("%d/%m/%Y")
        cells["ocop_valid_to"] = latest.valid_to.strftime("%d/%m/%Y")
    return cells
