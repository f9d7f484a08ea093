"""Who stands in front of a lock, on PostgreSQL."""

from django.db import connection

# Locks of all databases of the server are listed, and other tests run beside in theirs.
_WAITING = """
    SELECT EXISTS (
        SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE datname = current_database() AND NOT granted
    )
"""


def somebody_waits_for_a_lock() -> bool:
    """Return whether a transaction in this database waits for another."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        return bool(cursor.fetchone()[0])
