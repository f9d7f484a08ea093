"""What the catalogue holds comes back in, also where an import would refuse it in new goods."""

import io
from collections.abc import Mapping
from typing import Any

import pytest

from catalogue.exports import export_csv, export_xlsx
from catalogue.imports import apply, check, staging, store
from catalogue.imports.cells import CellValue
from catalogue.imports.headers import Headers
from catalogue.imports.known_cells import known_cells
from catalogue.imports.rows import KnownCell
from catalogue.imports.xlsx import SheetRow
from catalogue.models import Cooperative, ImportAction, Product, Variant
from tests.catalogue.imports.spreadsheets import GOODS, csv_file
from tests.factories import make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db

LONG = "Mật ong " * 37 + "x"  # 297 letters
ODD: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a low price": ({}, {"price_vnd": 1}),
    "a high price": ({}, {"price_vnd": 2_000_000_000}),
    "a long name": ({"name": {"vi": LONG, "en": LONG}}, {}),
    "no Vietnamese name": ({"name": {"en": "Honey"}, "state": "draft"}, {}),
    "a specification": ({}, {"specification": "hộp (2 x 5), loại [A]"}),
    "a formula": ({"name": {"vi": "=1+1"}, "description": {"vi": '=HYPERLINK("x")'}}, {"sale_unit": "@chai"}),
    "an SKU like a formula": ({}, {"sku": "=A-1"}),
    "a guarded formula": ({"name": {"vi": "'=1+1"}}, {"sku": "'=A-1"}),
    "TCVN3": ({"name": {"vi": "mËt ong"}, "ingredients": {"vi": "mËt ong"}}, {}),
    "a failed formula": ({"name": {"vi": "#N/A"}}, {}),
    "two lines": ({"name": {"vi": "Mật\nong"}, "origin": {"vi": "Xã A\nXã B"}}, {}),
}


@pytest.fixture(params=list(ODD))
def odd(request: pytest.FixtureRequest) -> Variant:
    of_product, of_variant = ODD[request.param]
    return make_variant(product=make_product(**of_product), **{"sku": "A-1"} | of_variant)


@pytest.mark.parametrize("write", [export_csv, export_xlsx])
def test_an_untouched_export_of_odd_goods_changes_nothing(write: Any, odd: Variant) -> None:
    before = list(Product.objects.values()), list(Variant.objects.values())
    for cooperative in (odd.cooperative, None):
        file = io.BytesIO(write(Variant.objects.all()))
        checked = check(file, filename="lai", cooperative=cooperative)
        assert [one.error for row in checked.rows for one in row.errors] == []
        assert checked.actions == [ImportAction.UNCHANGED]
        assert apply(store(checked, cooperative=cooperative)).unchanged_count == 1
    assert (list(Product.objects.values()), list(Variant.objects.values())) == before


@pytest.mark.usefixtures("odd")
def test_twin_without_known_cells_they_are_refused_or_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(rows: list[Any], *_: Any) -> list[Mapping[str, KnownCell]]:
        return [{} for _ in rows]

    monkeypatch.setattr(staging, "known_cells", nothing)

    checked = check(io.BytesIO(export_csv(Variant.objects.all())), filename="lai.csv")

    assert checked.actions != [ImportAction.UNCHANGED]


@pytest.mark.parametrize("sku", ["\x00", "\ud800", "x" * 32_000, 7, None])
def test_goods_of_no_possible_name_are_not_looked_for(sku: CellValue) -> None:
    headers = Headers({"sku": 0, "tax_code": 1}, (), 2)
    assert known_cells([SheetRow(2, [sku, "5199900017"]), SheetRow(3, [])], headers, None) == [{}, {}]


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


def refused(cooperative: Cooperative, **cells: str) -> list[tuple[str, str]]:
    """Return the columns and codes of what is refused of one row."""
    row = {**GOODS, "category": Product.objects.get().category.slug, **cells}
    file = csv_file(row)
    checked = check(file, filename="hang.csv", cooperative=cooperative)
    return [(one.column, one.error.code) for told in checked.rows for one in told.errors]


def test_only_the_goods_own_cells_are_taken(cooperative: Cooperative) -> None:
    product = make_product(cooperative=cooperative, name={"vi": "=1+1"})
    make_variant(product=product, sku="A-1", price_vnd=500)
    neighbour = make_cooperative()

    assert refused(cooperative, sku="A-1", name_vi="=1+1", price_vnd="500") == []
    formula, price = ("name_vi", "formula_cell"), ("price_vnd", "price_out_of_range")
    assert refused(cooperative, sku="A-2", name_vi="=1+1", price_vnd="500") == [formula, price]
    assert refused(cooperative, sku="A-1", name_vi="=1+2", price_vnd="501") == [formula, price]
    assert refused(neighbour, sku="A-1", name_vi="=1+1", price_vnd="500") == [formula, price]
