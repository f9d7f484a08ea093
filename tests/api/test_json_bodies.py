"""Bodies are strict JSON of bounded size."""

from io import BytesIO

import pytest
from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import ParseError

from api.json_bodies import LARGEST_BODY, JsonParser, JsonRenderer


def test_reads_json() -> None:
    assert JsonParser().parse(BytesIO('{"code": "mật"}'.encode())) == {"code": "mật"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"NaN",
        b'{"a": 1} x',
        b'"\\ud800"',
        b'"\xff"',
        b"[" * 5_000 + b"]" * 5_000,
        '{"code": "1"}'.encode("utf-16"),
    ],
)
def test_refuses_what_is_not_strict_json(body: bytes) -> None:
    with pytest.raises(ParseError):
        JsonParser().parse(BytesIO(body))


def test_refuses_a_body_beyond_the_limit() -> None:
    body = b'"' + b"a" * (LARGEST_BODY - 2) + b'"'
    assert len(JsonParser().parse(BytesIO(body))) == LARGEST_BODY - 2

    with pytest.raises(RequestDataTooBig):
        JsonParser().parse(BytesIO(body + b" "))


def test_writes_json() -> None:
    assert JsonRenderer().render({"name": "Mật ong"}) == '{"name":"Mật ong"}'.encode()
    assert JsonRenderer().render(None) == b""
