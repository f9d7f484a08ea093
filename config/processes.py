"""Child processes that live and end together."""

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType
from typing import Self

GRACE_SECONDS = 10


class ProcessGroup:
    """Start commands and stop them all on leaving; a signal to end is noted in ``stop_requested``.

    The signal raises nothing, for it may come twice (from the terminal and from make) and at any line.
    A child that does not end within ten seconds of SIGTERM is killed.
    """

    def __init__(self) -> None:
        self.stop_requested = False
        self._children: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self._handlers = {
            number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)
        }
        return self

    def __exit__(self, *_: object) -> None:
        for child in self._children:
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self._children:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.stop_requested = True

    def start(self, arguments: Sequence[str], environment: dict[str, str]) -> None:
        """Start a Python module as a child in a group of its own, so that Ctrl-C reaches it through us."""
        command = [sys.executable, *arguments]
        self._children.append(subprocess.Popen(command, env=environment, start_new_session=True))  # noqa: S603 (own commands)

    def first_ended(self) -> int | None:
        """Return the exit status of a child that has ended, or None while all run."""
        statuses = [child.poll() for child in self._children]
        return next((status for status in statuses if status is not None), None)
