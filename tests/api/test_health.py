"""The probes: livez never touches the database, readyz says what is missing."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from api import health


@pytest.fixture(autouse=True)
def _nothing_known_yet() -> Iterator[None]:
    health._migrated.clear()
    yield
    health._migrated.clear()


def test_livez_answers_without_a_database(client: Client) -> None:
    answer = client.get("/livez")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readyz_answers_when_the_database_is_migrated(client: Client) -> None:
    assert client.get("/readyz").json() == {"status": "ok"}
    assert client.head("/readyz").status_code == 200


@pytest.mark.django_db
def test_readyz_reads_the_migrations_once(client: Client) -> None:
    client.get("/readyz")

    with patch.object(health, "MigrationExecutor", side_effect=AssertionError):
        assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_readyz_refuses_a_database_that_waits_for_migrations(client: Client) -> None:
    with patch.object(MigrationExecutor, "migration_plan", return_value=[("one", False)]):
        answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["code"] == "not_migrated"


@pytest.mark.django_db
def test_readyz_refuses_when_the_database_does_not_answer(client: Client) -> None:
    with patch.object(connection, "cursor", side_effect=OperationalError("gone")):
        answer = client.get("/readyz", headers={"accept-language": "en"})

    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "database_unavailable"
