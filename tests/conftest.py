"""What every test shares."""

import gc
import logging
from collections.abc import Generator, Iterator
from unittest.mock import patch

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker
from whitenoise.middleware import WhiteNoiseMiddleware

from tests.drawn_pictures import pictures_drawn_once
from tests.emptied_database import ledger_emptied_by_flush, note_what_is_migrated
from tests.kept_files import files_kept_in
from tests.watched_secrets import WATCH, secrets_watched

# Machines differ in speed: a slow one must not fail a test that is right.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")


DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to leave out what was tested on another database already and does not depend on it."""
    parser.addoption(
        "--database-only", action="store_true", help="run the tests that use the database, and no others"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what does not depend on the database where only the rest is wanted; their count is told."""
    if not config.getoption("database_only"):
        return
    chosen = [item for item in items if _uses_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _uses_database(item)])
    items[:] = chosen


def _uses_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("same_on_any_database") is not None:
        return False
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(fixtures)


def pytest_configure() -> None:
    """Passwords in tests are many and not worth guarding."""
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def _little_looked_through() -> None:
    """Look for rubbish less often, and never among what was loaded before the first test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _hurried_client() -> Iterator[None]:
    """Let tests ask as fast as they can, and write no line for each request; those about it turn it on."""
    logging.getLogger("htx.request").setLevel(logging.WARNING)
    with override_settings(RATE_LIMITS=False):
        yield


@pytest.fixture(scope="session", autouse=True)
def _static_files_found_once() -> Iterator[None]:
    """Each client builds the middleware anew; looking for the static files again takes 24 ms of it."""
    found: dict[str, object] = {}
    search = WhiteNoiseMiddleware.add_files_from_finders

    def search_once(middleware: WhiteNoiseMiddleware) -> None:
        if not found:
            search(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    with patch.object(WhiteNoiseMiddleware, "add_files_from_finders", search_once):
        yield


@pytest.fixture(scope="session", autouse=True)
def _files_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep files apart from those of tests that run beside, which clear away what they do not know."""
    with files_kept_in(tmp_path_factory.mktemp("files")):
        yield


@pytest.fixture(scope="session", autouse=True)
def _pictures_drawn_once() -> Iterator[None]:
    with pictures_drawn_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def _ledger_can_be_emptied() -> Iterator[None]:
    with ledger_emptied_by_flush():
        yield


@pytest.fixture(scope="session", autouse=True)
def _secrets_watched() -> Iterator[None]:
    with secrets_watched():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Migrate the test database, and note what is in it then."""
    with django_db_blocker.unblock():
        note_what_is_migrated()


@pytest.fixture(scope="module")
def rows_of_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let the fixtures of a module make rows once for all its tests, each of which takes back its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """Fail the test during which an answer or a log line told a secret."""
    result = yield
    WATCH.require_silence()
    return result
