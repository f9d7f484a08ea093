"""A refused field says why in the language of who asks, in every word that the framework has for it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import translation
from rest_framework import serializers

from api.field_messages import VIETNAMESE
from api.staff.bodies import StrictSerializer
from tests.factories import make_cooperative
from tests.people.cast import make_member, token_of


def bodies(kind: type[Any] = StrictSerializer) -> Iterator[type[Any]]:
    for narrower in kind.__subclasses__():
        yield narrower
        yield from bodies(narrower)


def fields_of(field: Any) -> Iterator[Any]:
    yield field
    if isinstance(field, serializers.Serializer):
        for inner in field.fields.values():
            yield from fields_of(inner)
    if getattr(field, "child", None) is not None:
        yield from fields_of(field.child)


def words(language: str) -> list[str]:
    """Return all that fields made anew may say; the framework keeps what it has once said of a bound."""
    with translation.override(language):
        return [
            str(message)
            for body in bodies()
            for field in fields_of(body())
            for message in (
                *field.error_messages.values(),
                *(getattr(check, "message", "") for check in field.validators),
            )
        ]


def test_every_word_that_a_field_of_a_body_may_say_exists_in_both_languages() -> None:
    assert get_resolver().url_patterns  # all views are there, and so are their bodies
    pairs = {(vi, en) for vi, en in zip(words("vi"), words("en"), strict=True) if en}

    assert len(pairs) > 50
    assert {en for vi, en in pairs if vi == en} == set()


def test_the_vietnamese_words_tell_the_same_facts() -> None:
    for english, vietnamese in VIETNAMESE.items():
        facts = [part.partition("}")[0] for part in english.split("{")[1:]]
        assert [part.partition("}")[0] for part in vietnamese.split("{")[1:]] == facts, english


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("vi", ["Phải là danh sách, không phải str.", "Dài tối đa 100 ký tự."]),
        (
            "en",
            [
                'Expected a list of items but got type "str".',
                "Ensure this field has no more than 100 characters.",
            ],
        ),
    ],
)
def test_a_refused_body_speaks_the_language_of_who_asks(
    client: Client, language: str, told: list[str]
) -> None:
    owner = make_member("lan", make_cooperative())

    answer = client.post(
        "/api/v1/seller/secret-keys",
        {"name": "x" * 101, "grants": "catalogue:read"},
        "application/json",
        headers={"authorization": f"Token {token_of(owner)}", "accept-language": language},
    )

    assert answer.status_code == 422
    assert sorted(entry["detail"] for entry in answer.json()["errors"]) == sorted(told)
