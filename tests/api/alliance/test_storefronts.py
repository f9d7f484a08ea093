"""Storefronts and their keys, which are public by design."""

import re

import pytest

from catalogue.history import history_of
from catalogue.models import Storefront
from tests.api.staff.people import Cast

pytestmark = pytest.mark.django_db
STOREFRONTS = "alliance/storefronts"
NEW = {"name": "Trang bán hàng", "kind": "web", "origins": ["https://shop.example"]}


def opened(cast: Cast) -> Storefront:
    return Storefront.objects.get(pk=cast.alliance.post(STOREFRONTS, NEW).json()["id"])


def works(cast: Cast, key: str) -> bool:
    answer = cast.nobody.get("store/products", X_Publishable_Key=key, Origin="https://shop.example")
    return bool(answer.status_code == 200)


def test_a_storefront_gets_a_key_that_works(cast: Cast) -> None:
    answer = cast.alliance.post(STOREFRONTS, NEW)

    body = answer.json()
    assert answer.status_code == 201
    assert re.fullmatch(r"pk_[A-Za-z0-9_-]{32}", body["publishable_key"])
    assert (body["origins"], body["grants"]) == (["https://shop.example"], ["catalogue:read"])
    assert works(cast, body["publishable_key"])
    assert cast.alliance.get(STOREFRONTS).json()["results"] == [body]
    assert cast.alliance.get(f"{STOREFRONTS}/{body['id']}").json() == body


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "shop"},
        {"name": ""},
        {"name": "a" * 101},
        {"publishable_key": "pk_" + "a" * 32},
        {"origins": "https://shop.example"},
        {"origins": ["shop.example"]},
        {"origins": ["https://shop.example/path"]},
        {"origins": ["*"]},
        {"origins": ["https://shop.example"] * 51},
        {"grants": ["orders:write"]},
    ],
)
def test_what_no_storefront_can_be_is_refused(cast: Cast, change: dict[str, object]) -> None:
    answer = cast.alliance.post(STOREFRONTS, {**NEW, **change})

    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")
    assert answer.json()["errors"][0]["pointer"].startswith(f"/{next(iter(change))}")
    assert not Storefront.objects.exists()


def test_name_origins_and_state_change_but_neither_kind_nor_key(cast: Cast) -> None:
    storefront = opened(cast)
    path = f"{STOREFRONTS}/{storefront.pk}"
    etag = cast.alliance.get(path).headers["ETag"]

    assert cast.alliance.patch(path, {"name": "Mới"}).json()["code"] == "precondition_required"
    for field, value in (("kind", "kiosk"), ("publishable_key", "pk_" + "a" * 32), ("id", 1)):
        assert cast.alliance.patch(path, {field: value}, If_Match=etag).status_code == 422
    answer = cast.alliance.patch(path, {"name": "Mới", "origins": [], "is_active": False}, If_Match=etag)

    assert (answer.status_code, answer.json()["name"], answer.json()["origins"]) == (200, "Mới", [])
    assert not works(cast, storefront.publishable_key)
    assert history_of(storefront)[0].actor == f"user:{cast.officer.pk}"


def test_a_rotated_key_works_and_the_old_one_no_longer(cast: Cast) -> None:
    storefront = opened(cast)

    new = cast.alliance.post(f"{STOREFRONTS}/{storefront.pk}/rotate-key").json()["publishable_key"]

    assert new != storefront.publishable_key
    assert works(cast, new)
    assert not works(cast, storefront.publishable_key)
