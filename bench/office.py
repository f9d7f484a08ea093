"""A member of staff who sends files to a server as in production, and how far its processes grow."""

import http.client
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from catalogue.models import Cooperative

EDGE = b"htx-hostile-edge-7f3a"
MOST_SECONDS_OF_AN_ANSWER = 120


class Office:
    """A member of staff who sends files to ``port``."""

    def __init__(self, port: int, token: str) -> None:
        self._port, self._token = port, token

    def fetch(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
        """Return status and bytes of the answer; ``path`` counts from the root."""
        link = http.client.HTTPConnection("127.0.0.1", self._port, timeout=MOST_SECONDS_OF_AN_ANSWER)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with suppress(BrokenPipeError):  # what is too large is refused before it is sent to its end
            link.request(method, path, body, {"Authorization": f"Token {self._token}", **named})
        answer = link.getresponse()
        data = answer.read()
        link.close()
        return answer.status, data

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, Any]:
        """Return status and JSON of the answer; ``path`` counts from the seller's root."""
        status, data = self.fetch(method, f"/api/v1/seller/{path}", body, **headers)
        return status, json.loads(data or b"null")

    def send(
        self, path: str, name: str, data: bytes, fields: Mapping[str, object] | None = None
    ) -> tuple[int, Any]:
        """Return the answer to a form with the file and ``fields`` beside it."""
        part = b'--%s\r\nContent-Disposition: form-data; name="%s"'
        parts = [
            part % (EDGE, field.encode()) + b"\r\n\r\n" + str(value).encode() + b"\r\n"
            for field, value in (fields or {}).items()
        ]
        head = part % (EDGE, b"file") + b'; filename="%s"\r\n\r\n' % name.encode()
        body = b"".join(parts) + head + data + b"\r\n--" + EDGE + b"--\r\n"
        return self.ask("POST", path, body, Content_Type=f"multipart/form-data; boundary={EDGE.decode()}")


class Watch:
    """How far a process grows beyond what it has now."""

    def __init__(self, process: psutil.Process) -> None:
        self._process = process
        self._before = process.memory_info().rss
        Path(f"/proc/{process.pid}/clear_refs").write_text("5")  # the peak begins anew

    def growth_mb(self) -> float:
        """Return the growth at its peak."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        peak_kb = int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])
        return float(max(0, peak_kb * 1024 - self._before)) / 2**20


def serving_process() -> psutil.Process:
    """Return the one process of the server that answers."""
    started = psutil.Process().children()
    (web,) = next(one.children() for one in started if "gunicorn" in " ".join(one.cmdline()))
    return web


def open_office() -> tuple["Cooperative", str]:
    """Return a cooperative that has nothing yet, and the token of its owner."""
    from django.db import connection

    from catalogue.cooperatives import create_cooperative
    from people.credentials import issue_token
    from people.models import Membership, Role, User
    from tests.catalogue.imports.spreadsheets import COOPERATIVE

    named = {"cooperative": "name", "commune": "commune_name"}
    fields = {named.get(name, name): value for name, value in COOPERATIVE.items() if name != "company_prefix"}
    cooperative = create_cooperative(values=fields)
    user = User.objects.create_user("lan", None)
    Membership.objects.create(user=user, cooperative=cooperative, role=Role.OWNER)
    token = issue_token(user=user, name="bench")[1]
    connection.close()
    return cooperative, token
