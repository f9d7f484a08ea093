"""Certificates count once a person has seen the paper, and until they end."""

import datetime
from functools import partial
from typing import Any

import pytest
import time_machine

from catalogue.approval import (
    add_certificate,
    certificate_fields,
    check_certificate,
    edit_certificate,
    expiring_certificates,
    refuse_certificate,
    remove_certificate,
    unchecked_certificates,
)
from catalogue.approval.errors import (
    CertificateAlreadyChecked,
    CertificateNotFound,
    ContentChanged,
    ReasonRequired,
    ReasonTooLong,
)
from catalogue.changes import FieldsRefused
from catalogue.history import RecordKind, acting_as, history_of
from catalogue.lifecycle import delete_product
from catalogue.locks import ProductNotFound
from catalogue.media.papers import add_paper, delete_paper, keep_paper
from catalogue.models import Certificate
from tests.catalogue.approval.goods import make_approved, make_draft, refused_fields, shown
from tests.catalogue.media.accepted import accepted_clip
from tests.factories import make_certificate, make_product

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 11, 23)
OCOP: dict[str, Any] = {
    "kind": "ocop",
    "stars": 4,
    "number": "123/QĐ-UBND",
    "valid_from": "2026-01-01",
    "valid_to": "2028-12-31",
}


@pytest.fixture(autouse=True)
def on_the_day() -> Any:
    with time_machine.travel(datetime.datetime(2026, 11, 23, 5, tzinfo=datetime.UTC), tick=False):
        yield


def stars(product: Any) -> int | None:
    document = shown(product)
    assert document is not None
    found: int | None = document["ocop_stars"]
    return found


def test_a_star_is_shown_once_a_person_has_seen_the_paper() -> None:
    product = make_approved()
    certificate = add_certificate(product=product, values=OCOP)
    assert (certificate.checked_at, certificate.checked_by, stars(product)) == (None, "", None)
    assert list(unchecked_certificates()) == [certificate]

    checked = check_certificate(certificate=certificate, actor="user:9")

    assert (checked.checked_by, stars(product)) == ("user:9", 4)
    assert checked.checked_at is not None
    assert not unchecked_certificates().exists()


def test_a_changed_certificate_must_be_checked_anew() -> None:
    product = make_approved()
    certificate = add_certificate(product=product, values=OCOP)
    check_certificate(certificate=certificate, actor="user:9")

    edit_certificate(certificate=certificate, changes={"stars": 4, "number": "123/QĐ-UBND"})
    assert stars(product) == 4

    edit_certificate(certificate=certificate, changes={"stars": 5})
    assert stars(product) is None
    certificate.refresh_from_db()
    assert (certificate.stars, certificate.checked_at, certificate.checked_by) == (5, None, "")


def test_a_refused_certificate_counts_no_longer_and_says_why() -> None:
    product = make_approved()
    certificate = add_certificate(product=product, values=OCOP)
    check_certificate(certificate=certificate, actor="user:9")

    refused = refuse_certificate(certificate=certificate, reason=" Giấy mờ. ")

    assert (refused.refusal_reason, refused.checked_at, refused.checked_by) == ("Giấy mờ.", None, "")
    assert stars(product) is None
    assert not unchecked_certificates().exists()


def test_a_refused_certificate_waits_again_once_it_has_changed() -> None:
    certificate = add_certificate(product=make_approved(), values=OCOP)
    refuse_certificate(certificate=certificate, reason="Sai số.")

    edit_certificate(certificate=certificate, changes={"number": "123/QĐ-UBND"})
    assert not unchecked_certificates().exists()

    edit_certificate(certificate=certificate, changes={"number": "124/QĐ-UBND"})
    assert [row.refusal_reason for row in unchecked_certificates()] == [""]


def test_a_refused_certificate_waits_again_once_it_has_a_new_paper() -> None:
    certificate = add_certificate(product=make_approved(), values=OCOP)
    refuse_certificate(certificate=certificate, reason="Giấy mờ.")

    paper = add_paper(certificate=certificate, kept=keep_paper(accepted_clip("a paper")))
    assert list(unchecked_certificates()) == [certificate]

    refuse_certificate(certificate=certificate, reason="Vẫn mờ.")
    assert add_paper(certificate=certificate, kept=keep_paper(accepted_clip("a paper"))) == paper
    assert not unchecked_certificates().exists()


def test_a_refused_certificate_may_be_checked_after_all() -> None:
    product = make_approved()
    certificate = add_certificate(product=product, values=OCOP)
    refuse_certificate(certificate=certificate, reason="Giấy mờ.")

    assert check_certificate(certificate=certificate, actor="user:9").refusal_reason == ""
    assert stars(product) == 4


def test_a_refusal_needs_a_reason_and_eyes_on_what_is_there() -> None:
    certificate = add_certificate(product=make_approved(), values=OCOP)
    for reason, error in ((" ", ReasonRequired), ("x" * 2_001, ReasonTooLong)):
        with pytest.raises(error):
            refuse_certificate(certificate=certificate, reason=reason)
    with pytest.raises(ContentChanged):
        refuse_certificate(certificate=certificate, reason="Sai.", seen={"kind": "organic"})

    certificate.refresh_from_db()
    assert certificate.refusal_reason == ""


def test_dates_that_were_assumed_are_known_once_they_are_entered() -> None:
    certificate = make_certificate(dates_assumed=True)

    assert edit_certificate(certificate=certificate, changes={"number": "7"}).dates_assumed
    assert not edit_certificate(certificate=certificate, changes={"valid_to": "2027-01-01"}).dates_assumed


def test_a_removed_certificate_is_gone_from_the_public_and_kept_in_history() -> None:
    product = make_approved()
    certificate = add_certificate(product=product, values=OCOP)
    check_certificate(certificate=certificate, actor="user:9")
    pk = certificate.pk

    with acting_as("user:1"):
        remove_certificate(certificate=certificate)

    assert stars(product) is None
    removed, *_ = history_of(Certificate(pk=pk))
    assert (removed.kind, removed.actor) == (RecordKind.REMOVED, "user:1")


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"stars": 2}, [("stars", "stars_wrong")]),
        ({"stars": None}, [("stars", "stars_wrong")]),
        ({"kind": "vietgap"}, [("stars", "stars_wrong")]),
        ({"kind": "iso"}, [("kind", "field_invalid")]),
        ({"valid_to": "2025-12-31"}, [("valid_to", "dates_reversed")]),
        ({"valid_to": "31/12/2028"}, [("valid_to", "field_invalid")]),
        ({"checked_at": "2026-01-01"}, [("checked_at", "unknown_field")]),
        ({"product": 1}, [("product", "unknown_field")]),
        ({"number": "x" * 101}, [("number", "field_invalid")]),
    ],
)
def test_wrong_certificates_are_neither_entered_nor_changed(
    changes: dict[str, object], wrong: list[tuple[str, str]]
) -> None:
    product = make_draft()
    with pytest.raises(FieldsRefused) as refused:
        add_certificate(product=product, values=OCOP | changes)
    assert refused_fields(refused.value) == wrong
    assert not Certificate.objects.exists()

    certificate = add_certificate(product=product, values=OCOP)
    before = Certificate.objects.values().get()
    with pytest.raises(FieldsRefused) as refused:
        edit_certificate(certificate=certificate, changes=changes)
    assert refused_fields(refused.value) == wrong
    assert Certificate.objects.values().get() == before


def test_a_certificate_needs_its_kind_and_days() -> None:
    with pytest.raises(FieldsRefused) as refused:
        add_certificate(product=make_draft(), values={"number": "1"})

    assert refused_fields(refused.value) == [
        ("kind", "field_missing"),
        ("valid_from", "field_missing"),
        ("valid_to", "field_missing"),
    ]


def test_nothing_is_checked_twice_or_otherwise_than_it_was_seen() -> None:
    certificate = add_certificate(product=make_draft(), values=OCOP)
    certificate.refresh_from_db()
    seen = certificate_fields(certificate)
    assert seen == OCOP | {"issued_by": ""}
    edit_certificate(certificate=certificate, changes={"stars": 5})

    with pytest.raises(ContentChanged):
        check_certificate(certificate=certificate, actor="user:9", seen=seen)
    check_certificate(certificate=certificate, actor="user:9", seen=seen | {"stars": 5})
    with pytest.raises(CertificateAlreadyChecked):
        check_certificate(certificate=certificate, actor="user:8")
    certificate.refresh_from_db()
    assert certificate.checked_by == "user:9"


def test_papers_are_seen_too_and_left_out_they_mean_none() -> None:
    certificate = make_certificate(checked_at=None, checked_by="")
    certificate.refresh_from_db()
    fields = certificate_fields(certificate)
    first = add_paper(certificate=certificate, kept=keep_paper(accepted_clip("một")))
    second = add_paper(certificate=certificate, kept=keep_paper(accepted_clip("hai")))
    delete_paper(paper=first)

    for papers in ([], [first.pk], [first.pk, second.pk], [second.pk, 0], None, str(second.pk)):
        for verb in (
            partial(check_certificate, actor="user:9"),
            partial(refuse_certificate, reason="Giấy mờ."),
        ):
            with pytest.raises(ContentChanged):
                verb(certificate=certificate, seen=fields | {"papers": papers})
    with pytest.raises(ContentChanged):
        check_certificate(certificate=certificate, actor="user:9", seen=fields)
    certificate.refresh_from_db()
    assert (certificate.checked_at, certificate.refusal_reason) == (None, "")

    check_certificate(certificate=certificate, actor="user:9", seen=fields | {"papers": [second.pk]})


def test_certificates_of_deleted_goods_are_not_found() -> None:
    product = make_draft()
    certificate = add_certificate(product=product, values=OCOP)
    delete_product(product=product)

    with pytest.raises(ProductNotFound):
        add_certificate(product=product, values=OCOP)
    with pytest.raises(CertificateNotFound):
        edit_certificate(certificate=certificate, changes={"stars": 5})
    with pytest.raises(CertificateNotFound):
        check_certificate(certificate=certificate, actor="user:9")
    with pytest.raises(CertificateNotFound):
        remove_certificate(certificate=certificate)
    assert not unchecked_certificates().exists()


def ending(days: int, **fields: Any) -> Certificate:
    return make_certificate(valid_to=DAY + datetime.timedelta(days=days), **fields)


def test_what_ends_is_listed_under_the_shortest_notice() -> None:
    days = {0: 30, 30: 30, 31: 90, 90: 90, 91: 180, 180: 180}
    certificates = [ending(number) for number in days]
    ending(-1)
    ending(181)

    found = list(expiring_certificates(DAY))

    assert found == certificates
    assert [one.notice_days for one in found] == list(days.values())  # type: ignore[attr-defined]
    assert [one.product.cooperative.name for one in found]
    assert list(expiring_certificates(DAY, 30)) == certificates[:2]
    assert [one.notice_days for one in expiring_certificates(DAY, 45)] == [30, 30, 90]  # type: ignore[attr-defined]


def test_what_does_not_count_or_is_renewed_is_not_listed() -> None:
    ending(20, checked_at=None, checked_by="")
    delete_product(product=ending(20).product)
    ending(20, valid_from=DAY + datetime.timedelta(days=1))
    product = make_product()
    ending(20, product=product)
    renewal = ending(900, product=product)
    assert list(expiring_certificates(DAY)) == []

    Certificate.objects.filter(pk=renewal.pk).update(checked_at=None, checked_by="")
    assert len(expiring_certificates(DAY)) == 1
