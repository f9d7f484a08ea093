"""What every test shares."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.emptied_database import ledger_emptied_by_flush

# Machines differ in speed: a slow one must not fail a test that is right.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")


@pytest.fixture(scope="session", autouse=True)
def _ledger_can_be_emptied() -> Iterator[None]:
    with ledger_emptied_by_flush():
        yield
