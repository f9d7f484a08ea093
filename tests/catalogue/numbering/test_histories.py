"""Whatever happens to goods and numbers, in whatever order: no number is wrong or given twice.

A few histories are told each time; ``HTX_HISTORIES=2000 pytest tests/catalogue/numbering/test_histories.py``
tells as many as asked.
"""

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import hypothesis.strategies as st
import pytest
from django.db import connection, models, transaction
from django.db.models import F
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from catalogue import imports, lifecycle, numbering
from catalogue.errors import DomainError
from catalogue.gs1.company_prefix import build_gtin
from catalogue.gs1.errors import Gs1Error
from catalogue.gs1.gtin import packaging_gtin, parse_gtin, require_trade_item
from catalogue.gs1.in_store import is_in_store_number
from catalogue.models import (
    Category,
    CompanyPrefix,
    Cooperative,
    Gtin,
    GtinState,
    ImportStatus,
    InStoreNumber,
    Product,
    ProductState,
    ScanAlias,
    Variant,
)
from tests.catalogue.imports.spreadsheets import GOODS, csv_file
from tests.factories import make_company_prefix, make_product, make_variant

HISTORIES = int(os.environ.get("HTX_HISTORIES", "25"))
OWN_PREFIX = "9521234567"
# The last twelve references: a history is long enough to use them up.
FIRST_REFERENCE = 88
FORWARD = {
    GtinState.RESERVED: {GtinState.RESERVED, GtinState.ASSIGNED, GtinState.RETIRED},
    GtinState.ASSIGNED: {GtinState.ASSIGNED, GtinState.RETIRED},
    GtinState.RETIRED: {GtinState.RETIRED},
}
MOST_VARIANTS = 10
# Below zero a deleted row may be meant, otherwise a present one.
POSITIONS = st.integers(-3, MOST_VARIANTS - 1)
REFERENCES = st.integers(FIRST_REFERENCE - 2, 99)
PACKINGS = st.sampled_from([("each", 1), ("inner", 6), ("case", 12), ("case", 24)])

Row = TypeVar("Row", bound=models.Model)
Entry = tuple[str, int | None, str, int]


def pick(rows: models.QuerySet[Row], position: int) -> Row | None:
    """Return the row at ``position``, counted round and round; none when there are no rows."""
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    return rows.get(pk=ids[position % len(ids)]) if ids else None


def everything() -> list[Any]:
    """Return every row of the tables that the verbs write."""
    rows = []
    with connection.cursor() as cursor:
        for table in (Gtin, CompanyPrefix, InStoreNumber, ScanAlias, Product, Variant):
            cursor.execute(f"SELECT * FROM {table._meta.db_table} ORDER BY id")
            rows.append(cursor.fetchall())
    return rows


class Histories(RuleBasedStateMachine):
    """Two cooperatives, one with a company prefix that is nearly used up, one without."""

    def __init__(self) -> None:
        super().__init__()
        self.cooperatives = list(Cooperative.objects.order_by("pk"))
        self.category = Category.objects.get(slug="mat-ong")
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.skus = 0
        # What was ever seen: state, variant, level and units of each number; variant of each in-store number.
        self.seen: dict[str, Entry] = {}
        self.assigned_to: dict[str, int] = {}
        self.in_store: dict[str, int] = {}
        # Everything, while no verb has changed it.
        self.unchanged: list[Any] | None = None

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    def new_product(self, cooperative: Cooperative) -> Product:
        return lifecycle.create_product(
            cooperative=cooperative, category=self.category, name={"vi": "Mật ong"}, label_group="thuc-pham"
        )

    def new_variant(self, product: Product) -> None:
        self.attempt(
            lifecycle.create_variant,
            product=product,
            sku=self.new_sku(),
            net_amount=500,
            net_unit="g",
            price_vnd=85_000,
        )

    def new_sku(self) -> str:
        self.skus += 1
        return f"S{self.skus}"

    def product(self, position: int) -> Product:
        present = Product.objects.present() if position >= 0 else Product.objects.all()
        return pick(present, position) or pick(Product.objects.all(), position)  # type: ignore[return-value]

    def variant(self, position: int) -> Variant:
        present = Variant.objects.present() if position >= 0 else Variant.objects.all()
        return pick(present, position) or pick(Variant.objects.all(), position)  # type: ignore[return-value]

    def entry(self, position: int) -> Gtin | None:
        return pick(Gtin.objects.all(), position)

    def attempt(self, verb: Callable[..., Any], **arguments: Any) -> Any:
        """Return what the verb returns; when it refuses, None, and nothing may have changed."""
        before = self.unchanged or everything()
        self.unchanged = None
        try:
            return verb(**arguments)
        except (DomainError, Gs1Error) as error:
            refusal = error
        assert refusal.text("vi")
        assert refusal.text("en")
        self.unchanged = everything()
        assert self.unchanged == before, refusal
        return None

    # Goods come, go and come back.

    @rule(product=POSITIONS, other=st.booleans(), new=st.booleans())
    def create(self, product: int, other: bool, new: bool) -> None:
        if Variant.objects.count() < MOST_VARIANTS:
            owner = self.new_product(self.cooperatives[other]) if new else self.product(product)
            self.new_variant(owner)

    @rule(product=POSITIONS)
    def copy_product(self, product: int) -> None:
        if Variant.objects.count() < MOST_VARIANTS and (
            copy := self.attempt(lifecycle.copy_product, product=self.product(product))
        ):
            assert not Gtin.objects.filter(variant__product=copy).exists()
            assert not InStoreNumber.objects.filter(variant__product=copy).exists()
            assert not ScanAlias.objects.filter(variant__product=copy).exists()

    @rule(variant=POSITIONS)
    def copy_variant(self, variant: int) -> None:
        if Variant.objects.count() < MOST_VARIANTS and (
            copy := self.attempt(lifecycle.copy_variant, variant=self.variant(variant), sku=self.new_sku())
        ):
            assert not copy.gtins.exists()
            assert not copy.scan_aliases.exists()

    @rule(product=POSITIONS)
    def delete_product(self, product: int) -> None:
        self.attempt(lifecycle.delete_product, product=self.product(product))

    @rule(variant=POSITIONS)
    def delete_variant(self, variant: int) -> None:
        self.attempt(lifecycle.delete_variant, variant=self.variant(variant))

    @rule(position=POSITIONS)
    def restore(self, position: int) -> None:
        for product in Product.objects.filter(deleted_at__isnull=False):
            self.attempt(lifecycle.restore_product, product=product)
        self.attempt(lifecycle.restore_variant, variant=self.variant(position))

    @rule(loser=POSITIONS, survivor=POSITIONS)
    def merge_variants(self, loser: int, survivor: int) -> None:
        one, other = self.variant(loser), self.variant(survivor)
        live = set(one.gtins.exclude(state=GtinState.RETIRED).values_list("gtin", flat=True))
        if self.attempt(lifecycle.merge_variants, loser=one, survivor=other):
            assert live <= set(other.scan_aliases.values_list("code", flat=True))
            assert not one.gtins.assigned().exists()

    @rule(loser=POSITIONS, survivor=POSITIONS, match=st.booleans())
    def merge_products(self, loser: int, survivor: int, match: bool) -> None:
        one, other = self.product(loser), self.product(survivor)
        present = [each.variants.filter(deleted_at__isnull=True).order_by("pk") for each in (one, other)]
        matches = dict(zip(*present, strict=False)) if match else None
        self.attempt(lifecycle.merge_products, loser=one, survivor=other, matches=matches)

    # Numbers are given, taken over, held and retired.

    @rule(variant=POSITIONS)
    def allocate_to_a_piece(self, variant: int) -> None:
        self.attempt(numbering.allocate_gtin, variant=self.variant(variant))

    @rule(variant=POSITIONS, packing=PACKINGS)
    def allocate_to_a_pack(self, variant: int, packing: tuple[str, int]) -> None:
        level, units = packing
        self.attempt(
            numbering.allocate_gtin, variant=self.variant(variant), packaging_level=level, units=units
        )

    @rule(variant=POSITIONS, reference=REFERENCES)
    def adopt_a_piece(self, variant: int, reference: int) -> None:
        number = build_gtin(OWN_PREFIX, reference)
        self.attempt(numbering.adopt_gtin, variant=self.variant(variant), gtin=number)

    @rule(variant=POSITIONS, reference=REFERENCES, indicator=st.integers(0, 2), packing=PACKINGS)
    def adopt_a_pack(self, variant: int, reference: int, indicator: int, packing: tuple[str, int]) -> None:
        number = build_gtin(OWN_PREFIX, reference)
        level, units = packing
        self.attempt(
            numbering.adopt_gtin,
            variant=self.variant(variant),
            gtin=packaging_gtin(indicator, number) if indicator else number,
            packaging_level=level,
            units=units,
        )

    @rule(rows=st.lists(st.tuples(POSITIONS, REFERENCES), min_size=1, max_size=3), broken=st.booleans())
    def adopt_many(self, rows: Sequence[tuple[int, int]], broken: bool) -> None:
        pairs = [(self.variant(variant), build_gtin(OWN_PREFIX, reference)) for variant, reference in rows]
        if broken:
            variant, number = pairs[-1]
            pairs[-1] = (variant, number[:-1] + str((int(number[-1]) + 5) % 10))
        if self.attempt(numbering.adopt_gtins, pairs=pairs):
            before = everything()
            numbering.adopt_gtins(pairs)
            assert everything() == before

    @rule(
        rows=st.lists(st.tuples(POSITIONS, st.none() | REFERENCES), min_size=1, max_size=3),
        new=st.booleans(),
        undone=st.booleans(),
    )
    def import_file(self, rows: Sequence[tuple[int, int | None]], new: bool, undone: bool) -> None:
        """Import the goods by their SKUs, deleted and merged ones among them, with numbers or without."""
        owner = self.cooperatives[0]
        known = Variant.objects.filter(cooperative=owner)
        skus = [one.sku for position, _ in rows if (one := pick(known, position))]
        if new and Variant.objects.count() < MOST_VARIANTS:
            skus[-1:] = [self.new_sku()]
        goods = [
            GOODS | {"sku": sku, "gtin": reference and build_gtin(OWN_PREFIX, reference)[1:]}
            for sku, (_, reference) in zip(skus, rows, strict=False)
        ]
        before = self.unchanged or everything()
        job = imports.stage(csv_file(*goods), filename="hang.csv", cooperative=owner)
        assert everything() == before
        if job.status == ImportStatus.STAGED and self.attempt(imports.apply, job=job) and undone:
            numbers = list(Gtin.objects.order_by("pk").values_list("pk", "state", "variant"))
            self.attempt(imports.undo, job=job)
            assert list(Gtin.objects.order_by("pk").values_list("pk", "state", "variant")) == numbers

    @rule(variant=POSITIONS)
    def assign_in_store_number(self, variant: int) -> None:
        if number := self.attempt(numbering.assign_in_store_number, variant=self.variant(variant)):
            adopted = self.attempt(numbering.adopt_gtin, variant=self.variant(variant), gtin=number.number)
            assert adopted is None

    @rule(other=st.booleans())
    def reserve(self, other: bool) -> None:
        self.attempt(numbering.reserve_gtin, cooperative=self.cooperatives[other])

    @rule(variant=POSITIONS, position=POSITIONS)
    def assign_reserved(self, variant: int, position: int) -> None:
        if entry := self.entry(position):
            self.attempt(numbering.assign_reserved_gtin, gtin=entry, variant=self.variant(variant))

    @rule(position=POSITIONS)
    def retire(self, position: int) -> None:
        if entry := self.entry(position):
            self.attempt(numbering.retire_gtin, gtin=entry)

    @rule(variant=POSITIONS, reference=REFERENCES, spelling=st.sampled_from(["{}", "(01){}(10)L1", "x{}"]))
    def alias(self, variant: int, reference: int, spelling: str) -> None:
        code = spelling.format(build_gtin(OWN_PREFIX, reference))
        self.attempt(numbering.add_scan_alias, variant=self.variant(variant), code=code)

    @rule()
    def number_what_is_missing(self) -> None:
        self.unchanged = None
        numbering.number_missing_variants()
        before = everything()
        numbering.number_missing_variants()
        assert everything() == before

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
    def numbers_stand_on_goods_of_their_own_cooperative(self) -> None:
        assert not Gtin.objects.exclude(variant=None).exclude(variant__cooperative=F("cooperative")).exists()

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

    @invariant()
    def no_alias_of_other_goods_has_a_number_in_it(self) -> None:
        others = ScanAlias.objects.exclude(variant__cooperative=self.cooperatives[0])
        assert not others.filter(code__contains=OWN_PREFIX).exists()


def make_goods() -> None:
    """Fill the database that every history begins with."""
    prefix = make_company_prefix(prefix=OWN_PREFIX, next_item_reference=FIRST_REFERENCE)
    draft = make_product(cooperative=prefix.cooperative, state=ProductState.DRAFT, published_at=None)
    for product in (draft, make_product(cooperative=prefix.cooperative), make_product()):
        make_variant(product=product)
        make_variant(product=product)


@pytest.mark.django_db
def test_no_history_gives_a_number_twice() -> None:
    make_goods()

    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=40,
            suppress_health_check=[HealthCheck.too_slow],
            deadline=None,
        ),
    )
