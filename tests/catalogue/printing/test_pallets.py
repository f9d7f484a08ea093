"""The label of a pallet says of it what was stated with its SSCC, or is refused."""

import datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from catalogue.gs1.gtin import display_gtin
from catalogue.label_details import LabelRequest
from catalogue.labelling import requested_contents
from catalogue.models import PackagingLevel, Variant
from catalogue.numbering import StatedContent, allocate_gtin, allocate_sscc
from catalogue.printing.pallets import SsccContentsDiffer, require_stated_contents
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db

DAY, LATER = datetime.date(2069, 10, 31), datetime.date(2069, 11, 30)


@pytest.fixture
def variant() -> Variant:
    prefix = make_company_prefix(prefix="9521234567")
    return make_variant(product=make_product(cooperative=prefix.cooperative))


@pytest.fixture
def number(variant: Variant) -> str:
    return allocate_gtin(variant=variant).gtin


def stated(variant: Variant, *lines: StatedContent) -> str:
    """Return the SSCC of a unit with these contents."""
    return allocate_sscc(cooperative=variant.cooperative, contents=lines).sscc


def require(number: str, sscc: str, **asked: Any) -> None:
    require_stated_contents(requested_contents([LabelRequest(number, sscc=sscc, **asked)]))


def test_a_label_that_says_what_was_stated_or_less_is_taken(variant: Variant, number: str) -> None:
    sscc = stated(variant, StatedContent(number, 40, "L1", DAY))
    several = stated(variant, StatedContent(number, 30, "L1", DAY), StatedContent(number, 10, "L2", LATER))
    bare = stated(variant, StatedContent(number, 40))

    require(number, sscc, count=40, lot="L1", expires_on=DAY)
    require(number, sscc, count=40)
    require(number, sscc)
    require(number, several, count=40, expires_on=DAY)
    require(number, bare, count=40, lot="L1", expires_on=DAY)
    require(number, stated(variant), count=7, lot="L9")
    require(number, "", count=7, lot="L9")


def test_the_expiry_of_the_whole_is_the_earliest_of_its_lines(variant: Variant, number: str) -> None:
    several = stated(variant, StatedContent(number, 30, "L1", DAY), StatedContent(number, 10, "L2", LATER))

    with pytest.raises(SsccContentsDiffer):
        require(number, several, count=40, expires_on=LATER)


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        ({"count": 41, "lot": "L1", "expires_on": DAY}, "41 × {number}, L1, 31/10/2069"),
        ({"count": 40, "lot": "L2", "expires_on": DAY}, "40 × {number}, L2, 31/10/2069"),
        ({"count": 40, "lot": "L1", "expires_on": LATER}, "40 × {number}, L1, 30/11/2069"),
        ({"lot": "l1"}, "{number}, l1"),
    ],
)
def test_another_count_lot_or_expiry_is_refused_in_both_languages(
    variant: Variant, number: str, asked: dict[str, Any], printed: str
) -> None:
    sscc = stated(variant, StatedContent(number, 40, "L1", DAY))

    with pytest.raises(SsccContentsDiffer) as refused:
        require(number, sscc, **asked)

    shown, there = printed.format(number=display_gtin(number)), f"40 × {display_gtin(number)}, L1, 31/10/2069"
    assert refused.value.text("vi") == (
        f"SSCC {sscc}: nhãn ghi {shown}, nhưng pallet này đã khai có {there}. "
        "Hãy sửa nhãn; pallet xếp lại thì cấp SSCC mới."
    )
    assert refused.value.text("en") == (
        f"SSCC {sscc}: the label says {shown}, but what was stated to be in it is {there}. "
        "Correct the label; what was repacked takes a new SSCC."
    )


def test_another_number_and_a_pallet_of_several_are_refused(variant: Variant, number: str) -> None:
    case = allocate_gtin(variant=variant, packaging_level=PackagingLevel.CASE, units=12).gtin
    of_cases = stated(variant, StatedContent(case, 40))
    mixed = stated(variant, StatedContent(number, 30), StatedContent(case, 10))
    in_lots = stated(variant, *[StatedContent(number, place, f"L{place}") for place in range(1, 6)])

    for sscc, asked in (
        (of_cases, {"count": 40}),
        (mixed, {"count": 40}),
        (mixed, {}),
        (in_lots, {"lot": "L1"}),
    ):
        with pytest.raises(SsccContentsDiffer) as refused:
            require(number, sscc, **asked)

    shown = display_gtin(number)
    assert f"1 × {shown}, L1; 2 × {shown}, L2; 3 × {shown}, L3; …." in refused.value.text("en")
    require(case, of_cases, count=40)
    require(number, in_lots, count=15)


def test_the_pallets_of_a_job_are_read_in_one_query_and_without_them_in_none(
    variant: Variant, number: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    units = [stated(variant, StatedContent(number, 40)) for _ in range(3)]
    pallets = requested_contents([LabelRequest(number, sscc=sscc, count=40) for sscc in units])
    pieces = requested_contents([LabelRequest(number)])

    with django_assert_num_queries(1):
        require_stated_contents(pallets)
    with django_assert_num_queries(0):
        require_stated_contents(pieces)
