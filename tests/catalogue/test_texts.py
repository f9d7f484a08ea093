"""Texts in several languages: clean, tagged, and never without a fallback."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from catalogue.texts import LONGEST_TEXT, clean_text, fallback_chain, pick_text, validate_texts


@pytest.mark.parametrize(
    ("given_text", "clean"),
    [
        ("  Mật   ong  ", "Mật ong"),
        ("Mật\tong", "Mật ong"),
        ("Mật\u00a0ong", "Mật ong"),
        (unicodedata.normalize("NFD", "Mật ong Đồng Văn"), "Mật ong Đồng Văn"),
        ("một\r\nhai", "một\nhai"),
        (" một \n\n hai \n", "một\n\nhai"),
        ("", ""),
        ("蜂蜜 🍯", "蜂蜜 🍯"),
    ],
)
def test_a_text_is_composed_and_its_blanks_are_tidied(given_text: str, clean: str) -> None:
    assert clean_text(given_text) == clean


@pytest.mark.parametrize(
    "character", ["\x00", "\x1d", "\x7f", "\u202e", "\u200b", "\ufeff", "\ue000", "\ud800"]
)
def test_a_character_that_cannot_be_shown_is_refused(character: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_text(f"Mật{character}ong")

    assert refused.value.messages == [
        f"The text holds a character that cannot be shown: U+{ord(character):04X}."
    ]


@given(st.text())
def test_a_cleaned_text_stays_as_it_is(text: str) -> None:
    try:
        clean = clean_text(text)
    except ValidationError:
        return

    assert clean_text(clean) == clean
    assert clean == unicodedata.normalize("NFC", clean).strip()


@pytest.mark.parametrize(
    "texts", [{}, {"vi": "Mật ong"}, {"vi": "Mật ong", "en": "Honey", "zh-Hant-TW": "蜂蜜", "fil": "Pulot"}]
)
def test_texts_by_language_tag_are_accepted(texts: dict[str, str]) -> None:
    validate_texts(texts)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ("Mật ong", "texts_shape"),
        (["Mật ong"], "texts_shape"),
        (None, "texts_shape"),
        ({"VI": "Mật ong"}, "language_tag"),
        ({"vietnamese": "Mật ong"}, "language_tag"),
        ({"vi_VN": "Mật ong"}, "language_tag"),
        ({"": "Mật ong"}, "language_tag"),
        ({1: "Mật ong"}, "language_tag"),
        ({"vi": ""}, "text_unclean"),
        ({"vi": " Mật ong"}, "text_unclean"),
        ({"vi": unicodedata.normalize("NFD", "Mật")}, "text_unclean"),
        ({"vi": "x" * (LONGEST_TEXT + 1)}, "text_unclean"),
        ({"vi": 5}, "text_unclean"),
        ({"vi": None}, "text_unclean"),
        ({"vi": "Mật\u202eong"}, "text_character"),
    ],
)
def test_what_is_no_clean_text_in_a_known_language_is_refused(texts: object, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_texts(texts)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("language", "available", "chain"),
    [
        ("en", ["vi", "en"], ["en", "vi"]),
        ("fr", ["zh", "en", "vi"], ["vi", "en", "zh"]),
        ("zh", ["zh", "en", "vi"], ["zh", "vi", "en"]),
        ("fr", ["zh", "de"], ["de", "zh"]),
        ("vi", [], []),
    ],
)
def test_languages_are_tried_from_the_asked_one_to_any(
    language: str, available: list[str], chain: list[str]
) -> None:
    assert fallback_chain(language, available) == chain


def test_there_is_a_text_whenever_there_is_one_in_any_language() -> None:
    assert pick_text({"vi": "Mật ong", "en": "Honey"}, "en") == "Honey"
    assert pick_text({"vi": "Mật ong"}, "en") == "Mật ong"
    assert pick_text({"zh": "蜂蜜"}, "en") == "蜂蜜"
    assert pick_text({}, "en") == ""
