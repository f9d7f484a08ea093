"""What the law wants on labels of food and drinks: nutrition facts and alcohol, one column for each number.

The columns of nutrition are one thing: a file that has any of them says all that is known.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from catalogue.imports.cell_errors import NumberAmbiguous, NumberInvalid, NutritionIncomplete
from catalogue.imports.cells import CellValue, plain, shown
from catalogue.imports.facts import read_choice
from catalogue.nutrition import BASES, NUTRIENTS
from catalogue.search.folding import fold

PER = "nutrition_per"
NUTRITION_COLUMNS = (PER, *(nutrient.key for nutrient in NUTRIENTS))
_BASES = {fold(basis): basis for basis in BASES} | {fold(basis.replace(" ", "")): basis for basis in BASES}
_NUMBER = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,9}))? ?(?:kcal|mg|g|%|độ|% ?vol)?")
_THOUSANDS = 3
"""So many digits behind a point may also be the rest of thousands."""


def read_basis(cell: CellValue) -> str:
    """Return what the nutrition facts are of: ``100 g`` or ``100 ml``. Raises ChoiceUnknown."""
    return read_choice(cell, _BASES)


def read_amount(cell: CellValue, *, highest: float, decimals: int = 9) -> Decimal:
    """Return a number from 0 to ``highest`` with point or comma; its unit may follow.

    Raises NumberInvalid, or NumberAmbiguous for 1.200, which may be one thousand and more.
    """
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    match = None if isinstance(cell, bool) else _NUMBER.fullmatch(plain(cell).lower())
    if match is None:
        raise NumberInvalid(text=shown(cell), highest=f"{highest:g}")
    whole, rest = match[1], match[2] or ""
    if not is_number and len(rest) == _THOUSANDS and len(whole) <= _THOUSANDS and int(whole):
        raise NumberAmbiguous(text=shown(cell))
    amount = Decimal(f"{whole}.{rest or 0}").normalize()
    if amount > highest or len(rest.rstrip("0")) > decimals:
        raise NumberInvalid(text=shown(cell), highest=f"{highest:g}")
    return amount


def as_number(amount: Decimal) -> int | float:
    """Return ``amount`` as JSON has numbers."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def amount_text(amount: Decimal | float | None) -> str | None:
    """Return the number as a cell that ``read_amount`` takes for the same one."""
    if amount is None:
        return None
    whole, _, rest = f"{Decimal(str(amount)).normalize():f}".partition(".")
    if not rest:
        return whole
    return f"{whole},{rest}0" if len(rest) == _THOUSANDS and int(whole) else f"{whole},{rest}"


def gather_nutrition(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of a row as a product keeps them; none when no number is given.

    Raises NutritionIncomplete naming the columns that are needed too.
    """
    facts = {column: values[column] for column in NUTRITION_COLUMNS if values.get(column) is not None}
    if not facts.keys() - {PER}:
        return {}
    needed = [(PER, "tính trên", "per")]
    needed += [(one.key, one.vi, one.en) for one in NUTRIENTS if one.required]
    missing = [names for key, *names in needed if key not in facts]
    if missing:
        raise NutritionIncomplete(
            missing_vi=", ".join(vi for vi, _ in missing), missing_en=", ".join(en for _, en in missing)
        )
    return {"per": facts.pop(PER)} | facts
