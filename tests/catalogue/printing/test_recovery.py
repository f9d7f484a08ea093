"""A worker that is killed in the middle of a print job leaves no file, and another takes the job up."""

import datetime
import os
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pypdfium2
import pytest
from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from catalogue.models import PrintJob, PrintStatus
from catalogue.printing import open_labels, queue_print, take_up_lost, watch_over_prints
from catalogue.printing.background import LOST_AFTER, MOST_ATTEMPTS, claim, print_in_background
from tests.catalogue.imports.test_interruption import database_url
from tests.catalogue.labels.specimens import make_content, make_job
from tests.factories import make_cooperative
from tests.racing import PATIENCE_S, run_together

pytestmark = pytest.mark.django_db(transaction=True)

# The worker as it is, but that at the second page it says so and then waits.
HALTING = """
import sys, django
django.setup()
from django.core.management import call_command
from catalogue.printing import background
background._TELL_SECONDS = 0
watch_of = background._watch
def watch(row):
    seen = watch_of(row)
    def progress(done):
        seen.progress(done)
        if done > 24:
            print("midway", flush=True)
            sys.stdin.read()
    return type(seen)(progress, seen.cancelled)
background._watch = watch
call_command("work", batch=True, startup_delay=False, verbosity=0)
"""
WORKER = HALTING.replace('print("midway", flush=True)', "return")


@pytest.fixture(autouse=True)
def _files_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = settings.STORAGES | {
        "media": {
            "BACKEND": "catalogue.media.storage.DiskStorage",
            "OPTIONS": {"location": str(tmp_path / "media")},
        }
    }


def a_job(copies: int = 60) -> PrintJob:
    job = make_job(make_content(), copies=copies)
    return queue_print(cooperative=make_cooperative(), job=job, form="pdf")


def start_worker(program: str, data: Path) -> "subprocess.Popen[str]":
    own = {
        "HTX_DATABASE_URL": database_url(),
        "HTX_DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    return subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        env=os.environ | own,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def let_time_pass() -> None:
    """Make everything as old as a dead worker is: the clock of another process cannot be moved."""
    earlier = timezone.now() - LOST_AFTER - datetime.timedelta(seconds=1)
    PrintJob.objects.update(alive_at=earlier)
    DBTaskResult.objects.filter(status="RUNNING").update(started_at=earlier)
    DBTaskResult.objects.filter(status="READY").update(run_after=earlier)


def entries() -> list[str]:
    rows = DBTaskResult.objects.filter(task_path=print_in_background.module_path).order_by("enqueued_at")
    return list(rows.values_list("status", flat=True))


def files(data: Path) -> list[str]:
    return [path.name for path in (data / "media").rglob("*") if path.is_file()]


def test_a_job_whose_worker_was_killed_is_finished_by_the_next_worker(tmp_path: Path) -> None:
    key = a_job().pk
    with start_worker(HALTING, tmp_path) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "midway\n"
        worker.send_signal(signal.SIGKILL)
    row = PrintJob.objects.get(pk=key)
    assert (worker.returncode, row.status, row.done) == (-signal.SIGKILL, "running", 48)
    assert (files(tmp_path), entries(), take_up_lost()) == ([], ["RUNNING"], 0)

    let_time_pass()
    with start_worker(WORKER, tmp_path) as successor:
        successor.communicate(timeout=PATIENCE_S)

    row.refresh_from_db()
    assert (successor.returncode, row.status, row.done, row.total) == (0, "done", 60, 60)
    assert (row.attempts, entries()) == (2, ["FAILED", "SUCCESSFUL"])
    assert files(tmp_path) == [Path(row.file_name).name]
    with open_labels(row.file_name) as file:
        document = pypdfium2.PdfDocument(BytesIO(file.read()))
    assert len(document) == 3


def test_a_live_worker_keeps_its_job_however_long_it_takes() -> None:
    row = a_job()
    assert claim(row.pk) is not None
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    PrintJob.objects.update(started_at=long_ago)
    DBTaskResult.objects.filter(task_path=print_in_background.module_path).update(
        status="RUNNING", started_at=long_ago
    )

    assert (take_up_lost(), claim(row.pk)) == (0, None)
    assert (PrintJob.objects.get().attempts, entries()) == (1, ["RUNNING"])


def written_by_two_workers(key: int) -> tuple[int, list[object]]:
    """Return how many files two workers wrote of one job that began at the same moment."""
    written: list[object] = []
    real = print_in_background.func.__globals__["write_at_once"]

    def write(*job: Any, **more: Any) -> Any:
        written.append(real(*job, **more))
        return written[-1]

    with patch("catalogue.printing.background.write_at_once", write):
        outcomes = run_together([lambda: print_in_background.func(key)] * 2)
    return len(written), list(outcomes)


def test_of_two_workers_one_alone_writes_the_file(tmp_path: Path) -> None:
    assert written_by_two_workers(a_job().pk) == (1, [None, None])
    assert len(files(tmp_path)) == 1


def test_twin_without_the_guard_both_workers_write_it() -> None:
    def unguarded(key: int) -> PrintJob:
        PrintJob.objects.filter(pk=key).update(status=PrintStatus.RUNNING, attempts=1)
        return PrintJob.objects.get(pk=key)

    with patch("catalogue.printing.background.claim", unguarded):
        assert written_by_two_workers(a_job().pk) == (2, [None, None])


def test_a_worker_given_up_for_dead_that_comes_back_leaves_nothing(tmp_path: Path) -> None:
    row = a_job()
    slow = claim(row.pk)
    let_time_pass()
    print_in_background.func(row.pk)
    kept = PrintJob.objects.get(pk=row.pk).file_name

    with patch("catalogue.printing.background.claim", return_value=slow):
        print_in_background.func(row.pk)

    assert (PrintJob.objects.get(pk=row.pk).file_name, files(tmp_path)) == (kept, [Path(kept).name])


def test_a_job_that_kills_every_worker_is_given_up_and_says_so() -> None:
    row = a_job()
    for _ in range(MOST_ATTEMPTS):
        assert claim(row.pk) is not None
        let_time_pass()
    assert claim(row.pk) is None

    assert take_up_lost() == 0

    row.refresh_from_db()
    assert (row.status, (row.refusal or {})["code"]) == ("failed", "printing_given_up")


def test_a_queued_job_that_no_entry_tells_of_is_queued_again() -> None:
    row = a_job()
    DBTaskResult.objects.filter(task_path=print_in_background.module_path).delete()

    assert take_up_lost() == 0
    let_time_pass()
    assert (take_up_lost(), take_up_lost(), entries()) == (1, 0, ["READY"])
    assert PrintJob.objects.get().pk == row.pk


def test_the_watch_goes_on_only_while_jobs_are_unfinished() -> None:
    row = a_job()
    watches = DBTaskResult.objects.filter(task_path=watch_over_prints.module_path, status="READY")
    assert watches.count() == 1
    watches.delete()

    watch_over_prints.func()
    assert watches.count() == 1
    watches.delete()
    print_in_background.func(row.pk)
    watch_over_prints.func()

    assert watches.count() == 0
