"""One command starts the whole and stops the whole."""

import http.client
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from django.conf import settings

LONGEST_START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(data_directory: Path, port: int, *options: str) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HTX_")}
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "1", *options],
        cwd=settings.BASE_DIR,
        env=environment | {"HTX_DATA_DIR": str(data_directory), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def lines_until(server: subprocess.Popen[str], text: str) -> Iterator[str]:
    assert server.stdout is not None
    for line in server.stdout:
        yield line
        if text in line:
            return


def get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_it_serves_what_it_says_stops_everything_when_asked_and_soon_starts_again(tmp_path: Path) -> None:
    port = free_port()
    with start(tmp_path, port, "--demo") as server:
        printed = "".join(lines_until(server, "demo.json"))
        status, body = get(port, "/api/v1/store/scan?code=9520007919019")
        children = psutil.Process(server.pid).children(recursive=True)
        # A terminal and make both pass the signal on.
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGTERM):
            server.send_signal(number)
        rest = server.communicate(timeout=LONGEST_START_SECONDS)[0]

    assert f"http://127.0.0.1:{port}/api/docs/" in printed
    officer = json.loads((tmp_path / "demo.json").read_text())["staff"][0]
    assert f"lien-minh  {officer['password']}" in printed
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == dict.fromkeys(("mail", "media", "progress"), 0o700) | dict.fromkeys(
        ("demo.json", "htx.sqlite3", "secret_key"), 0o600
    )
    assert (status, json.loads(body)["matches"][0]["sku"]) == (200, "HTX-001")
    assert server.returncode == 0, rest
    assert len(children) >= 3  # the web server, its worker process and the worker of jobs
    assert [child for child in children if child.is_running()] == []
    with pytest.raises(ConnectionRefusedError):
        get(port, "/livez")
    start_again(tmp_path, port)


def start_again(data_directory: Path, port: int) -> None:
    """Show that a second start finds everything in place and is short."""
    before = (data_directory / "demo.json").read_text()
    # The yardstick: how long the program takes here and now to start three times and do nothing.
    begun = time.monotonic()
    for _ in range(3):
        subprocess.run([sys.executable, "manage.py", "check"], cwd=settings.BASE_DIR, check=True)
    yardstick = time.monotonic() - begun

    begun = time.monotonic()
    with start(data_directory, port, "--demo") as server:
        printed = "".join(lines_until(server, "demo.json"))
        seconds = time.monotonic() - begun
        server.send_signal(signal.SIGINT)

    assert "Sample goods loaded" not in printed
    assert (data_directory / "demo.json").read_text() == before
    assert seconds < 2 * yardstick, (seconds, yardstick)


def test_a_port_that_is_taken_is_told_before_anything_is_changed(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with start(tmp_path, port) as server:
            printed = server.communicate(timeout=LONGEST_START_SECONDS)[0]

    assert server.returncode == 1
    assert f"Không dùng được cổng {port}" in printed
    assert {path.name for path in tmp_path.iterdir()} == {"progress", "secret_key"}
