"""Company prefixes: which are possible, and the numbers under them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.gs1.company_prefix import (
    build_gtin,
    capacity,
    item_reference_of,
    owns,
    validate_company_prefix,
)
from catalogue.gs1.errors import (
    CompanyPrefixInvalid,
    CompanyPrefixLength,
    CompanyPrefixMismatch,
    CompanyPrefixNotDigits,
    CompanyPrefixReserved,
    ItemReferenceOutOfRange,
)
from catalogue.gs1.gtin import packaging_gtin, parse_gtin, require_trade_item

prefixes = st.from_regex(r"(893|952)[0-9]{4,7}", fullmatch=True)


@pytest.mark.parametrize(
    ("prefix", "room"),
    [("9521234", 100_000), ("95212345", 10_000), ("952123456", 1_000), ("8931234567", 100)],
)
def test_the_room_follows_from_the_length(prefix: str, room: int) -> None:
    assert validate_company_prefix(prefix) == prefix
    assert capacity(prefix) == room


@pytest.mark.parametrize(
    ("prefix", "kind"),
    [
        ("893", CompanyPrefixLength),
        ("893123", CompanyPrefixLength),
        ("89312345678", CompanyPrefixLength),
        ("893 1234", CompanyPrefixNotDigits),
        ("８９３１２３４", CompanyPrefixNotDigits),
        ("", CompanyPrefixNotDigits),
        ("2012345", CompanyPrefixReserved),
        ("0212345", CompanyPrefixReserved),
        ("0412345", CompanyPrefixReserved),
        ("0512345", CompanyPrefixReserved),
        ("9812345", CompanyPrefixReserved),
        ("9912345", CompanyPrefixReserved),
        ("9771234", CompanyPrefixReserved),
        ("9781234", CompanyPrefixReserved),
        ("0000000", CompanyPrefixReserved),
        ("0000012", CompanyPrefixReserved),
    ],
)
def test_impossible_prefixes_are_refused_with_the_reason(
    prefix: str, kind: type[CompanyPrefixInvalid]
) -> None:
    with pytest.raises(kind):
        validate_company_prefix(prefix)


@pytest.mark.parametrize(
    ("prefix", "reference", "gtin14"),
    [
        ("952123456", 789, "09521234567899"),
        ("9521234", 0, "09521234000006"),
        ("9521234", 99_999, "09521234999997"),
        ("8938500123", 45, "08938500123450"),
    ],
)
def test_a_number_is_built_from_prefix_and_reference(prefix: str, reference: int, gtin14: str) -> None:
    assert build_gtin(prefix, reference) == gtin14
    assert item_reference_of(prefix, gtin14) == reference


@pytest.mark.parametrize("reference", [-1, 100, 10**9, True])
def test_references_outside_the_room_are_refused(reference: int) -> None:
    with pytest.raises(ItemReferenceOutOfRange) as refusal:
        build_gtin("8931234567", reference)

    assert refusal.value.facts["last"] == 99


@given(prefixes, st.data())
def test_built_numbers_are_trade_items_that_the_prefix_owns(prefix: str, data: st.DataObject) -> None:
    reference = data.draw(st.integers(0, capacity(prefix) - 1))
    gtin14 = build_gtin(prefix, reference)
    case = packaging_gtin(3, gtin14)

    assert parse_gtin(gtin14) == require_trade_item(gtin14) == gtin14
    for number in (gtin14, case):
        assert owns(prefix, number)
        assert item_reference_of(prefix, number) == reference


def test_all_numbers_of_a_prefix_differ() -> None:
    assert len({build_gtin("8931234567", reference) for reference in range(100)}) == 100


@pytest.mark.parametrize("gtin14", ["08938500123450", "00000095200002", "00952123456785"])
def test_other_numbers_are_not_owned(gtin14: str) -> None:
    assert not owns("9521234", gtin14)
    with pytest.raises(CompanyPrefixMismatch):
        item_reference_of("9521234", gtin14)
