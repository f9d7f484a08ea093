"""The language of an answer follows ?lang=, then Accept-Language, then vi."""

import pytest
from pytest_django import Settings

from api.languages import is_language_tag, language_of_header, language_of_tag


@pytest.mark.parametrize("tag", ["vi", "EN", "en-GB", "zh-Hant-TW", "hmn", "sl-rozaj-biske"])
def test_knows_the_form_of_a_language_tag(tag: str) -> None:
    assert is_language_tag(tag)


@pytest.mark.parametrize(
    "tag", ["", "v", "vi_VN", "vi-", "-vi", "vi--VN", "tiếng", "a" * 36, "vi\x00", "en\n"]
)
def test_refuses_what_is_no_language_tag(tag: str) -> None:
    assert not is_language_tag(tag)


@pytest.mark.parametrize(
    ("tag", "language"), [("vi", "vi"), ("EN-gb", "en"), ("fr", "vi"), ("en-Latn-US", "en")]
)
def test_looks_a_tag_up_by_shortening_it(tag: str, language: str) -> None:
    assert language_of_tag(tag) == language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "vi"),
        ("en", "en"),
        ("fr, en;q=0.5", "en"),
        ("en;q=0.1, vi;q=0.9", "vi"),
        ("en;q=0, fr", "vi"),
        ("en-US,en;q=0.9,vi;q=0.8", "en"),
        ("*", "vi"),
        ("vi;q=abc, en", "vi"),
        (";;;,,,q=1", "vi"),
        ("x" * 100_000, "vi"),
    ],
)
def test_takes_the_language_that_the_header_likes_best(header: str, language: str) -> None:
    assert language_of_header(header) == language


def test_falls_back_to_the_first_language_when_neither_vi_nor_en_is_offered(
    settings: Settings,
) -> None:
    settings.CATALOGUE_LANGUAGES = ["hmn", "tay"]

    assert language_of_tag("fr") == "hmn"
    assert language_of_header("tay") == "tay"
