"""``manage.py serve``: the web server and the worker, ready to use."""

import http.client
import os
import socket
import time
from argparse import ArgumentParser
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

import api.tasks
import catalogue.tasks
import people.tasks
from catalogue.imports.background import take_up_interrupted
from config.demo import demo_path, load_demo, write_demo_file
from config.processes import ProcessGroup

START_SECONDS = 30
GUNICORN = [
    "-m", "gunicorn", "config.wsgi", "--worker-class", "gthread", "--threads", "4",
    "--max-requests", "20000", "--max-requests-jitter", "2000", "--no-control-socket",
    # A scanned code of the longest kind, percent-encoded, and room to say so when it is longer.
    "--limit-request-line", "8190",
    # It writes no log of requests: theirs is api/request_log.py.
    "--logger-class", "config.gunicorn_logger.GunicornLogger",
]  # fmt: skip


class Command(BaseCommand):
    help = "Migrate, then run the web server and the worker until Ctrl-C or SIGTERM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--workers", type=int, default=int(os.environ.get("HTX_WEB_WORKERS", "2")))
        parser.add_argument(
            "--demo", action="store_true", help="Load the sample goods into an empty database."
        )

    def handle(self, **options: Any) -> None:
        host, port = options["host"], options["port"]
        base_url = f"http://{host}:{port}"
        _require_free(host, port)
        settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        if options["demo"] and load_demo():
            self.stdout.write("Sample goods loaded. / Đã nạp hàng mẫu.")
            write_demo_file(base_url)
        elif demo_path().exists():
            write_demo_file(base_url)
        catalogue.tasks.schedule_housekeeping()
        api.tasks.schedule_housekeeping()
        people.tasks.schedule_housekeeping()
        take_up_interrupted()
        _make_mail_directory()
        connection.close()
        environment = os.environ | {"HTX_PUBLIC_URL": os.environ.get("HTX_PUBLIC_URL", base_url)}
        with ProcessGroup() as group:
            bind = ["--bind", f"{host}:{port}", "--workers", str(options["workers"])]
            group.start([*GUNICORN, *bind], environment)
            group.start(["manage.py", "work", "--no-startup-delay", "-v", "0"], environment)
            if self._wait_until_ready(group, "127.0.0.1" if host == "0.0.0.0" else host, port):  # noqa: S104
                self._print_addresses(base_url)
            while not group.stop_requested:
                if (status := group.first_ended()) is not None:
                    raise CommandError(f"A process ended by itself with status {status}.", returncode=1)
                time.sleep(0.1)
        self.stdout.write("Stopped. / Đã dừng.")

    def _wait_until_ready(self, group: ProcessGroup, host: str, port: int) -> bool:
        """Return True when ``/readyz`` answers 200, False when asked to stop before that.

        Raises CommandError when a process ends or time runs out.
        """
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if group.stop_requested:
                return False
            if group.first_ended() is not None:
                raise CommandError("The server could not start. / Máy chủ không khởi động được.")
            probe = http.client.HTTPConnection(host, port, timeout=2)
            try:
                probe.request("GET", "/readyz")
                if probe.getresponse().status == HTTPStatus.OK:
                    return True
            except OSError:
                pass
            finally:
                probe.close()
            time.sleep(0.1)
        raise CommandError(f"The server was not ready within {START_SECONDS} s.")

    def _print_addresses(self, base_url: str) -> None:
        lines = [
            ("Docs / Tài liệu", f"{base_url}/api/docs/"),
            ("Goods / Hàng hóa", f"{base_url}/api/v1/store/products"),
            ("Search / Tìm", f"{base_url}/api/v1/store/products?q=mat+ong"),
            ("Scan / Quét", f"{base_url}/api/v1/store/scan?code=9520007919019"),
            ("Barcode / Mã vạch", f"{base_url}/api/v1/store/barcodes/9520007919019.svg"),
        ]
        if demo_path().exists():
            demo = write_demo_file(base_url)
            lines.append(("Publishable key", demo["publishable_key"]))
            lines += [
                (f"Log in / Vào: {entry['role']}", f"{entry['username']}  {entry['password']}")
                for entry in demo["staff"][:2]
            ]
            lines.append(("All of it / Tất cả", str(demo_path())))
        self.stdout.write("\n".join(f"{name:<22} {address}" for name, address in lines))
        self.stdout.flush()


def _make_mail_directory() -> None:
    """Make the directory of mail that goes to files, for nobody else: links in it open accounts."""
    if (path := getattr(settings, "EMAIL_FILE_PATH", None)) is not None:
        Path(path).mkdir(mode=0o700, parents=True, exist_ok=True)


def _require_free(host: str, port: int) -> None:
    """Refuse an address that cannot be listened on, before anything is changed. Raises CommandError."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Không dùng được cổng {port}, hãy chọn cổng khác: PORT=9000 make run\n"
                f"Port {port} cannot be used ({error}); choose another: PORT=9000 make run"
            ) from None
