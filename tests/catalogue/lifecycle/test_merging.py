"""Two entries become one; numbers that are on packs find the survivor."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from catalogue.approval import approve_product
from catalogue.lifecycle import delete_variant, merge_products, merge_variants, merging, restore_variant
from catalogue.lifecycle.errors import (
    LastVariant,
    MergeAcrossCooperatives,
    MergeMatchUnknown,
    MergeWithItself,
)
from catalogue.listings import render_products
from catalogue.locks import ProductNotFound, VariantNotFound
from catalogue.models import (
    CompanyPrefix,
    Cooperative,
    Gtin,
    GtinState,
    InStoreNumber,
    ListingDocument,
    Product,
    ScanAlias,
    Variant,
)
from catalogue.numbering import (
    add_scan_alias,
    allocate_gtin,
    assign_in_store_number,
    register_company_prefix,
    retire_gtin,
)
from tests.factories import make_company_prefix, make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def prefix() -> CompanyPrefix:
    return make_company_prefix(prefix="9521234567")


@pytest.fixture
def product(prefix: CompanyPrefix) -> Product:
    return make_product(cooperative=prefix.cooperative)


@pytest.fixture
def new_variant(product: Product) -> Callable[[], Variant]:
    return lambda: make_variant(product=product)


def snapshot() -> list[Any]:
    models = (Product, Variant, Gtin, ScanAlias, InStoreNumber)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def aliases_of(variant: Variant) -> list[str]:
    return list(variant.scan_aliases.order_by("code").values_list("code", flat=True))


def test_numbers_and_aliases_of_the_loser_find_the_survivor(new_variant: Callable[[], Variant]) -> None:
    kept, gone = new_variant(), new_variant()
    own = allocate_gtin(variant=kept)
    given_up = retire_gtin(gtin=allocate_gtin(variant=gone))
    piece = allocate_gtin(variant=gone)
    case = allocate_gtin(variant=gone, packaging_level="case", units=12)
    for variant, code in ((gone, "CU-1"), (gone, "CU-2"), (kept, "CU-2")):
        add_scan_alias(variant=variant, code=code)

    survivor = merge_variants(loser=gone, survivor=kept)

    assert survivor == kept
    assert aliases_of(kept) == [piece.gtin, case.gtin, "CU-1", "CU-2"]
    assert aliases_of(gone) == []
    assert given_up.gtin not in aliases_of(kept)
    assert Gtin.objects.assigned().get() == own
    for entry in Gtin.objects.filter(variant=gone):
        assert entry.state == GtinState.RETIRED
    gone.refresh_from_db()
    assert gone.merged_into == kept
    assert gone.deleted_at is not None


def test_the_in_store_number_of_the_loser_finds_the_survivor() -> None:
    product = make_product()
    kept, gone = make_variant(product=product), make_variant(product=product)
    number = assign_in_store_number(variant=gone)

    merge_variants(loser=gone, survivor=kept)

    assert aliases_of(kept) == [number.number]
    assert InStoreNumber.objects.get().variant == gone


def test_a_chain_of_merges_ends_at_the_last_survivor(new_variant: Callable[[], Variant]) -> None:
    one, two, three = new_variant(), new_variant(), new_variant()
    numbers = [allocate_gtin(variant=variant).gtin for variant in (one, two)]

    merge_variants(loser=one, survivor=two)
    merge_variants(loser=two, survivor=three)

    assert aliases_of(three) == numbers
    assert ScanAlias.objects.count() == 2


def test_the_shop_shows_the_survivor_alone(product: Product, new_variant: Callable[[], Variant]) -> None:
    kept, gone = new_variant(), new_variant()
    allocate_gtin(variant=gone)
    render_products([product.pk])

    merge_variants(loser=gone, survivor=kept)

    for offers in ListingDocument.objects.values_list("offers", flat=True):
        assert kept.sku in offers
        assert gone.sku not in offers


def test_a_merge_that_cannot_be_is_refused_and_changes_nothing(new_variant: Callable[[], Variant]) -> None:
    kept, gone = new_variant(), new_variant()
    alone = make_variant(product=make_product(cooperative=kept.cooperative))
    foreign = make_variant()
    new_variant()
    deleted = delete_variant(variant=new_variant())
    allocate_gtin(variant=gone)
    add_scan_alias(variant=gone, code="CU-1")
    before = snapshot()

    refusals = [
        (gone, gone, MergeWithItself, "merge_with_itself"),
        (gone, foreign, MergeAcrossCooperatives, "merge_across_cooperatives"),
        (gone, deleted, VariantNotFound, "variant_not_found"),
        (deleted, kept, VariantNotFound, "variant_not_found"),
        (alone, kept, LastVariant, "last_variant"),
    ]
    for loser, survivor, error, code in refusals:
        with pytest.raises(error) as refused:
            merge_variants(loser=loser, survivor=survivor)
        assert refused.value.code == code

    assert snapshot() == before


def test_variants_that_match_are_merged_and_the_others_move(
    product: Product, new_variant: Callable[[], Variant]
) -> None:
    kept = new_variant()
    other = make_product(cooperative=product.cooperative)
    same, extra = make_variant(product=other), make_variant(product=other)
    same_number, extra_number = allocate_gtin(variant=same), allocate_gtin(variant=extra)
    render_products([product.pk, other.pk])

    survivor = merge_products(loser=other, survivor=product, matches={same: kept})

    assert survivor == product
    assert aliases_of(kept) == [same_number.gtin]
    assert set(Variant.objects.present().filter(product=product)) == {kept, extra}
    assert Gtin.objects.assigned().get() == extra_number
    other.refresh_from_db()
    assert (other.merged_into, other.deleted_at is not None) == (product, True)
    assert set(ListingDocument.objects.values_list("product", flat=True)) == {product.pk}
    approve_product(product=product)
    assert all(extra.sku in offers for offers in ListingDocument.objects.values_list("offers", flat=True))


def offers_after_a_merge(cooperative: Cooperative) -> list[str]:
    """Return what the public is offered of approved honey once approved sausage was merged into it."""
    honey, sausage = make_product(cooperative=cooperative), make_product(cooperative=cooperative)
    make_variant(product=honey, sku="HONEY")
    make_variant(product=sausage, sku="SAUSAGE")
    delete_variant(variant=make_variant(product=sausage, sku="DELETED"))
    render_products([honey.pk, sausage.pk])
    merge_products(loser=sausage, survivor=honey)
    restore_variant(variant=Variant.objects.get(sku="DELETED"))
    offers = ListingDocument.objects.filter(language="vi").values_list("offers", flat=True)
    return [one["sku"] for each in offers for one in orjson.loads(each)]


def test_variants_that_moved_wait_for_the_alliance() -> None:
    assert offers_after_a_merge(make_cooperative()) == ["HONEY"]
    waiting = Variant.objects.get(sku="SAUSAGE")
    assert (waiting.approved, waiting.product.submitted_at is not None) == (False, True)


def test_twin_variants_that_keep_their_approval_are_public_under_another_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def move(variant: Variant, kept: Product) -> None:
        variant.product = kept
        variant.save()

    monkeypatch.setattr(merging, "_move", move)

    assert sorted(offers_after_a_merge(make_cooperative())) == ["DELETED", "HONEY", "SAUSAGE"]


def test_products_that_cannot_be_merged_are_refused_and_nothing_changes(
    product: Product, new_variant: Callable[[], Variant]
) -> None:
    kept = new_variant()
    other = make_product(cooperative=product.cooperative)
    same = make_variant(product=other)
    foreign = make_product()
    merged = make_product(cooperative=product.cooperative)
    merge_products(loser=merged, survivor=product)
    register_company_prefix(cooperative=foreign.cooperative, prefix="9529000000")
    before = snapshot()

    with pytest.raises(MergeWithItself):
        merge_products(loser=product, survivor=product)
    with pytest.raises(MergeAcrossCooperatives):
        merge_products(loser=foreign, survivor=product)
    with pytest.raises(ProductNotFound):
        merge_products(loser=merged, survivor=product)
    with pytest.raises(MergeMatchUnknown) as refused:
        merge_products(loser=other, survivor=product, matches={kept: same})

    assert refused.value.code == "merge_match_unknown"
    assert snapshot() == before
