"""Pages that stay in place while rows come and go."""

import datetime

import pytest

from catalogue.keyset import CursorUnknown, KeysetPage, cut_page
from catalogue.models import Certificate, Cooperative
from tests.factories import make_certificate, make_cooperative, make_product

pytestmark = pytest.mark.django_db


def names(page: KeysetPage[Cooperative]) -> list[str]:
    return [row.name for row in page.rows]


def test_pages_lead_on_and_back_and_do_not_shift_when_rows_come_in() -> None:
    for name in "abcde":
        make_cooperative(name=name)
    rows = Cooperative.objects.all()
    first = cut_page(rows, cursor=None, limit=2)
    make_cooperative(name="f")
    second = cut_page(rows, cursor=first.next_cursor, limit=2)
    last = cut_page(rows, cursor=second.next_cursor, limit=2)
    back = cut_page(rows, cursor=second.previous_cursor, limit=2)

    assert [names(page) for page in (first, second, last, back)] == [
        ["e", "d"],
        ["c", "b"],
        ["a"],
        ["e", "d"],
    ]
    assert (first.previous_cursor, last.next_cursor) == (None, None)
    assert back.previous_cursor is not None  # there is a newer one by now


def test_rows_of_one_day_are_told_apart_by_their_keys() -> None:
    product = make_product()
    days = [datetime.date(2026, 12, 31), datetime.date(2026, 11, 30), datetime.date(2026, 12, 31)]
    made = [make_certificate(product=product, valid_to=day).pk for day in days]
    first = cut_page(Certificate.objects.all(), cursor=None, limit=2, by="valid_to")
    second = cut_page(Certificate.objects.all(), cursor=first.next_cursor, limit=2, by="valid_to")
    assert [row.pk for row in (*first.rows, *second.rows)] == [made[1], made[0], made[2]]


@pytest.mark.parametrize(
    ("cursor", "by"),
    [
        ("a1m5", None),
        ("a1", "valid_to"),
        ("a1m5", "valid_to"),
        ("a1d5", "created_at"),
        ("a1d0", "valid_to"),
        ("a1d99999999999999999", "valid_to"),
        (f"a{2**63}", None),
    ],
)
def test_a_cursor_of_another_list_is_refused(cursor: str, by: str | None) -> None:
    rows = Cooperative.objects.all() if by == "created_at" else Certificate.objects.all()
    with pytest.raises(CursorUnknown):
        cut_page(rows, cursor=cursor, limit=2, by=by)
