"""Numbers with decimals in sentences."""

from catalogue.labels.decimals import DecimalComma, DecimalPoint


def test_a_number_has_no_needless_digits_and_the_sign_of_its_language() -> None:
    assert [f"{DecimalComma(number)}" for number in (297.0, 38.1)] == ["297", "38,1"]
    assert [f"{DecimalPoint(number)}" for number in (297.0, 38.1)] == ["297", "38.1"]
    assert f"{DecimalComma(29.86):.1f}" == "29,9"
