"""One row of a spreadsheet: its cells read into values, each refusal with its column."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from catalogue.errors import DomainError
from catalogue.gs1.company_prefix import owns, validate_company_prefix
from catalogue.gs1.errors import CodedError, CompanyPrefixMismatch, NotUnitLevel
from catalogue.gs1.gtin import display_gtin, parse_gtin, require_trade_item
from catalogue.imports.cell_errors import (
    CellRequired,
    DatesReversed,
    ErrorCell,
    FormulaCell,
    TooManyCells,
)
from catalogue.imports.cells import CellValue, is_blank, plain, read_text, shown
from catalogue.imports.codes import read_digits, read_padded_digits, read_phone, read_tax_digits
from catalogue.imports.facts import read_choice, read_day, read_stars, read_whole, read_yes_no
from catalogue.imports.headers import BY_NAME, Headers
from catalogue.imports.label_facts import (
    NUTRITION_COLUMNS,
    as_number,
    gather_nutrition,
    read_amount,
    read_basis,
)
from catalogue.imports.prices import read_price_vnd
from catalogue.imports.reading import cell_at
from catalogue.imports.xlsx import SheetRow
from catalogue.models import LabelGroup, PartyType
from catalogue.nutrition import NUTRIENTS
from catalogue.quantity import NetQuantity, parse_quantity
from catalogue.search.folding import fold
from catalogue.tax_code import HOUSEHOLD, validate_tax_code

LONGEST_SHELF_LIFE_DAYS = 36_500
# What a failed formula leaves in a .csv file.
_FAILURES = frozenset(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"))
Values = dict[str, Any]


@dataclass(frozen=True)
class Remark:
    """What is wrong with a cell, or worth knowing about it."""

    column: str
    """The canonical name of the column; empty for the whole row."""
    error: CodedError

    def as_json(self) -> dict[str, str]:
        """Return ``{column, code, vi, en}`` for storing."""
        return {
            "column": self.column,
            "code": self.error.code,
            "vi": self.error.text("vi"),
            "en": self.error.text("en"),
        }


@dataclass(frozen=True, slots=True)
class KnownCell:
    """What the catalogue has for a cell, as an export spells it and as reading gives it."""

    spelling: str
    value: Any

    def is_in(self, cell: CellValue) -> bool:
        """Return whether ``cell`` says this and nothing else."""
        if is_blank(cell):
            return not self.spelling
        text = cell.replace("\r\n", "\n").strip() if isinstance(cell, str) else shown(cell)
        # An apostrophe is what an export puts before what a spreadsheet might run.
        return bool(self.spelling) and text in (self.spelling, f"'{self.spelling}")


@dataclass
class CheckedRow:
    """A row after reading: ``values`` holds what could be read, JSON types only, by column."""

    number: int
    values: Values
    errors: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)

    def refuse(self, column: str, error: CodedError) -> None:
        """Add a reason why the row cannot be taken."""
        # Where it was raised, and the error it came from, hold on to every cell on their way.
        error.__traceback__ = error.__context__ = error.__cause__ = None
        self.errors.append(Remark(column, error))

    def warn(self, column: str, note: CodedError) -> None:
        """Add something to know about the row."""
        self.warnings.append(Remark(column, note))


Reader = Callable[[CellValue], Any]


class RowReader:
    """Reads the rows of one file. ``categories`` maps folded spellings to slugs."""

    def __init__(self, headers: Headers, categories: Mapping[str, str]) -> None:
        self._headers = headers
        self._readers = _READERS | {"category": lambda cell: read_choice(cell, categories)}

    def read(self, row: SheetRow, known: Mapping[str, KnownCell] | None = None) -> CheckedRow:
        """Return the row's values and all that is wrong with its cells.

        A column that the file has and the row leaves blank gives None; a column the file has not, nothing.
        A cell that says what is ``known`` of the goods is taken as it is.
        """
        checked = CheckedRow(row.number, {})
        for column, position in self._headers.positions.items():
            try:
                told = (known or {}).get(column)
                checked.values[column] = self._cell(column, position, row, told)
            except (CodedError, DomainError) as error:
                checked.refuse(column, error)
        if any(not is_blank(cell) for cell in row.cells[self._headers.width :]):
            checked.refuse("", TooManyCells(found=len(row.cells), expected=self._headers.width))
        _check_together(checked)
        return checked

    def _cell(self, column: str, position: int, row: SheetRow, known: KnownCell | None) -> Any:
        value = cell_at(row, position)
        if row.has_formula(position):
            raise FormulaCell
        if known and known.is_in(value) and not row.has_failed(position):
            return known.value
        if row.has_failed(position) or value in _FAILURES:
            raise ErrorCell(text=shown(value))
        if is_blank(value):
            if BY_NAME[column].required:
                raise CellRequired
            return None
        return self._readers[column](value)


def _text(longest: int, *, lines: bool = False) -> Reader:
    return lambda cell: read_text(cell, longest=longest, lines=lines)


def _quantity(cell: CellValue) -> Values:
    return quantity_values(parse_quantity(plain(read_text(cell))))


def quantity_values(quantity: NetQuantity) -> Values:
    """Return ``quantity`` in JSON types."""
    return {
        "amount": str(quantity.amount.normalize().__format__("f")),
        "unit": quantity.unit,
        "pack_count": quantity.pack_count,
        "pack_unit": quantity.pack_unit,
        "specification": quantity.specification,
    }


def _gtin(cell: CellValue) -> str:
    gtin = require_trade_item(parse_gtin(read_digits(cell)))
    if not gtin.startswith("0"):
        raise NotUnitLevel(number=display_gtin(gtin))
    return gtin


def _day(cell: CellValue) -> str:
    return read_day(cell).isoformat()


def _shelf_life(cell: CellValue) -> int:
    return read_whole(cell, lowest=1, highest=LONGEST_SHELF_LIFE_DAYS, unit="(?:ngày|days?)")


def _nutrient(most: float) -> Reader:
    return lambda cell: as_number(read_amount(cell, highest=most))


LABEL_GROUPS = {
    fold(spelling): group.value for group in LabelGroup for spelling in (group.value, group.label)
}
PARTY_TYPES = {
    fold(spelling): party.value for party in PartyType for spelling in (party.value, party.label)
} | {"htx": PartyType.COOPERATIVE.value, "ho": PartyType.HOUSEHOLD.value, "tht": PartyType.GROUP.value}

_READERS: dict[str, Reader] = {
    "sku": _text(40),
    "name_vi": _text(200),
    "name_en": _text(200),
    "ocop_group": _text(100),
    "label_group": lambda cell: read_choice(cell, LABEL_GROUPS),
    "unit": _text(30),
    "net_quantity": _quantity,
    "price_vnd": read_price_vnd,
    "shelf_life_days": _shelf_life,
    **{
        f"{kind}_{language}": _text(5_000, lines=True)
        for kind in ("description", "usage")
        for language in ("vi", "en")
    },
    "storage_vi": _text(1_000, lines=True),
    "ingredients_vi": _text(2_000, lines=True),
    "origin": _text(200),
    "warnings_vi": _text(1_000, lines=True),
    "alcohol_percent": lambda cell: f"{read_amount(cell, highest=100, decimals=1):f}",
    "nutrition_per": read_basis,
    **{nutrient.key: _nutrient(nutrient.most) for nutrient in NUTRIENTS},
    "nutrition_exempt": _text(200),
    "address_vi": _text(300),
    "gtin": _gtin,
    "ocop_stars": read_stars,
    "ocop_number": _text(100),
    "ocop_valid_from": _day,
    "ocop_valid_to": _day,
    "published": read_yes_no,
    "cooperative": _text(200),
    "party_type": lambda cell: read_choice(cell, PARTY_TYPES),
    "tax_code": read_tax_digits,
    "company_prefix": lambda cell: validate_company_prefix(read_digits(cell)),
    "phone": read_phone,
    "commune": _text(100),
    "commune_code": lambda cell: read_padded_digits(cell, length=5),
    "province_code": lambda cell: read_padded_digits(cell, length=2),
    "legacy_address": _text(300),
}


def _check_together(row: CheckedRow) -> None:
    """Check what only several cells of a row can tell."""
    values = row.values
    tax_code = values.get("tax_code")
    if tax_code:
        party_type = values.get("party_type") or (
            HOUSEHOLD if len(tax_code) == 12 else PartyType.COOPERATIVE.value
        )
        try:
            validate_tax_code(tax_code, party_type)
        except DomainError as error:
            row.refuse("tax_code", error)
        else:
            values["party_type"] = party_type
    gtin, prefix = values.get("gtin"), values.get("company_prefix")
    if gtin and prefix and not gtin.startswith("000000") and not owns(prefix, gtin):
        row.refuse("gtin", CompanyPrefixMismatch(number=display_gtin(gtin), prefix=prefix))
    if any(column in values for column in NUTRITION_COLUMNS):
        try:
            values["nutrition"] = gather_nutrition(values)
        except CodedError as error:
            row.refuse("nutrition_per", error)
    first, last = values.get("ocop_valid_from"), values.get("ocop_valid_to")
    if first and last and datetime.date.fromisoformat(last) < datetime.date.fromisoformat(first):
        row.refuse("ocop_valid_to", DatesReversed())
