"""Entity tags are strong, and If-None-Match saves the body."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from api.freshness import etag_of, etag_of_body, fresh, is_fresh


def test_tags_differ_when_any_part_differs() -> None:
    tags = {etag_of("a", 1), etag_of("a", 2), etag_of("b", 1), etag_of("a1"), etag_of_body(b"a"), etag_of()}

    assert len(tags) == 6
    assert all(tag.startswith('"') and tag.endswith('"') for tag in tags)


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        ('"x"', True),
        ('"y", "x"', True),
        ('W/"x"', True),
        ("*", True),
        ("", False),
        ("x", False),
        ('"y"', False),
    ],
)
def test_compares_tags_weakly(header: str, answer: bool) -> None:
    request = RequestFactory().get("/", headers={"if-none-match": header})

    assert is_fresh(request, '"x"') is answer


def test_answers_304_with_the_headers_of_the_200() -> None:
    whole = HttpResponse(b"{}", headers={"Content-Language": "vi", "Vary": "Accept-Language"})

    request = RequestFactory().get("/", headers={"if-none-match": '"x"'})
    answer = fresh(request, whole, '"x"', cache_control="public, no-cache")

    assert answer.status_code == 304
    assert answer.content == b""
    assert dict(answer.items()) == {
        "Content-Language": "vi",
        "Vary": "Accept-Language",
        "ETag": '"x"',
        "Cache-Control": "public, no-cache",
    }
