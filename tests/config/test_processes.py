"""Child processes live and end together."""

import os
import signal
import subprocess
import sys

import pytest

from config.processes import ProcessGroup

SLEEP = ["-c", "import time; time.sleep(60)"]


def wait_for_first(group: ProcessGroup) -> int:
    while (status := group.first_ended()) is None:
        pass
    return status


def test_the_status_of_the_first_child_to_end_is_told() -> None:
    with ProcessGroup() as group:
        group.start(SLEEP, dict(os.environ))
        group.start(["-c", "raise SystemExit(7)"], dict(os.environ))

        assert wait_for_first(group) == 7


def test_leaving_stops_every_child() -> None:
    with ProcessGroup() as group:
        group.start(SLEEP, dict(os.environ))
        (child,) = group._children

    assert child.returncode == -signal.SIGTERM


def test_a_child_that_ignores_the_request_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.processes.GRACE_SECONDS", 0)
    stubborn = (
        "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('x', flush=True); signal.pause()"
    )
    with ProcessGroup() as group:
        child = subprocess.Popen(
            [sys.executable, "-c", stubborn], stdout=subprocess.PIPE, start_new_session=True
        )
        group._children.append(child)
        assert child.stdout is not None
        with child.stdout:
            child.stdout.readline()

    assert child.returncode == -signal.SIGKILL


def test_a_signal_is_noted_however_often_it_comes_and_every_child_is_stopped() -> None:
    with ProcessGroup() as group:
        group.start(SLEEP, dict(os.environ))
        assert not group.stop_requested
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGTERM):
            signal.raise_signal(number)
        assert group.stop_requested

    assert [child.returncode for child in group._children] == [-signal.SIGTERM]


def test_the_handlers_of_before_are_put_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with ProcessGroup():
        pass

    assert signal.getsignal(signal.SIGTERM) is before
