"""What every test shares."""

import logging
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.test import override_settings
from hypothesis import HealthCheck, settings

from tests.emptied_database import ledger_emptied_by_flush

# Machines differ in speed: a slow one must not fail a test that is right.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")


def pytest_configure() -> None:
    """Passwords in tests are many and not worth guarding."""
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def _hurried_client() -> Iterator[None]:
    """Let tests ask as fast as they can, and write no line for each request; those about it turn it on."""
    logging.getLogger("htx.request").setLevel(logging.WARNING)
    with override_settings(RATE_LIMITS=False):
        yield


@pytest.fixture(scope="session", autouse=True)
def _ledger_can_be_emptied() -> Iterator[None]:
    with ledger_emptied_by_flush():
        yield
