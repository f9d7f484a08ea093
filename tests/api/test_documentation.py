"""The schema in both its texts, and a page that needs nothing from outside."""

import json
import re

import pytest
import yaml
from django.test import Client

SCHEMA = "/api/schema/"


def test_the_schema_is_the_same_in_json_and_yaml(client: Client) -> None:
    as_json = client.get(SCHEMA + "?format=json")
    as_yaml = client.get(SCHEMA + "?format=yaml")

    assert as_json["Content-Type"] == "application/vnd.oai.openapi+json; charset=utf-8"
    assert as_yaml["Content-Type"] == "application/vnd.oai.openapi; charset=utf-8"
    assert json.loads(as_json.content) == yaml.load(as_yaml.content, yaml.CSafeLoader)
    assert json.loads(as_json.content)["openapi"].startswith("3.1")


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "application/vnd.oai.openapi; charset=utf-8"),
        ("application/json", "application/json; charset=utf-8"),
        ("application/vnd.oai.openapi+json", "application/vnd.oai.openapi+json; charset=utf-8"),
        ("application/yaml", "application/yaml; charset=utf-8"),
    ],
)
def test_the_schema_follows_the_accept_header(client: Client, accept: str, kind: str) -> None:
    answer = client.get(SCHEMA, headers={"accept": accept})

    assert answer["Content-Type"] == kind
    assert answer["Vary"] == "Accept"


def test_the_schema_is_not_sent_twice(client: Client) -> None:
    first = client.get(SCHEMA)

    second = client.get(SCHEMA, headers={"if-none-match": first["ETag"]})

    assert second.status_code == 304
    assert second.content == b""


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [("?format=xml", 400, "invalid_parameter"), ("?version=1", 400, "unknown_parameter")],
)
def test_the_schema_refuses_what_it_does_not_know(client: Client, query: str, status: int, code: str) -> None:
    answer = client.get(SCHEMA + query)

    assert answer.status_code == status
    assert answer.json()["code"] == code


def test_the_schema_refuses_an_accept_header_that_nothing_fits(client: Client) -> None:
    answer = client.get(SCHEMA, headers={"accept": "image/png"})

    assert answer.status_code == 406
    assert answer.json()["code"] == "not_acceptable"


@pytest.mark.django_db
def test_the_page_takes_everything_from_this_server(client: Client) -> None:
    answer = client.get("/api/docs/")
    page = answer.content.decode()

    addresses = re.findall(r'(?:src|href|data-schema)="([^"]+)"', page)
    assert len(addresses) >= 6
    for address in addresses:
        assert address.startswith("/")
        taken = client.get(address)
        assert taken.status_code == 200, address
        taken.close()
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "<script>" not in page


def test_the_root_leads_to_the_page(client: Client) -> None:
    answer = client.get("/")

    assert answer.status_code == 302
    assert answer["Location"] == "/api/docs/"
