"""A worker that is killed in the middle of an import leaves nothing of it, and another takes it up."""

import os
import signal
import subprocess
import sys
import time
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from catalogue.history import acting_as
from catalogue.imports import background, stage
from catalogue.imports.background import apply_import, start_applying, take_up_interrupted
from catalogue.models import (
    Category,
    Cooperative,
    ImportJob,
    ImportRow,
    ImportStatus,
    Product,
    Variant,
)
from tests.catalogue.imports.spreadsheets import GOODS, csv_file
from tests.factories import make_category, make_cooperative
from tests.racing import PATIENCE_S

pytestmark = pytest.mark.django_db(transaction=True)

# The worker as it is; only what tells the progress says when all rows are written, and then waits.
WORKER = """
import sys, django
django.setup()
from django.core.management import call_command
from catalogue.imports import background
def tell(work, step, done, total):
    if step == "render":
        print("midway", flush=True)
        sys.stdin.read()
background.tell_progress = tell
call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
"""


def database_url() -> str:
    """Return where the tests keep their rows, for another process."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['HTX_DATABASE_URL'].rpartition('/')[0]}/{name}"


def kill_a_worker_midway(program: str = WORKER) -> None:
    environment = os.environ | {
        "HTX_DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "midway\n"
        worker.send_signal(signal.SIGKILL)
    assert worker.returncode == -signal.SIGKILL


def staged() -> ImportJob:
    cooperative: Cooperative = make_cooperative()
    if not Category.objects.filter(slug="mat-ong").exists():
        make_category(slug="mat-ong")
    rows = [{**GOODS, "sku": f"A-{number}"} for number in range(3)]
    return stage(csv_file(*rows), filename="hang.csv", cooperative=cooperative)


def run_worker() -> None:
    """Do what waits, as the worker does."""
    waiting: Any = DBTaskResult.objects.ready().filter(task_path=apply_import.module_path)
    for result in waiting:
        apply_import.func(*result.args_kwargs["args"])
        result.set_successful(None)


def counts() -> tuple[int, int, int, int]:
    return (
        Product.objects.count(),
        Variant.objects.count(),
        Product.history.count(),
        ImportRow.objects.exclude(variant=None).count(),
    )


def given() -> list[str]:
    results = DBTaskResult.objects.filter(task_path=apply_import.module_path).order_by("enqueued_at")
    return list(results.values_list("status", flat=True))


def test_an_import_whose_worker_was_killed_leaves_nothing_and_is_taken_up_when_the_server_starts() -> None:
    job = start_applying(staged(), actor="user:7", submit=True)
    kill_a_worker_midway()

    assert counts() == (0, 0, 0, 0)
    assert (ImportJob.objects.get().status, given()) == (ImportStatus.APPLYING, ["RUNNING"])

    assert taken_up() == 1
    assert (given(), take_up_interrupted()) == (["FAILED", "READY"], 0)
    run_worker()
    job.refresh_from_db()
    assert (job.status, job.applied_count, counts()) == (ImportStatus.APPLIED, 3, (3, 3, 3, 3))
    assert set(Product.history.values_list("history_user_id", flat=True)) == {"user:7"}
    assert set(Product.objects.values_list("state", flat=True)) == {"submitted"}
    assert (take_up_interrupted(), given()) == (0, ["FAILED", "SUCCESSFUL"])


def test_twin_without_the_one_transaction_half_an_import_is_left() -> None:
    start_applying(staged(), actor="user:7")
    commits = "from django.db import connection; connection.connection.commit()\n        "

    kill_a_worker_midway(WORKER.replace('print("midway"', f'{commits}print("midway"'))

    assert counts()[:3] == (3, 3, 3)
    assert ImportJob.objects.get().status == ImportStatus.APPLYING


def taken_up() -> int:
    """Return how many were taken up, asking until the database has noticed that the worker is gone."""
    patient_until = time.monotonic() + PATIENCE_S
    while not (taken := take_up_interrupted()) and time.monotonic() < patient_until:
        pass
    return taken


def test_an_interrupted_import_is_begun_anew_by_whoever_asks_again() -> None:
    job = start_applying(staged(), actor="user:7")
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())

    assert start_applying(job, actor="user:8").status == ImportStatus.APPLYING
    assert given() == ["RUNNING"]  # taken in hand a moment ago, perhaps not locked yet
    with time_machine.travel(timezone.now() + background._TAKING_IN_HAND * 2, tick=False):
        start_applying(job, actor="user:8")

    assert given() == ["FAILED", "READY"]
    with acting_as("worker"):
        run_worker()
    assert ImportJob.objects.get().status == ImportStatus.APPLIED
    assert counts() == (3, 3, 3, 3)


def test_an_import_that_two_workers_were_given_is_applied_once() -> None:
    job = start_applying(staged(), actor="user:7")
    apply_import.enqueue(job.pk, "user:8")

    run_worker()

    assert (ImportJob.objects.get().status, ImportJob.objects.get().refusal) == (ImportStatus.APPLIED, None)
    assert counts() == (3, 3, 3, 3)
    assert set(Product.history.values_list("history_user_id", flat=True)) == {"user:7"}


def test_what_an_operator_was_importing_is_left_to_the_operator() -> None:
    staged()
    ImportJob.objects.update(status=ImportStatus.APPLYING)

    assert take_up_interrupted() == 0
    assert given() == []
