"""The number that grows with every visible change."""

import datetime

import pytest
import time_machine

from catalogue.generations import current_generation, raise_generation
from catalogue.models import CatalogueGeneration

pytestmark = pytest.mark.django_db


def test_it_grows_each_time_within_one_millisecond_too() -> None:
    with time_machine.travel(datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC), tick=False):
        raise_generation()
        first = current_generation()
        raise_generation()
        assert current_generation() == first + 1


def test_a_database_restored_from_yesterday_does_not_repeat_numbers() -> None:
    raise_generation()
    yesterday = current_generation()
    for _ in range(3):
        raise_generation()
    seen = current_generation()

    CatalogueGeneration.objects.update(number=yesterday)
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=1)):
        raise_generation()

    assert current_generation() > seen
