import datetime

import pytest
import time_machine
from django.utils import timezone

from catalogue.media.papers import add_paper, keep_paper
from catalogue.models import Certificate
from tests.api.seller.goods import enter_approved
from tests.api.staff.people import Cast
from tests.catalogue.media.accepted import accepted_clip

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 23, 5, tzinfo=datetime.UTC)


def add(cast: Cast, product: int, until: str, kind: str = "vietgap") -> int:
    body = {"product": product, "kind": kind, "valid_from": "2026-01-01", "valid_to": until}
    return cast.staff_a.post("seller/certificates", body).json()["id"]  # type: ignore[no-any-return]


def test_an_officer_checks_what_waits(cast: Cast) -> None:
    key = add(cast, enter_approved(cast.staff_a)["id"], "2028-01-01")
    (waiting,) = cast.alliance.get("alliance/certificates/unchecked").json()["results"]
    assert (waiting["id"], waiting["cooperative"]) == (key, cast.a.slug)

    wrong = cast.alliance.post(f"alliance/certificates/{key}/check", {"seen": {"kind": "organic"}})
    assert wrong.status_code == 409
    answer = cast.alliance.post(f"alliance/certificates/{key}/check", {})

    assert answer.status_code == 200
    assert Certificate.objects.get().checked_by == f"user:{cast.officer.pk}"
    assert cast.alliance.get("alliance/certificates/unchecked").json()["results"] == []
    assert cast.owner_a.post(f"alliance/certificates/{key}/check", {}).status_code == 403


def test_a_paper_that_came_after_the_list_was_read_is_a_conflict(cast: Cast) -> None:
    key = add(cast, enter_approved(cast.staff_a)["id"], "2028-01-01")
    (waiting,) = cast.alliance.get("alliance/certificates/unchecked").json()["results"]
    names = ("kind", "stars", "number", "issued_by", "valid_from", "valid_to", "papers")
    seen = {name: waiting[name] for name in names}
    row = Certificate.objects.get(pk=key)
    paper = add_paper(certificate=row, kept=keep_paper(accepted_clip()))

    for step, more in (("check", {}), ("refuse", {"reason": "Giấy mờ."})):
        stale = cast.alliance.post(f"alliance/certificates/{key}/{step}", {"seen": seen, **more})
        assert (stale.status_code, stale.json()["code"]) == (409, "content_changed")
        assert "papers" in stale.json()["detail"]
    row.refresh_from_db()
    assert (row.checked_at, row.refusal_reason) == (None, "")
    (waiting,) = cast.alliance.get("alliance/certificates/unchecked").json()["results"]
    assert (seen["papers"], waiting["papers"]) == ([], [paper.pk])
    seen["papers"] = waiting["papers"]
    assert cast.alliance.post(f"alliance/certificates/{key}/check", {"seen": seen}).status_code == 200


def test_an_officer_refuses_a_paper_with_a_reason_that_its_cooperative_reads(cast: Cast) -> None:
    key = add(cast, enter_approved(cast.staff_a)["id"], "2028-01-01")
    assert cast.alliance.post(f"alliance/certificates/{key}/refuse", {}).status_code == 422
    assert cast.owner_a.post(f"alliance/certificates/{key}/refuse", {"reason": "x"}).status_code == 403
    assert Certificate.objects.get().refusal_reason == ""

    answer = cast.alliance.post(f"alliance/certificates/{key}/refuse", {"reason": "Giấy mờ."})

    assert (answer.status_code, answer.json()["refusal_reason"]) == (200, "Giấy mờ.")
    assert cast.alliance.get("alliance/certificates/unchecked").json()["results"] == []
    assert cast.staff_a.get(f"seller/certificates/{key}").json()["refusal_reason"] == "Giấy mờ."


def test_certificates_that_end_soon_are_listed_with_their_notice(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False):
        goods = enter_approved(cast.staff_a)["id"]
        kinds = ("vietgap", "organic", "food_safety", "geographical_indication")
        for kind, until in zip(kinds, ("2026-12-01", "2027-01-31", "2027-05-01", "2027-12-31"), strict=True):
            key = add(cast, goods, until, kind)
            cast.alliance.post(f"alliance/certificates/{key}/check", {})

        found = cast.alliance.get("alliance/certificates/expiring?limit=2").json()
        rest = cast.alliance.get(found["next"].partition("/api/v1/")[2]).json()

    assert [one["papers"] for one in found["results"]] == [[], []]
    assert [(one["valid_to"], one["notice_days"]) for one in found["results"]] == [
        ("2026-12-01", 30),
        ("2027-01-31", 90),
    ]
    assert [(one["valid_to"], one["notice_days"]) for one in rest["results"]] == [("2027-05-01", 180)]


def test_the_days_of_a_notice_begin_at_midnight_in_viet_nam(cast: Cast) -> None:
    """Midnight of the 24th is 17:00 UTC of the 23rd, whatever the language or the clock of who asks."""
    with time_machine.travel(NOON, tick=False):
        goods = enter_approved(cast.staff_a)["id"]
        until = {"vietgap": "2026-11-23", "organic": "2026-12-23", "food_safety": "2026-12-24"}
        for kind, last_day in until.items():
            key = add(cast, goods, last_day, kind)
            cast.alliance.post(f"alliance/certificates/{key}/check", {})

    def listed(moment: str) -> list[tuple[str, int]]:
        with time_machine.travel(moment, tick=False), timezone.override("America/New_York"):
            found = cast.alliance.get("alliance/certificates/expiring?lang=en").json()["results"]
        return [(one["kind"], one["notice_days"]) for one in found]

    assert listed("2026-11-23T16:59:59Z") == [("vietgap", 30), ("organic", 30), ("food_safety", 90)]
    assert listed("2026-11-23T17:00:00Z") == [("organic", 30), ("food_safety", 30)]
