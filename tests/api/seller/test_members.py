"""Members: owners say who belongs, staff may read it, neighbours see nothing."""

import pytest
from django_tasks_db.models import DBTaskResult

from catalogue.history import history_of
from people.credentials import issue_key
from people.models import Membership, Role, SecretKey, User
from tests.api.staff.people import Caller, Cast

pytestmark = pytest.mark.django_db
MEMBERS = "seller/members"
NEW = {"role": "staff", "email": "sung@htx.example", "username": "sung", "name": "Sùng"}


def place(user: User) -> Membership:
    return Membership.objects.get(user=user)


def change(caller: Caller, user: User, body: object, **headers: str) -> object:
    """Return status and code of a PATCH that starts from what ``caller`` has read."""
    path = f"{MEMBERS}/{place(user).pk}"
    etag = caller.get(path).headers.get("ETag", "*")
    answer = caller.patch(path, body, **({"If_Match": etag} | headers))
    return answer.status_code, answer.json().get("code")


def test_members_are_listed_with_mail_addresses_for_owners_alone(cast: Cast) -> None:
    User.objects.filter(username="lan").update(email="lan@htx.example")

    def listed(caller: Caller) -> list[tuple[str | None, ...]]:
        rows = caller.get(MEMBERS).json()["results"]
        return [(row["username"], row["role"], row["email"]) for row in rows]

    assert listed(cast.owner_a) == [("minh", "staff", ""), ("lan", "owner", "lan@htx.example")]
    assert listed(cast.staff_a) == [("minh", "staff", None), ("lan", "owner", None)]
    assert listed(cast.owner_b) == [("pao", "owner", "")]
    assert len(listed(cast.alliance)) == 3
    query = f"{MEMBERS}?cooperative={cast.b.slug}"
    assert [row["username"] for row in cast.alliance.get(query).json()["results"]] == ["pao"]
    assert cast.owner_a.get(query).json()["results"] == []


def test_an_owner_invites_somebody_new_who_gets_a_link(cast: Cast) -> None:
    answer = cast.owner_a.post(MEMBERS, NEW)

    body = answer.json()
    assert answer.status_code == 201
    assert (body["username"], body["role"], body["cooperative"]) == ("sung", "staff", cast.a.slug)
    assert (body["email"], body["name"], body["has_password"]) == ("sung@htx.example", "Sùng", False)
    user = User.objects.get(username="sung")
    assert not user.is_alliance
    assert DBTaskResult.objects.get().args_kwargs["args"] == [user.pk, "invited"]
    assert history_of(user)[0].actor == history_of(place(user))[0].actor == f"user:{cast.lan.pk}"


def test_a_user_name_made_of_the_address_does_not_show_it_to_colleagues(cast: Cast) -> None:
    answer = cast.owner_a.post(MEMBERS, {"role": "owner", "email": "Sung@HTX.example"})

    assert (answer.status_code, answer.json()["username"]) == (201, "sung")
    assert "@" not in cast.staff_a.get(MEMBERS).content.decode()


@pytest.mark.parametrize("name", [{}, {"username": "hoa"}])
def test_an_invitation_does_not_tell_whether_the_address_has_an_account(
    cast: Cast, name: dict[str, str]
) -> None:
    User.objects.filter(pk=cast.pao.pk).update(email="pao@htx.example")
    before = User.objects.filter(pk=cast.pao.pk).values().get()

    def told(email: str, caller: Caller, **more: str) -> tuple[int, set[str], object, object]:
        answer = caller.post(MEMBERS, {"role": "staff", "email": email, **name, **more})
        body = answer.json()
        User.objects.filter(username=body["username"]).delete()
        return answer.status_code, set(body), body["has_password"], body["cooperative"]

    for caller, more in ((cast.owner_a, {}), (cast.alliance, {"cooperative": cast.a.slug})):
        theirs, nobodys = (told(email, caller, **more) for email in ("PAO@htx.example", "moi@htx.example"))
        assert theirs == nobodys
        assert theirs[0] == 201
    assert User.objects.filter(pk=cast.pao.pk).values().get() == before
    assert [place.cooperative for place in cast.pao.memberships.all()] == [cast.b]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({**NEW, "username": "pao"}, 409, "username_taken"),
        ({**NEW, "username": "PAO"}, 409, "username_taken"),
        ({"role": "staff", "username": "pao"}, 422, "email_required"),
        ({"role": "staff"}, 422, "email_required"),
        ({**NEW, "username": "có dấu"}, 422, "user_invalid"),
        ({**NEW, "role": "alliance"}, 422, "validation_failed"),
        ({**NEW, "email": "sung"}, 422, "validation_failed"),
        ({**NEW, "is_alliance": True}, 422, "validation_failed"),
        ({**NEW, "password": "abc"}, 422, "validation_failed"),
        ({**NEW, "user": 1}, 422, "validation_failed"),
    ],
)
def test_what_an_owner_may_not_do_changes_nothing(
    cast: Cast, body: dict[str, object], status: int, code: str
) -> None:
    answer = cast.owner_a.post(MEMBERS, body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (User.objects.count(), Membership.objects.count(), DBTaskResult.objects.count()) == (4, 3, 0)


def test_nobody_is_invited_into_a_neighbouring_cooperative(cast: Cast) -> None:
    answer = cast.owner_a.post(MEMBERS, {**NEW, "cooperative": cast.b.slug})

    assert (answer.status_code, answer.json()["code"]) == (422, "cooperative_unknown")
    assert User.objects.count() == 4


def test_staff_and_keys_change_nothing(cast: Cast) -> None:
    key = cast.key_a()
    path = f"{MEMBERS}/{place(cast.minh).pk}"
    for caller, code in ((cast.staff_a, "owner_only"), (key, "people_only")):
        for answer in (
            caller.post(MEMBERS, NEW),
            caller.patch(path, {"role": "owner"}, If_Match="*"),
            caller.delete(path),
        ):
            assert (answer.status_code, answer.json()["code"]) == (403, code)
    assert key.get(MEMBERS).status_code == 403
    assert place(cast.minh).role == Role.STAFF
    assert User.objects.count() == 4


def test_owners_are_told_how_many_keys_a_member_made(cast: Cast) -> None:
    path = f"{MEMBERS}/{place(cast.minh).pk}"
    for _ in range(2):
        issue_key(cooperative=cast.a, name="k", grants=["catalogue:read"], days=None, created_by=cast.minh)

    listed = {row["username"]: row["secret_keys"] for row in cast.owner_a.get(MEMBERS).json()["results"]}
    assert listed == {"lan": 0, "minh": 2}
    assert cast.staff_a.get(path).json()["secret_keys"] is None
    assert {row["secret_keys"] for row in cast.staff_a.get(MEMBERS).json()["results"]} == {None}

    seen = cast.owner_a.get(path)
    assert seen.json()["secret_keys"] == 2
    issue_key(cooperative=cast.a, name="k", grants=["catalogue:read"], days=None, created_by=cast.minh)
    assert cast.owner_a.delete(path, If_Match=seen.headers["ETag"]).status_code == 412
    assert place(cast.minh).role == Role.STAFF
    assert cast.owner_a.delete(path, If_Match=cast.owner_a.get(path).headers["ETag"]).status_code == 204
    assert SecretKey.objects.usable().count() == 3


def test_a_neighbours_member_is_not_found(cast: Cast) -> None:
    path = f"{MEMBERS}/{place(cast.pao).pk}"

    for answer in (
        cast.owner_a.get(path),
        cast.owner_a.patch(path, {"role": "staff"}, If_Match="*"),
        cast.owner_a.delete(path),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert place(cast.pao).role == Role.OWNER


def test_the_role_alone_is_changed_and_only_from_what_was_read(cast: Cast) -> None:
    path = f"{MEMBERS}/{place(cast.minh).pk}"

    assert cast.owner_a.patch(path, {"role": "owner"}).json()["code"] == "precondition_required"
    assert change(cast.owner_a, cast.minh, {"role": "owner"}, If_Match='"x"') == (412, "version_mismatch")
    for field, value in (("cooperative", cast.b.slug), ("user", cast.pao.pk), ("username", "x"), ("id", 1)):
        assert change(cast.owner_a, cast.minh, {"role": "owner", field: value}) == (422, "validation_failed")
    assert place(cast.minh).role == Role.STAFF

    assert change(cast.owner_a, cast.minh, {"role": "owner"}) == (200, None)
    assert (place(cast.minh).role, place(cast.minh).cooperative) == (Role.OWNER, cast.a)
    assert history_of(place(cast.minh))[0].actor == f"user:{cast.lan.pk}"


def test_the_last_owner_stays_whoever_asks(cast: Cast) -> None:
    for caller in (cast.owner_a, cast.alliance):
        assert change(caller, cast.lan, {"role": "staff"}) == (409, "last_owner")
        assert caller.delete(f"{MEMBERS}/{place(cast.lan).pk}").json()["code"] == "last_owner"

    assert place(cast.lan).role == Role.OWNER


def test_who_is_removed_reaches_nothing_any_more_but_keeps_the_account(cast: Cast) -> None:
    assert cast.owner_a.delete(f"{MEMBERS}/{place(cast.minh).pk}").status_code == 204

    assert cast.staff_a.get("seller/session").json()["role"] == "none"
    assert cast.staff_a.get(MEMBERS).json()["results"] == []


def test_the_alliance_gives_somebody_a_further_place(cast: Cast) -> None:
    body = {"role": "staff", "username": "pao", "cooperative": cast.a.slug}

    assert cast.alliance.post(MEMBERS, body).status_code == 201
    again = cast.alliance.post(MEMBERS, body)
    unknown = cast.alliance.post(MEMBERS, {**body, "username": "nobody"})

    assert (again.status_code, again.json()["code"]) == (409, "already_member")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "user_unknown")
    assert cast.owner_b.get("seller/session").json()["cooperatives"] == sorted([cast.a.slug, cast.b.slug])
