"""Emptying the database after a test that commits.

The database refuses to delete from the ledger, on purpose and for everybody. Django empties its test database
in one transaction after each such test, so that transaction alone takes the triggers away and puts them back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

_execute = BaseDatabaseOperations.execute_sql_flush


@contextmanager
def ledger_emptied_by_flush() -> Iterator[None]:
    """Let ``flush`` empty the ledger while the context lasts; nothing else may."""
    with patch.object(BaseDatabaseOperations, "execute_sql_flush", _flush):
        yield


def _flush(operations: BaseDatabaseOperations, sql_list: list[str]) -> None:
    lift, put_back = _on_postgresql() if connection.vendor == "postgresql" else _on_sqlite()
    _execute(operations, [*lift, *sql_list, *put_back])


def _on_sqlite() -> tuple[list[str], list[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger%'")
        triggers = cursor.fetchall()
    return [f"DROP TRIGGER {name}" for name, _ in triggers], [sql for _, sql in triggers]


def _on_postgresql() -> tuple[list[str], list[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE starts_with(tgname, 'ledger_')"
        )
        alter = [f"ALTER TABLE {table} {{}} TRIGGER {name}" for table, name in cursor.fetchall()]
    return [sql.format("DISABLE") for sql in alter], [sql.format("ENABLE") for sql in alter]
