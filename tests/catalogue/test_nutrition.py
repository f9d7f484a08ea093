import pytest
from django.core.exceptions import ValidationError

from catalogue.nutrition import nutrition_text, validate_nutrition

HONEY = {
    "per": "100 g",
    "energy_kcal": 320,
    "protein_g": 0.3,
    "carbohydrate_g": 80,
    "fat_g": 0,
    "sodium_mg": 4,
}


def test_facts_are_said_in_both_languages() -> None:
    assert nutrition_text({**HONEY, "total_sugars_g": 78.5}, "vi") == (
        "Trong 100 g: năng lượng 320 kcal; chất đạm 0,3 g; carbohydrat 80 g; đường tổng số 78,5 g; "
        "chất béo 0 g; natri 4 mg."
    )
    assert nutrition_text(HONEY, "en") == (
        "Per 100 g: energy 320 kcal; protein 0.3 g; carbohydrate 80 g; fat 0 g; sodium 4 mg."
    )
    assert nutrition_text({}, "vi") == ""


def test_whole_facts_and_none_are_right() -> None:
    validate_nutrition(HONEY)
    validate_nutrition({})
    validate_nutrition({**HONEY, "per": "100 ml", "saturated_fat_g": None})


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ([1], "nutrition_basis"),
        ({**HONEY, "per": "1 kg"}, "nutrition_basis"),
        ({**HONEY, "vitamins": 1}, "nutrition_unknown"),
        ({**HONEY, "fat_g": None}, "nutrition_amount"),
        ({**HONEY, "fat_g": "0"}, "nutrition_amount"),
        ({**HONEY, "fat_g": True}, "nutrition_amount"),
        ({**HONEY, "fat_g": 101}, "nutrition_amount"),
        ({**HONEY, "fat_g": float("nan")}, "nutrition_amount"),
        ({**HONEY, "energy_kcal": -1}, "nutrition_amount"),
    ],
)
def test_facts_that_can_not_be_are_named(facts: object, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_nutrition(facts)

    assert refusal.value.code == code
