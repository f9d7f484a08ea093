"""Files go when no row has needed them for long enough, and not a moment sooner."""

import datetime
import os
import time
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from catalogue.media.errors import MediaStorageUnavailable
from catalogue.media.items import add_photo, delete_media
from catalogue.media.papers import delete_paper, upload_paper
from catalogue.media.sweeping import sweep_files
from catalogue.models import Certificate
from catalogue.tasks import tidy_up
from tests.catalogue.media.accepted import kept_photo
from tests.catalogue.media.clips import plain_pdf
from tests.factories import make_product

pytestmark = pytest.mark.django_db


def age(folder: Path, days: float) -> None:
    """Make all files so old."""
    then = time.time() - days * 86_400
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (then, then))


def count(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def test_orphans_are_swept_after_a_day(media_folder: Path) -> None:
    kept_photo()
    assert sweep_files() == 0

    age(media_folder, 0.9)
    assert sweep_files() == 0
    age(media_folder, 1.1)
    (media_folder / "public" / "00").mkdir(exist_ok=True)
    left_over = media_folder / "public" / "00" / ".abc.partial"
    left_over.write_bytes(b"broken off")
    os.utime(left_over, (0, 0))
    assert sweep_files() == 5
    assert count(media_folder) == 0


def test_an_orphan_that_is_sent_again_is_young_again(media_folder: Path) -> None:
    kept_photo("the same")
    age(media_folder, 5)
    kept_photo("the same")

    assert sweep_files() == 0


def test_files_stay_while_any_row_needs_them(media_folder: Path) -> None:
    first, second = (add_photo(product=make_product(), kept=kept_photo("one")) for _ in range(2))
    age(media_folder, 40)
    delete_media(item=first)

    with time_machine.travel(timezone.now() + datetime.timedelta(days=31)):
        assert sweep_files() == 0
        delete_media(item=second)
        assert sweep_files() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(days=70)):
        assert sweep_files() == 4
    assert count(media_folder) == 0


def test_papers_are_swept_likewise(media_folder: Path) -> None:
    day = datetime.date(2026, 1, 1)
    certificate = Certificate.objects.create(
        product=make_product(), kind="organic", valid_from=day, valid_to=day
    )
    paper = upload_paper(certificate=certificate, data=plain_pdf())
    age(media_folder, 2)
    assert sweep_files() == 0

    delete_paper(paper=paper)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=31)):
        assert sweep_files() == 1


def test_the_nightly_job_sweeps_and_survives_a_storage_that_does_not_answer(
    media_folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    kept_photo()
    age(media_folder, 2)
    tidy_up.call()
    assert count(media_folder) == 0

    def silent() -> int:
        raise MediaStorageUnavailable

    monkeypatch.setattr("catalogue.tasks.sweep_files", silent)
    tidy_up.call()
    assert "not swept" in caplog.text
