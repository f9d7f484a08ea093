"""A file that is sent back as it was handed out changes nothing, whatever waits for the Alliance."""

import csv
import datetime
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import QuerySet

from catalogue.approval import (
    add_certificate,
    edit_product,
    edit_variant,
    refuse_certificate,
    reject_product,
    submit_product,
    withdraw_product,
)
from catalogue.approval.pending import REVIEWED_OF_PRODUCT, REVIEWED_OF_VARIANT
from catalogue.exports import export_csv, export_xlsx
from catalogue.imports import apply, stage
from catalogue.imports.headers import COLUMNS
from catalogue.lifecycle import create_variant
from catalogue.models import (
    ApprovalEvent,
    Category,
    Certificate,
    Cooperative,
    Gtin,
    ImportAction,
    Product,
    Variant,
)
from catalogue.numbering import adopt_gtin
from tests.catalogue.approval.goods import make_approved, make_draft, only_variant
from tests.catalogue.full_contents import of_product, of_variant
from tests.factories import make_certificate, make_company_prefix, make_cooperative, make_variant

pytestmark = pytest.mark.django_db

Write = Callable[[QuerySet[Variant]], bytes]
WRITERS: list[Write] = [export_csv, export_xlsx]
WISHED_COLUMNS = {column.name for column in COLUMNS if not column.of_cooperative} - {
    *("sku", "price_vnd", "gtin", "published"),
    *("ocop_stars", "ocop_number", "ocop_valid_from", "ocop_valid_to"),
}
"""The columns of what the Alliance reviews."""


def make_full(cooperative: Cooperative) -> Product:
    """Return approved goods of which no field is empty."""
    product = make_approved(cooperative=cooperative)
    variant = only_variant(product)
    Product.objects.filter(pk=product.pk).update(**of_product("cũ"))
    Variant.objects.filter(pk=variant.pk).update(**of_variant("cũ"))
    product.refresh_from_db()
    return product


def wish(product: Product, of_all: dict[str, Any], of_one: dict[str, Any]) -> None:
    """Edit approved goods: all of it waits."""
    if of_all:
        edit_product(product=product, changes=of_all)
    if of_one:
        edit_variant(variant=only_variant(product), changes=of_one)


@pytest.fixture(scope="module")
def cooperative(rows_of_module: None) -> Cooperative:
    """Return a cooperative with goods in every state; each field waits alone, with all, and to be emptied."""
    cooperative = make_cooperative(phone="+84912345678", address={"vi": "Thôn Má Lầu"})
    new_of_all, new_of_one = of_product("mới mẻ"), of_variant("mới mẻ")
    for name in REVIEWED_OF_PRODUCT:
        wish(make_full(cooperative), {name: new_of_all[name]}, {})
    for name in REVIEWED_OF_VARIANT:
        wish(make_full(cooperative), {}, {name: new_of_one[name]})
    wish(make_full(cooperative), new_of_all, new_of_one)
    texts = ("description", "ingredients", "storage", "usage", "origin", "warnings", "nutrition")
    empty = {"ocop_group": "", "nutrition_exempt": "", "shelf_life_days": None, "alcohol_percent": None}
    emptied: dict[str, Any] = {name: {} for name in texts} | empty
    wish(make_full(cooperative), emptied, {"sale_unit": "", "name": {}, "specification": ""})
    _make_states(cooperative)
    _make_quantities(cooperative)
    _make_stars(cooperative)
    _make_numbers(cooperative)
    return cooperative


def _make_states(cooperative: Cooperative) -> None:
    make_draft(cooperative=cooperative)
    submit_product(product=make_draft(cooperative=cooperative))
    reject_product(product=submit_product(product=make_draft(cooperative=cooperative)), reason="Ảnh mờ.")
    withdraw_product(product=make_approved(cooperative=cooperative), reason="Hết mùa.")
    new = {"sku": "MOI", "net_amount": Decimal(1), "net_unit": "kg", "price_vnd": 9_000}
    create_variant(product=make_approved(cooperative=cooperative), **new)  # type: ignore[arg-type]


def _make_quantities(cooperative: Cooperative) -> None:
    for amount, fields in (
        (Decimal("1.125"), {"net_unit": "kg"}),
        (Decimal("1.125"), {"net_unit": "g"}),
        (Decimal("0.125"), {"net_unit": "l"}),
        (Decimal(1000), {"net_unit": "g", "pack_count": 3, "pack_unit": "gói"}),
        (Decimal(1000), {"net_unit": "g", "pack_count": 3}),
        (Decimal("3.375"), {"net_unit": "kg", "pack_count": 3, "pack_unit": "túi"}),
    ):
        make_variant(product=make_draft(cooperative=cooperative), net_amount=amount, **fields)


def _make_stars(cooperative: Cooperative) -> None:
    def days(first: int, last: int) -> dict[str, Any]:
        return {"valid_from": datetime.date(first, 1, 1), "valid_to": datetime.date(last, 12, 31)}

    def goods() -> Product:
        return make_approved(cooperative=cooperative)

    ocop: dict[str, Any] = {"kind": "ocop", "number": "12/QĐ"}
    make_certificate(product=goods(), stars=4, **ocop, **days(2026, 2028))
    make_certificate(product=goods(), stars=4, dates_assumed=True, **ocop, **days(2026, 2028))
    make_certificate(product=goods(), stars=4, dates_assumed=True, **ocop, **days(2020, 2022))
    waiting = goods()
    make_certificate(product=waiting, stars=3, **ocop, **days(2026, 2027))
    add_certificate(product=waiting, values={**ocop, "stars": 5, **days(2026, 2028)})
    longer = goods()
    make_certificate(product=longer, stars=3, **ocop, **days(2024, 2029))
    refuse_certificate(
        certificate=add_certificate(product=longer, values={**ocop, "stars": 5, **days(2026, 2028)}),
        reason="Không đọc được.",
    )
    make_certificate(product=goods(), kind="vietgap")


def _make_numbers(cooperative: Cooperative) -> None:
    for prefix, number in (("9520007919", "9520007919019"), ("9520007920", "9520007920015")):
        make_company_prefix(cooperative=cooperative, prefix=prefix)
        adopt_gtin(variant=only_variant(make_approved(cooperative=cooperative)), gtin=number)


def contents() -> list[Any]:
    """Return all that an import may write."""
    return [
        list(model._default_manager.order_by("pk").values())
        for model in (Product, Variant, Certificate, ApprovalEvent, Gtin)
    ]


def cells(product: Product) -> dict[str, str]:
    """Return the only row of ``product`` in an export, by the names of the columns."""
    text = export_csv(product.variants.all()).decode("utf-8-sig")
    _, row = csv.reader(io.StringIO(text, newline=""))
    return dict(zip((column.name for column in COLUMNS), row, strict=True))


@pytest.mark.parametrize("write", WRITERS)
def test_what_is_sent_back_untouched_changes_nothing_that_waits(
    cooperative: Cooperative, write: Write
) -> None:
    before = contents()
    data = io.BytesIO(write(Variant.objects.present()))

    job = stage(data, filename="san-pham", cooperative=cooperative)

    assert [line for line in job.rows.values_list("number", "errors") if line[1]] == []
    told = dict(job.rows.exclude(action=ImportAction.UNCHANGED).values_list("values__sku", "action"))
    assert told == {}
    apply(job)
    assert contents() == before


def test_each_cell_of_what_is_reviewed_shows_the_wish_and_no_other_cell_does() -> None:
    product = make_full(make_cooperative())
    approved = cells(product)

    wish(product, of_product("mới mẻ"), of_variant("mới mẻ") | {"price_vnd": 99_002})

    wished = cells(product)
    assert {name for name in wished if wished[name] != approved[name]} == WISHED_COLUMNS
    assert wished["name_vi"] == "name mới mẻ"
    assert wished["net_quantity"] == "5 chai x 18 ml (mới mẻ x 35 cm)"
    assert wished["category"] == Category.objects.latest("pk").slug


def test_one_changed_cell_of_goods_with_wishes_changes_that_wish_alone() -> None:
    product = make_full(make_cooperative())
    wish(product, of_product("mới mẻ"), {})
    product.refresh_from_db()
    wishes = product.pending_changes
    text = export_csv(product.variants.all()).decode("utf-8-sig").replace("origin mới mẻ", "Việt Nam")

    apply(stage(io.BytesIO(text.encode()), filename="a.csv", cooperative=product.cooperative))

    product.refresh_from_db()
    hmong = {"en": "origin mới mẻ en", "hmn": "origin mới mẻ hmn"}
    assert product.pending_changes == wishes | {"origin": {"vi": "Việt Nam", **hmong}}
