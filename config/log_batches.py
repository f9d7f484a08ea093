"""Log lines written in batches, for what is logged with every request.

Each write to a file hands the interpreter to another thread and back, which costs a busy server more than
making the line. So lines are gathered for a tenth of a second and written together by a thread of their own.
A process that is killed loses at most that; one that ends writes them first.
"""

import logging
import os
import sys
import threading
import time

PAUSE_SECONDS = 0.1
MOST_LINES = 50_000


class BatchedHandler(logging.Handler):
    """Writes to the standard error stream; lines beyond 50,000 that nobody takes are dropped and counted."""

    def __init__(self) -> None:
        super().__init__()
        self._forget()

    def _forget(self) -> None:
        self._process = 0
        self._lines: list[str] = []
        self._dropped = 0
        self._waiting = threading.Event()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line of ``record`` for the next batch."""
        try:
            line = self.format(record)
        except Exception:  # noqa: BLE001 - a line that cannot be made must not stop the request
            self.handleError(record)
            return
        if self._process != os.getpid():  # threads do not live on in a forked process
            self._start()
        if len(self._lines) >= MOST_LINES:
            self._dropped += 1
            return
        self._lines.append(line)
        if len(self._lines) == 1:
            self._waiting.set()

    def flush(self) -> None:
        """Write what is kept."""
        with self.lock:  # type: ignore[union-attr]  # None only before __init__
            lines, self._lines = self._lines, []
            dropped, self._dropped = self._dropped, 0
        if dropped:
            lines.append(f'{{"level":"warning","event":"log lines dropped","count":{dropped}}}')
        if lines:
            sys.stderr.write("\n".join(lines) + "\n")
            sys.stderr.flush()

    def _start(self) -> None:
        self._forget()
        self._process = os.getpid()
        threading.Thread(target=self._write, name="log-batches", daemon=True).start()

    def _write(self) -> None:
        while True:
            self._waiting.wait()
            time.sleep(PAUSE_SECONDS)
            self._waiting.clear()
            try:
                self.flush()
            except (OSError, ValueError):  # nobody reads the stream any more
                return
