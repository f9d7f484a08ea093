"""5,000 labels as one queued job in a worker process: its memory, its progress, its end when cancelled.

The worker prints 50 labels first, which loads fonts and libraries; what counts is how much its peak grows
from there, the job read from its row and the file written to the storage included. Then a second job is
cancelled in the middle, and the file of the first is read again after the worker was replaced. Every label
has its own number and QR code.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from bench.claims import Bounds, tell
from bench.label_contents import contents

if TYPE_CHECKING:
    from catalogue.models import Cooperative, PrintJob

ROOT = Path(__file__).resolve().parent.parent
LABELS = 5000
WARM_UP = 50
MOST_MB = 150
MOST_CANCEL_SECONDS = 5
PATIENCE_SECONDS = 600
LOOK_SECONDS = 0.02


def configure(data: Path) -> None:
    """Let this process and its children keep everything under ``data``."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "HTX_DATA_DIR": str(data)}
    os.environ.pop("HTX_DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


@contextmanager
def worker() -> Iterator["subprocess.Popen[bytes]"]:
    """Run a worker as the server does, and stop it."""
    command = [sys.executable, "manage.py", "work", "--no-startup-delay", "--interval", "0.1", "-v", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def peak_mb(process: "subprocess.Popen[bytes]") -> float:
    """Return the most memory that ``process`` has had, in MB."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def queued(cooperative: "Cooperative", first: int, labels: int) -> "PrintJob":
    """Return a queued job of so many different labels on sheets."""
    from catalogue.labels.jobs import LabelItem, LabelJob
    from catalogue.labels.printers import find_printer
    from catalogue.labels.stocks import find_stock
    from catalogue.printing import queue_print

    items = tuple(LabelItem(content) for content in contents(first, labels))
    job = LabelJob(find_stock("a4-24-70x37"), find_printer("office-600"), items)
    return queue_print(cooperative=cooperative, job=job, form="pdf")


def wait(row: "PrintJob", until: Callable[["PrintJob"], bool]) -> list[int]:
    """Return the counts of finished labels that were seen until the job was as asked."""
    seen: list[int] = []
    patient_until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < patient_until:
        row.refresh_from_db()
        if row.done and row.done not in seen[-1:]:
            seen.append(row.done)
        if until(row):
            return seen
        if row.status == "failed":
            raise SystemExit(f"the job failed: {row.refusal}")
        time.sleep(LOOK_SECONDS)
    raise SystemExit("the job did not come so far")


def is_done(row: "PrintJob") -> bool:
    """Return whether the file is there."""
    return row.status == "done"


def fingerprint(row: "PrintJob") -> str:
    """Return the SHA-256 of the job's file."""
    from catalogue.printing import open_labels

    with open_labels(row.file_name) as file:
        return sha256(file.read()).hexdigest()


def measure(cooperative: "Cooperative") -> bool:
    """Print what one worker needs for one large job, and what it does when another is cancelled.

    Return whether all claims are kept.
    """
    from catalogue.printing import cancel_print

    with worker() as process:
        wait(queued(cooperative, 0, WARM_UP), is_done)
        before = peak_mb(process)
        large = queued(cooperative, WARM_UP, LABELS)
        seen = wait(large, is_done)
        grown = peak_mb(process) - before
        written = fingerprint(large)
        stopped = queued(cooperative, WARM_UP, LABELS)
        wait(stopped, lambda row: row.status == "running" and row.done > 0)
        began = time.monotonic()
        cancel_print(row=stopped)
        wait(queued(cooperative, 0, WARM_UP), is_done)
        cancelled = time.monotonic() - began
    stopped.refresh_from_db()
    if seen != sorted(seen) or seen[-1] != LABELS or stopped.status != "cancelled" or stopped.file_name:
        raise SystemExit(f"wrong counts or a cancelled job with a file: {seen}, {stopped.status}")
    with worker():
        wait(queued(cooperative, 0, WARM_UP), is_done)
        kept = fingerprint(large) == written
    return report(grown, len(seen), cancelled, kept=kept)


def report(grown: float, seen: int, cancelled: float, *, kept: bool) -> bool:
    """Print a line of JSON for each figure; return whether all claims are kept."""
    most: Bounds = {"ratio": 1}
    megabytes, seconds = f"{MOST_MB} MB", f"{MOST_CANCEL_SECONDS} s"
    labels = "MB that a job of 5,000 labels adds to a worker"
    ended = "seconds from cancelling to the end of the next job, no file left"
    unchanged = "file unchanged after the worker was replaced"
    counts = "rising counts seen, the last one 5,000"
    share = cancelled / MOST_CANCEL_SECONDS
    return all(
        [
            tell(line("memory", megabytes, round(grown, 1), grown / MOST_MB, labels), most=most),
            tell(line("progress", "told every 0.5 s", seen, seen / 2, counts), least={"ratio": 1}),
            tell(line("cancel", seconds, round(cancelled, 2), share, ended), most=most),
            tell(line("restart", "the bytes of before", int(kept), kept, unchanged), least={"ratio": 1}),
        ]
    )


def line(bench: str, yardstick: str, value: float, ratio: float, unit: str) -> dict[str, object]:
    """Return the line of one figure."""
    named = {"bench": f"label_worker_{bench}", "yardstick": yardstick, "value": value}
    return named | {"ratio": round(float(ratio), 2), "unit": unit}


def main() -> int:
    """Measure in a new folder; return 1 when a claim is broken."""
    with tempfile.TemporaryDirectory(prefix="htx-bench-") as folder:
        configure(Path(folder))
        from catalogue.models import Cooperative

        place = {"commune_code": "00721", "commune_name": "Xã Đồng Văn", "province_code": "08"}
        cooperative = Cooperative.objects.create(
            name="HTX Đo Lường", slug="htx-do-luong", tax_code="5199900017", **place
        )
        return 0 if measure(cooperative) else 1


if __name__ == "__main__":
    sys.exit(main())
