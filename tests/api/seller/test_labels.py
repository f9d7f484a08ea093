"""Labels over the wire: looked at, printed at once or by the worker, and refused."""

from datetime import date
from typing import Any
from unittest.mock import patch

import pytest

from catalogue.models import PrintJob, PrintStatus, Product
from catalogue.printing.background import print_in_background
from tests.api.seller.labels import asked, bars_of, content, folder, gtin, numbered
from tests.api.staff.people import Cast

__all__ = ["folder", "gtin"]

pytestmark = pytest.mark.django_db


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


def test_a_job_says_which_decree_its_labels_were_checked_against(cast: Cast, gtin: str) -> None:
    checked: dict[str, Any] = {"stock": "a4-4-99x139", "template": "product"}
    with patch("catalogue.label_details.timezone.localdate", return_value=date(2026, 1, 23)):
        key = cast.staff_a.post("seller/labels", asked(gtin, **checked)).json()["id"]
    unchecked = cast.staff_a.post("seller/labels", asked(gtin)).json()["id"]

    with patch("catalogue.label_details.timezone.localdate", return_value=date(2030, 1, 1)):
        again = cast.staff_a.post(f"seller/labels/{key}/reprint", {"labels": [1]})

    assert cast.staff_a.get(f"seller/labels/{key}").json()["rule_set"] == "37/2026/NĐ-CP"
    assert cast.staff_a.get(f"seller/labels/{unchecked}").json()["rule_set"] is None
    assert again.json()["rule_set"] == "37/2026/NĐ-CP"


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


def test_five_hundred_labels_are_printed_at_once_and_one_more_by_the_worker(cast: Cast, gtin: str) -> None:
    roll = {"stock": "roll-50x30", "printer": "zpl-203", "format": "zpl"}
    at_once = cast.staff_a.post("seller/labels", asked(gtin, copies=500, **roll)).json()
    queued = cast.staff_a.post("seller/labels", asked(gtin, copies=501, **roll)).json()

    assert (at_once["status"], at_once["done"], at_once["total"]) == ("done", 500, 500)
    assert content(cast.staff_a.get(f"seller/labels/{at_once['id']}/file")).endswith(b"^PQ500^XZ\n")
    assert (queued["status"], queued["done"], queued["total"], queued["file"]) == ("queued", 0, 501, None)
    print_in_background.func(queued["id"])
    done = cast.staff_a.get(f"seller/labels/{queued['id']}").json()
    assert (done["status"], done["done"], done["total"]) == ("done", 501, 501)
    assert content(cast.staff_a.get(f"seller/labels/{queued['id']}/file")).endswith(b"^PQ501^XZ\n")


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
