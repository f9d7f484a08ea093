"""At the desk an open session of an officer shuts nobody out: what could do so asks for a proof."""

import html
import re
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django_tasks_db.models import DBTaskResult

from desk import proof
from desk import users as user_pages
from people.models import User
from people.second_factor import recovery_codes_left
from people.sent_forms import new_mark
from tests.desk.people import browser_of, page
from tests.people.cast import PASSWORD, make_officer, make_user
from tests.people.codes import turn_on

pytestmark = pytest.mark.django_db
STEPS = ("send_password_link", "second_factor_off")
GUARDED = ({"email": "thief@htx.example"}, {"is_alliance": "yes"}, {"is_active": ""})
WRONG = "Mật khẩu hiện tại: Mật khẩu hiện tại hoặc mã dùng một lần không đúng."


@pytest.fixture
def officer() -> Client:
    return browser_of(make_officer())


@pytest.fixture
def lan() -> User:
    user = make_user("lan", email="lan@htx.example")
    turn_on(user)
    return user


def edit(browser: Client, user: User, **fields: str) -> Any:
    found = re.search(r'name="seen" value="([^"]*)"', page(browser, f"users/{user.pk}"))
    assert found is not None
    as_it_is = {"name": user.name, "email": user.email, "language": "vi", "is_active": "yes"}
    return browser.post(f"/desk/users/{user.pk}", as_it_is | {"seen": html.unescape(found[1])} | fields)


def everything() -> list[object]:
    return [*User.objects.order_by("pk").values(), *DBTaskResult.objects.values("task_path")]


@pytest.mark.parametrize("fields", GUARDED)
def test_what_is_guarded_is_changed_by_a_proof_alone(
    officer: Client, lan: User, fields: dict[str, str]
) -> None:
    before = everything()
    for typed in ("", "sai"):
        answer = edit(officer, lan, **fields, password=typed)
        assert (answer.status_code, WRONG in answer.content.decode()) == (422, True)
    assert everything() == before

    assert edit(officer, lan, **fields, password=PASSWORD).status_code == 302
    assert everything() != before


def test_a_name_is_changed_without_one(officer: Client, lan: User) -> None:
    assert edit(officer, lan, name="Lan").status_code == 302
    assert User.objects.get(pk=lan.pk).name == "Lan"


def test_what_became_guarded_meanwhile_is_not_written(
    officer: Client, lan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user_pages, "_seen_of", lambda _row: "the same")
    touches = iter([False, True])
    monkeypatch.setattr(user_pages, "touches_guarded", lambda *_: next(touches))

    assert edit(officer, lan, seen="the same", email="thief@htx.example").status_code == 422
    assert User.objects.get(pk=lan.pk).email == "lan@htx.example"


def test_an_officer_is_made_by_a_proof_alone(officer: Client) -> None:
    form = {"username": "sua", "email": "sua@htx.example", "language": "vi", "is_alliance": "yes"}

    refused = officer.post("/desk/users/new", form | {"mark": new_mark(), "password": "sai"})
    assert (refused.status_code, WRONG in refused.content.decode()) == (422, True)
    assert User.objects.count() == 1
    done = officer.post("/desk/users/new", form | {"mark": new_mark(), "password": PASSWORD})
    assert done.status_code == 302
    member = form | {"username": "pao", "is_alliance": "", "mark": new_mark()}
    assert officer.post("/desk/users/new", member).status_code == 302


@pytest.mark.parametrize("step", STEPS)
def test_help_needs_a_proof(officer: Client, lan: User, step: str) -> None:
    before = everything()
    address = f"/desk/users/{lan.pk}/do/{step}"
    for typed in ("", "sai"):
        answer = officer.post(address, {"password": typed})
        assert (answer.status_code, WRONG in answer.content.decode()) == (422, True)
    assert everything() == before

    assert officer.post(address, {"password": PASSWORD}).status_code == 302
    assert everything() != before


def test_an_officer_with_a_second_factor_is_asked_for_a_code(lan: User) -> None:
    officer = make_officer()
    browser, recovery = browser_of(officer), turn_on(officer)
    address = f"/desk/users/{lan.pk}/do/second_factor_off"

    text = page(browser, f"users/{lan.pk}")
    assert [f'id="{at}-otp"' in text for at in ("edit", "link", "factor")] == [True] * 3
    answer = browser.post(address, {"password": PASSWORD})
    assert (answer.status_code, "cần thêm mã dùng một lần" in answer.content.decode()) == (422, True)
    assert browser.post(address, {"password": PASSWORD, "otp": recovery[0]}).status_code == 302


def test_who_guesses_is_locked_out_on_a_page_of_its_own(officer: Client, lan: User) -> None:
    address = f"/desk/users/{lan.pk}/do/second_factor_off"

    answers = [officer.post(address, {"password": "sai"}) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [422] * 5
    for answer in (
        officer.post(address, {"password": PASSWORD}),
        edit(officer, lan, email="thief@htx.example", password=PASSWORD),
    ):
        assert (answer.status_code, "Retry-After" in answer.headers) == (429, True)
    assert User.objects.get(pk=lan.pk).second_factor_since is not None


def twice(browser: Client, address: str, form: dict[str, str]) -> list[tuple[int, str]]:
    answers = [browser.post(address, form) for _ in range(2)]
    return [(answer.status_code, answer.headers.get("Location", "")) for answer in answers]


def forms_of(lan: User) -> dict[str, dict[str, str]]:
    """Return what each guarded form of the page sends, by its address."""
    account = {"email": "sua@htx.example", "language": "vi"}
    return {
        "/desk/users/new": account | {"username": "sua", "is_alliance": "yes"},
        f"/desk/users/{lan.pk}": account | {"is_active": "yes"},
        **{f"/desk/users/{lan.pk}/do/{step}": {} for step in STEPS},
    }


@pytest.mark.parametrize("nth", range(4))
def test_a_double_click_has_one_effect_and_its_code_is_asked_for_once(lan: User, nth: int) -> None:
    officer = make_officer()
    browser, recovery = browser_of(officer), turn_on(officer)
    address, form = list(forms_of(lan).items())[nth]
    if nth == 1:
        found = re.search(r'name="seen" value="([^"]*)"', page(browser, f"users/{lan.pk}"))
        assert found is not None
        form = form | {"seen": html.unescape(found[1])}
    jobs = DBTaskResult.objects.count()

    first, second = twice(
        browser, address, form | {"mark": new_mark(), "password": PASSWORD, "otp": recovery[0]}
    )

    assert (first[0], second) == (302, first)
    assert DBTaskResult.objects.count() == jobs + (2 if nth == 1 else 1)
    assert recovery_codes_left(officer) == 9
    assert not AccessAttempt.objects.exists()


def test_twin_without_a_mark_two_clicks_send_two_links(officer: Client, lan: User) -> None:
    address = f"/desk/users/{lan.pk}/do/send_password_link"

    twice(officer, address, {"password": PASSWORD})

    assert DBTaskResult.objects.count() == 2


def test_every_form_of_a_user_carries_a_mark_of_its_own(officer: Client, lan: User) -> None:
    marks = re.findall(r'name="mark" value="([^"]+)"', page(officer, f"users/{lan.pk}"))

    assert len(set(marks)) == len(marks) == 3


@pytest.mark.parametrize("step", STEPS)
def test_officers_are_sent_to_their_own_account(step: str) -> None:
    officer = make_officer()
    browser, recovery = browser_of(officer), turn_on(officer)
    text = page(browser, f"users/{officer.pk}")
    assert ("/do/" in text, 'href="/desk/account"' in text) == (False, True)
    before = everything()

    answer = browser.post(f"/desk/users/{officer.pk}/do/{step}", {"password": PASSWORD, "otp": recovery[0]})

    assert (answer.status_code, "Hãy dùng trang Tài khoản" in answer.content.decode()) == (422, True)
    assert everything() == before


@pytest.mark.parametrize("step", STEPS)
def test_twin_without_the_guards_an_open_session_shuts_its_owner_out(
    step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = make_officer()
    browser, _ = browser_of(officer), turn_on(officer)
    monkeypatch.setattr(user_pages, "require_somebody_else", lambda *_, **__: None)
    monkeypatch.setattr(proof, "check_proof", lambda *_, **__: None)

    assert browser.post(f"/desk/users/{officer.pk}/do/{step}").status_code == 302
