"""What every request passes before anything is done for it."""

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("host", ["evil.example", "a b", "[::1", "127.0.0.1@evil", ""])
def test_refuses_an_unknown_host_on_every_path(client: Client, host: str) -> None:
    answer = client.get("/livez", headers={"host": host, "accept-language": "en"})

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "invalid_host"
    assert answer["X-Request-Id"] == answer.json()["request_id"]


def test_refuses_a_body_beyond_all_bounds_on_every_path(client: Client, settings: Settings) -> None:
    settings.LARGEST_REQUEST = 10

    for address in ("/livez", "/api/v1/store/scan", "/nowhere"):
        answer = client.post(address, {"code": "9520007919019"}, content_type="application/json")
        assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large"), address
