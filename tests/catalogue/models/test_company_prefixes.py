"""Company prefixes: no two overlap, and their counters never go back."""

import datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from catalogue.models import CompanyPrefix
from tests.catalogue.models.entries import PREFIX, run_raw
from tests.factories import make_company_prefix

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 23)

DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    "fields",
    [
        {"prefix": "952123"},
        {"prefix": "95212345678"},
        {"prefix": "952123456x"},
        {"capacity": 100, "next_item_reference": 101},
        {"valid_from": TODAY, "valid_to": TODAY - DAY},
    ],
)
def test_a_wrong_company_prefix_is_refused_by_the_database(fields: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        make_company_prefix(**({"capacity": 100} | fields))

    assert not CompanyPrefix.objects.exists()


@pytest.mark.parametrize("prefix", ["9521234567", "952123456", "9521234"])
def test_overlapping_company_prefixes_are_refused_by_the_database(prefix: str) -> None:
    make_company_prefix(prefix="952123456")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_company_prefix(prefix=prefix)

    assert CompanyPrefix.objects.get().prefix == "952123456"


@pytest.mark.parametrize(
    "change",
    [
        "next_item_reference = next_item_reference - 1",
        "prefix = '9529999999'",
        "capacity = 1000",
        "id = id + 1000",
    ],
)
def test_a_company_prefix_is_not_rewritten_nor_wound_back(change: str) -> None:
    prefix = make_company_prefix(prefix=PREFIX, next_item_reference=5)

    with pytest.raises(IntegrityError):
        run_raw(f"UPDATE catalogue_companyprefix SET {change}")

    prefix.refresh_from_db()
    assert (prefix.prefix, prefix.capacity, prefix.next_item_reference) == (PREFIX, 100, 5)


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "in_force"),
    [
        (None, None, 1),
        (TODAY, TODAY, 1),
        (TODAY + DAY, None, 0),
        (None, TODAY - DAY, 0),
    ],
)
def test_a_company_prefix_is_in_force_from_its_first_to_its_last_day(
    valid_from: datetime.date | None, valid_to: datetime.date | None, in_force: int
) -> None:
    make_company_prefix(valid_from=valid_from, valid_to=valid_to)

    assert CompanyPrefix.objects.in_force(TODAY).count() == in_force
