"""In-store numbers with a weight, a price or a count."""

from decimal import Decimal

import pytest
from biip import ParseConfig
from biip.gtin import Gtin
from biip.rcn import Rcn, RcnRegion
from hypothesis import given
from hypothesis import strategies as st

from catalogue.gs1.errors import Gs1Error, GtinCheckDigit, NotDigits
from catalogue.gs1.gtin import check_digit
from catalogue.gs1.in_store import is_in_store_number
from catalogue.gs1.measure_errors import InStoreLayoutInvalid, InStoreValueOutOfRange, InStoreVerifier
from catalogue.gs1.variable_measure import (
    InStoreLayout,
    VariableMeasure,
    build_variable_measure,
    check_layouts,
    read_layouts,
    read_variable_measure,
    value_verifier,
)

WEIGHT = InStoreLayout("21", 5, 5, "weight")
PRICE = InStoreLayout("22", 5, 4, "price", step=1000, verifier=True)
LONG_PRICE = InStoreLayout("23", 4, 5, "price", step=100, verifier=True)
COUNT = InStoreLayout("2900", 6, 2, "count")
LAYOUTS = (WEIGHT, PRICE, LONG_PRICE, COUNT)


@pytest.mark.parametrize(
    ("layout", "reference", "amount", "number", "said"),
    [
        (WEIGHT, 42, 1250, "2100042012509", VariableMeasure("2100042000001", "00042", weight_g=1250)),
        (
            PRICE,
            42,
            2_875_000,
            "2200042928753",
            VariableMeasure("2200042000008", "00042", price_vnd=2_875_000),
        ),
        (
            LONG_PRICE,
            7,
            1_468_500,
            "2300076146854",
            VariableMeasure("2300070000008", "0007", price_vnd=1_468_500),
        ),
        (COUNT, 7, 12, "2900000007123", VariableMeasure("2900000007000", "000007", count=12)),
    ],
)
def test_known_numbers(
    layout: InStoreLayout, reference: int, amount: int, number: str, said: VariableMeasure
) -> None:
    assert build_variable_measure(layout, reference, amount) == number
    assert read_variable_measure(number, LAYOUTS) == said


@pytest.mark.parametrize(
    ("digits", "verifier"),
    [("2875", "9"), ("14685", "6"), ("0000", "0"), ("00000", "0")],  # the first two are those of the standard
)
def test_verifiers_are_those_of_the_standard(digits: str, verifier: str) -> None:
    assert value_verifier(digits) == verifier


@given(st.sampled_from(LAYOUTS), st.data())
def test_what_is_built_reads_the_same(layout: InStoreLayout, data: st.DataObject) -> None:
    reference = data.draw(st.integers(0, 10**layout.reference_digits - 1))
    amount = data.draw(st.integers(0, 10**layout.value_digits - 1)) * layout.step
    number = build_variable_measure(layout, reference, amount)
    said = read_variable_measure(number, LAYOUTS)

    assert said is not None
    assert (said.weight_g or said.price_vnd or said.count or 0) == amount
    assert int(said.reference) == reference
    assert is_in_store_number(number)
    assert is_in_store_number(said.item_number)
    assert said.item_number[: -2 - layout.value_digits] == number[: -2 - layout.value_digits]
    assert said.item_number == build_variable_measure(layout, reference, 0)


@given(st.integers(0, 99), st.integers(0, 9999))
def test_another_library_reads_the_british_layout_the_same(reference: int, pence: int) -> None:
    layout = InStoreLayout("20", 5, 4, "price", verifier=True)
    number = build_variable_measure(layout, reference, pence)
    said = read_variable_measure(number, [layout])
    theirs = Gtin.parse(number, config=ParseConfig(rcn_region=RcnRegion.GREAT_BRITAIN))

    assert isinstance(theirs, Rcn)
    assert theirs.price == Decimal(pence).scaleb(-2)
    assert said is not None
    assert said.price_vnd == pence
    assert said.item_number == theirs.without_variable_measure().value


@given(st.sampled_from([PRICE, LONG_PRICE]), st.data())
def test_a_verifier_that_does_not_follow_is_refused(layout: InStoreLayout, data: st.DataObject) -> None:
    amount = data.draw(st.integers(0, 10**layout.value_digits - 1)) * layout.step
    number = build_variable_measure(layout, 1, amount)
    place = len(layout.prefix) + layout.reference_digits
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[place]]))
    payload = number[:place] + other + number[place + 1 : -1]

    with pytest.raises(InStoreVerifier) as refusal:
        read_variable_measure(payload + check_digit(payload), LAYOUTS)
    assert refusal.value.position == place
    assert refusal.value.facts["expected"] == number[place]


@pytest.mark.parametrize("text", ["9521234567899", "2400000000013", "95200002", "02100042012509", "", "x"])
def test_other_texts_say_nothing(text: str) -> None:
    assert read_variable_measure(text, LAYOUTS) is None
    assert read_variable_measure(text, ()) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [("2100042012500", GtinCheckDigit), ("21000420125０9", NotDigits), ("-100042012508", NotDigits)],
)
def test_numbers_that_are_not_valid_are_refused(text: str, kind: type[Gs1Error]) -> None:
    with pytest.raises(kind):
        read_variable_measure(text, LAYOUTS)


@pytest.mark.parametrize(
    ("layout", "reference", "amount"),
    [
        (WEIGHT, 1, 100_000),
        (WEIGHT, 1, -1),
        (WEIGHT, 1, True),
        (WEIGHT, 100_000, 1),
        (WEIGHT, -1, 1),
        (WEIGHT, True, 1),
        (PRICE, 1, 12_500),
        (PRICE, 1, 10_000_000),
    ],
)
def test_amounts_and_references_without_room_are_refused(
    layout: InStoreLayout, reference: int, amount: int
) -> None:
    with pytest.raises(InStoreValueOutOfRange):
        build_variable_measure(layout, reference, amount)


def test_a_layout_knows_how_much_it_holds() -> None:
    assert (WEIGHT.highest, PRICE.highest, COUNT.highest) == (99_999, 9_999_000, 99)


def test_a_weight_is_also_told_in_kilograms() -> None:
    said = read_variable_measure(build_variable_measure(WEIGHT, 42, 1250), LAYOUTS)

    assert said is not None
    assert f"{said.weight_kg}" == "1.250"
    assert VariableMeasure("", "", count=1).weight_kg is None
    assert said.weight_kg == Decimal("1.25")


def test_layouts_are_spelt_in_a_line() -> None:
    assert read_layouts("") == read_layouts(" \n ") == ()
    assert read_layouts("21:5:5:weight") == (WEIGHT,)
    assert read_layouts("22:5:4:price:1000:verifier  21:5:5:weight:1\n2900:6:2:count") == (
        PRICE,
        WEIGHT,
        COUNT,
    )
    assert read_layouts("24:5:4:price:verifier") == (InStoreLayout("24", 5, 4, "price", verifier=True),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("89:5:5:weight", "does not begin with 02, 04 or 20 to 29"),
        ("2:6:5:weight", "does not begin with 02, 04 or 20 to 29"),
        ("21:6:5:weight", "should have 12 digits together, not 13"),
        ("21:0:10:weight", "all counts should be 1 or more"),
        ("21:5:5:weight:0", "all counts should be 1 or more"),
        ("21:5:5:length", "the value is weight, price or count"),
        ("21:3:6:price:verifier", "a verifier needs 4 or 5 digits"),
        ("２1:5:5:weight", "“２1:5:5:weight” is not spelt like 21:5:5:weight"),
        ("21:5:5", "“21:5:5” is not spelt like 21:5:5:weight"),
        ("21:5:5:weight:1000000", "is not spelt like"),
        ("21:5:5:weight:verifier:10", "is not spelt like"),
        ("21:5:5:weight,22:5:5:price", "is not spelt like"),
        ("21:5:5:weight 2100:4:4:count", "2100 and 21 overlap"),
        ("21:5:5:weight 21:5:5:weight", "21 and 21 overlap"),
        ("20:5:5:weight", "the prefix 20 is for in-store numbers that the catalogue gives itself"),
        ("2099:4:4:count", "the prefix 20 is for in-store numbers that the catalogue gives itself"),
    ],
)
def test_a_layout_that_cannot_be_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InStoreLayoutInvalid) as refusal:
        read_layouts(text)
    assert reason in refusal.value.text("en")


def test_two_layouts_for_the_same_numbers_are_refused() -> None:
    assert check_layouts(LAYOUTS) == LAYOUTS
    with pytest.raises(InStoreLayoutInvalid, match="2100 and 21 overlap"):
        check_layouts([WEIGHT, InStoreLayout("2100", 4, 4, "count")])
    with pytest.raises(InStoreLayoutInvalid, match="29 and 2900 overlap"):
        check_layouts([COUNT, InStoreLayout("29", 5, 5, "count")])
