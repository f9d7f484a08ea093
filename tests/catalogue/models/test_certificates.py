"""A certificate holds from its first to its last day, and only OCOP has stars."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from catalogue.models import Certificate
from tests.factories import make_product

pytestmark = pytest.mark.django_db

FIRST, LAST = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)


def make_certificate(**fields: Any) -> Certificate:
    values: dict[str, Any] = {"kind": "ocop", "stars": 4, "valid_from": FIRST, "valid_to": LAST}
    return Certificate.objects.create(product=make_product(), **(values | fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"stars": 2},
        {"stars": 6},
        {"stars": None},
        {"kind": "organic", "stars": 4},
        {"kind": "medal", "stars": None},
        {"valid_to": FIRST - datetime.timedelta(days=1)},
    ],
)
def test_a_wrong_certificate_is_refused_by_the_database(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_certificate(**fields)

    assert not Certificate.objects.exists()


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        (FIRST - datetime.timedelta(days=1), 0),
        (FIRST, 1),
        (LAST, 1),
        (LAST + datetime.timedelta(days=1), 0),
    ],
)
def test_first_and_last_day_count(day: datetime.date, valid: int) -> None:
    make_certificate()

    assert Certificate.objects.valid_on(day).count() == valid
