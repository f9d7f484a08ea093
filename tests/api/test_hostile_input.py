"""Hostile values in every parameter, path and body of the store: a refusal with a reason, never a 500."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import orjson
import pytest
import yaml
from django.conf import settings as project
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from tests.api.sample_shop import sample_shop

pytestmark = pytest.mark.django_db

DOCUMENT: dict[str, Any] = yaml.load(
    (project.BASE_DIR / "docs" / "openapi.yaml").read_text(), yaml.CSafeLoader
)
ADDRESSES = [address for address in DOCUMENT["paths"] if "/store/" in address]
GOOD = {"gtin": "9520007919019", "slug": "mat-ong-hoa-bac-ha"}

VALUES = [
    "%00",
    "a%00b",
    "%FF",
    "%C0%80",
    "%ED%A0%80",
    "%ED%BF%BF",
    "%",
    "%u0000",
    "%E2%80%AE123",
    "%F0%9F%8D%AF",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "1e400",
    "NaN",
    "-0",
    "0x10",
    "%D9%A3",
    "%EF%BC%91",
    "'%20OR%201=1--",
    '"*:^NEAR(',
    "%25%27%5C",
    "../../etc/passwd",
    "a" * 3_000,
    "%E1%BA%AD" * 300,
    "%1D01095200079190191",
    "%0D%0ASet-Cookie:x=1",
    "true",
    "",
]


@pytest.fixture(scope="module", autouse=True)
def _sample_goods(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), sample_shop():
        yield


def check(answer: Any, address: str, method: str = "get") -> None:
    assert answer.status_code < 500, answer.content
    responses = DOCUMENT["paths"][address][method]["responses"]
    if "store" in answer.wsgi_request.path and answer.status_code != 404:
        assert str(answer.status_code) in responses, (answer.status_code, answer.content)
    if answer.status_code >= 400:
        assert answer["Content-Type"] == "application/problem+json"
        problem = orjson.loads(answer.content)
        assert problem["code"]
        assert problem["request_id"] == answer["X-Request-Id"]
    assert "Set-Cookie" not in answer


def ask(address: str, query: str) -> Any:
    path = re.sub(r"\{(\w+)\}", lambda match: GOOD[match[1]], address)
    return Client().generic("GET", path, QUERY_STRING=query)


@pytest.mark.parametrize("address", ADDRESSES)
def test_hostile_values_of_each_parameter(address: str) -> None:
    for parameter in DOCUMENT["paths"][address]["get"].get("parameters", []):
        if parameter["in"] != "query":
            continue
        for value in VALUES:
            check(ask(address, f"{parameter['name']}={value}"), address)
            check(ask(address, f"{parameter['name']}={value}&{parameter['name']}=1"), address)


@pytest.mark.parametrize("address", ADDRESSES)
def test_hostile_names_of_parameters(address: str) -> None:
    for value in VALUES:
        answer = ask(address, f"{value}=1")
        check(answer, address)
        if value:
            assert answer.status_code == 400


@pytest.mark.parametrize("address", [address for address in ADDRESSES if "{" in address])
def test_hostile_paths(address: str) -> None:
    for value in VALUES:
        check(Client().get(re.sub(r"\{\w+\}", value.replace("\\", ""), address)), address)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "header", ["accept-language", "if-none-match", "accept", "x-request-id", "x-publishable-key", "origin"]
)
def test_hostile_headers(address: str, header: str) -> None:
    path = re.sub(r"\{(\w+)\}", lambda match: GOOD[match[1]], address)
    for value in ("\x00", "é\udcff", "a" * 8_000, ",;q=,", '"', "*", "vi;q=9e9, en;q=-1"):
        check(Client().get(path, headers={header: value}), address)


@settings(
    max_examples=300,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    text=st.text(st.characters(), max_size=60)
    | st.text("0123456789()[]{}]\x1dCEdQ/:.-% ", max_size=60)
    | st.from_regex(r"\][A-Z][0-9]01[0-9]{14}(10|21|17|3103|8200)[ -~\x1d]{0,30}", fullmatch=True)
    | st.from_regex(r"https?://[a-z.]{1,9}/01/[0-9]{8,14}(/[0-9a-z%]{0,9}){0,4}", fullmatch=True)
)
def test_any_text_may_be_scanned(text: str) -> None:
    address = "/api/v1/store/scan"

    by_query = ask(address, f"code={quote(text, errors='surrogatepass')}")
    body = orjson.dumps({"code": text}) if _is_utf_8(text) else f'{{"code":"\\u{ord(text[0]):04x}"}}'.encode()
    by_body = Client().post(address, body, content_type="application/json")

    check(by_query, address)
    check(by_body, address, "post")


@settings(max_examples=200, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_may_be_searched_for(text: str) -> None:
    for address in ("/api/v1/store/products", "/api/v1/store/suggest"):
        check(ask(address, f"q={quote(text)}"), address)


BODIES = [
    b"",
    b"null",
    b"0",
    b'"x"',
    b"[]",
    b"{",
    b"\xff\xfe{\x00",
    b'{"code":"\\ud800"}',
    b'{"code":' + b"[" * 9_000,
    b'{"code":1e999}',
    b'{"code":"1","code":"2"}',
    b'{"__proto__":1}',
    b"{" + b" " * 70_000 + b"}",
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-16", "text/html", ""])
def test_hostile_bodies(body: bytes, kind: str) -> None:
    address = "/api/v1/store/scan"
    answer = Client().generic("POST", address, body, content_type=kind)

    check(answer, address, "post")
    assert answer.status_code in {400, 413, 415, 422}


def _is_utf_8(text: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in text)
