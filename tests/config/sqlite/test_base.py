"""A database file is its owner's alone; a folder that is missing is told by SQLite."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.db.utils import ConnectionHandler

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]
OURS, DJANGOS = "config.sqlite", "django.db.backends.sqlite3"


@pytest.fixture(autouse=True)
def _an_ordinary_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes_of_a_new_one(engine: str, path: Path) -> dict[str, int]:
    """Return the modes of all files of a database that is made and written to."""
    options = {"init_command": "PRAGMA journal_mode=WAL"}
    made = ConnectionHandler({"default": {"ENGINE": engine, "NAME": str(path), "OPTIONS": options}})[
        "default"
    ]
    with closing(made), made.cursor() as cursor:
        cursor.execute("CREATE TABLE seed (secret text)")
        return {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}


def test_a_new_database_is_closed_to_others_with_what_lies_beside_it(tmp_path: Path) -> None:
    assert modes_of_a_new_one(OURS, tmp_path / "htx.sqlite3") == dict.fromkeys(
        ("htx.sqlite3", "htx.sqlite3-wal", "htx.sqlite3-shm"), 0o600
    )


def test_twin_djangos_own_is_open_to_all(tmp_path: Path) -> None:
    assert set(modes_of_a_new_one(DJANGOS, tmp_path / "htx.sqlite3").values()) == {0o644}


def test_one_that_is_there_keeps_the_mode_that_its_operator_gave_it(tmp_path: Path) -> None:
    path = tmp_path / "htx.sqlite3"
    path.touch()
    path.chmod(0o640)

    assert modes_of_a_new_one(OURS, path)["htx.sqlite3"] == 0o640


def test_what_cannot_be_made_is_told_by_sqlite(tmp_path: Path) -> None:
    with pytest.raises(OperationalError, match="unable to open database file"):
        modes_of_a_new_one(OURS, tmp_path / "missing" / "htx.sqlite3")


def test_the_installation_uses_it() -> None:
    if connection.vendor == "sqlite":
        assert settings.DATABASES["default"]["ENGINE"] == OURS
