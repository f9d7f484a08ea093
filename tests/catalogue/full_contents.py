"""Contents of goods in which no field is empty; those of two words differ in every field."""

from decimal import Decimal
from typing import Any

from catalogue.nutrition import NUTRIENTS
from tests.factories import make_category

TEXTS = ("name", "description", "ingredients", "storage", "usage", "origin", "warnings")


def of_product(word: str) -> dict[str, Any]:
    """Return a content of a product in which nothing is empty; one of the words is ``cũ``."""
    return {
        **{
            name: {"vi": f"{name} {word}", "en": f"{name} {word} en", "hmn": f"{name} {word} hmn"}
            for name in TEXTS
        },
        "category": make_category().pk,
        "label_group": "ruou" if word == "cũ" else "do-uong",
        "ocop_group": f"Nhóm {word}",
        "shelf_life_days": 30 + len(word),
        "nutrition": {
            "per": "100 g" if word == "cũ" else "100 ml",
            **{nutrient.key: len(word) + 0.5 for nutrient in NUTRIENTS},
        },
        "nutrition_exempt": f"Miễn {word}",
        "alcohol_percent": Decimal("29.5") if word == "cũ" else Decimal(40),
    }


def of_variant(word: str) -> dict[str, Any]:
    """Return a content of a variant in which nothing is empty; it has no SKU."""
    return {
        "name": {"vi": f"Loại {word}", "hmn": word},
        "sale_unit": f"hộp {word}",
        "net_amount": Decimal(180 if word == "cũ" else 90),
        "net_unit": "g" if word == "cũ" else "ml",
        "pack_count": 10 if word == "cũ" else 5,
        "pack_unit": "gói" if word == "cũ" else "chai",
        "specification": f"{word} x 35 cm",
        "price_vnd": 99_000 + len(word),
        "available": False,
        "position": 7,
    }
