"""Officers open, change and close accounts; one officer always stays."""

import pytest
from django_tasks_db.models import DBTaskResult

from catalogue.history import history_of
from people.models import AccessToken, User
from tests.api.seller.browsers import log_in, logged_in, open_browser
from tests.api.staff.people import Caller, Cast
from tests.people.cast import PASSWORD, make_officer, make_user
from tests.people.codes import turn_on

pytestmark = pytest.mark.django_db
USERS = "alliance/users"
PROOF = {"password": PASSWORD}
NEW = {"username": "sung", "email": "sung@htx.example", "name": "Sùng A Páo"}


def names(caller: Caller, query: str = "") -> list[str]:
    return [row["username"] for row in caller.get(f"{USERS}?{query}").json()["results"]]


def change(caller: Caller, user: User, body: object, **headers: str) -> tuple[int, str | None]:
    path = f"{USERS}/{user.pk}"
    answer = caller.patch(path, body, **({"If_Match": caller.get(path).headers["ETag"]} | headers))
    return answer.status_code, answer.json().get("code")


def test_all_users_are_listed_with_their_places(cast: Cast) -> None:
    assert set(names(cast.alliance)) >= {"lan", "minh", "pao", "lien-minh"}
    rows = cast.alliance.get(f"{USERS}?q=lan").json()["results"]
    assert [row["memberships"] for row in rows] == [
        [{"cooperative": cast.a.slug, "name": "HTX A", "role": "owner"}]
    ]


def test_users_are_found_by_any_part_without_marks_and_by_what_they_are(cast: Cast) -> None:
    make_user("sung", name="Sùng Thị Đào", email="dao@htx.example", is_active=False)

    for query in ("q=thi dao", "q=ĐÀO", "q=DAO@", "q=%20sung", "is_active=false"):
        assert names(cast.alliance, query) == ["sung"], query
    assert names(cast.alliance, "is_alliance=true") == ["lien-minh"]
    assert names(cast.alliance, f"cooperative={cast.b.slug}") == ["pao"]
    assert names(cast.alliance, "q=khong-co") == []


def test_nothing_secret_is_shown(cast: Cast) -> None:
    turn_on(cast.lan)

    shown = (
        cast.alliance.get(USERS).content.decode()
        + cast.alliance.get(f"{USERS}/{cast.lan.pk}").content.decode()
    )

    assert '"password"' not in shown
    assert cast.lan.password not in shown
    assert not any(digest in shown for digest in AccessToken.objects.values_list("digest", flat=True))


def test_a_new_account_gets_a_link(cast: Cast) -> None:
    answer = cast.alliance.post(USERS, {**NEW, **PROOF, "is_alliance": True, "language": "en"})

    body = answer.json()
    assert answer.status_code == 201
    assert (body["username"], body["is_alliance"], body["has_password"]) == ("sung", True, False)
    user = User.objects.get(username="sung")
    assert DBTaskResult.objects.get().args_kwargs["args"] == [user.pk, "invited"]
    assert history_of(user)[0].actor == f"user:{cast.officer.pk}"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"username": "LAN", "email": "x@htx.example"}, 409, "username_taken"),
        ({"username": "có dấu", "email": "x@htx.example"}, 422, "user_invalid"),
        ({"username": "sung"}, 422, "validation_failed"),
        ({**NEW, "new_password": "x"}, 422, "validation_failed"),
        ({**NEW, "is_superuser": True}, 422, "validation_failed"),
        ({**NEW, "last_login": None}, 422, "validation_failed"),
        ({**NEW, "email": "no"}, 422, "validation_failed"),
    ],
)
def test_what_no_account_can_be_is_refused(cast: Cast, body: object, status: int, code: str) -> None:
    before = User.objects.count()

    answer = cast.alliance.post(USERS, body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert User.objects.count() == before


def test_an_officer_changes_what_may_change_and_nothing_else(cast: Cast) -> None:
    fields = {"name": "Lan", "email": "lan@htx.example", "language": "en", "is_alliance": True}
    fine = fields | PROOF
    for field, value in (
        ("username", "x"),
        ("new_password", "x"),
        ("second_factor", False),
        ("created_at", "2026-01-01T00:00:00Z"),
        ("memberships", []),
        ("id", 1),
    ):
        assert change(cast.alliance, cast.lan, {**fine, field: value}) == (422, "validation_failed")
    assert change(cast.alliance, cast.lan, fine, If_Match='"old"') == (412, "version_mismatch")
    assert User.objects.get(pk=cast.lan.pk).name == ""

    assert change(cast.alliance, cast.lan, fine) == (200, None)
    assert User.objects.filter(pk=cast.lan.pk, **fields).exists()
    assert history_of(cast.lan)[0].actor == f"user:{cast.officer.pk}"


def test_the_last_officer_stays(cast: Cast) -> None:
    User.objects.filter(is_alliance=True).exclude(pk=cast.officer.pk).update(is_alliance=False)

    for body in ({"is_alliance": False}, {"is_active": False}):
        assert change(cast.alliance, cast.officer, body | PROOF) == (409, "last_officer")
    path = f"{USERS}/{cast.officer.pk}"
    assert cast.alliance.ask("DELETE", path, PROOF).json()["code"] == "last_officer"
    make_officer("thu-hai")
    assert cast.alliance.ask("DELETE", path, PROOF).status_code == 204
    assert cast.alliance.get(USERS).status_code == 401


def test_a_closed_account_stays_on_record_and_opens_nothing(cast: Cast) -> None:
    browser, _ = logged_in("lan")

    assert cast.alliance.ask("DELETE", f"{USERS}/{cast.lan.pk}", PROOF).status_code == 204

    assert browser.get("seller/session").status_code == 401
    assert cast.owner_a.get("seller/session").status_code == 401
    assert log_in("lan", browser=open_browser()).status_code == 401
    assert cast.alliance.get(f"{USERS}/{cast.lan.pk}").json()["is_active"] is False
    assert change(cast.alliance, cast.lan, {"is_active": True, **PROOF}) == (200, None)
    assert cast.owner_a.get("seller/session").status_code == 401


def test_an_officer_helps_who_has_lost_the_second_factor(cast: Cast) -> None:
    turn_on(cast.lan)
    path = f"{USERS}/{cast.lan.pk}/totp"

    assert cast.alliance.ask("DELETE", path, PROOF).status_code == 204

    assert log_in("lan", PASSWORD, browser=open_browser()).status_code == 200
    assert history_of(cast.lan)[0].actor == f"user:{cast.officer.pk}"
    again = cast.alliance.ask("DELETE", path, PROOF)
    assert (again.status_code, again.json()["code"]) == (409, "second_factor_missing")


def test_an_officer_has_a_link_sent_again_and_sees_none_of_it(cast: Cast) -> None:
    answer = cast.alliance.post(f"{USERS}/{cast.lan.pk}/password-link", PROOF)

    assert answer.status_code == 202
    assert "/desk/password/" not in answer.content.decode()
    assert DBTaskResult.objects.get().args_kwargs["args"] == [cast.lan.pk, "forgotten"]
