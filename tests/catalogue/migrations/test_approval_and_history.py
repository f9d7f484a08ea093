"""A house that published before there was approval goes on as it was, and every row has its first record."""

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from catalogue.gs1.company_prefix import build_gtin
from catalogue.history import history_of
from catalogue.models import ApprovalEvent, Certificate, CompanyPrefix, Gtin, Product, Variant

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = [("catalogue", "0004_search_index")]
PUBLISHED_AT = datetime.datetime(2026, 3, 1, 8, tzinfo=datetime.UTC)


def migrate(targets: list[Any]) -> Any:
    """Migrate to ``targets`` and return the models as they are then."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.fixture
def old_models() -> Iterator[Any]:
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        yield migrate(BEFORE)
    finally:
        migrate(latest)


def fill(models: Any) -> None:
    """Write a published product with number and certificate, and a draft, as they were written then."""

    def create(model: str, /, **fields: Any) -> Any:
        return models.get_model("catalogue", model).objects.create(**fields)

    cooperative = create(
        "Cooperative",
        name="HTX",
        slug="htx",
        tax_code="5199900017",
        commune_code="00769",
        commune_name="Xã",
        province_code="08",
    )
    category = create("Category", slug="thu", name={"vi": "Thử"})
    prefix = create("CompanyPrefix", cooperative=cooperative, prefix="9521234567", capacity=100)
    for place, (state, published_at) in enumerate([("published", PUBLISHED_AT), ("draft", None)]):
        product = create(
            "Product",
            cooperative=cooperative,
            category=category,
            slug=state,
            name={"vi": "Mật ong"},
            label_group="thuc-pham",
            state=state,
            published_at=published_at,
        )
        variant = create(
            "Variant",
            product=product,
            cooperative=cooperative,
            sku=state,
            net_amount=500,
            net_unit="g",
            price_vnd=85_000,
        )
        create(
            "Gtin",
            gtin=build_gtin(prefix.prefix, place),
            cooperative=cooperative,
            company_prefix=prefix,
            variant=variant,
            state="assigned",
            reserved_at=PUBLISHED_AT,
            assigned_at=PUBLISHED_AT,
        )
        create(
            "Certificate",
            product=product,
            kind="vietgap",
            valid_from=datetime.date(2026, 1, 1),
            valid_to=datetime.date(2026, 12, 31),
        )


def check_the_ledger_is_kept() -> None:
    """The triggers of the ledger outlive the tables that SQLite built anew."""
    variant = Variant.objects.earliest("pk")
    rewritings: list[Callable[[], object]] = [
        lambda: Gtin.objects.update(units=2),
        lambda: Variant.objects.filter(pk=variant.pk).update(id=variant.pk + 99),
        lambda: ApprovalEvent.objects.update(actor="user:1"),
    ]
    for rewriting in rewritings:
        with pytest.raises(IntegrityError), transaction.atomic():
            rewriting()


def test_what_was_published_is_approved_and_back_again(old_models: Any) -> None:
    fill(old_models)

    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())

    assert list(Product.objects.order_by("pk").values_list("state", "published_at")) == [
        ("approved", PUBLISHED_AT),
        ("draft", None),
    ]
    assert list(Variant.objects.order_by("pk").values_list("approved", flat=True)) == [True, False]
    assert {one.checked_by for one in Certificate.objects.all()} == {"system"}
    assert list(ApprovalEvent.objects.values_list("product__slug", "kind", "actor", "at")) == [
        ("published", "approved", "system", PUBLISHED_AT)
    ]
    for model in (Product, Variant, Certificate, Gtin, CompanyPrefix):
        for one in model.objects.all():
            [first] = history_of(one)
            assert (first.kind, first.actor) == ("+", "system")
    check_the_ledger_is_kept()

    Product.objects.filter(slug="draft").update(state="rejected")
    models = migrate(BEFORE)

    products = models.get_model("catalogue", "Product").objects.order_by("pk")
    assert list(products.values_list("state", flat=True)) == ["published", "draft"]
    with pytest.raises(IntegrityError), transaction.atomic():
        models.get_model("catalogue", "Gtin").objects.update(units=2)
