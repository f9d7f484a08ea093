"""Entries of the ledger of numbers, written past the verbs."""

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from catalogue.models import CompanyPrefix, Gtin, GtinState, Variant
from tests.factories import make_company_prefix, make_product, make_variant

PREFIX = "9521234567"
NUMBER = "09521234567004"
OTHER_NUMBER = "09521234567011"


def make_gtin(**fields: Any) -> Gtin:
    """Return an entry for one piece, assigned to a new variant unless ``fields`` say otherwise."""
    variant: Variant | None = fields.get("variant")
    if "company_prefix" not in fields:
        owner = {"cooperative": variant.cooperative} if variant else {}
        fields["company_prefix"] = CompanyPrefix.objects.filter(prefix=PREFIX).first() or make_company_prefix(
            prefix=PREFIX, **owner
        )
    prefix: CompanyPrefix | None = fields["company_prefix"]
    if "variant" not in fields:
        owner = {"cooperative": prefix.cooperative} if prefix else {}
        fields["variant"] = make_variant(product=make_product(**owner))
    now = timezone.now()
    values: dict[str, Any] = {
        "gtin": NUMBER,
        "cooperative": prefix.cooperative if prefix else fields["variant"].cooperative,
        "state": GtinState.ASSIGNED,
        "reserved_at": now,
        "assigned_at": now,
    }
    return Gtin.objects.create(**(values | fields))


def run_raw(sql: str, *params: int | str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
