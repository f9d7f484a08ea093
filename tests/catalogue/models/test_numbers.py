"""The tables of numbers refuse what breaks their rules, raw SQL included."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalogue.models import Gtin, GtinState, InStoreNumber, InStoreRange, PackagingLevel, ScanAlias, Variant
from tests.catalogue.models.entries import NUMBER, OTHER_NUMBER, PREFIX, make_gtin, run_raw
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db

CASE_NUMBER = "19521234567001"


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"gtin": "9521234567004", "company_prefix": None}, id="13 digits"),
        pytest.param({"gtin": "0952123456700x", "company_prefix": None}, id="a letter"),
        pytest.param({"gtin": "09521234567005"}, id="a wrong check digit"),
        pytest.param({"gtin": "09529999999993"}, id="under another prefix"),
        pytest.param({"gtin": "09529999999993", "company_prefix": None}, id="under no prefix"),
        pytest.param({"gtin": "02000000000015", "company_prefix": None}, id="an in-store number"),
        pytest.param({"gtin": "00400000000015", "company_prefix": None}, id="restricted, 04"),
        pytest.param({"gtin": "00000020000004", "company_prefix": None}, id="a restricted GTIN-8"),
        pytest.param({"gtin": CASE_NUMBER}, id="an indicator on a single piece"),
        pytest.param(
            {"gtin": "99521234567007", "packaging_level": "case", "units": 12},
            id="the indicator for weighed goods",
        ),
        pytest.param({"state": "lost"}, id="a state that is none"),
        pytest.param({"variant": None}, id="assigned to nothing"),
        pytest.param({"assigned_at": None}, id="assigned at no time"),
        pytest.param({"state": "retired"}, id="retired at no time"),
        pytest.param({"retired_at": timezone.now()}, id="assigned but retired"),
        pytest.param({"units": 12}, id="twelve pieces in one"),
        pytest.param({"packaging_level": "case", "units": 1}, id="a case of one"),
    ],
)
def test_a_wrong_entry_is_refused_by_the_database(fields: dict[str, Any]) -> None:
    variant = make_variant()
    prefix = make_company_prefix(prefix=PREFIX, cooperative=variant.cooperative)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_gtin(**({"variant": variant, "company_prefix": prefix} | fields))

    assert not Gtin.objects.exists()


def test_a_number_of_a_prefix_belongs_to_the_owner_of_the_prefix() -> None:
    variant = make_variant()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_gtin(
            company_prefix=make_company_prefix(prefix=PREFIX),
            cooperative=variant.cooperative,
            variant=variant,
        )

    assert not Gtin.objects.exists()


def test_a_number_stands_on_goods_of_its_own_cooperative() -> None:
    prefix, stranger = make_company_prefix(prefix=PREFIX), make_variant()
    held = make_gtin(state=GtinState.RESERVED, variant=None, assigned_at=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_gtin(gtin=OTHER_NUMBER, company_prefix=prefix, variant=stranger)
    with pytest.raises(IntegrityError, match="ledger"):
        run_raw(
            "UPDATE catalogue_gtin SET state = 'assigned', variant_id = %s, assigned_at = reserved_at",
            stranger.pk,
        )

    assert Gtin.objects.get() == held
    assert Gtin.objects.get().state == GtinState.RESERVED


def test_goods_with_their_numbers_do_not_change_hands() -> None:
    entry, other = make_gtin(), make_variant()

    with pytest.raises(IntegrityError, match="ledger"):
        run_raw("UPDATE catalogue_variant SET cooperative_id = %s", other.cooperative_id)

    assert Variant.objects.get(gtins=entry).cooperative_id == entry.cooperative_id


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"gtin": CASE_NUMBER, "packaging_level": "case", "units": 12},
        {"gtin": NUMBER, "packaging_level": "inner", "units": 6},
        {"gtin": "00000095200002", "company_prefix": None, "adopted": True},
        {"state": "reserved", "variant": None, "assigned_at": None},
    ],
)
def test_a_right_entry_is_kept(fields: dict[str, Any]) -> None:
    entry = make_gtin(**fields)

    assert Gtin.objects.get() == entry


def test_a_number_stands_in_the_ledger_once() -> None:
    make_gtin()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_gtin()

    assert Gtin.objects.count() == 1


def test_a_packing_has_one_assigned_number_and_any_retired_ones() -> None:
    variant = make_variant()
    make_gtin(variant=variant, state=GtinState.RETIRED, retired_at=timezone.now())
    make_gtin(variant=variant, gtin=OTHER_NUMBER)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_gtin(variant=variant, gtin="09521234567028")

    assert Gtin.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        "gtin = '09521234567011'",
        "variant_id = NULL, state = 'reserved'",
        "variant_id = %s",
        "cooperative_id = cooperative_id + 1",
        "company_prefix_id = NULL",
        "packaging_level = 'case', units = 12",
        "adopted = NOT adopted",
        "id = id + 1000",
        "state = 'reserved'",
        "assigned_at = '2020-01-01 00:00:00'",
    ],
)
def test_an_assigned_number_is_not_rewritten_even_by_raw_sql(change: str) -> None:
    entry = make_gtin()
    before = Gtin.objects.values().get()
    others = [make_variant().pk] if "%s" in change else []

    with pytest.raises(IntegrityError):
        run_raw(f"UPDATE catalogue_gtin SET {change} WHERE id = %s", *others, entry.pk)

    assert Gtin.objects.values().get() == before


@pytest.mark.parametrize("state", ["reserved", "assigned"])
def test_a_retired_number_never_comes_back(state: str) -> None:
    entry = make_gtin(state=GtinState.RETIRED, retired_at=timezone.now())

    with pytest.raises(IntegrityError):
        run_raw("UPDATE catalogue_gtin SET state = %s, retired_at = NULL WHERE id = %s", state, entry.pk)

    entry.refresh_from_db()
    assert entry.state == GtinState.RETIRED


def test_a_reserved_number_is_assigned_and_then_retired() -> None:
    entry = make_gtin(state=GtinState.RESERVED, variant=None, assigned_at=None)
    variant = make_variant(product=make_product(cooperative=entry.cooperative))
    now = timezone.now()

    Gtin.objects.filter(pk=entry.pk).update(state=GtinState.ASSIGNED, variant=variant, assigned_at=now)
    Gtin.objects.filter(pk=entry.pk).update(state=GtinState.RETIRED, retired_at=now)

    entry.refresh_from_db()
    assert (entry.state, entry.variant) == (GtinState.RETIRED, variant)


def test_a_number_reserved_for_a_variant_goes_to_no_other() -> None:
    entry = make_gtin(state=GtinState.RESERVED, assigned_at=None)

    with pytest.raises(IntegrityError):
        run_raw(
            "UPDATE catalogue_gtin SET state = 'assigned', assigned_at = reserved_at, variant_id = %s"
            " WHERE id = %s",
            make_variant().pk,
            entry.pk,
        )

    entry.refresh_from_db()
    assert entry.state == GtinState.RESERVED


def test_the_counter_of_an_in_store_range_is_not_wound_back() -> None:
    InStoreRange.objects.create(prefix="20", next_reference=5)

    with pytest.raises(IntegrityError):
        run_raw("UPDATE catalogue_instorerange SET next_reference = 4")

    assert InStoreRange.objects.get().next_reference == 5


@pytest.mark.parametrize("number", ["9521234567004", "3000000000014", "200000000001", "20000000000x5"])
def test_a_number_outside_restricted_circulation_is_no_in_store_number(number: str) -> None:
    variant = make_variant()

    with pytest.raises(IntegrityError), transaction.atomic():
        InStoreNumber.objects.create(number=number, variant=variant)

    assert not InStoreNumber.objects.exists()


@pytest.mark.parametrize("change", ["number = '2000000000022'", "variant_id = %s"])
def test_an_in_store_number_is_not_rewritten(change: str) -> None:
    variant = make_variant()
    InStoreNumber.objects.create(number="2000000000015", variant=variant)
    others = [make_variant().pk] if "%s" in change else []

    with pytest.raises(IntegrityError):
        run_raw(f"UPDATE catalogue_instorenumber SET {change}", *others)

    assert InStoreNumber.objects.values_list("number", "variant").get() == ("2000000000015", variant.pk)


def test_an_alias_points_to_several_variants_but_once_to_each() -> None:
    one, two = make_variant(), make_variant()
    ScanAlias.objects.create(code="CU-1", variant=one)
    ScanAlias.objects.create(code="CU-1", variant=two)

    with pytest.raises(IntegrityError), transaction.atomic():
        ScanAlias.objects.create(code="CU-1", variant=one)

    assert ScanAlias.objects.count() == 2


def test_one_piece_and_its_case_are_told_apart() -> None:
    entry = make_gtin()
    make_gtin(gtin=CASE_NUMBER, packaging_level=PackagingLevel.CASE, units=12, variant=entry.variant)

    assert Gtin.objects.assigned().for_one_piece().get() == entry
