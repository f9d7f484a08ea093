"""A cooperative's own papers and printers over the wire."""

import json
from typing import Any

import pytest
from django.test import Client

from catalogue.models import Cooperative, LabelProfile, PrintJob
from tests.api.seller.labels import asked, bars_of, folder, gtin, numbered
from tests.api.seller.profiles import SHEET, add
from tests.api.staff.people import Cast

__all__ = ["folder", "gtin"]

pytestmark = pytest.mark.django_db

MINE: dict[str, Any] = {
    "key": "may-nha",
    "based_on": "office-600",
    "name_vi": "Máy nhà",
    "name_en": "Printer at home",
}


def test_a_paper_of_ones_own_is_listed_first_and_printed_on(cast: Cast, gtin: str) -> None:
    added = add(cast, "label-stocks", SHEET)
    listed = cast.staff_a.get("seller/label-stocks").json()
    printed = cast.staff_a.post("seller/labels", asked(gtin, 12, stock="giay-cho"))

    assert {name: added[name] for name in SHEET} == SHEET
    assert (added["cooperative"], added["safety_mm"], added["letter_mm"]) == (cast.a.slug, 1.0, 1.2)
    assert listed[0] == added
    assert [one["id"] for one in listed[1:]] == [None] * (len(listed) - 1)
    assert len(listed) == 1 + len(cast.owner_b.get("seller/label-stocks").json())
    assert (printed.status_code, printed.json()["stock"], printed.json()["total"]) == (201, "giay-cho", 12)
    assert PrintJob.objects.get().record["stock"]["pitch_y_mm"] == 52


def test_a_neighbour_neither_sees_nor_prints_on_it(cast: Cast, gtin: str) -> None:
    paper = add(cast, "label-stocks", SHEET)
    theirs = numbered(cast, cast.owner_b)
    refused = cast.owner_b.post("seller/labels", asked(theirs, stock="giay-cho"))

    assert (refused.status_code, refused.json()["code"]) == (422, "label_stock_unknown")
    for answer in (
        cast.owner_b.get(f"seller/label-stocks/{paper['id']}"),
        cast.owner_b.delete(f"seller/label-stocks/{paper['id']}"),
        cast.staff_a.get(f"seller/printers/{paper['id']}"),
    ):
        assert answer.status_code == 404
    assert cast.owner_b.post("seller/label-stocks", SHEET).status_code == 201
    assert LabelProfile.objects.filter(key="giay-cho").count() == 2


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"pitch_x_mm": 80}, ["/pitch_x_mm"]),
        ({"columns": 3, "rows": 9}, ["/page_width_mm", "/page_height_mm"]),
        ({"columns": 0, "label_width_mm": 3}, ["/columns", "/label_width_mm"]),
        ({"key": "Giấy"}, ["/key"]),
        ({"left_mm": "rộng"}, ["/left_mm"]),
        ({"left_mm": 1e308}, ["/left_mm"]),
    ],
)
def test_a_paper_that_cannot_be_is_refused_with_every_reason(
    cast: Cast, changes: dict[str, Any], pointers: list[str]
) -> None:
    answer = cast.staff_a.post("seller/label-stocks", SHEET | changes)

    assert answer.status_code == 422
    assert sorted(entry["pointer"] for entry in answer.json()["errors"]) == sorted(pointers)
    assert not LabelProfile.objects.exists()


def test_a_number_beyond_all_bounds_is_refused_too(cast: Cast) -> None:
    body = json.dumps(SHEET | {"left_mm": 10**400})
    headers = {"Authorization": f"Token {cast.staff_a.token}"}

    answer = Client().post("/api/v1/seller/label-stocks", body, "application/json", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_json")
    assert not LabelProfile.objects.exists()


def test_a_key_stands_once_and_never_hides_what_comes_with_the_product(cast: Cast) -> None:
    add(cast, "label-stocks", SHEET)

    for key in ("giay-cho", "a4-24-70x37"):
        answer = cast.staff_a.post("seller/label-stocks", SHEET | {"key": key})
        assert (answer.status_code, answer.json()["code"]) == (409, "label_profile_key_taken")
    assert LabelProfile.objects.count() == 1


def test_a_paper_is_changed_as_it_was_seen_and_leaves_history(cast: Cast, gtin: str) -> None:
    paper = add(cast, "label-stocks", SHEET)
    address = f"seller/label-stocks/{paper['id']}"
    etag = cast.staff_a.get(address).headers["ETag"]
    unseen = cast.staff_a.patch(address, {"top_mm": 21})
    changed = cast.staff_a.patch(address, {"top_mm": 21}, If_Match=etag)
    stale = cast.staff_a.patch(address, {"top_mm": 22}, If_Match=etag)
    wrong = cast.staff_a.patch(address, {"rows": 6}, If_Match=changed.headers["ETag"])

    assert [answer.status_code for answer in (unseen, changed, stale, wrong)] == [428, 200, 412, 422]
    assert (changed.json()["top_mm"], cast.staff_a.get(address).json()["top_mm"]) == (21, 21)
    row = LabelProfile.objects.get()
    assert [record.history_type for record in row.history.order_by("history_id")] == ["+", "~"]
    assert row.history.latest().history_user_id == f"user:{cast.minh.pk}"


def test_a_removed_paper_is_gone_for_new_jobs_while_old_ones_print_again(cast: Cast, gtin: str) -> None:
    paper = add(cast, "label-stocks", SHEET)
    job = cast.staff_a.post("seller/labels", asked(gtin, 2, stock="giay-cho")).json()

    assert cast.staff_a.delete(f"seller/label-stocks/{paper['id']}").status_code == 204

    again = cast.staff_a.post(f"seller/labels/{job['id']}/reprint", {"labels": [2]})
    anew = cast.staff_a.post("seller/labels", asked(gtin, 2, stock="giay-cho"))
    assert (again.status_code, again.json()["stock"]) == (201, "giay-cho")
    assert (anew.status_code, anew.json()["code"]) == (422, "label_stock_unknown")
    assert LabelProfile.history.latest().history_type == "-"


def test_a_printer_is_made_up_for_what_its_page_showed(cast: Cast, gtin: str) -> None:
    added = add(cast, "printers", MINE)
    address = f"seller/printers/{added['id']}"
    page = cast.staff_a.get(f"{address}/calibration-page?stock=a4-24-70x37")
    measures = {"cross_x_mm": 26.5, "cross_y_mm": 24, "ruler_x_mm": 100.5, "ruler_y_mm": 100}
    made_up = cast.staff_a.post(f"{address}/measures", {"stock": "a4-24-70x37", **measures})
    printed = cast.staff_a.post("seller/labels", asked(gtin, printer="may-nha"))
    file = cast.staff_a.get(f"seller/labels/{printed.json()['id']}/file")

    assert (added["based_on"], added["dpi"], added["offset_x_mm"]) == ("office-600", 600, 0)
    assert (page.status_code, page.headers["Content-Type"]) == (200, "application/pdf")
    assert page.content.startswith(b"%PDF-")
    body = made_up.json()
    assert made_up.status_code == 200
    assert [body[name] for name in ("offset_x_mm", "offset_y_mm", "scale_x_percent", "scale_y_percent")] == [
        1.375,
        -1.0,
        100.5,
        100.0,
    ]
    assert PrintJob.objects.get().record["printer"]["offset_x_mm"] == 1.375
    assert bars_of(b"".join(file.streaming_content)) == [gtin] * 3


@pytest.mark.parametrize(
    ("measures", "code", "pointers"),
    [
        ({"cross_x_mm": 25, "cross_y_mm": 25}, "measurement_invalid", ["/ruler_x_mm", "/ruler_y_mm"]),
        (
            {"cross_x_mm": 25, "cross_y_mm": 50, "ruler_x_mm": 95, "ruler_y_mm": 100},
            "measurement_invalid",
            ["/ruler_x_mm", "/cross_y_mm"],
        ),
        ({"cross_x_mm": 25}, "validation_failed", ["/cross_y_mm"]),
    ],
)
def test_measures_that_cannot_be_leave_the_printer_as_it_was(
    cast: Cast, measures: dict[str, Any], code: str, pointers: list[str]
) -> None:
    added = add(cast, "printers", MINE)
    body = {"stock": "a4-24-70x37", **measures}

    answer = cast.staff_a.post(f"seller/printers/{added['id']}/measures", body)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert [entry["pointer"] for entry in answer.json()["errors"]] == pointers
    assert cast.staff_a.get(f"seller/printers/{added['id']}").json() == added


def test_measures_of_a_page_that_was_printed_before_the_last_change_are_refused(cast: Cast) -> None:
    added = add(cast, "printers", MINE)
    address = f"seller/printers/{added['id']}"
    etag = cast.staff_a.get(address).headers["ETag"]
    measures = {"cross_x_mm": 26, "cross_y_mm": 25, "ruler_x_mm": 100, "ruler_y_mm": 100}
    body = {"stock": "a4-24-70x37", **measures}

    first = cast.staff_a.post(f"{address}/measures", body, If_Match=etag)
    second = cast.staff_a.post(f"{address}/measures", body, If_Match=etag)

    assert (first.status_code, second.status_code) == (200, 412)
    assert cast.staff_a.get(address).json()["offset_x_mm"] == 1


def test_a_printer_of_a_kind_that_is_not_known_is_entered_whole(cast: Cast) -> None:
    missing = cast.staff_a.post("seller/printers", {"key": "la", "name_vi": "Lạ", "name_en": "Odd"})
    unknown = cast.staff_a.post("seller/printers", MINE | {"based_on": "khong-co"})
    whole = {"name_vi": "Lạ", "name_en": "Odd", "dpi": 180, "feed": "roll", "margin_mm": 1, "on_demand": True}
    added = add(cast, "printers", {"key": "la", **whole, "head_mm": 80, "paper_mm": 90})

    pointers = [entry["pointer"] for entry in missing.json()["errors"]]
    assert (missing.status_code, pointers) == (422, ["/dpi", "/feed", "/margin_mm", "/on_demand"])
    assert (unknown.status_code, unknown.json()["code"]) == (422, "printer_unknown")
    assert (added["based_on"], added["language"], added["dpi"]) == (None, "pdf", 180)


def test_what_would_fit_instead_is_looked_for_among_ones_own_too(cast: Cast, gtin: str) -> None:
    small = {
        "page_width_mm": 205,
        "label_width_mm": 20,
        "label_height_mm": 9,
        "pitch_x_mm": 95,
        "pitch_y_mm": 52,
    }
    add(cast, "label-stocks", SHEET | small)
    larger = {"key": "giay-vua", "page_width_mm": 205}
    add(cast, "label-stocks", SHEET | larger)

    look = cast.staff_a.post("seller/labels/preflight", asked(gtin, stock="giay-cho")).json()

    assert look["verdict"] == "does_not_fit"
    assert look["proposals"][0]["stock"] == "giay-vua"


def test_the_alliance_says_whose_it_is_and_a_key_needs_its_grant(cast: Cast) -> None:
    unnamed = cast.alliance.post("seller/label-stocks", SHEET)
    named = cast.alliance.post("seller/label-stocks", SHEET | {"cooperative": cast.b.slug})
    reader = cast.key_a("catalogue:read", "catalogue:write").post("seller/label-stocks", SHEET)
    printer = cast.key_a("labels:print").post("seller/label-stocks", SHEET)

    assert [answer.status_code for answer in (unnamed, named, reader, printer)] == [422, 201, 403, 201]
    owners = LabelProfile.objects.order_by("pk").values_list("cooperative", flat=True)
    assert list(owners) == [Cooperative.objects.get(slug=cast.b.slug).pk, cast.a.pk]
