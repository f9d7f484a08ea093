"""Nutrition facts: what is known of 100 g or 100 ml of a food, and how a label says it.

Source: Circular 29/2023/TT-BYT (energy in kcal, protein, carbohydrate, fat in g, sodium in mg; total sugars
of drinks and sweetened food, saturated fat of fried food).
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

BASES = ("100 g", "100 ml")


class Nutrient(NamedTuple):
    """One line of the facts: its key, its names, its unit and the most that is possible."""

    key: str
    vi: str
    en: str
    unit: str
    most: float
    required: bool = True


NUTRIENTS = (
    Nutrient("energy_kcal", "năng lượng", "energy", "kcal", 900),
    Nutrient("protein_g", "chất đạm", "protein", "g", 100),
    Nutrient("carbohydrate_g", "carbohydrat", "carbohydrate", "g", 100),
    Nutrient("total_sugars_g", "đường tổng số", "total sugars", "g", 100, required=False),
    Nutrient("fat_g", "chất béo", "fat", "g", 100),
    Nutrient("saturated_fat_g", "chất béo bão hòa", "saturated fat", "g", 100, required=False),
    Nutrient("sodium_mg", "natri", "sodium", "mg", 40_000),
)
_KEYS = frozenset(nutrient.key for nutrient in NUTRIENTS)


def validate_nutrition(value: object) -> None:
    """Check that ``value`` is empty, or ``{"per": "100 g", "energy_kcal": 320, …}`` with the five that count.

    Raises ValidationError naming what is wrong.
    """
    if value in ({}, None):
        return
    if not isinstance(value, Mapping) or value.get("per") not in BASES:
        raise ValidationError(
            "Nutrition facts are an object with “per”: 100 g or 100 ml.", code="nutrition_basis"
        )
    unknown = sorted(str(key) for key in set(value) - _KEYS - {"per"})
    if unknown:
        raise ValidationError(
            "%(key)s is no nutrition fact.", code="nutrition_unknown", params={"key": unknown[0][:40]}
        )
    for nutrient in NUTRIENTS:
        amount = value.get(nutrient.key)
        if amount is None and not nutrient.required:
            continue
        if (
            isinstance(amount, bool)
            or not isinstance(amount, int | float)
            or not 0 <= amount <= nutrient.most
        ):
            raise ValidationError(
                "%(key)s must be a number from 0 to %(most)g.",
                code="nutrition_amount",
                params={"key": nutrient.key, "most": nutrient.most},
            )


def nutrition_text(facts: Mapping[str, Any], language: str) -> str:
    """Return the facts as a label says them, or "" where there are none.

    >>> nutrition_text({"per": "100 g", "energy_kcal": 320, "protein_g": 0.3}, "vi")
    'Trong 100 g: năng lượng 320 kcal; chất đạm 0,3 g.'
    """
    if not facts:
        return ""
    vi = language == "vi"
    parts = []
    for nutrient in NUTRIENTS:
        amount = facts.get(nutrient.key)
        if amount is not None:
            digits = f"{amount:g}".replace(".", ",") if vi else f"{amount:g}"
            parts.append(f"{nutrient.vi if vi else nutrient.en} {digits} {nutrient.unit}")
    return f"{'Trong' if vi else 'Per'} {facts['per']}: {'; '.join(parts)}."
