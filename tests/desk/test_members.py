"""Members at the desk: seen by colleagues, invited and ended by owners."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.history import history_of
from catalogue.models import Cooperative
from people.credentials import find_key, issue_key
from people.models import Membership, Role, User
from people.sent_forms import new_mark
from tests.desk.people import browser_of, page
from tests.factories import make_cooperative
from tests.people.cast import make_member, make_officer, make_user

pytestmark = pytest.mark.django_db
LIST_QUERIES = 6


@pytest.fixture
def here() -> Cooperative:
    return make_cooperative(name="HTX Đồng Văn")


@pytest.fixture
def lan(here: Cooperative) -> Client:
    """The browser of Lan, who owns the cooperative."""
    return browser_of(make_member("lan", here, Role.OWNER))


@pytest.fixture
def pao(here: Cooperative) -> Client:
    """The browser of Pao, who works there."""
    return browser_of(make_member("pao", here))


@pytest.fixture
def officer() -> Client:
    return browser_of(make_officer())


def invitation(**fields: Any) -> dict[str, Any]:
    values = {"email": "sua@htx.example", "name": "Sùng Thị Sùa", "username": "", "role": "staff"}
    return values | {"language": "vi", "mark": new_mark()} | fields


def place_of(username: str) -> Membership:
    return Membership.objects.get(user__username=username)


def test_an_owner_invites_and_a_double_click_invites_once(lan: Client) -> None:
    form = invitation()

    answers = [lan.post("/desk/members", form) for _ in range(2)]

    place = place_of("sua")
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, "/desk/members")] * 2
    assert (place.role, place.user.name, place.user.email) == ("staff", "Sùng Thị Sùa", "sua@htx.example")
    assert [change.actor for change in history_of(place)] == [f"user:{User.objects.get(username='lan').pk}"]
    text = page(lan, "members")
    assert ("Sùng Thị Sùa" in text, "Chưa đặt mật khẩu" in text) == (True, True)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"email": ""}, "Thư điện tử: Cần địa chỉ thư điện tử"),
        ({"email": "no mail"}, "Giá trị chưa hợp lệ ở: email"),
        ({"username": "SÙA"}, "Giá trị chưa hợp lệ ở: username"),
        ({"username": "lan"}, "Tên đăng nhập: Tên đăng nhập này đã có người dùng."),
        ({"role": "god"}, "Vai trò: Hãy chọn một mục."),
        ({"language": "xx"}, "Ngôn ngữ: Hãy chọn một mục."),
        ({"cooperative": "htx-khac"}, "Không có hợp tác xã này."),
        ({"name": "x" * 300}, "Giá trị chưa hợp lệ ở: name"),
    ],
)
def test_a_refused_invitation_keeps_what_was_typed_and_opens_nothing(
    lan: Client, fields: dict[str, str], told: str
) -> None:
    answer = lan.post("/desk/members", invitation(**fields))

    text = answer.content.decode()
    assert (answer.status_code, told in text) == (422, True)
    assert 'value="Sùng Thị Sùa"' in text or "name" in fields
    assert [user.username for user in User.objects.all()] == ["lan"]


def test_staff_see_their_colleagues_and_neither_mail_addresses_nor_buttons(
    pao: Client, here: Cooperative
) -> None:
    owner = make_member("lan", here, Role.OWNER)
    User.objects.filter(pk=owner.pk).update(email="lan@htx.example")

    text = page(pao, "members")

    assert re.findall(r"<strong>([^<]*)</strong>", text) == ["lan", "pao"]
    for hidden in ("lan@htx.example", "Mời thành viên", "Cho thôi"):
        assert hidden not in text
    assert pao.post("/desk/members", invitation()).status_code == 404
    assert pao.post(f"/desk/members/{place_of('lan').pk}/do/remove_member").status_code == 404
    assert pao.post(f"/desk/members/{place_of('pao').pk}/do/role", {"role": "owner"}).status_code == 404
    assert sorted(Membership.objects.values_list("user__username", "role")) == [
        ("lan", "owner"),
        ("pao", "staff"),
    ]


def test_an_owner_changes_roles_and_ends_places(lan: Client, pao: Client) -> None:
    address = f"/desk/members/{place_of('pao').pk}/do"

    assert lan.post(f"{address}/role", {"role": "owner"}).status_code == 302
    assert place_of("pao").role == "owner"
    assert lan.post(f"{address}/role", {"role": "god"}).status_code == 404
    assert lan.post(f"{address}/burn").status_code == 404
    assert lan.get(f"{address}/remove_member").status_code == 405
    assert lan.post(f"{address}/remove_member").status_code == 302
    assert not Membership.objects.filter(user__username="pao").exists()
    assert User.objects.filter(username="pao").exists()
    assert lan.post(f"{address}/remove_member").status_code == 404


def test_who_ends_a_place_is_told_of_the_keys_that_stay(lan: Client, pao: Client, here: Cooperative) -> None:
    told = "Số khóa đang dùng do người này tạo: 1."
    address = f"/desk/members/{place_of('pao').pk}/do"
    assert told not in page(lan, "members")
    lan.post(f"{address}/role", {"role": "owner"})
    key, plain = issue_key(
        cooperative=here, name="k", grants=["catalogue:read"], days=None, created_by=place_of("pao").user
    )

    assert page(lan, "members").count(told) == 1
    demoted = lan.post(f"{address}/role", {"role": "staff"}, follow=True)
    assert told not in page(pao, "members")
    raised = lan.post(f"{address}/role", {"role": "owner"}, follow=True)
    ended = lan.post(f"{address}/remove_member", follow=True)

    counts = [answer.content.decode().count(told) for answer in (demoted, raised, ended)]
    assert counts == [2, 1, 1]  # in the list, and once more where it matters
    assert find_key(plain) == key


@pytest.mark.parametrize(("step", "fields"), [("role", {"role": "staff"}), ("remove_member", {})])
def test_the_last_owner_stays(lan: Client, step: str, fields: dict[str, str]) -> None:
    answer = lan.post(f"/desk/members/{place_of('lan').pk}/do/{step}", fields)

    assert answer.status_code == 422
    assert "Hợp tác xã phải còn ít nhất một chủ quản đã đặt mật khẩu." in answer.content.decode()
    assert place_of("lan").role == "owner"


def test_an_owner_reaches_no_neighbour(lan: Client) -> None:
    there = make_cooperative(name="HTX Bên Cạnh")
    make_member("seo", there)

    assert "seo" not in page(lan, "members")
    assert lan.post(f"/desk/members/{place_of('seo').pk}/do/remove_member").status_code == 404
    assert lan.post("/desk/members", invitation(cooperative=there.slug)).status_code == 422
    assert Membership.objects.filter(cooperative=there).count() == 1


def test_who_owns_one_of_two_invites_into_that_one(here: Cooperative, pao: Client) -> None:
    own = make_cooperative(name="HTX Của Pao")
    Membership.objects.create(user=User.objects.get(), cooperative=own, role=Role.OWNER)

    assert pao.post("/desk/members", invitation(cooperative=here.slug)).status_code == 422
    assert pao.post("/desk/members", invitation()).status_code == 302
    assert place_of("sua").cooperative == own


def test_the_alliance_gives_a_further_place_to_who_has_an_account(officer: Client, here: Cooperative) -> None:
    make_user("seo")

    unnamed = officer.post("/desk/members", invitation(email="", name="", username="seo"))
    make_cooperative()
    unknown = officer.post("/desk/members", invitation(email="", username="ai-do", cooperative=here.slug))
    given = officer.post("/desk/members", invitation(email="", username="seo", cooperative=here.slug))

    assert (unnamed.status_code, place_of("seo").cooperative) == (302, here)  # there was one only
    assert (unknown.status_code, "Không có người dùng này" in unknown.content.decode()) == (422, True)
    assert (given.status_code, "đã là thành viên" in given.content.decode()) == (422, True)


def test_the_alliance_looks_at_one_cooperative(officer: Client, here: Cooperative, pao: Client) -> None:
    make_member("seo", make_cooperative(name="HTX Bên Cạnh"))

    assert re.findall(r"<strong>([^<]*)</strong>", page(officer, "members")) == ["seo", "pao"]
    text = page(officer, f"members?cooperative={here.slug}")
    assert re.findall(r"<strong>([^<]*)</strong>", text) == ["pao"]
    assert text.count(f'<option value="{here.slug}" selected>') == 2


def test_a_list_takes_as_many_queries_for_one_as_for_many(
    lan: Client, here: Cooperative, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        make_member(f"nguoi-{number}", here)
        with django_assert_num_queries(LIST_QUERIES):
            lan.get("/desk/members")
