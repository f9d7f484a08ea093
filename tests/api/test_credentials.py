"""A publishable key is optional, but one that is given must be known and active."""

from typing import Any
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from api import credentials
from catalogue.models import Storefront, StorefrontKind

pytestmark = pytest.mark.django_db

KEY = "pk_abcdefghijklmnopqrstuvwxyz"
ADDRESS = "/api/v1/store/scan?code=9521234567899&lang=en"


def make_storefront(**fields: Any) -> Storefront:
    return Storefront.objects.create(name="Web", kind=StorefrontKind.WEB, publishable_key=KEY, **fields)


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


OWN, OTHER = "https://shop.example", "https://thief.example"


@pytest.mark.parametrize("origin", [OWN, "http://localhost:3000", None])
def test_a_key_with_origins_serves_their_pages_and_whoever_is_no_page(
    client: Client, origin: str | None
) -> None:
    make_storefront(origins=[OWN, "http://localhost:3000"])
    headers = {"x-publishable-key": KEY} | ({"origin": origin} if origin else {})

    assert client.get(ADDRESS, headers=headers).status_code == 404


@pytest.mark.parametrize(
    "origin",
    [OTHER, "null", "", "http://shop.example", f"{OWN}:8443", f"{OWN}.thief.example", OWN.upper(), f"{OWN}/"],
)
def test_a_key_with_origins_is_refused_on_pages_of_others(client: Client, origin: str) -> None:
    make_storefront(origins=[OWN])

    answer = client.get(ADDRESS, headers={"x-publishable-key": KEY, "origin": origin})

    assert answer.status_code == 403
    assert answer.json()["code"] == "origin_not_allowed"
    assert answer.json()["detail"] == f"This key is not for pages of {origin}."
    # The developer of that page reads why.
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_twin_without_the_check_serves_any_page(client: Client) -> None:
    make_storefront(origins=[OWN])

    with patch.object(credentials, "_require_origin"):
        answer = client.get(ADDRESS, headers={"x-publishable-key": KEY, "origin": OTHER})

    assert answer.status_code == 404


def test_a_key_without_origins_and_a_page_without_a_key_are_served(client: Client) -> None:
    make_storefront()

    for headers in ({"x-publishable-key": KEY, "origin": OTHER}, {"origin": OTHER}):
        assert client.get(ADDRESS, headers=headers).status_code == 404


def test_a_key_opens_what_it_was_given_and_no_more(client: Client) -> None:
    make_storefront(grants=["carts:write"])

    answer = client.get(ADDRESS, headers={"x-publishable-key": KEY})

    assert answer.status_code == 403
    assert answer.json()["code"] == "insufficient_scope"
    assert answer.json()["detail"] == "This key lacks the grant catalogue:read."


@pytest.mark.parametrize(
    "origins",
    [
        "https://shop.example",
        ["shop.example"],
        ["https://shop.example/"],
        ["https://shop.example/path"],
        ["https://Shop.example"],
        ["https://*.example"],
        ["https://shop.example:443"],
        ["http://shop.example:80"],
        ["https://shop.example:0443"],
        ["*"],
        [1],
        ["https://a.example"] * 51,
    ],
)
def test_origins_are_written_as_browsers_send_them(origins: Any) -> None:
    storefront = make_storefront()
    storefront.origins = origins

    with pytest.raises(ValidationError) as refused:
        storefront.full_clean()

    assert refused.value.error_dict["origins"][0].code == "origins_invalid"


def test_a_port_that_browsers_name_belongs_to_the_origin() -> None:
    storefront = make_storefront()
    storefront.origins = ["https://shop.example:8443", "http://localhost:3000", "https://shop.example:80"]

    storefront.full_clean()


@pytest.mark.parametrize(
    "grants", ["catalogue:read", ["everything"], [["catalogue:read"]], {"catalogue:read": 1}]
)
def test_grants_are_those_there_are(grants: Any) -> None:
    storefront = make_storefront()
    storefront.grants = grants

    with pytest.raises(ValidationError) as refused:
        storefront.full_clean()

    assert refused.value.error_dict["grants"][0].code == "grants_invalid"


def test_good_origins_and_grants_are_taken() -> None:
    storefront = make_storefront(
        origins=["https://shop.example", "http://127.0.0.1:3000"], grants=["catalogue:read", "carts:write"]
    )

    storefront.full_clean()
