"""Races between threads that each have a connection of their own."""

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import connection

Outcome = TypeVar("Outcome")

# Only reached when a racer hangs: a test that waits for ever tells nothing.
PATIENCE_S = 120


def run_together(calls: Sequence[Callable[[], Outcome]]) -> list[Outcome | Exception]:
    """Return what each call returned or raised; all connections are open before the first call begins."""
    start = threading.Barrier(len(calls))
    outcomes: dict[int, Outcome | Exception] = {}

    def run(racer: int, call: Callable[[], Outcome]) -> None:
        try:
            connection.ensure_connection()
            if connection.vendor == "sqlite":  # writers stand in a queue, however slow the machine
                with connection.cursor() as cursor:
                    cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_S * 1000}")
            start.wait(PATIENCE_S)
            outcomes[racer] = call()
        except Exception as error:  # noqa: BLE001 - what it raised is the outcome
            outcomes[racer] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(racer, call)) for racer, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [outcomes[racer] for racer in range(len(calls))]
