"""Child processes that live and end together."""

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType
from typing import Self

GRACE_SECONDS = 10


class Stopped(Exception):
    """The operating system asked us to end."""


class ProcessGroup:
    """Start commands, wait for the first to end or for a signal, then stop the rest.

    A child that does not end within ten seconds of SIGTERM is killed.
    """

    def __init__(self) -> None:
        self._children: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self._handlers = {
            number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)
        }
        return self

    def __exit__(self, *_: object) -> None:
        for number in self._handlers:
            signal.signal(number, signal.SIG_IGN)
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

    @staticmethod
    def _stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise Stopped

    def start(self, arguments: Sequence[str], environment: dict[str, str]) -> None:
        """Start a Python module as a child in a group of its own, so that Ctrl-C reaches it through us."""
        command = [sys.executable, *arguments]
        self._children.append(subprocess.Popen(command, env=environment, start_new_session=True))  # noqa: S603 (own commands)

    def first_ended(self) -> int | None:
        """Return the exit status of a child that has ended, or None while all run."""
        statuses = [child.poll() for child in self._children]
        return next((status for status in statuses if status is not None), None)
