"""Whatever happens to goods and numbers, in whatever order: no number is wrong or given twice."""

from collections.abc import Callable, Sequence
from typing import Any

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from catalogue import lifecycle, numbering
from catalogue.errors import DomainError
from catalogue.gs1.company_prefix import build_gtin
from catalogue.gs1.errors import Gs1Error
from catalogue.gs1.gtin import check_digit, packaging_gtin, parse_gtin, require_trade_item
from catalogue.gs1.in_store import is_in_store_number
from catalogue.models import (
    CompanyPrefix,
    Cooperative,
    Gtin,
    GtinState,
    InStoreNumber,
    Product,
    ScanAlias,
    Variant,
)
from tests.factories import make_category, make_company_prefix, make_cooperative

OWN_PREFIX = "9521234567"
# The last eight references: a history is long enough to use them up.
FIRST_REFERENCE = 92
FORWARD = {
    GtinState.RESERVED: {GtinState.RESERVED, GtinState.ASSIGNED, GtinState.RETIRED},
    GtinState.ASSIGNED: {GtinState.ASSIGNED, GtinState.RETIRED},
    GtinState.RETIRED: {GtinState.RETIRED},
}
REFERENCES = st.integers(FIRST_REFERENCE - 2, 99)
PACKINGS = st.sampled_from([("each", 1), ("each", 1), ("inner", 6), ("case", 12), ("case", 24)])

Entry = tuple[str, int | None, str, int]


class Histories(RuleBasedStateMachine):
    """Two cooperatives, one with a company prefix that is nearly used up, one without."""

    products: Bundle[int] = Bundle("products")
    variants: Bundle[int] = Bundle("variants")

    def __init__(self) -> None:
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.skus = 0
        # What was ever seen: state, variant, level and units of each number; variant of each in-store number.
        self.seen: dict[str, Entry] = {}
        self.assigned_to: dict[str, int] = {}
        self.in_store: dict[str, int] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.category = make_category()
        prefix = make_company_prefix(prefix=OWN_PREFIX, next_item_reference=FIRST_REFERENCE)
        self.cooperatives: list[Cooperative] = [prefix.cooperative, make_cooperative()]

    def attempt(self, verb: Callable[..., Any], **arguments: Any) -> Any:
        """Return what the verb returns; when it refuses, None, and nothing may have changed."""
        before = self.everything()
        try:
            return verb(**arguments)
        except (DomainError, Gs1Error) as refusal:
            assert refusal.text("vi")
            assert refusal.text("en")
            assert self.everything() == before, refusal
            return None

    def everything(self) -> list[list[dict[str, Any]]]:
        models = (Gtin, CompanyPrefix, InStoreNumber, ScanAlias, Product, Variant)
        return [list(model._default_manager.order_by("pk").values()) for model in models]

    def new_variant(self, product: Product) -> int | None:
        self.skus += 1
        variant = self.attempt(
            lifecycle.create_variant,
            product=product,
            sku=f"S{self.skus}",
            net_amount=500,
            net_unit="g",
            price_vnd=85_000,
        )
        return variant and variant.pk

    def entry(self, position: int) -> Gtin | None:
        entries = list(Gtin.objects.order_by("pk"))
        return entries[position % len(entries)] if entries else None

    # Goods come, go and come back.

    @rule(target=products, other=st.booleans())
    def create_product(self, other: bool) -> int:
        product = lifecycle.create_product(
            cooperative=self.cooperatives[other],
            category=self.category,
            name={"vi": "Mật ong"},
            label_group="thuc-pham",
        )
        return product.pk

    @rule(target=variants, product=products)
    def create_variant(self, product: int) -> Any:
        variant = self.new_variant(Product.objects.get(pk=product))
        return multiple() if variant is None else variant

    @rule(product=products)
    def publish(self, product: int) -> None:
        self.attempt(lifecycle.publish_product, product=Product.objects.get(pk=product))

    @rule(target=variants, product=products)
    def copy_product(self, product: int) -> Any:
        copy = self.attempt(lifecycle.copy_product, product=Product.objects.get(pk=product))
        if copy is None:
            return multiple()
        assert not Gtin.objects.filter(variant__product=copy).exists()
        assert not InStoreNumber.objects.filter(variant__product=copy).exists()
        assert not ScanAlias.objects.filter(variant__product=copy).exists()
        return multiple(*copy.variants.values_list("pk", flat=True))

    @rule(target=variants, variant=variants)
    def copy_variant(self, variant: int) -> Any:
        self.skus += 1
        original = Variant.objects.get(pk=variant)
        copy = self.attempt(lifecycle.copy_variant, variant=original, sku=f"S{self.skus}")
        if copy is None:
            return multiple()
        assert not copy.gtins.exists()
        return copy.pk

    @rule(product=products, restore=st.booleans())
    def delete_or_restore_product(self, product: int, restore: bool) -> None:
        verb = lifecycle.restore_product if restore else lifecycle.delete_product
        self.attempt(verb, product=Product.objects.get(pk=product))

    @rule(variant=variants, restore=st.booleans())
    def delete_or_restore_variant(self, variant: int, restore: bool) -> None:
        verb = lifecycle.restore_variant if restore else lifecycle.delete_variant
        self.attempt(verb, variant=Variant.objects.get(pk=variant))

    @rule(loser=variants, survivor=variants)
    def merge_variants(self, loser: int, survivor: int) -> None:
        one, other = Variant.objects.get(pk=loser), Variant.objects.get(pk=survivor)
        live = set(one.gtins.exclude(state=GtinState.RETIRED).values_list("gtin", flat=True))
        if self.attempt(lifecycle.merge_variants, loser=one, survivor=other):
            assert live <= set(other.scan_aliases.values_list("code", flat=True))
            assert not one.gtins.assigned().exists()

    @rule(loser=products, survivor=products, match=st.booleans())
    def merge_products(self, loser: int, survivor: int, match: bool) -> None:
        one, other = Product.objects.get(pk=loser), Product.objects.get(pk=survivor)
        pairs = zip(one.variants.order_by("pk"), other.variants.order_by("pk"), strict=False)
        self.attempt(
            lifecycle.merge_products, loser=one, survivor=other, matches=dict(pairs) if match else None
        )

    # Numbers are given, taken over, held and retired.

    @rule(variant=variants, packing=PACKINGS)
    def allocate(self, variant: int, packing: tuple[str, int]) -> None:
        level, units = packing
        self.attempt(
            numbering.allocate_gtin,
            variant=Variant.objects.get(pk=variant),
            packaging_level=level,
            units=units,
        )

    @rule(variant=variants, reference=REFERENCES, indicator=st.integers(0, 2), packing=PACKINGS)
    def adopt(self, variant: int, reference: int, indicator: int, packing: tuple[str, int]) -> None:
        number = build_gtin(OWN_PREFIX, reference)
        level, units = packing
        self.attempt(
            numbering.adopt_gtin,
            variant=Variant.objects.get(pk=variant),
            gtin=packaging_gtin(indicator, number) if indicator else number,
            packaging_level=level,
            units=units,
        )

    @rule(rows=st.lists(st.tuples(variants, REFERENCES), min_size=1, max_size=3), broken=st.booleans())
    def import_rows(self, rows: Sequence[tuple[int, int]], broken: bool) -> None:
        pairs = [
            (Variant.objects.get(pk=variant), build_gtin(OWN_PREFIX, reference))
            for variant, reference in rows
        ]
        if broken:
            variant, number = pairs[-1]
            pairs[-1] = (variant, number[:-1] + str((int(number[-1]) + 5) % 10))
        if self.attempt(numbering.adopt_gtins, pairs=pairs):
            before = self.everything()
            numbering.adopt_gtins(pairs)
            assert self.everything() == before

    @rule(variant=variants)
    def assign_in_store_number(self, variant: int) -> None:
        self.attempt(numbering.assign_in_store_number, variant=Variant.objects.get(pk=variant))

    @rule(variant=variants, reference=REFERENCES)
    def adopt_an_in_store_number(self, variant: int, reference: int) -> None:
        payload = f"20000000{reference:04d}"
        adopted = self.attempt(
            numbering.adopt_gtin, variant=Variant.objects.get(pk=variant), gtin=payload + check_digit(payload)
        )
        assert adopted is None

    @rule(other=st.booleans())
    def reserve(self, other: bool) -> None:
        self.attempt(numbering.reserve_gtin, cooperative=self.cooperatives[other])

    @rule(variant=variants, position=st.integers(0, 20))
    def assign_reserved(self, variant: int, position: int) -> None:
        if entry := self.entry(position):
            self.attempt(numbering.assign_reserved_gtin, gtin=entry, variant=Variant.objects.get(pk=variant))

    @rule(position=st.integers(0, 20))
    def retire(self, position: int) -> None:
        if entry := self.entry(position):
            self.attempt(numbering.retire_gtin, gtin=entry)

    @rule(variant=variants, reference=REFERENCES)
    def alias(self, variant: int, reference: int) -> None:
        self.attempt(
            numbering.add_scan_alias,
            variant=Variant.objects.get(pk=variant),
            code=build_gtin(OWN_PREFIX, reference)[1:],
        )

    @rule()
    def number_what_is_missing(self) -> None:
        numbering.number_missing_variants()
        before = self.everything()
        numbering.number_missing_variants()
        assert self.everything() == before

    # What must hold after every step.

    @invariant()
    def every_number_is_valid_and_has_one_variant_for_ever(self) -> None:
        columns = ("gtin", "state", "variant", "packaging_level", "units")
        ledger: dict[str, Entry] = {
            number: (state, variant, level, units)
            for number, state, variant, level, units in Gtin.objects.values_list(*columns)
        }
        assert self.seen.keys() <= ledger.keys(), "an entry disappeared"
        for number, (state, variant, level, units) in ledger.items():
            assert require_trade_item(parse_gtin(number)) == number
            assert number[1:].startswith(OWN_PREFIX)
            assert (number[0] == "0") or level != "each"
            if number in self.seen:
                old_state, _, old_level, old_units = self.seen[number]
                assert state in FORWARD[GtinState(old_state)]
                assert (level, units) == (old_level, old_units)
            if variant is not None:
                assert self.assigned_to.setdefault(number, variant) == variant
            else:
                assert number not in self.assigned_to
        assigned = [entry[1:] for entry in ledger.values() if entry[0] == GtinState.ASSIGNED]
        assert len(assigned) == len(set(assigned)), "two numbers for one packing"
        self.seen = ledger

    @invariant()
    def packs_belong_to_the_variant_of_their_piece(self) -> None:
        owners: dict[str, int] = {}
        for number, variant in self.assigned_to.items():
            assert owners.setdefault(number[1:13], variant) == variant

    @invariant()
    def in_store_numbers_stay_and_are_no_gtins(self) -> None:
        numbers = dict(InStoreNumber.objects.values_list("number", "variant"))
        assert self.in_store.items() <= numbers.items()
        assert all(is_in_store_number(number) for number in numbers)
        assert not {f"0{number}" for number in numbers} & self.seen.keys()
        self.in_store = numbers

    @invariant()
    def no_alias_is_a_number_in_use(self) -> None:
        codes = set(ScanAlias.objects.values_list("code", flat=True))
        assert not codes & {number for number, entry in self.seen.items() if entry[0] != GtinState.RETIRED}


@pytest.mark.django_db
def test_no_history_gives_a_number_twice() -> None:
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            suppress_health_check=[HealthCheck.too_slow],
            deadline=None,
        ),
    )
