"""Files of labels: written once, kept for a while, and told of when they are lost."""

import os
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from botocore.exceptions import ReadTimeoutError
from django.utils import timezone

from api.models import IdempotentRequest
from catalogue.labels.custom_stocks import custom_stock
from catalogue.labels.profile_errors import StockInvalid
from catalogue.media.storage import DiskStorage
from catalogue.models import PrintJob
from catalogue.printing.background import print_in_background
from catalogue.printing.sweeping import sweep_label_files
from tests.api.seller.labels import asked, bars_of, content, folder, gtin
from tests.api.staff.people import Cast

__all__ = ["folder", "gtin"]

pytestmark = pytest.mark.django_db


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_repetition_under_the_same_key_writes_no_second_file(cast: Cast, gtin: str, folder: Path) -> None:
    first = cast.staff_a.post("seller/labels", asked(gtin), Idempotency_Key="k")
    written = files(folder)

    with patch("api.seller.labels.write_at_once", side_effect=AssertionError):
        again = cast.staff_a.post("seller/labels", asked(gtin), Idempotency_Key="k")
        other = cast.staff_a.post("seller/labels", asked(gtin, copies=2), Idempotency_Key="k")

    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert (len(written), files(folder), PrintJob.objects.count()) == (1, written, 1)


def test_a_file_that_was_written_beside_the_first_is_taken_back(cast: Cast, gtin: str, folder: Path) -> None:
    cast.staff_a.post("seller/labels", asked(gtin), Idempotency_Key="k")
    written = files(folder)

    with patch("api.staff.views.earlier_answer", return_value=None):  # they came at the same moment
        again = cast.staff_a.post("seller/labels", asked(gtin), Idempotency_Key="k")
        other = cast.staff_a.post("seller/labels", asked(gtin, copies=2), Idempotency_Key="k")
        assert (again.status_code, other.status_code, files(folder)) == (201, 422, written)
        with patch("api.seller.labels.drop_labels"):  # the twin that takes nothing back
            cast.staff_a.post("seller/labels", asked(gtin), Idempotency_Key="k")

    assert (len(files(folder)), PrintJob.objects.count()) == (2, 1)


def test_who_has_left_the_cooperative_is_not_given_the_old_answer_again(cast: Cast, gtin: str) -> None:
    assert cast.staff_a.post("seller/labels", asked(gtin), Idempotency_Key="k").status_code == 201
    cast.minh.memberships.create(cooperative=cast.b, role="staff")
    assert cast.staff_a.post("seller/labels", asked(gtin), Idempotency_Key="k").status_code == 201

    cast.minh.memberships.filter(cooperative=cast.a).delete()
    with patch("api.staff.views.earlier_answer", return_value=None):
        beside = cast.staff_a.post("seller/labels", asked(gtin), Idempotency_Key="k")
    left = cast.staff_a.post("seller/labels", asked(gtin), Idempotency_Key="k")

    assert (left.status_code, left.json()["code"], beside.status_code) == (404, "not_found", 404)
    IdempotentRequest.objects.update(reach=[])  # the twin: a row that forgets whom it was for
    assert cast.staff_a.post("seller/labels", asked(gtin), Idempotency_Key="k").status_code == 201


def test_who_is_no_officer_any_more_is_not_given_the_old_answer_again(cast: Cast, gtin: str) -> None:
    assert cast.alliance.post("seller/labels", asked(gtin), Idempotency_Key="k").status_code == 201
    cast.officer.is_alliance = False
    cast.officer.save()
    cast.officer.memberships.create(cooperative=cast.a, role="staff")

    assert cast.alliance.post("seller/labels", asked(gtin), Idempotency_Key="k").status_code == 404


@pytest.mark.parametrize("failure", [OSError(28, "full"), ReadTimeoutError(endpoint_url="http://s3.example")])
def test_a_storage_that_fails_or_hangs_is_told_as_such_and_nothing_is_half_done(
    cast: Cast, gtin: str, folder: Path, failure: Exception
) -> None:
    with patch.object(DiskStorage, "_save", side_effect=failure):
        refused = cast.staff_a.post("seller/labels", asked(gtin), Idempotency_Key="k")
    assert (refused.status_code, refused.json()["code"]) == (503, "media_storage_unavailable")
    assert (PrintJob.objects.count(), IdempotentRequest.objects.filter(key="k").count(), files(folder)) == (
        *(0, 0),
        [],
    )

    done = cast.staff_a.post("seller/labels", asked(gtin), Idempotency_Key="k").json()
    with patch.object(DiskStorage, "_open", side_effect=failure):
        unread = cast.staff_a.get(done["file"].removeprefix("/api/v1/"))
    assert (unread.status_code, unread.json()["code"]) == (503, "media_storage_unavailable")

    with (
        patch("api.seller.labels.LABELS_AT_ONCE", 2),
        patch.object(DiskStorage, "_save", side_effect=failure),
    ):
        key = cast.staff_a.post("seller/labels", asked(gtin)).json()["id"]
        print_in_background.func(key)
    shown = cast.staff_a.get(f"seller/labels/{key}").json()
    assert (shown["status"], shown["refusal"]["code"]) == ("failed", "media_storage_unavailable")
    assert len(files(folder)) == 1


def test_a_file_that_was_lost_is_told_as_such_and_all_of_the_job_can_be_printed_again(
    cast: Cast, gtin: str, folder: Path
) -> None:
    done = cast.staff_a.post("seller/labels", asked(gtin)).json()
    files(folder)[0].unlink()

    gone = cast.staff_a.get(f"seller/labels/{done['id']}/file")
    again = cast.staff_a.post(f"seller/labels/{done['id']}/reprint", {}).json()

    assert (gone.status_code, gone.json()["code"]) == (404, "label_file_gone")
    assert again["total"] == 3
    assert bars_of(content(cast.staff_a.get(again["file"].removeprefix("/api/v1/")))) == [gtin] * 3


def test_a_job_on_a_paper_that_a_later_rule_would_refuse_is_printed_again(cast: Cast, gtin: str) -> None:
    old = cast.staff_a.post("seller/labels", asked(gtin)).json()["id"]
    job = PrintJob.objects.get(pk=old)
    stock = job.record["stock"]
    with pytest.raises(StockInvalid):
        custom_stock(**stock | {"safety_mm": 5.5})
    PrintJob.objects.filter(pk=old).update(record=job.record | {"stock": stock | {"safety_mm": 5.5}})

    again = cast.staff_a.post(f"seller/labels/{old}/reprint", {"labels": [2]})

    assert (again.status_code, again.json()["status"]) == (201, "done")
    assert PrintJob.objects.get(reprint_of=old).record["stock"]["safety_mm"] == 5.5


def test_a_file_is_cleared_away_after_thirty_days_and_its_job_stays(
    cast: Cast, gtin: str, folder: Path
) -> None:
    old = cast.staff_a.post("seller/labels", asked(gtin)).json()["id"]
    young = cast.staff_a.post("seller/labels", asked(gtin)).json()["id"]
    orphan, fresh = folder / "labels" / ".a.partial", folder / "labels" / "b.pdf"
    orphan.write_bytes(b"broken off")
    fresh.write_bytes(b"about to be named")
    for path in files(folder):
        if path != fresh:
            os.utime(path, (0, 0))
    PrintJob.objects.filter(pk=old).update(finished_at=timezone.now() - timedelta(days=31))
    PrintJob.objects.filter(pk=young).update(finished_at=timezone.now() - timedelta(days=29))

    assert sweep_label_files() == 2

    assert set(files(folder)) == {fresh, folder / PrintJob.objects.get(pk=young).file_name}
    shown = cast.staff_a.get(f"seller/labels/{old}").json()
    assert (shown["status"], shown["file"], shown["total"]) == ("done", None, 3)
    assert cast.staff_a.get(f"seller/labels/{old}/file").json()["code"] == "label_file_gone"
    again = cast.staff_a.post(f"seller/labels/{old}/reprint", {"labels": [2]}).json()
    assert bars_of(content(cast.staff_a.get(again["file"].removeprefix("/api/v1/")))) == [gtin]
    assert sweep_label_files() == 0
