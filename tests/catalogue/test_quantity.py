"""Net quantities: exact readings, refusals, and what is read is what is shown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.quantity import (
    NetQuantity,
    QuantityError,
    UnitPrice,
    parse_quantity,
    spell_quantity,
    unit_price,
)
from catalogue.units import UNITS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("500 ml", NetQuantity(Decimal(500), "ml")),
        ("500ML", NetQuantity(Decimal(500), "ml")),
        ("1 l", NetQuantity(Decimal(1), "l")),
        ("1 Lít", NetQuantity(Decimal(1), "l")),
        ("1,2 kg", NetQuantity(Decimal("1.2"), "kg")),
        ("1.2kg", NetQuantity(Decimal("1.2"), "kg")),
        ("0,500 kg", NetQuantity(Decimal("0.5"), "kg")),
        ("1.000 g", NetQuantity(Decimal(1000), "g")),
        ("1,250 ml", NetQuantity(Decimal(1250), "ml")),
        ("10 gói x 18 g", NetQuantity(Decimal(180), "g", 10, "gói")),
        ("10 gói × 18,5 g", NetQuantity(Decimal(185), "g", 10, "gói")),
        ("18 g x 10 gói", NetQuantity(Decimal(180), "g", 10, "gói")),
        ("25 túi x 2 g", NetQuantity(Decimal(50), "g", 25, "túi")),
        ("10 x 18g", NetQuantity(Decimal(180), "g", 10)),
        ("1000 g / 3 gói", NetQuantity(Decimal(1000), "g", 3, "gói")),
        ("1000 g / 3", NetQuantity(Decimal(1000), "g", 3)),
        ("12 hộp x 10 viên", NetQuantity(Decimal(120), "viên", 12, "hộp")),
        ("10 quả", NetQuantity(Decimal(10), "quả")),
        ("1 chiếc (180 x 35 cm)", NetQuantity(Decimal(1), "chiếc", specification="180 x 35 cm")),
        ("1 chiếc (25 g)", NetQuantity(Decimal(1), "chiếc", specification="25 g")),
        ("1 kg (4-5 quả)", NetQuantity(Decimal(1), "kg", specification="4-5 quả")),
        ("1 khách/đêm", NetQuantity(Decimal(1), "khách/đêm")),
        ("1 qua\u0309 ", NetQuantity(Decimal(1), "quả")),
        ("500 g.", NetQuantity(Decimal(500), "g")),
    ],
)
def test_reads_what_people_write(text: str, expected: NetQuantity) -> None:
    assert parse_quantity(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "quantity_not_understood"),
        ("nửa cân", "quantity_not_understood"),
        ("500", "quantity_unit_missing"),
        ("500.0", "quantity_unit_missing"),
        ("5 xyz", "quantity_unit_unknown"),
        ("1.500 kg", "quantity_ambiguous"),
        ("2,500 l", "quantity_ambiguous"),
        ("0 g", "quantity_out_of_range"),
        ("1,5 quả", "quantity_out_of_range"),
        ("0,0005 g", "quantity_out_of_range"),
        ("9999999999 g", "quantity_out_of_range"),
        ("0 gói x 18 g", "quantity_out_of_range"),
        ("12 hộp x 10 gói x 5 g", "quantity_not_understood"),
        ("10 viên x 5 quả", "quantity_not_understood"),
        ("10 viên / 5 quả", "quantity_not_understood"),
        ("1000 g / 0 gói", "quantity_out_of_range"),
        ("500g/hộp", "quantity_unit_unknown"),
        ("1.23.456 g", "quantity_not_understood"),
        ("500 g (", "quantity_not_understood"),
        ("-500 g", "quantity_not_understood"),
        ("٥٠٠ g", "quantity_not_understood"),
    ],
)
def test_refuses_what_has_no_single_meaning(text: str, code: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity(text)

    assert caught.value.code == code
    assert caught.value.text("vi") != caught.value.text("en")


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("1.2 kg", "1,2 kg", "1.2 kg"),
        ("500ml", "500 ml", "500 ml"),
        ("1 lít", "1 L", "1 L"),
        ("1,5 l", "1,5 L", "1.5 L"),
        ("10 quả", "10 quả", "10 pieces"),
        ("1 quả", "1 quả", "1 piece"),
        ("10x18g", "10 x 18 g", "10 x 18 g"),
        ("10 gói × 18,5 g", "10 gói x 18,5 g", "10 sachets x 18.5 g"),
        ("1 chiếc (180 x 35 cm)", "1 chiếc (180 x 35 cm)", "1 piece (180 x 35 cm)"),
        ("1 khách/đêm", "1 khách/đêm", "1 guest/night"),
    ],
)
def test_shows_it_in_both_languages(text: str, vi: str, en: str) -> None:
    quantity = parse_quantity(text)

    assert (quantity.display("vi"), quantity.display("en")) == (vi, en)


def test_shows_a_pack_that_cannot_be_shared_out_evenly() -> None:
    assert NetQuantity(Decimal(100), "g", 7, "gói").display("vi") == "100 g / 7 gói"


@pytest.mark.parametrize(
    ("price_vnd", "amount", "unit", "expected"),
    [
        (320000, "500", "ml", UnitPrice(640000, "l")),
        (70000, "180", "g", UnitPrice(388889, "kg")),
        (290000, "1.2", "kg", UnitPrice(241667, "kg")),
        (55000, "10", "quả", UnitPrice(5500, "piece")),
        (5, "10", "quả", UnitPrice(1, "piece")),
        (450000, "1", "chiếc", UnitPrice(450000, "piece")),
        (350000, "1", "khách/đêm", UnitPrice(350000, "service")),
        (100000, "250", "cm", UnitPrice(40000, "m")),
        (1000, "2", "xâu", UnitPrice(500, "piece")),
    ],
)
def test_prices_a_unit_half_up(price_vnd: int, amount: str, unit: str, expected: UnitPrice) -> None:
    assert unit_price(price_vnd, Decimal(amount), unit) == expected


# Two decimals: three after a comma look like thousands and are asked about instead.
amounts = st.decimals(min_value="0.01", max_value="9999.99", places=2)
measured_units = st.sampled_from(
    [unit.code for unit in UNITS.values() if unit.measure not in ("count", "service")]
)
counted_units = st.sampled_from(
    [unit.code for unit in UNITS.values() if unit.measure in ("count", "service")]
)
packs = st.one_of(st.just((None, "")), st.tuples(st.integers(1, 999), st.sampled_from(["", "gói", "hộp"])))


@given(amounts, measured_units, packs)
def test_reads_back_what_it_shows(each: Decimal, unit: str, pack: tuple[int | None, str]) -> None:
    quantity = NetQuantity(each * (pack[0] or 1), unit, *pack)

    assert parse_quantity(quantity.display("vi")) == quantity


@given(
    st.integers(1, 999_999_999_999),
    st.sampled_from(["mg", "g", "kg", "ml", "l", "m", "m2"]),
    st.none() | st.integers(1, 1_000),
    st.sampled_from(["", "gói", "hộp"]),
)
def test_what_is_spelled_for_a_spreadsheet_is_read_back_exactly(
    thousandths: int, unit: str, count: int | None, pack: str
) -> None:
    amount = Decimal(thousandths) / 1_000
    quantity = NetQuantity(amount, unit, count, pack if count else "", "180 x 35 cm")

    assert parse_quantity(spell_quantity(quantity)) == quantity


@given(st.integers(1, 999_999_999), counted_units)
def test_reads_back_any_count(count: int, unit: str) -> None:
    quantity = NetQuantity(Decimal(count), unit)

    assert parse_quantity(quantity.display("vi")) == quantity


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_by_reason(text: str) -> None:
    try:
        quantity = parse_quantity(text)
    except QuantityError as error:
        assert error.code.startswith("quantity_")  # noqa: PT017
    else:
        assert quantity.amount > 0
        assert quantity.unit in UNITS
