"""Numbers with decimals in sentences."""

from catalogue.labels.decimals import DecimalComma, DecimalPoint


def test_a_number_has_no_needless_digits_and_the_sign_of_its_language() -> None:
    assert [f"{DecimalComma(number)}" for number in (297.0, 38.1)] == ["297", "38,1"]
    assert [f"{DecimalPoint(number)}" for number in (297.0, 38.1)] == ["297", "38.1"]
    assert f"{DecimalComma(29.86):.1f}" == "29,9"
    assert f"{DecimalPoint(0.1 + 0.2)}" == "0.3"


def test_what_was_given_is_told_from_its_bound() -> None:
    found = [f"{DecimalComma(number)}" for number in (450.0004, 69.9999999, 1234567.5)]

    assert found == ["450,0004", "69,9999999", "1234567,5"]
