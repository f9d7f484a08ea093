"""Certificates at the desk: entered with their papers, confirmed or sent back, and told before they end."""

import datetime
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from catalogue.approval import edit_certificate, refuse_certificate
from catalogue.history import history_of
from catalogue.models import Certificate, CertificatePaper, Product
from people.models import User
from people.sent_forms import new_mark
from tests.catalogue.media.photos import photo
from tests.desk.certificates import UNCHECKED, _on_the_day, decide, honey, lan, names, officer, pdf, seen_on
from tests.desk.people import browser_of, page
from tests.factories import make_certificate, make_cooperative, make_product
from tests.people.cast import make_member

__all__ = ["_on_the_day", "honey", "lan", "officer"]

pytestmark = pytest.mark.django_db

LIST_QUERIES = 3


def filled_in(**fields: Any) -> dict[str, Any]:
    """Return the form of a new certificate, filled in as people do."""
    values = {
        "kind": "ocop",
        "stars": "4",
        "paper_number": "123/QĐ-UBND",
        "issued_by": "UBND tỉnh",
        "valid_from": "2026-01-01",
        "valid_to": "31/12/2028",
        "mark": new_mark(),
    }
    return values | fields


def test_a_certificate_is_entered_with_its_paper_and_a_double_click_enters_it_once(
    lan: Client, honey: Product
) -> None:
    form = filled_in()

    first = lan.post(f"/desk/goods/{honey.pk}/certificates/new", form | {"paper": pdf()})
    again = lan.post(f"/desk/goods/{honey.pk}/certificates/new", form | {"paper": pdf()})

    row = Certificate.objects.get()
    assert (first.status_code, first["Location"]) == (302, f"/desk/certificates/{row.pk}")
    assert again["Location"] == first["Location"]
    assert (row.kind, row.stars, row.number, row.issued_by) == ("ocop", 4, "123/QĐ-UBND", "UBND tỉnh")
    assert (row.valid_from, row.valid_to) == (datetime.date(2026, 1, 1), datetime.date(2028, 12, 31))
    assert CertificatePaper.objects.get().certificate == row
    assert [change.actor for change in history_of(row)] == [f"user:{User.objects.get().pk}"]
    assert "OCOP · 4 sao" in page(lan, f"goods/{honey.pk}")


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_entered(lan: Client, honey: Product) -> None:
    wrong = filled_in(kind="", stars="7", valid_from="31/02/2026", valid_to="", paper_number="12 B")
    answer = lan.post(
        f"/desk/goods/{honey.pk}/certificates/new",
        wrong | {"paper": SimpleUploadedFile("giay.pdf", b"no pdf", "application/pdf")},
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    for told in ("Loại: Hãy chọn một mục.", "Đến hết ngày: Còn thiếu.", 'value="12 B"', 'value="31/02/2026"'):
        assert told in text, told
    assert text.count('class="wrong"') == 5
    assert not Certificate.objects.exists()
    assert not CertificatePaper.objects.exists()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "vietgap"}, "OCOP có 3, 4 hoặc 5 sao; chứng nhận khác không có sao."),
        ({"valid_to": "2025-12-31"}, "Ngày hết hiệu lực phải sau ngày bắt đầu."),
        ({"paper_number": "9" * 101}, "Số chứng nhận:"),
    ],
)
def test_what_does_not_go_together_is_told_at_its_field(
    lan: Client, honey: Product, fields: dict[str, str], told: str
) -> None:
    answer = lan.post(f"/desk/goods/{honey.pk}/certificates/new", filled_in(**fields))

    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert 'class="wrong"' in answer.content.decode()
    assert not Certificate.objects.exists()


def test_a_change_asks_for_a_new_check_and_overwrites_nothing_unseen(lan: Client, honey: Product) -> None:
    row = make_certificate(product=honey)
    address = f"certificates/{row.pk}/edit"
    form = filled_in(kind="vietgap", stars="", seen=seen_on(page(lan, address)))
    edit_certificate(certificate=row, changes={"number": "B-2"})

    stale = lan.post(f"/desk/{address}", form)
    text = stale.content.decode()
    assert (stale.status_code, "B-2" in text, 'value="123/QĐ-UBND"' in text) == (422, True, True)
    row.refresh_from_db()
    assert row.number == "B-2"

    assert lan.post(f"/desk/{address}", form | {"seen": seen_on(text)}).status_code == 302
    row.refresh_from_db()
    assert (row.number, row.checked_at) == ("123/QĐ-UBND", None)


def test_papers_are_added_looked_at_and_deleted(lan: Client, honey: Product) -> None:
    row = make_certificate(product=honey, checked_at=None, checked_by="")
    address = f"/desk/certificates/{row.pk}"
    picture = SimpleUploadedFile("giay.jpg", photo(60, 40), "image/jpeg")

    assert lan.post(f"{address}/do/add_paper", {"file": picture}).status_code == 302
    paper = CertificatePaper.objects.get()
    text = page(lan, f"certificates/{row.pk}")
    assert (f'<img class="paper" src="/desk/papers/{paper.pk}"' in text, "(JPEG, 1 KB)" in text) == (
        True,
        True,
    )

    missing = lan.post(f"{address}/do/add_paper", {})
    assert (missing.status_code, "Hãy chọn tệp giấy tờ." in missing.content.decode()) == (422, True)
    bad = lan.post(
        f"{address}/do/add_paper", {"file": SimpleUploadedFile("a.svg", b"<svg/>", "image/svg+xml")}
    )
    assert bad.status_code == 422

    other = make_certificate(product=honey, kind="organic")
    assert lan.post(f"/desk/certificates/{other.pk}/do/delete_paper", {"paper": paper.pk}).status_code == 404
    for wrong in ("", "x", "9" * 30):
        assert lan.post(f"{address}/do/delete_paper", {"paper": wrong}).status_code == 404
    Certificate.objects.filter(pk=row.pk).update(checked_at=timezone.now(), checked_by="user:1")
    kept = lan.post(f"{address}/do/delete_paper", {"paper": paper.pk})
    assert (kept.status_code, "giấy tờ của nó được giữ lại" in kept.content.decode()) == (422, True)
    Certificate.objects.filter(pk=row.pk).update(checked_at=None, checked_by="")
    assert lan.post(f"{address}/do/delete_paper", {"paper": paper.pk}).status_code == 302
    assert not CertificatePaper.objects.filter(deleted_at__isnull=True).exists()


def test_a_certificate_is_removed_and_an_unknown_step_is_not_there(lan: Client, honey: Product) -> None:
    row = make_certificate(product=honey)

    assert lan.post(f"/desk/certificates/{row.pk}/do/burn").status_code == 404
    assert lan.get(f"/desk/certificates/{row.pk}/do/remove_certificate").status_code == 405
    answer = lan.post(f"/desk/certificates/{row.pk}/do/remove_certificate")

    assert (answer.status_code, answer["Location"]) == (302, f"/desk/goods/{honey.pk}")
    assert not Certificate.objects.exists()


def test_each_count_of_the_start_page_leads_to_exactly_those_certificates(
    officer: Client, lan: Client, honey: Product
) -> None:
    for kind, until in (("vietgap", "2026-12-01"), ("organic", "2027-01-31"), ("food_safety", "2027-05-01")):
        make_certificate(product=honey, kind=kind, valid_to=datetime.date.fromisoformat(until))
    make_certificate(product=make_product(), kind="vietgap", **UNCHECKED)
    refuse_certificate(certificate=make_certificate(product=honey, kind="ocop", stars=3), reason="Sai.")

    def led(browser: Client) -> list[tuple[str, int, int]]:
        tasks = re.findall(
            r'<a href="/desk/(certificates[^"]*)"><strong>(\d+)</strong> ([^<]*)</a>', page(browser, "")
        )
        return [(text, int(count), len(names(page(browser, address)))) for address, count, text in tasks]

    ending = [(f"Chứng nhận hết hạn trong {days} ngày", n, n) for days, n in ((30, 1), (90, 2), (180, 3))]
    assert led(officer) == [("Chứng nhận chưa kiểm tra", 1, 1), *ending]
    assert led(lan) == [("Chứng nhận bị trả lại", 1, 1), *ending]
    assert "còn 8 ngày" in page(lan, "certificates?show=30")
    assert len(names(page(lan, "certificates?show=no-such"))) == 4
    assert names(page(lan, "certificates?show=unchecked")) == []


def test_a_list_takes_as_many_queries_for_one_as_for_many(
    officer: Client, honey: Product, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        make_certificate(product=honey, number=str(number), **UNCHECKED)
        with django_assert_num_queries(LIST_QUERIES):
            officer.get("/desk/certificates")


def test_its_history_is_told_in_words_and_brings_a_former_content_back(
    officer: Client, lan: Client, honey: Product
) -> None:
    row = make_certificate(product=honey, number="A-1")
    edit_certificate(certificate=row, changes={"number": "A-2", "valid_to": "2027-12-31"})
    decide(officer, row, "refuse", reason="Sai ngày.")

    text = page(lan, f"history/certificates/{row.pk}")
    for told in ("Số chứng nhận", "A-1", "A-2", "31/12/2026", "31/12/2027", "Lý do trả lại", "Sai ngày."):
        assert told in text, told
    assert ("checked_by" in text, "user:" in text) == (False, False)

    first = history_of(row)[-1].history_id
    answer = lan.post(f"/desk/history/certificates/{row.pk}/{first}")
    row.refresh_from_db()
    assert (answer.status_code, row.number, row.refusal_reason) == (302, "A-1", "")
    stranger = browser_of(make_member("seo", make_cooperative()))
    assert stranger.get(f"/desk/history/certificates/{row.pk}").status_code == 404
    assert stranger.post(f"/desk/history/certificates/{row.pk}/{first}").status_code == 404
