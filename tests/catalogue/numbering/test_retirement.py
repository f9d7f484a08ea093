"""Retired numbers stay in the ledger and never come back."""

import pytest

from catalogue.lifecycle import delete_product
from catalogue.listings import render_products
from catalogue.models import CompanyPrefix, Gtin, GtinState, ListingDocument, Variant
from catalogue.numbering import allocate_gtin, reserve_gtin, retire_gtin, usage
from catalogue.numbering.errors import GtinRetired, PackagingStillAssigned
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def prefix() -> CompanyPrefix:
    return make_company_prefix(prefix="9521234567")


@pytest.fixture
def variant(prefix: CompanyPrefix) -> Variant:
    return make_variant(product=make_product(cooperative=prefix.cooperative))


def test_a_retired_number_keeps_its_variant_and_stays_used_up(
    variant: Variant, prefix: CompanyPrefix
) -> None:
    entry = retire_gtin(gtin=allocate_gtin(variant=variant))

    assert Gtin.objects.get() == entry
    assert (entry.state, entry.variant, entry.gtin) == (GtinState.RETIRED, variant, "09521234567004")
    assert entry.retired_at is not None
    assert usage(prefix).used == 1


def test_a_number_is_retired_once(variant: Variant) -> None:
    entry = retire_gtin(gtin=allocate_gtin(variant=variant))

    with pytest.raises(GtinRetired) as refused:
        retire_gtin(gtin=entry)

    assert refused.value.code == "gtin_retired"
    assert Gtin.objects.get().retired_at == entry.retired_at


def test_a_number_in_reserve_may_be_given_up(prefix: CompanyPrefix) -> None:
    entry = retire_gtin(gtin=reserve_gtin(cooperative=prefix.cooperative))

    assert (entry.state, entry.variant) == (GtinState.RETIRED, None)


def test_packs_are_retired_before_their_piece(variant: Variant) -> None:
    piece = allocate_gtin(variant=variant)
    case = allocate_gtin(variant=variant, packaging_level="case", units=12)

    with pytest.raises(PackagingStillAssigned) as refused:
        retire_gtin(gtin=piece)

    assert refused.value.code == "gtin_packaging_assigned"
    assert refused.value.text("en") == (
        "Retire the numbers of its packs (19521234567001) before you retire 9521234567004."
    )
    assert Gtin.objects.assigned().count() == 2
    retire_gtin(gtin=case)
    assert retire_gtin(gtin=piece).state == GtinState.RETIRED


def test_the_number_of_deleted_goods_may_be_retired(variant: Variant) -> None:
    entry = allocate_gtin(variant=variant)
    delete_product(product=variant.product)

    assert retire_gtin(gtin=entry).state == GtinState.RETIRED


def test_the_shop_no_longer_shows_a_retired_number(variant: Variant) -> None:
    render_products([variant.product_id])

    retire_gtin(gtin=allocate_gtin(variant=variant))

    offers = ListingDocument.objects.values_list("offers", flat=True)
    assert len(offers) == 2
    assert not any("9521234567004" in offer for offer in offers)
