"""Tax codes: ten or thirteen digits with a right check digit, twelve for a household."""

import pytest

from catalogue.tax_code import TaxCodeInvalid, validate_tax_code


@pytest.mark.parametrize(
    ("text", "party_type", "digits"),
    [
        ("5199900017", "cooperative", "5199900017"),
        ("0100109106", "enterprise", "0100109106"),
        ("0100109106-001", "cooperative", "0100109106001"),
        (" 519.990 0017 ", "cooperative_group", "5199900017"),
        ("008199900017", "household", "008199900017"),
        ("008.199.900.017", "household", "008199900017"),
    ],
)
def test_a_right_tax_code_comes_back_as_bare_digits(text: str, party_type: str, digits: str) -> None:
    assert validate_tax_code(text, party_type) == digits


@pytest.mark.parametrize(
    ("text", "party_type"),
    [
        ("", "cooperative"),
        ("5199900018", "cooperative"),
        ("519990001", "cooperative"),
        ("51999000171", "cooperative"),
        ("0100109106-000", "cooperative"),
        ("51999OOO17", "cooperative"),
        ("٥١٩٩٩٠٠٠١٧", "cooperative"),
        ("５１９９９０００１７", "cooperative"),
        ("008199900017", "cooperative"),
        ("5199900017", "household"),
        ("0081999000171", "household"),
        ("00819990001x", "household"),
        ("٠٠٨١٩٩٩٠٠٠١٧", "household"),
    ],
)
def test_a_wrong_tax_code_is_refused_with_what_was_expected(text: str, party_type: str) -> None:
    with pytest.raises(TaxCodeInvalid) as refused:
        validate_tax_code(text, party_type)

    assert refused.value.code == "tax_code_invalid"
    assert refused.value.facts["tax_code"] == text
    assert refused.value.text("vi").startswith(f"Mã số thuế {text} không hợp lệ: cần ")
    assert refused.value.text("en").startswith(f"Tax code {text} is not valid: expected ")


@pytest.mark.parametrize("position", range(10))
def test_every_single_wrong_digit_is_noticed(position: int) -> None:
    right = "5199900017"
    for digit in "0123456789":
        if digit == right[position]:
            continue
        with pytest.raises(TaxCodeInvalid):
            validate_tax_code(right[:position] + digit + right[position + 1 :], "cooperative")
