"""The surface of the Alliance is for its officers, and not for their servers' keys."""

import pytest

from catalogue.models import Cooperative, Storefront
from people.models import Membership, SecretKey, User
from tests.api.staff.people import Cast

pytestmark = pytest.mark.django_db

ADDRESSES = [
    ("GET", "users"),
    ("POST", "users"),
    ("GET", "users/{user}"),
    ("PATCH", "users/{user}"),
    ("DELETE", "users/{user}"),
    ("DELETE", "users/{user}/totp"),
    ("POST", "users/{user}/password-link"),
    ("GET", "cooperatives"),
    ("POST", "cooperatives"),
    ("GET", "cooperatives/{cooperative}"),
    ("PATCH", "cooperatives/{cooperative}"),
    ("GET", "storefronts"),
    ("POST", "storefronts"),
    ("GET", "storefronts/{any}"),
    ("PATCH", "storefronts/{any}"),
    ("POST", "storefronts/{any}/rotate-key"),
    ("GET", "secret-keys"),
    ("DELETE", "secret-keys/{any}"),
]


@pytest.mark.parametrize(("method", "path"), ADDRESSES)
def test_nobody_else_enters_whatever_the_object(cast: Cast, method: str, path: str) -> None:
    address = "alliance/" + path.format(user=cast.lan.pk, cooperative=cast.a.pk, any=1)
    callers = (cast.nobody, cast.owner_a, cast.staff_a, cast.owner_b, cast.key_a())
    before = _everything()

    answers = [caller.ask(method, address, {"is_alliance": True}, If_Match="*") for caller in callers]

    told = [(answer.status_code, answer.json()["code"]) for answer in answers]
    assert told == [(401, "credentials_missing"), *[(403, "alliance_only")] * 3, (403, "people_only")]
    assert _everything() == before


@pytest.mark.parametrize(("method", "path"), [pair for pair in ADDRESSES if "{" in pair[1]])
def test_what_is_not_there_is_not_found(cast: Cast, method: str, path: str) -> None:
    address = "alliance/" + path.format(user=10**9, cooperative=10**9, any=10**9)

    answer = cast.alliance.ask(method, address, {}, If_Match="*")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def _everything() -> list[object]:
    models = (User, Membership, SecretKey, Storefront, Cooperative)
    rows = [row for model in models for row in model._default_manager.order_by("pk").values()]
    return [{name: value for name, value in row.items() if name != "last_used_on"} for row in rows]
