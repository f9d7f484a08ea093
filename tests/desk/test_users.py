"""Users at the desk: accounts that the Alliance opens, changes, closes and helps."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from catalogue.history import history_of
from people.credentials import find_token
from people.models import Role, User
from people.sent_forms import new_mark
from people.users import edit_user
from tests.desk.people import browser_of, page
from tests.factories import make_cooperative
from tests.people.cast import PASSWORD, make_member, make_officer, make_user, token_of
from tests.people.codes import turn_on

pytestmark = pytest.mark.django_db
LIST_QUERIES = 5


@pytest.fixture
def officer() -> Client:
    return browser_of(make_officer())


@pytest.fixture
def lan() -> User:
    return make_member("lan", make_cooperative(name="HTX Đồng Văn"), Role.OWNER)


def filled_in(**fields: str) -> dict[str, str]:
    values = {"username": "sua", "email": "sua@htx.example", "name": "Sùng Thị Sùa", "language": "vi"}
    return values | {"is_active": "yes", "mark": new_mark(), "password": PASSWORD} | fields


def seen_on(text: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', text)
    assert found is not None
    return html.unescape(found[1])


def edit(browser: Client, user: User, **fields: str) -> Any:
    seen = seen_on(page(browser, f"users/{user.pk}"))
    return browser.post(f"/desk/users/{user.pk}", filled_in(**{"seen": seen, **fields}))


def names(text: str) -> list[str]:
    return re.findall(r'<a class="name"[^>]*>([^<]*)</a>', text)


def test_an_officer_opens_an_account_once_and_its_user_is_mailed(officer: Client) -> None:
    form = filled_in(is_alliance="yes")

    answers = [officer.post("/desk/users/new", form) for _ in range(2)]

    user = User.objects.get(username="sua")
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, f"/desk/users/{user.pk}")
    }
    assert (user.email, user.name, user.is_alliance) == ("sua@htx.example", "Sùng Thị Sùa", True)
    assert not user.has_usable_password()
    assert DBTaskResult.objects.count() == 1
    assert history_of(user)[0].actor == f"user:{User.objects.get(username='lien-minh').pk}"


def test_without_a_user_name_one_is_made_of_the_mail_address(officer: Client) -> None:
    assert officer.post("/desk/users/new", filled_in(username="")).status_code == 302
    assert User.objects.filter(username="sua").exists()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"username": "SÙA"}, "Tên đăng nhập: Giá trị chưa hợp lệ ở: username."),
        ({"username": "lien-minh"}, "Tên đăng nhập: Tên đăng nhập này đã có người dùng."),
        ({"email": ""}, "Thư điện tử: Còn thiếu."),
        ({"email": "no mail"}, "Thư điện tử: Giá trị chưa hợp lệ ở: email."),
        ({"language": "xx"}, "Ngôn ngữ: Giá trị chưa hợp lệ ở: language."),
    ],
)
def test_a_refused_account_is_not_opened(officer: Client, fields: dict[str, str], told: str) -> None:
    answer = officer.post("/desk/users/new", filled_in(**fields))

    text = answer.content.decode()
    assert (answer.status_code, told in text, 'value="Sùng Thị Sùa"' in text) == (422, True, True)
    assert User.objects.count() == 1


def test_an_account_that_is_closed_opens_nothing_any_more(officer: Client, lan: User) -> None:
    token, session = token_of(lan), browser_of(lan)

    assert edit(officer, lan, is_active="").status_code == 302

    lan.refresh_from_db()
    assert (lan.username, lan.email, lan.is_active) == ("lan", "sua@htx.example", False)
    assert find_token(token) is None
    assert session.get("/desk/").status_code == 302
    assert names(page(officer, "users?show=closed")) == ["Sùng Thị Sùa"]


def test_the_last_officer_stays(officer: Client) -> None:
    user = User.objects.get()

    for fields in ({"is_alliance": ""}, {"is_alliance": "yes", "is_active": ""}):
        answer = edit(officer, user, **fields)
        assert answer.status_code == 422
        assert "Liên minh phải còn ít nhất một cán bộ" in answer.content.decode()
    user.refresh_from_db()
    assert (user.is_alliance, user.is_active, user.name) == (True, True, "")


def test_a_refused_change_changes_nothing(officer: Client, lan: User) -> None:
    for fields in ({"email": "no mail"}, {"language": "xx"}, {"name": "x" * 200}):
        assert edit(officer, lan, **fields).status_code == 422
    lan.refresh_from_db()
    assert (lan.email, lan.language, lan.name) == ("", "vi", "")


def test_what_somebody_else_wrote_meanwhile_is_shown_and_stays(officer: Client, lan: User) -> None:
    seen = seen_on(page(officer, f"users/{lan.pk}"))
    edit_user(lan, name="Lan Hương")

    answer = edit(officer, lan, seen=seen)

    text = answer.content.decode()
    assert (answer.status_code, "<dd>Lan Hương</dd>" in text) == (422, True)
    lan.refresh_from_db()
    assert (lan.name, lan.email) == ("Lan Hương", "")
    assert edit(officer, lan, seen=seen_on(text)).status_code == 302


def test_who_has_lost_phone_or_link_is_helped(officer: Client, lan: User) -> None:
    turn_on(lan)
    address = f"/desk/users/{lan.pk}/do"

    proof = {"password": PASSWORD}

    assert officer.post(f"{address}/second_factor_off", proof).status_code == 302
    assert officer.post(f"{address}/send_password_link", proof).status_code == 302
    lan.refresh_from_db()
    assert lan.second_factor_since is None
    assert [job.task_path.rpartition(".")[2] for job in DBTaskResult.objects.order_by("enqueued_at")] == [
        "mail_notice",
        "mail_password_link",
    ]

    again = officer.post(f"{address}/second_factor_off", proof)
    assert (again.status_code, "Chưa bật xác thực hai lớp." in again.content.decode()) == (422, True)
    assert officer.post(f"{address}/burn").status_code == 404
    assert officer.get(f"{address}/send_password_link").status_code == 405
    assert officer.post("/desk/users/999999/do/send_password_link").status_code == 404


def test_users_are_found_without_marks_and_by_what_they_are(officer: Client, lan: User) -> None:
    edit_user(lan, name="Nguyễn Thị Lan", email="lan@htx.example")
    make_user("pao", is_active=False)

    assert names(page(officer, "users?q=nguyen thi")) == ["Nguyễn Thị Lan"]
    assert names(page(officer, "users?q=LAN@HTX")) == ["Nguyễn Thị Lan"]
    assert names(page(officer, "users?show=officers")) == ["lien-minh"]
    assert names(page(officer, "users?show=no-such")) == ["pao", "Nguyễn Thị Lan", "lien-minh"]
    assert "Chủ quản · HTX Đồng Văn" in page(officer, "users")


def test_owners_find_no_users(lan: User) -> None:
    browser = browser_of(lan)

    for address in ("users", "users/new", f"users/{lan.pk}", f"users/{lan.pk}/do/second_factor_off"):
        assert browser.get(f"/desk/{address}").status_code == 404
        assert browser.post(f"/desk/{address}", filled_in(is_alliance="yes")).status_code == 404
    lan.refresh_from_db()
    assert (lan.is_alliance, lan.name) == (False, "")
    assert User.objects.count() == 1


def test_a_list_takes_as_many_queries_for_one_as_for_many(
    officer: Client, lan: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        make_member(f"nguoi-{number}", make_cooperative())
        with django_assert_num_queries(LIST_QUERIES):
            officer.get("/desk/users")
