"""Goods as a spreadsheet with the columns of an import, so that it can be mended and sent back.

Nothing in it can run: a workbook holds every cell as text, and in a .csv file a cell that a spreadsheet would
take for a formula begins with an apostrophe, which the import drops again. ``+84 912 345 678`` and ``-5``
come back as they were.

Source: OWASP, CSV Injection; RFC 4180.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from catalogue.gs1.gtin import display_gtin
from catalogue.imports.headers import COLUMNS
from catalogue.imports.label_facts import amount_text
from catalogue.models import (
    Certificate,
    CertificateKind,
    CompanyPrefix,
    Gtin,
    GtinState,
    PackagingLevel,
    ProductState,
    Variant,
)
from catalogue.nutrition import NUTRIENTS
from catalogue.quantity import NetQuantity

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

_CHUNK = 500
_TEXT_FORMAT = 49  # ECMA-376 Part 1, 18.8.30: "@"
# Also after blanks and quotes, and in full-width form.
_FORMULA_START = re.compile(r"[\s'\"]*[=+\-@\t\r＝＋－＠]")


def export_name(ending: str) -> str:
    """Return the name of a file of goods as they are today."""
    return f"san-pham-{timezone.localdate():%Y-%m-%d}.{ending}"


def export_csv(variants: QuerySet[Variant]) -> bytes:
    """Return the goods as a .csv file: UTF-8 with a mark, so that Excel reads the Vietnamese letters."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.title for column in COLUMNS])
    for row in _rows(variants):
        writer.writerow([_disarmed(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def export_xlsx(variants: QuerySet[Variant]) -> bytes:
    """Return the goods as an .xlsx file in which every cell is text."""
    import xlsxwriter

    packed = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(packed, options) as workbook:
        sheet = workbook.add_worksheet("Sản phẩm")
        text = workbook.add_format({"num_format": _TEXT_FORMAT, "valign": "top"})
        heading = workbook.add_format({"num_format": _TEXT_FORMAT, "bold": True, "text_wrap": True})
        for position, column in enumerate(COLUMNS):
            sheet.set_column(position, position, 18, text)
            sheet.write_string(0, position, column.title, heading)
        sheet.freeze_panes(1, 2)
        for number, row in enumerate(_rows(variants), start=1):
            for position, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, position, cell, text)
    return packed.getvalue()


def _disarmed(cell: str) -> str:
    return f"'{cell}" if _FORMULA_START.match(cell) else cell


def _rows(variants: QuerySet[Variant]) -> Iterator[list[str]]:
    """Yield the cells of each variant in the order of ``COLUMNS``, by cooperative, product and variant."""
    ordered = (
        variants.select_related("product__category", "cooperative")
        .prefetch_related(
            Prefetch(
                "gtins",
                Gtin.objects.filter(state=GtinState.ASSIGNED, packaging_level=PackagingLevel.EACH),
                to_attr="pieces",
            ),
            Prefetch(
                "product__certificates",
                Certificate.objects.filter(kind=CertificateKind.OCOP).order_by("valid_from", "pk"),
                to_attr="ocop",
            ),
            Prefetch(
                "cooperative__company_prefixes", CompanyPrefix.objects.order_by("pk"), to_attr="prefixes"
            ),
        )
        .order_by("cooperative__slug", "product__slug", "position", "pk")
    )
    for variant in ordered.iterator(chunk_size=_CHUNK):
        values = _values(variant)
        yield [_text(values.get(column.name)) for column in COLUMNS]


def _values(variant: Variant) -> dict[str, object]:
    product, cooperative = variant.product, variant.cooperative
    pieces: Sequence[Gtin] = variant.pieces  # type: ignore[attr-defined]
    ocop: Sequence[Certificate] = product.ocop  # type: ignore[attr-defined]
    prefixes: Sequence[CompanyPrefix] = cooperative.prefixes  # type: ignore[attr-defined]
    quantity = NetQuantity(
        variant.net_amount, variant.net_unit, variant.pack_count, variant.pack_unit, variant.specification
    )
    texts = {
        f"{name}_{language}": getattr(product, name).get(language)
        for name in ("name", "description", "usage", "storage", "ingredients", "warnings")
        for language in ("vi", "en")
    }
    values: dict[str, object] = {
        **texts,
        "sku": variant.sku,
        "category": product.category.slug,
        "ocop_group": product.ocop_group,
        "label_group": product.label_group,
        "unit": variant.sale_unit,
        "net_quantity": quantity.display("vi"),
        "price_vnd": variant.price_vnd,
        "shelf_life_days": product.shelf_life_days,
        "origin": product.origin.get("vi"),
        "alcohol_percent": amount_text(product.alcohol_percent),
        "nutrition_per": product.nutrition.get("per"),
        **{nutrient.key: amount_text(product.nutrition.get(nutrient.key)) for nutrient in NUTRIENTS},
        "nutrition_exempt": product.nutrition_exempt,
        "gtin": display_gtin(pieces[0].gtin) if pieces else None,
        "published": "có" if product.state == ProductState.APPROVED else "không",
        "cooperative": cooperative.name,
        "party_type": cooperative.party_type,
        "tax_code": cooperative.tax_code,
        "company_prefix": prefixes[0].prefix if prefixes else None,
        "phone": cooperative.phone,
        "commune": cooperative.commune_name,
        "commune_code": cooperative.commune_code,
        "province_code": cooperative.province_code,
        "address_vi": cooperative.address.get("vi"),
        "legacy_address": cooperative.legacy_address,
    }
    if ocop:
        latest = ocop[-1]
        values |= {"ocop_stars": latest.stars, "ocop_number": latest.number}
        if not latest.dates_assumed:  # written down, an assumption would come back as a fact
            values["ocop_valid_from"] = latest.valid_from.strftime("%d/%m/%Y")
            values["ocop_valid_to"] = latest.valid_to.strftime("%d/%m/%Y")
    return values


def _text(value: object) -> str:
    return "" if value is None else str(value)
