"""Goods as a spreadsheet with the columns of an import, so that it can be mended and sent back.

What waits for the Alliance stands there as wished, for wishes are what an import writes: sent back untouched,
a file changes nothing.

Nothing in it can run: a workbook holds every cell as text, and in a .csv file a cell that a spreadsheet would
take for a formula begins with an apostrophe, which the import drops again. ``+84 912 345 678`` and ``-5``
come back as they were.

Source: OWASP, CSV Injection; RFC 4180.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterator, Sequence

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from catalogue.approval.pending import wished_values
from catalogue.gs1.gtin import display_gtin
from catalogue.imports.certificates import latest_certificate
from catalogue.imports.headers import COLUMNS
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

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

Cells = dict[str, object]
"""Values of one row by the names of their columns."""

_CHUNK = 500
# What is submitted keeps its place in the queue: "không" would take it out.
_PUBLISHED = {ProductState.APPROVED.value: "có", ProductState.SUBMITTED.value: ""}
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
        # The day, not the second: two files of the same goods are the same bytes.
        workbook.set_properties({"created": datetime.datetime.combine(timezone.localdate(), datetime.time())})
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
        values = _of_product(variant.product, categories) | _of_variant(variant) | _of_cooperative(variant)
        yield [_text(values.get(column.name)) for column in COLUMNS]


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
        "net_quantity": spell_quantity(quantity),
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


def _text(value: object) -> str:
    return "" if value is None else str(value)
