"""Texts in several languages: ``{"vi": "Mật ong", "en": "Honey"}`` with BCP 47 tags.

Source: RFC 5646 (language tags), Unicode Standard Annex 15 (NFC).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError

FALLBACK_LANGUAGES = ("vi", "en")
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
LONGEST_TEXT = 5_000

# Controls, format characters (bidi overrides among them), surrogates, private use, unassigned.
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_ALLOWED_CONTROLS = {"\n"}


def clean_text(text: str) -> str:
    """Return ``text`` in NFC with single spaces inside lines and none at the ends.

    Raises ValidationError when a control, bidi or unassigned character is in it.
    """
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    # Quickly for most texts; of what is not printable to Python, blanks such as U+00A0 are none of these.
    suspects = "" if composed.replace("\n", " ").isprintable() else composed
    for character in suspects:
        if character not in _ALLOWED_CONTROLS and unicodedata.category(character) in _UNPRINTABLE:
            raise ValidationError(
                "The text holds a character that cannot be shown: U+%(code)04X.",
                code="text_character",
                params={"code": ord(character)},
            )
    return "\n".join(" ".join(line.split()) for line in composed.split("\n")).strip()


def validate_texts(value: object) -> None:
    """Check that ``value`` maps BCP 47 tags to clean texts of at most 5,000 letters.

    Raises ValidationError naming the language that is wrong.
    """
    if not isinstance(value, dict):
        raise ValidationError("Texts are an object of language and text.", code="texts_shape")
    for language, text in value.items():
        if not isinstance(language, str) or not LANGUAGE_TAG.fullmatch(language):
            raise ValidationError(
                "%(language)r is not a language tag.", code="language_tag", params={"language": language}
            )
        if not isinstance(text, str) or not text or len(text) > LONGEST_TEXT or clean_text(text) != text:
            raise ValidationError(
                "The text in %(language)s is empty, too long or not clean.",
                code="text_unclean",
                params={"language": language},
            )


def fallback_chain(language: str, available: Iterable[str]) -> list[str]:
    """Return the tags of ``available`` in the order to try: the asked one, vi, en, then the rest by tag."""
    tags = list(dict.fromkeys([language, *FALLBACK_LANGUAGES, *sorted(available)]))
    present = set(available)
    return [tag for tag in tags if tag in present]


def language_shown(texts: Mapping[str, str], language: str) -> str:
    """Return the tag of the text that ``pick_text`` gives; empty when there is none."""
    return next(iter(fallback_chain(language, texts)), "")


def pick_text(texts: Mapping[str, str], language: str) -> str:
    """Return the text for ``language``, falling back vi → en → any; empty when there is none."""
    chain = fallback_chain(language, texts)
    return texts[chain[0]] if chain else ""
