"""The number that grows with every change that the public can see, so that an ETag is exact."""

import time

from django.db import connection

# Never below the clock, so that a database restored from yesterday does not count through old numbers again.
_RAISE = """
    INSERT INTO catalogue_cataloguegeneration (id, number) VALUES (1, %s)
    ON CONFLICT (id) DO UPDATE SET number = CASE
        WHEN excluded.number > catalogue_cataloguegeneration.number THEN excluded.number
        ELSE catalogue_cataloguegeneration.number + 1
    END"""


def raise_generation() -> None:
    """Raise the generation: once in a transaction, and last, for it is the one row that all writers share.

    The row stays locked until the transaction ends, so numbers grow in the order in which changes are seen.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, [time.time_ns() // 1_000_000])


def current_generation() -> int:
    """Return the generation now; 0 when nothing has been published yet.

    Asked by every public read, so it is written by hand: the ORM takes three times as long.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(number), 0) FROM catalogue_cataloguegeneration")
        number: int = cursor.fetchone()[0]
    return number
