"""What only the rows of a file together tell: repeated codes, cooperatives that contradict themselves."""

from collections.abc import Iterable

from catalogue.gs1.gtin import display_gtin
from catalogue.imports.cell_errors import CellRequired
from catalogue.imports.headers import COLUMNS
from catalogue.imports.row_errors import (
    CompanyPrefixTaken,
    CooperativeDiffers,
    CooperativeNotGiven,
    GtinRepeated,
    SkuRepeated,
)
from catalogue.imports.rows import CheckedRow
from catalogue.models import Cooperative
from catalogue.search.folding import fold

DETAILS = tuple(column.name for column in COLUMNS if column.of_cooperative and column.name != "tax_code")


def check_rows_together(rows: Iterable[CheckedRow], cooperative: Cooperative | None) -> None:
    """Refuse the later one of two rows that cannot both be right.

    Every row gets the tax code of ``cooperative`` when there is one; a row of another is refused.
    """
    skus: dict[tuple[str, str], int] = {}
    gtins: dict[str, int] = {}
    details = _Details()
    for row in rows:
        _settle_cooperative(row, cooperative)
        tax_code, sku, gtin = (row.values.get(column) for column in ("tax_code", "sku", "gtin"))
        if tax_code and sku and (first := skus.setdefault((tax_code, sku), row.number)) != row.number:
            row.refuse("sku", SkuRepeated(sku=sku, row=first))
        if gtin and (first := gtins.setdefault(gtin, row.number)) != row.number:
            row.refuse("gtin", GtinRepeated(gtin=display_gtin(gtin), row=first))
        if tax_code:
            details.compare(row, tax_code)


def _settle_cooperative(row: CheckedRow, cooperative: Cooperative | None) -> None:
    stated = row.values.get("tax_code")
    if cooperative is None:
        if stated is None and all(error.column != "tax_code" for error in row.errors):
            row.refuse("tax_code", CellRequired())
    elif stated not in (None, cooperative.tax_code):
        row.refuse("tax_code", CooperativeNotGiven(text=stated, known=cooperative.name))
    else:
        row.values["tax_code"] = cooperative.tax_code
        row.values.setdefault("party_type", cooperative.party_type)


class _Details:
    """What the rows so far say of each cooperative, and whose each company prefix is."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str], tuple[str, int]] = {}
        self._prefix_owners: dict[str, str] = {}

    def compare(self, row: CheckedRow, tax_code: str) -> None:
        for column in DETAILS:
            text = row.values.get(column)
            if text is None:
                continue
            known, first = self._said.setdefault((tax_code, column), (text, row.number))
            if fold(known) != fold(text):
                facts = {"tax_code": tax_code, "text": text, "known": known, "row": first}
                row.refuse(column, CooperativeDiffers(**facts))
            elif column == "company_prefix":
                self._claim(row, text, tax_code)

    def _claim(self, row: CheckedRow, prefix: str, tax_code: str) -> None:
        """Refuse a prefix that overlaps with one that another cooperative of the file has."""
        if self._prefix_owners.get(prefix) == tax_code:
            return
        for known, owner in self._prefix_owners.items():
            if owner != tax_code and (known.startswith(prefix) or prefix.startswith(known)):
                row.refuse("company_prefix", CompanyPrefixTaken(prefix=prefix, known=known, owner=owner))
                return
        self._prefix_owners[prefix] = tax_code
