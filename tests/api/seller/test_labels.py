import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pypdfium2
import pytest
import zxingcpp
from botocore.exceptions import ReadTimeoutError
from django.utils import timezone

from api.models import IdempotentRequest
from catalogue.labels.custom_stocks import custom_stock
from catalogue.labels.profile_errors import StockInvalid
from catalogue.media.storage import DiskStorage
from catalogue.models import PrintJob, PrintStatus, Product
from catalogue.printing.background import print_in_background
from catalogue.printing.sweeping import sweep_label_files
from tests.api.seller.goods import enter
from tests.api.staff.people import Caller, Cast
from tests.factories import make_company_prefix

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """Files go to a folder of their own."""
    settings.STORAGES = settings.STORAGES | {
        "media": {"BACKEND": "catalogue.media.storage.DiskStorage", "OPTIONS": {"location": str(tmp_path)}}
    }
    return tmp_path


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def gtin(cast: Cast) -> str:
    """The number of a product of A."""
    return numbered(cast, cast.staff_a)


def numbered(cast: Cast, caller: Caller) -> str:
    make_company_prefix(cooperative=cast.a if caller is cast.staff_a else cast.b)
    variant = enter(caller)["variants"][0]["id"]
    given = caller.post("seller/gtins", {"variant": variant}, Idempotency_Key="n").json()
    return given["gtin_display"]  # type: ignore[no-any-return]


def asked(gtin: str, copies: int = 3, **more: Any) -> dict[str, Any]:
    body = {"stock": "a4-24-70x37", "printer": "office-600", "items": [{"gtin": gtin, "copies": copies}]}
    return body | more


def bars_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        found: list[str] = []
        for page in document:
            picture = page.render(scale=300 / 72).to_pil()
            codes = zxingcpp.read_barcodes(picture, try_downscale=False)
            found += [code.text for code in codes if code.format == zxingcpp.BarcodeFormat.EAN13]
        return found
    finally:
        document.close()


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_preflight_says_what_the_contract_promises(cast: Cast, gtin: str) -> None:
    answer = cast.staff_a.post("seller/labels/preflight", asked(gtin))

    assert answer.status_code == 200
    body = answer.json()
    assert (body["verdict"], body["labels"], body["pages"]) == ("fits", 3, 1)
    assert set(body["symbols"][0]) == {
        *("gtin", "symbology", "x_mm", "x_dots", "magnification_percent"),
        *("width_mm", "height_mm", "truncated"),
    }
    assert PrintJob.objects.count() == 0


def test_labels_are_printed_at_once_and_their_codes_are_the_right_ones(cast: Cast, gtin: str) -> None:
    answer = cast.staff_a.post("seller/labels", asked(gtin))

    assert answer.status_code == 201
    body = answer.json()
    assert (body["status"], body["done"], body["total"], body["format"]) == ("done", 3, 3, "pdf")
    file = cast.staff_a.get(body["file"].removeprefix("/api/v1/"))
    assert (file.status_code, file.headers["Content-Type"]) == (200, "application/pdf")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert bars_of(content(file)) == [gtin] * 3


def test_some_labels_of_a_job_are_printed_once_more(cast: Cast, gtin: str) -> None:
    key = cast.staff_a.post("seller/labels", asked(gtin)).json()["id"]

    again = cast.staff_a.post(f"seller/labels/{key}/reprint", {"labels": [2], "start_cell": 5})

    assert (again.status_code, again.json()["total"], again.json()["reprint_of"]) == (201, 1, key)
    assert cast.staff_a.post(f"seller/labels/{key}/reprint", {"labels": [4]}).status_code == 422
    assert PrintJob.objects.count() == 2


def test_a_large_job_is_written_by_the_worker(cast: Cast, gtin: str) -> None:
    with patch("api.seller.labels.LABELS_AT_ONCE", 2):
        body = cast.staff_a.post("seller/labels", asked(gtin)).json()
    path = f"seller/labels/{body['id']}"

    assert (body["status"], body["done"], body["file"]) == ("queued", 0, None)
    assert cast.staff_a.get(f"{path}/file").json()["code"] == "labels_not_done"
    print_in_background.func(body["id"])
    done = cast.staff_a.get(path).json()

    assert (done["status"], done["done"], done["total"]) == ("done", 3, 3)
    assert bars_of(content(cast.staff_a.get(f"{path}/file"))) == [gtin] * 3


def test_of_two_workers_one_alone_writes_a_job(cast: Cast, gtin: str) -> None:
    with patch("api.seller.labels.LABELS_AT_ONCE", 2):
        key = cast.staff_a.post("seller/labels", asked(gtin)).json()["id"]
    print_in_background.func(key)
    name = PrintJob.objects.get().file_name

    print_in_background.func(key)

    assert PrintJob.objects.get().file_name == name


def test_a_cancelled_job_is_not_written(cast: Cast, gtin: str) -> None:
    with patch("api.seller.labels.LABELS_AT_ONCE", 2):
        key = cast.staff_a.post("seller/labels", asked(gtin)).json()["id"]

    assert cast.staff_a.post(f"seller/labels/{key}/cancel").json()["status"] == "cancelled"
    print_in_background.func(key)

    assert PrintJob.objects.get().status == PrintStatus.CANCELLED
    assert cast.staff_a.post(f"seller/labels/{key}/cancel").json()["code"] == "labels_ended"


def test_a_job_that_cannot_be_written_says_why(cast: Cast, gtin: str) -> None:
    with patch("api.seller.labels.LABELS_AT_ONCE", 2):
        key = cast.staff_a.post("seller/labels", asked(gtin)).json()["id"]
    with patch("catalogue.printing.background.write_at_once", side_effect=RuntimeError):
        print_in_background.func(key)

    shown = cast.staff_a.get(f"seller/labels/{key}").json()
    assert (shown["status"], shown["refusal"]["code"]) == ("failed", "printing_failed")


def test_neighbours_numbers_and_jobs_are_not_found(cast: Cast, gtin: str) -> None:
    foreign = cast.owner_b.post("seller/labels", asked(gtin))
    unknown = cast.owner_b.post("seller/labels", asked("9529999999993"))
    key = cast.staff_a.post("seller/labels", asked(gtin)).json()["id"]

    assert foreign.status_code == unknown.status_code == 404
    assert cast.owner_b.post("seller/labels/preflight", asked(gtin)).status_code == 404
    for path in (f"seller/labels/{key}", f"seller/labels/{key}/file"):
        assert cast.owner_b.get(path).status_code == 404
    for verb, body in (("cancel", {}), ("reprint", {"labels": [1]})):
        assert cast.owner_b.post(f"seller/labels/{key}/{verb}", body).status_code == 404
    assert cast.owner_b.get("seller/labels").json()["results"] == []
    assert PrintJob.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"stock": "a5"}, 422),
        ({"printer": "fax"}, 422),
        ({"template": "x"}, 422),
        ({"format": "zpl"}, 422),
        ({"start_cell": 25}, 422),
        ({"skip": [0]}, 422),
        ({"items": []}, 422),
        ({"stock": "roll-50x30"}, 422),
        ({"copies": 1}, 422),
    ],
)
def test_what_cannot_be_printed_is_refused_and_not_logged(
    cast: Cast, gtin: str, wrong: dict[str, Any], status: int
) -> None:
    answer = cast.staff_a.post("seller/labels", asked(gtin) | wrong)

    assert answer.status_code == status
    assert PrintJob.objects.count() == 0


def test_preflight_and_preview_refuse_a_format_that_printing_would_refuse(cast: Cast, gtin: str) -> None:
    thermal = {"stock": "roll-100x150", "printer": "tspl-203"}
    for path in ("seller/labels/preflight", "seller/labels/preview"):
        spoken = cast.staff_a.post(path, asked(gtin) | thermal | {"format": "tspl"})
        unspoken = cast.staff_a.post(path, asked(gtin) | thermal | {"format": "zpl"})
        sheet = cast.staff_a.post(path, asked(gtin) | {"format": "zpl"})

        assert (spoken.status_code, unspoken.status_code, sheet.status_code) == (200, 422, 422)
        codes = (unspoken.json()["code"], sheet.json()["code"])
        assert codes == ("label_format_not_spoken", "label_format_needs_roll")


def test_days_beyond_the_calendar_are_refused_and_not_logged(cast: Cast, gtin: str) -> None:
    Product.objects.update(shelf_life_days=730)
    for path in ("seller/labels", "seller/labels/preflight", "seller/labels/preview"):
        body = asked(gtin) | {"items": [{"gtin": gtin, "produced_on": "9999-12-01"}]}
        answer = cast.staff_a.post(path, body)

        assert answer.status_code == 422
        assert "01/12/9999 cách nay quá xa" in answer.json()["detail"]
    assert PrintJob.objects.count() == 0


def test_a_key_prints_with_its_grant_alone(cast: Cast, gtin: str) -> None:
    assert cast.key_a("labels:print").post("seller/labels", asked(gtin)).status_code == 201
    assert cast.key_a("catalogue:write").post("seller/labels", asked(gtin)).status_code == 403


@pytest.mark.parametrize("path", ["label-stocks", "printers", "label-templates"])
def test_what_there_is_to_choose_from_is_listed(cast: Cast, path: str) -> None:
    found = cast.staff_a.get(f"seller/{path}").json()

    assert {"label-stocks": "a4-24-70x37", "printers": "office-600", "label-templates": "standard"}[path] in {
        one["key"] for one in found
    }


def test_a_job_holds_goods_of_one_cooperative_for_its_log_belongs_to_one(cast: Cast, gtin: str) -> None:
    other = numbered(cast, cast.owner_b)
    both = asked(gtin) | {"items": [{"gtin": gtin}, {"gtin": other}]}

    answer = cast.alliance.post("seller/labels", both)

    assert (answer.status_code, answer.json()["code"]) == (422, "several_cooperatives")
    assert PrintJob.objects.count() == 0
    assert cast.alliance.post("seller/labels", asked(other)).json()["cooperative"] == cast.b.slug


def test_a_malformed_number_is_told_as_such(cast: Cast) -> None:
    answer = cast.staff_a.post("seller/labels", asked("8930000000000x"))

    assert (answer.status_code, answer.json()["code"]) == (422, "number_malformed")


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
