"""Hundreds of hostile spreadsheets over the wire into `POST seller/imports`, and on to the end of their job.

A server as in production with one process, and a worker beside it. Of each file: what was answered and how
fast, and how much more memory than before the server and the worker had at their peaks. The yardstick is the
growth by the largest honest file. The run fails when a file is answered with a 5xx, in more than 5 s, or
lets a process grow by more than 150 MB; or when the catalogue holds a formula afterwards.
"""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import psutil

from bench.claims import tell
from bench.office import Office, Watch, open_office, serving_process
from bench.store_server import ROOT, configure, server

MOST_GROWTH_MB = 150
MOST_SECONDS = 5.0
FILE_NAMES = ("hang.xlsx", "../../../etc/passwd", "a\\..\\b.csv", "x" * 300, "=1+1.csv", "\u202excod.exe", "")
HONEST = "text_tricks: 9,990 rows as long as can be"
TAKEN = {200, 201, 202, 400, 409, 413, 422}


@dataclass
class Outcome:
    """What became of the files."""

    answers: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: list[tuple[float, str]] = field(default_factory=list)
    job_seconds: list[tuple[float, str]] = field(default_factory=list)
    growth_mb: list[tuple[float, str]] = field(default_factory=list)
    worker_growth_mb: list[tuple[float, str]] = field(default_factory=list)


def take(
    office: Office, file: tuple[str, str, bytes], processes: list[psutil.Process], outcome: Outcome
) -> None:
    """Send one file, apply it where that can be, wait for the end, and note what happened."""
    name, title, data = file
    watches = [Watch(process) for process in processes]
    began = time.perf_counter()
    status, body = office.send("imports", title, data)
    outcome.seconds.append((time.perf_counter() - began, name))
    said = f"{status} {body.get('status') or body.get('code')}"
    if status == 201 and body["status"] == "staged":
        began = time.perf_counter()
        status, body = office.ask("POST", f"imports/{body['id']}/apply")
        if status != 202:
            outcome.seconds.append((time.perf_counter() - began, f"{name}, applied"))
        while body.get("status") == "applying":
            time.sleep(0.1)
            _, body = office.ask("GET", f"imports/{body['id']}")
        outcome.job_seconds.append((time.perf_counter() - began, name))
        said += f" → {status} {body.get('status') or body.get('code')}"
    outcome.answers[said] += 1
    if status not in TAKEN:
        outcome.faults.append(f"{name}: {said}")
    for watch, growths in zip(watches, (outcome.growth_mb, outcome.worker_growth_mb), strict=True):
        growths.append((watch.growth_mb(), name))


@contextmanager
def worker() -> Iterator[psutil.Process]:
    """Yield the worker that applies large imports."""
    command = [sys.executable, "manage.py", "db_worker", "--no-startup-delay", "-v", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def formulas_on_record() -> list[str]:
    """Return the cells of an export that a spreadsheet would run."""
    import csv
    import io

    from catalogue.exports import export_csv
    from catalogue.models import Variant

    rows = csv.reader(io.StringIO(export_csv(Variant.objects.present()).decode("utf-8-sig"), newline=""))
    return [
        cell
        for row in rows
        for cell in row
        if cell.lstrip(" \"'").startswith(("=", "@", "\t", "\r", "＝")) and not cell.startswith("'")
    ]


def main() -> int:
    """Run all and print one line; return 1 when something is not as promised."""
    with tempfile.TemporaryDirectory(prefix="htx-hostile-imports-") as folder:
        data = Path(folder)
        configure(data)
        from bench.hostile_tables import tables
        from bench.workbook_parts import honest

        (_, token), outcome = open_office(), Outcome()
        with server(data) as port, worker() as background:
            office, web = Office(port, token), serving_process()
            take(office, ("warm-up", "a.xlsx", honest()), [web, background], Outcome())
            for (name, file), title in zip(tables(), cycle(FILE_NAMES), strict=False):
                take(office, (name, title, file), [web, background], outcome)
        outcome.faults += [f"formula on record: {cell[:60]!r}" for cell in formulas_on_record()]
    return report(outcome)


def report(outcome: Outcome) -> int:
    """Tell people on the error output, print the line, and return the exit status."""
    say = [f"{len(outcome.growth_mb)} files"]
    say += [f"  {count:4} {answer}" for answer, count in outcome.answers.most_common()]
    say += [f"{len(outcome.faults)} faults", *outcome.faults[:20]]
    for title, found, unit in (
        ("slowest answers", outcome.seconds, "s"),
        ("longest jobs", outcome.job_seconds, "s"),
        ("server grows", outcome.growth_mb, "MB"),
        ("worker grows", outcome.worker_growth_mb, "MB"),
    ):
        say += [title, *(f"  {value:.2f} {unit} {name}" for value, name in sorted(found, reverse=True)[:6])]
    print("\n".join(say), file=sys.stderr)
    growth = max(value for value, _ in (*outcome.growth_mb, *outcome.worker_growth_mb))
    yardstick = next(value for value, name in outcome.growth_mb if name == HONEST)
    slowest = max(value for value, _ in outcome.seconds)
    unit = (
        f"MB that server or worker grow by at most over {len(outcome.growth_mb)} hostile spreadsheets; "
        "yardstick: the largest honest file"
    )
    line: dict[str, object] = {
        "bench": "hostile_imports",
        "yardstick": round(yardstick, 1),
        "value": round(growth, 1),
    }
    line |= {"ratio": round(growth / yardstick, 2), "slowest_seconds": round(slowest, 2), "unit": unit}
    kept = tell(line, most={"value": MOST_GROWTH_MB, "slowest_seconds": MOST_SECONDS})
    return 0 if kept and not outcome.faults else 1


if __name__ == "__main__":
    sys.exit(main())
