"""Cells that say what the catalogue says already: they are taken, whatever is asked of new ones.

Goods hold what an import would refuse, such as a price below its lowest or a text like a formula: entered
over the wire, or before there was a limit. An export that is sent back untouched must change nothing.
"""

from collections.abc import Mapping, Sequence

from catalogue.imports.cells import plain
from catalogue.imports.goods_cells import Cells, cells_of, spell_cell
from catalogue.imports.headers import Headers
from catalogue.imports.reading import cell_at
from catalogue.imports.rows import KnownCell, quantity_values
from catalogue.imports.xlsx import SheetRow
from catalogue.models import Cooperative, Variant
from catalogue.quantity import NetQuantity

# Texts, prices and quantities; other columns hold nothing that reading would refuse or change.
_COLUMNS = (
    *("sku", "name_vi", "name_en", "ocop_group", "unit", "net_quantity", "price_vnd", "origin"),
    *("description_vi", "description_en", "usage_vi", "usage_en", "storage_vi", "ingredients_vi"),
    *("warnings_vi", "nutrition_exempt", "ocop_number"),
    *("cooperative", "phone", "commune", "address_vi", "legacy_address"),
)
_LONGEST = 41
"""An SKU, with an apostrophe before it."""


def known_cells(
    rows: Sequence[SheetRow], headers: Headers, cooperative: Cooperative | None
) -> list[Mapping[str, KnownCell]]:
    """Return what the catalogue has, by column, for the goods of each row; nothing for new goods.

    The goods are those of ``cooperative``, or of the tax code in the row.
    """
    tax_codes = [cooperative.tax_code if cooperative else _typed(row, headers, "tax_code") for row in rows]
    skus = [_typed(row, headers, "sku") for row in rows]
    goods = Variant.objects.filter(
        cooperative__tax_code__in=set(tax_codes),
        sku__in={spelling for sku in skus for spelling in (sku, _bare(sku))},
    )
    found = {(one.cooperative.tax_code, one.sku): _known(cells) for one, cells in cells_of(goods)}
    return [
        found.get((tax_code, sku)) or found.get((tax_code, _bare(sku)), {})
        for tax_code, sku in zip(tax_codes, skus, strict=True)
    ]


def _typed(row: SheetRow, headers: Headers, column: str) -> str:
    """Return the cell as it is looked up; "" for what no goods and no cooperative are called."""
    position = headers.positions.get(column)
    value = None if position is None else cell_at(row, position)
    text = value.strip() if isinstance(value, str) else plain(value)
    return text if text.isprintable() and len(text) <= _LONGEST else ""


def _bare(text: str) -> str:
    """Return ``text`` without the apostrophe that an export puts before what a spreadsheet might run."""
    return text.removeprefix("'")


def _known(cells: Cells) -> dict[str, KnownCell]:
    return {column: KnownCell(spell_cell(cells.get(column)), _read(cells.get(column))) for column in _COLUMNS}


def _read(value: object) -> object:
    """Return ``value`` as reading a cell gives it."""
    if isinstance(value, NetQuantity):
        return quantity_values(value)
    return None if value == "" else value
