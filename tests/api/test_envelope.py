"""Every answer has a request id and a policy; the store may be read from other origins."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_gives_every_answer_a_new_request_id(client: Client) -> None:
    ids = {client.get(address)["X-Request-Id"] for address in ("/livez", "/livez", "/nowhere", "/api/docs/")}

    assert len(ids) == 4
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in ids)


def test_keeps_a_short_clean_request_id_of_the_client(client: Client) -> None:
    answer = client.get("/nowhere", headers={"x-request-id": "shop-7f3a.2"})

    assert answer["X-Request-Id"] == answer.json()["request_id"] == "shop-7f3a.2"


@pytest.mark.parametrize(
    "given",
    [
        "short",
        "a" * 65,
        "with space 1",
        "a\tb345678",
        "<script>alert",
        "sốmườimột",
        "0912345678",
        "pk_" + "a" * 30,
    ],
)
def test_replaces_a_request_id_that_is_not_clean(client: Client, given: str) -> None:
    answer = client.get("/livez", headers={"x-request-id": given})

    assert re.fullmatch("[0-9a-f]{32}", answer["X-Request-Id"])


def test_forbids_browsers_to_run_or_frame_an_answer(client: Client) -> None:
    answer = client.get("/livez")

    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_lets_pages_of_other_origins_read_the_store_alone(client: Client) -> None:
    read = client.get("/api/v1/store/scan?code=9521234567899", headers={"origin": "https://shop.example"})
    unknown = client.get("/api/v1/store/nothing", headers={"origin": "https://shop.example"})
    elsewhere = client.get("/livez", headers={"origin": "https://shop.example"})

    assert read["Access-Control-Allow-Origin"] == unknown["Access-Control-Allow-Origin"] == "*"
    assert read["Access-Control-Expose-Headers"] == (
        "ETag, Content-Language, Idempotent-Replayed, Location, RateLimit, RateLimit-Policy, Retry-After, "
        "X-Request-Id"
    )
    assert "Access-Control-Allow-Origin" not in elsewhere
    assert "Access-Control-Allow-Credentials" not in read


def test_answers_the_preflight_of_a_browser(client: Client) -> None:
    answer = client.options(
        "/api/v1/store/scan",
        headers={
            "origin": "https://shop.example",
            "access-control-request-method": "POST",
            "access-control-request-headers": "x-publishable-key",
        },
    )

    assert answer.status_code == 204
    assert answer["Allow"] == "GET, POST, HEAD, OPTIONS"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Allow-Methods"] == "GET, POST, HEAD, OPTIONS"
    assert "X-Publishable-Key" in answer["Access-Control-Allow-Headers"]
    assert answer["Access-Control-Max-Age"] == "86400"
