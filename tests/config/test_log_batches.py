"""Lines of requests are written together, in their order, and none is lost when the process ends."""

import io
import logging
import subprocess
import sys
import threading

import pytest

from config import log_batches
from config.log_batches import BatchedHandler


def record(text: str) -> logging.LogRecord:
    return logging.LogRecord("x", logging.INFO, "", 0, text, (), None)


def test_lines_are_written_in_their_order_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    handler = BatchedHandler()
    for number in range(3):
        handler.handle(record(f"line {number}"))
    handler.flush()

    assert capsys.readouterr().err == "line 0\nline 1\nline 2\n"


def test_nobody_needs_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()

    class Stream(io.StringIO):
        def flush(self) -> None:
            done.set()

    monkeypatch.setattr(sys, "stderr", stream := Stream())
    monkeypatch.setattr(log_batches, "PAUSE_SECONDS", 0)
    handler = BatchedHandler()
    handler.handle(record("first"))
    assert done.wait(10)
    done.clear()
    handler.handle(record("second"))

    assert done.wait(10)
    assert stream.getvalue() == "first\nsecond\n"


def test_what_nobody_takes_is_dropped_and_counted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_batches, "MOST_LINES", 2)
    monkeypatch.setattr(log_batches, "PAUSE_SECONDS", 60)
    handler = BatchedHandler()
    for number in range(5):
        handler.handle(record(f"line {number}"))
    handler.flush()

    dropped = '{"level":"warning","event":"log lines dropped","count":3}'
    assert capsys.readouterr().err == f"line 0\nline 1\n{dropped}\n"


def test_a_process_that_ends_writes_its_last_lines() -> None:
    program = (
        "import logging\n"
        "from config.log_batches import BatchedHandler\n"
        "logging.getLogger().addHandler(BatchedHandler())\n"
        "logging.getLogger().warning('last words')\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ended.stderr == "last words\n"


def test_a_forked_process_writes_its_own_lines_and_not_those_of_its_parent() -> None:
    program = (
        "import logging, os, sys\n"
        "from config import log_batches\n"
        "log_batches.PAUSE_SECONDS = 60\n"
        "log = logging.getLogger()\n"
        "log.addHandler(log_batches.BatchedHandler())\n"
        "log.warning('parent')\n"
        "if not os.fork():\n"
        "    log.warning('child')\n"
        "    sys.exit()\n"
        "os.wait()\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ended.stderr == "child\nparent\n"
