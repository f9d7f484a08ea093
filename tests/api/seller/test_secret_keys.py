"""Keys of cooperatives: owners make and revoke them, and each does what it was made for."""

import pytest

from catalogue.history import history_of
from people.models import Membership, Role, SecretKey
from people.users import add_member, remove_member, set_role
from tests.api.staff.people import Caller, Cast
from tests.people.cast import key_of

pytestmark = pytest.mark.django_db
KEYS = "seller/secret-keys"
NEW = {"name": "phần mềm bán hàng", "grants": ["labels:print", "catalogue:read"]}


def test_an_owner_makes_a_key_that_is_told_once_and_does_what_it_was_made_for(cast: Cast) -> None:
    answer = cast.owner_a.post(KEYS, NEW)

    body = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    assert (body["cooperative"], body["created_by"], body["created_by_role"]) == (cast.a.slug, "lan", "owner")
    assert (body["grants"], body["expires_at"]) == (["catalogue:read", "labels:print"], None)
    key = Caller(body.pop("key"))
    assert key.get("seller/company-prefixes").status_code == 200
    assert key.post("seller/scan-aliases", {"variant": 1, "code": "C"}).json()["code"] == "insufficient_scope"
    [listed] = cast.owner_a.get(KEYS).json()["results"]
    assert listed == {**body, "last_used_on": listed["last_used_on"]}
    assert SecretKey.objects.get().digest not in cast.owner_a.get(KEYS).content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"grants": []},
        {"grants": ["catalogue:all"]},
        {"grants": "catalogue:read"},
        {"grants": None},
        {"days": 731},
        {"name": ""},
        {"digest": "0" * 64},
        {"created_by": 1},
        {"cooperative": 1.5},
    ],
)
def test_what_no_key_can_be_is_refused(cast: Cast, change: dict[str, object]) -> None:
    assert cast.owner_a.post(KEYS, {**NEW, **change}).status_code == 422
    assert not SecretKey.objects.exists()


def test_staff_and_keys_make_see_and_revoke_none(cast: Cast) -> None:
    key_of(cast.a)
    key = SecretKey.objects.get()

    for caller, code in ((cast.staff_a, "owner_only"), (cast.key_a(), "people_only")):
        for answer in (caller.get(KEYS), caller.post(KEYS, NEW), caller.delete(f"{KEYS}/{key.pk}")):
            assert (answer.status_code, answer.json()["code"]) == (403, code)
    key.refresh_from_db()
    assert key.revoked_at is None


def test_a_key_whose_maker_left_goes_on_and_says_so(cast: Cast) -> None:
    add_member(cooperative=cast.a, user=cast.pao, role=Role.OWNER)
    body = {**NEW, "cooperative": cast.a.slug}
    key = Caller(cast.owner_b.post(KEYS, body).json()["key"])

    def shown() -> list[tuple[object, object]]:
        by_owner = cast.owner_a.get(KEYS).json()["results"]
        by_officer = cast.alliance.get("alliance/secret-keys").json()["results"]
        return [(row["created_by"], row["created_by_role"]) for row in (*by_owner, *by_officer)]

    place = Membership.objects.get(user=cast.pao, cooperative=cast.a)
    set_role(place, Role.STAFF)
    assert shown() == [("pao", "staff")] * 2
    remove_member(place)
    assert shown() == [("pao", None)] * 2
    assert key.get("seller/company-prefixes").status_code == 200


def test_a_neighbours_keys_are_not_there(cast: Cast) -> None:
    key_of(cast.a)
    key = SecretKey.objects.get()

    assert cast.owner_b.get(KEYS).json()["results"] == []
    assert cast.owner_b.delete(f"{KEYS}/{key.pk}").status_code == 404
    foreign = cast.owner_b.post(KEYS, {**NEW, "cooperative": cast.a.slug})
    assert (foreign.status_code, foreign.json()["code"]) == (422, "cooperative_unknown")
    assert SecretKey.objects.count() == 1


def test_who_owns_here_and_works_there_sees_the_keys_of_here(cast: Cast) -> None:
    key_of(cast.a)
    key_of(cast.b)
    Membership.objects.create(user=cast.lan, cooperative=cast.b, role=Role.STAFF)

    assert [row["cooperative"] for row in cast.owner_a.get(KEYS).json()["results"]] == [cast.a.slug]
    assert cast.owner_a.delete(f"{KEYS}/{SecretKey.objects.get(cooperative=cast.b).pk}").status_code == 403
    assert cast.owner_a.post(KEYS, {**NEW, "cooperative": cast.b.slug}).status_code == 403


def test_the_alliance_makes_keys_for_a_cooperative_that_it_names(cast: Cast) -> None:
    assert cast.alliance.post(KEYS, NEW).json()["code"] == "cooperative_required"
    assert cast.alliance.post(KEYS, {**NEW, "cooperative": cast.b.slug}).status_code == 201
    assert [row["cooperative"] for row in cast.alliance.get(KEYS).json()["results"]] == [cast.b.slug]


def test_a_revoked_key_opens_nothing_and_it_is_remembered_who_did_it(cast: Cast) -> None:
    plain = key_of(cast.a)
    key = SecretKey.objects.get()

    assert cast.owner_a.delete(f"{KEYS}/{key.pk}").status_code == 204

    assert Caller(plain).get("seller/session").status_code == 401
    assert cast.owner_a.get(KEYS).json()["results"][0]["revoked_at"] is not None
    [change, _] = history_of(key)
    assert (change.actor, [field.field for field in change.fields]) == (f"user:{cast.lan.pk}", ["revoked_at"])
