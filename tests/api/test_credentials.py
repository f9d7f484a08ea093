"""A publishable key is optional, but one that is given must be known and active."""

import pytest
from django.test import Client

from catalogue.models import Storefront, StorefrontKind

pytestmark = pytest.mark.django_db

KEY = "pk_abcdefghijklmnopqrstuvwxyz"
ADDRESS = "/api/v1/store/scan?code=9521234567899&lang=en"


def make_storefront(*, is_active: bool = True) -> Storefront:
    return Storefront.objects.create(
        name="Web", kind=StorefrontKind.WEB, publishable_key=KEY, is_active=is_active
    )


def test_an_active_key_opens_what_is_open_anyway(client: Client) -> None:
    make_storefront()

    assert client.get(ADDRESS, headers={"x-publishable-key": KEY}).status_code == 404
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("key", ["", "pk_short", "pk_zzzzzzzzzzzzzzzzzzzzzzzzzz", KEY.upper(), "x" * 3_000])
def test_an_unknown_key_is_refused(client: Client, key: str) -> None:
    make_storefront()

    answer = client.get(ADDRESS, headers={"x-publishable-key": key})

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'PublishableKey realm="store"'
    assert answer.json()["code"] == "invalid_credentials"


def test_an_inactive_key_is_refused(client: Client) -> None:
    make_storefront(is_active=False)

    answer = client.get(ADDRESS, headers={"x-publishable-key": KEY})

    assert answer.status_code == 401
    assert answer.json()["detail"] == "The key is not known or no longer active."
