"""What the Alliance decides of a certificate at the desk, as it was seen."""

import pytest
from django.test import Client

from catalogue.approval import edit_certificate
from catalogue.models import Certificate, Product
from people.models import User
from tests.catalogue.approval.goods import shown
from tests.desk.certificates import UNCHECKED, _on_the_day, decide, honey, lan, names, officer, pdf, seen_on
from tests.desk.people import browser_of, page
from tests.factories import make_certificate
from tests.people.cast import make_officer

__all__ = ["_on_the_day", "honey", "lan", "officer"]

pytestmark = pytest.mark.django_db


def test_an_officer_confirms_what_was_seen(officer: Client, honey: Product) -> None:
    row = make_certificate(product=honey, kind="ocop", stars=4, **UNCHECKED)

    answer = decide(officer, row, "check")

    row.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, "/desk/certificates")
    assert row.checked_by == f"user:{User.objects.get().pk}"
    document = shown(honey)
    assert (document or {})["ocop_stars"] == 4
    assert "Đã xác nhận" in page(officer, f"certificates/{row.pk}")


def test_a_change_that_nobody_saw_is_not_confirmed(officer: Client, honey: Product) -> None:
    row = make_certificate(product=honey, kind="ocop", stars=3, **UNCHECKED)
    seen = seen_on(page(officer, f"certificates/{row.pk}"))
    edit_certificate(certificate=row, changes={"stars": 5})

    for given in (seen, "", "[1]", "{}", "nonsense"):
        form = {"decision": "check", "seen": given}
        answer = officer.post(f"/desk/certificates/{row.pk}/decision", form)
        assert answer.status_code == 422
        assert "Nội dung đã thay đổi sau khi mở xem" in answer.content.decode()
    row.refresh_from_db()
    assert row.checked_at is None


def test_a_paper_that_nobody_saw_is_not_confirmed(officer: Client, lan: Client, honey: Product) -> None:
    row = make_certificate(product=honey, **UNCHECKED)
    seen = seen_on(page(officer, f"certificates/{row.pk}"))
    lan.post(f"/desk/certificates/{row.pk}/do/add_paper", {"file": pdf()})

    answer = officer.post(f"/desk/certificates/{row.pk}/decision", {"decision": "check", "seen": seen})

    assert answer.status_code == 422
    assert "Giấy tờ kèm theo (papers) không phải là những giấy đã xem" in answer.content.decode()
    row.refresh_from_db()
    assert row.checked_at is None
    assert decide(officer, row, "check").status_code == 302


def test_an_officer_sends_a_certificate_back_and_its_cooperative_reads_why(
    officer: Client, lan: Client, honey: Product
) -> None:
    row = make_certificate(product=honey)
    assert decide(officer, row, "refuse", reason=" ").status_code == 422
    row.refresh_from_db()
    assert row.checked_at is not None

    assert decide(officer, row, "refuse", reason="Giấy mờ, chụp lại.").status_code == 302

    refused = Certificate.objects.get()
    assert (refused.checked_at, refused.refusal_reason) == (None, "Giấy mờ, chụp lại.")
    assert '<a href="/desk/certificates?show=refused"><strong>1</strong> Chứng nhận bị trả lại</a>' in page(
        lan, ""
    )
    for address in ("certificates?show=refused", f"certificates/{row.pk}", f"goods/{honey.pk}"):
        assert "VietGAP" in page(lan, address)
    assert "Giấy mờ, chụp lại." in page(lan, f"certificates/{row.pk}")
    assert names(page(officer, "certificates")) == []
    lan.post(f"/desk/certificates/{row.pk}/do/add_paper", {"file": pdf()})
    assert names(page(officer, "certificates")) == ["VietGAP · Mật ong bạc hà"]


def test_only_officers_decide(lan: Client, honey: Product) -> None:
    row = make_certificate(product=honey, **UNCHECKED)
    form = {"decision": "check", "seen": seen_on(page(browser_of(make_officer()), f"certificates/{row.pk}"))}

    assert lan.post(f"/desk/certificates/{row.pk}/decision", form).status_code == 404
    assert "Giấy đúng, xác nhận" not in page(lan, f"certificates/{row.pk}")
    row.refresh_from_db()
    assert row.checked_at is None
