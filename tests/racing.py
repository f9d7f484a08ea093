"""Races between threads that each have a connection of their own."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import OperationalError, connection

Outcome = TypeVar("Outcome")

# Only reached when a racer hangs: a test that waits for ever tells nothing.
PATIENCE_S = 120
# SQLite asks for its one lock ever more rarely, and racers that began together ask together, so most of the
# time nobody holds it. Racers who give up this soon and ask anew find it free far sooner.
ASKS_AGAIN_MS = 25


def run_together(calls: Sequence[Callable[[], Outcome]]) -> list[Outcome | Exception]:
    """Return what each call returned or raised; all connections are open before the first call begins."""
    start = threading.Barrier(len(calls))
    outcomes: dict[int, Outcome | Exception] = {}

    def run(racer: int, call: Callable[[], Outcome]) -> None:
        try:
            connection.ensure_connection()
            if connection.vendor == "sqlite":  # writers stand in a queue, however slow the machine
                with connection.cursor() as cursor:
                    cursor.execute(f"PRAGMA busy_timeout = {ASKS_AGAIN_MS}")
            start.wait(PATIENCE_S)
            with connection.execute_wrapper(_wait_for_the_lock):
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


def _wait_for_the_lock(execute: Callable[..., Any], *statement: Any) -> Any:
    """Return what the statement gives, asked again while another writer has the SQLite file to itself."""
    patient_until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return execute(*statement)
        except OperationalError as error:
            if str(error) != "database is locked" or time.monotonic() > patient_until:
                raise
