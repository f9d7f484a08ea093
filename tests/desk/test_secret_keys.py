"""Secret keys at the desk: made by owners, shown once, taken back."""

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.test import Client

from catalogue.models import Cooperative
from people.credentials import MOST_SECRETS, find_key, issue_key, revoke
from people.models import Membership, Role, SecretKey, User
from people.sent_forms import new_mark
from people.users import remove_member, set_role
from tests.desk.people import browser_of, page
from tests.factories import make_cooperative
from tests.people.cast import key_of, make_member, make_officer

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 23, 5, tzinfo=datetime.UTC)


@pytest.fixture
def here() -> Cooperative:
    return make_cooperative(name="HTX Đồng Văn")


@pytest.fixture
def lan(here: Cooperative) -> Client:
    """The browser of Lan, who owns the cooperative."""
    return browser_of(make_member("lan", here, Role.OWNER))


def filled_in(**fields: Any) -> dict[str, Any]:
    grants = ["catalogue:read", "labels:print"]
    return {"key_name": "Máy tính tiền", "grants": grants, "days": "90", "mark": new_mark()} | fields


def test_a_key_is_shown_once_and_a_double_click_makes_one(lan: Client, here: Cooperative) -> None:
    form = filled_in()

    first = lan.post("/desk/keys", form)
    again = lan.post("/desk/keys", form, follow=True)

    key = SecretKey.objects.get()
    [plain] = re.findall(r"<code>(sk_[A-Za-z0-9_-]{43})</code>", first.content.decode())
    assert (first.status_code, "no-store" in first.headers["Cache-Control"]) == (200, True)
    assert find_key(plain) == key
    assert (key.cooperative, key.name, key.grants) == (
        here,
        "Máy tính tiền",
        ["catalogue:read", "labels:print"],
    )
    assert key.created_by is not None
    assert key.created_by.username == "lan"
    assert plain not in again.content.decode()
    assert "chỉ hiện một lần. Nếu chưa chép" in again.content.decode()
    text = page(lan, "keys")
    assert ("Máy tính tiền" in text, f"<code>{key.shown}…</code>" in text, plain in text) == (
        True,
        True,
        False,
    )


def test_a_key_may_hold_until_it_is_revoked(lan: Client) -> None:
    lan.post("/desk/keys", filled_in(days="forever"))

    key = SecretKey.objects.get()
    assert key.expires_at is None
    answer = lan.post(f"/desk/keys/{key.pk}/revoke")
    assert (answer.status_code, answer["Location"]) == (302, "/desk/keys")
    key.refresh_from_db()
    assert key.revoked_at is not None
    assert "Đã thu hồi" in page(lan, "keys")
    assert lan.get(f"/desk/keys/{key.pk}/revoke").status_code == 405


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"key_name": " "}, "Dùng cho việc gì: Cần một tên"),
        ({"key_name": "x" * 101}, "Dùng cho việc gì: Cần một tên"),
        ({"grants": []}, "Được làm gì: Hãy chọn một mục."),
        ({"grants": ["catalogue:read", "everything"]}, "Được làm gì: Cần ít nhất một quyền trong"),
        ({"days": "99999"}, "Có hiệu lực: Hãy chọn một mục."),
        ({"cooperative": "htx-khac"}, "Không có hợp tác xã này."),
    ],
)
def test_a_refused_key_is_not_made(lan: Client, fields: dict[str, Any], told: str) -> None:
    answer = lan.post("/desk/keys", filled_in(**fields))

    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert not SecretKey.objects.exists()


def test_more_keys_than_anybody_keeps_an_eye_on_are_refused(lan: Client, here: Cooperative) -> None:
    for _ in range(MOST_SECRETS):
        key_of(here)

    answer = lan.post("/desk/keys", filled_in())

    assert (answer.status_code, "Đã có 100 mã đang dùng." in answer.content.decode()) == (422, True)
    assert SecretKey.objects.count() == MOST_SECRETS


def test_each_key_says_how_it_stands(lan: Client, here: Cooperative) -> None:
    with time_machine.travel(NOON, tick=False):
        for name, days in (("Một", 1), ("Hai", None), ("Ba", None)):
            issue_key(cooperative=here, name=name, grants=["catalogue:read"], days=days, created_by=None)
        revoke(SecretKey.objects.get(name="Ba"))
    with time_machine.travel(NOON + datetime.timedelta(days=2), tick=False):
        text = page(lan, "keys")

    assert re.findall(r'<strong>(\w+)</strong> <em class="state secret-(\w+)">', text) == [
        ("Ba", "revoked"),
        ("Hai", "usable"),
        ("Một", "ended"),
    ]
    assert text.count("Tạo ngày 23/11/2026") == 3


def test_a_key_whose_maker_is_no_owner_any_more_says_so_until_it_is_revoked(
    lan: Client, here: Cooperative
) -> None:
    pao = make_member("pao", here, Role.OWNER)
    for name, maker in (("Một", pao), ("Hai", User.objects.get(username="lan")), ("Ba", None)):
        issue_key(cooperative=here, name=name, grants=["catalogue:read"], days=None, created_by=maker)
    gone, demoted = (
        "Người tạo khóa không còn quyền ở hợp tác xã này.",
        "Người tạo khóa không còn là chủ quản.",
    )

    def told() -> tuple[int, int]:
        text = page(lan, "keys")
        return text.count(demoted), text.count(gone)

    place = Membership.objects.get(user=pao)
    assert told() == (0, 0)
    set_role(place, Role.STAFF)
    assert told() == (1, 0)
    remove_member(place)
    assert told() == (0, 1)
    assert "bởi pao" in page(lan, "keys")
    revoke(SecretKey.objects.get(name="Một"))
    assert told() == (0, 0)


def test_a_key_of_a_closed_account_or_a_former_officer_says_what_is_true_of_both(
    lan: Client, here: Cooperative
) -> None:
    closed, former = make_member("dong", here, Role.OWNER), make_officer("hai")
    for maker in (closed, former):
        issue_key(
            cooperative=here, name=maker.username, grants=["catalogue:read"], days=None, created_by=maker
        )
    User.objects.filter(pk=closed.pk).update(is_active=False)
    User.objects.filter(pk=former.pk).update(is_alliance=False)

    assert Membership.objects.filter(user=closed, cooperative=here).exists()
    assert page(lan, "keys").count("Người tạo khóa không còn quyền ở hợp tác xã này.") == 2
    User.objects.filter(username="lan").update(language="en")
    told = "The person who made it has no rights here any more."
    assert page(lan, "keys").count(told) == 2


def test_staff_find_no_keys_and_owners_none_of_a_neighbour(lan: Client, here: Cooperative) -> None:
    pao = browser_of(make_member("pao", here))
    there = make_cooperative()
    key_of(here)
    own, theirs = SecretKey.objects.get(), key_of(there)
    key = SecretKey.objects.get(cooperative=there)

    assert pao.get("/desk/keys").status_code == 404
    assert pao.post("/desk/keys", filled_in()).status_code == 404
    assert pao.post(f"/desk/keys/{own.pk}/revoke").status_code == 404
    assert 'href="/desk/keys"' not in page(pao, "")
    assert lan.post(f"/desk/keys/{key.pk}/revoke").status_code == 404
    assert find_key(theirs) == key
    assert key.shown not in page(lan, "keys")
    assert SecretKey.objects.filter(revoked_at__isnull=True).count() == 2


def test_an_officer_makes_keys_by_the_name_of_the_cooperative(here: Cooperative) -> None:
    officer = browser_of(make_officer())
    make_cooperative()

    assert officer.post("/desk/keys", filled_in()).status_code == 422
    assert officer.post("/desk/keys", filled_in(cooperative=here.slug)).status_code == 200
    assert SecretKey.objects.get().cooperative == here
