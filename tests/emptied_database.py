"""Emptying the database after a test that commits.

The database refuses to delete from the ledger, on purpose and for everybody. Django empties its test database
in one transaction after each such test, so that transaction alone goes without the triggers. What the
migrations wrote is there again afterwards, so that it is the same which test comes next.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.apps import apps
from django.core.management.commands import flush
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models import Model

_execute = BaseDatabaseOperations.execute_sql_flush
_KEPT = {"django_content_type", "auth_permission"}
"""Rows that Django makes of the models themselves: to make them anew takes longer than all the rest."""
_migrated: dict[type[Model], list[Model]] = {}


def note_what_is_migrated() -> None:
    """Note the rows of a database that nothing but the migrations has written to."""
    for model in apps.get_models():
        if model._meta.managed and model._meta.db_table not in _KEPT:
            _migrated[model] = list(model._base_manager.all())


@contextmanager
def ledger_emptied_by_flush() -> Iterator[None]:
    """Let ``flush`` empty the ledger while the context lasts; nothing else may."""
    with (
        patch.object(BaseDatabaseOperations, "execute_sql_flush", _flush),
        patch.object(flush, "emit_post_migrate_signal", lambda *_: None),
    ):
        yield


def _flush(operations: BaseDatabaseOperations, sql_list: list[str]) -> None:
    # Numbers go on: what resets the counters of keys is left out.
    emptied = " ".join(sql for sql in sql_list if sql.startswith(("DELETE", "TRUNCATE")))
    tables = [name for name in re.findall(r'"(\w+)"', emptied) if name not in _KEPT]
    filled = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in tables)
    with connection.cursor() as cursor:
        cursor.execute(filled)
        deletions = [f"DELETE FROM {name}" for (name,) in cursor.fetchall()]
    if connection.vendor == "postgresql":
        # As a replica no trigger of the ledger is asked, nor a foreign key.
        _execute(operations, ["SET LOCAL session_replication_role = replica", *deletions])
    else:
        drops, makes = _triggers_on_sqlite()
        _execute(operations, [*drops, *deletions, *makes])
    for model, rows in _migrated.items():
        model._base_manager.bulk_create(rows)


def _triggers_on_sqlite() -> tuple[list[str], list[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger%'")
        triggers = cursor.fetchall()
    return [f"DROP TRIGGER {name}" for name, _ in triggers], [sql for _, sql in triggers]
