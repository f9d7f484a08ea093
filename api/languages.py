"""Which language an answer is written in.

Source: RFC 5646 (language tags), RFC 4647 section 3.4 (lookup), RFC 9110 section 12.5.4 (Accept-Language).
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest

TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}")
LONGEST_HEADER = 500
_QUALITY = re.compile(r"q=([01](\.[0-9]{0,3})?)")


def is_language_tag(text: str) -> bool:
    """Return whether ``text`` has the form of a BCP 47 tag, known or not."""
    return len(text) <= 35 and TAG.fullmatch(text) is not None


def language_of_tag(tag: str) -> str:
    """Return the language of the catalogue for a well-formed tag: itself, a wider one, or the fallback."""
    return _lookup(tag, tuple(settings.CATALOGUE_LANGUAGES)) or _fallback(settings.CATALOGUE_LANGUAGES)


def language_of_header(header: str) -> str:
    """Return the language of the catalogue that an Accept-Language header likes best, or the fallback."""
    return _best(header[:LONGEST_HEADER], tuple(settings.CATALOGUE_LANGUAGES))


def problem_language(request: HttpRequest, asked: str | None) -> str:
    """Return ``vi`` or ``en`` for a problem document; a malformed ``asked`` counts as none."""
    if asked is not None and is_language_tag(asked):
        language = language_of_tag(asked)
    else:
        language = language_of_header(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
    return "vi" if language.split("-")[0] == "vi" else "en"


def _fallback(offered: Sequence[str]) -> str:
    """Return vi, else en, else the first language of the catalogue."""
    return next((language for language in ("vi", "en") if language in offered), offered[0])


def _lookup(tag: str, offered: tuple[str, ...]) -> str | None:
    """Return the offered language that equals ``tag`` or a shortened form of it."""
    parts = tag.lower().split("-")
    for length in range(len(parts), 0, -1):
        wanted = "-".join(parts[:length])
        for language in offered:
            if language.lower() == wanted:
                return language
    return None


@lru_cache(maxsize=1_024)
def _best(header: str, offered: tuple[str, ...]) -> str:
    ranges: list[tuple[float, int, str]] = []
    for position, item in enumerate(header.split(",")):
        tag, _, parameters = item.strip().partition(";")
        quality = _QUALITY.fullmatch(parameters.replace(" ", "").lower()) if parameters else None
        weight = float(quality[1]) if quality else 1.0
        if weight > 0:
            ranges.append((-weight, position, tag.strip()))
    for _, _, tag in sorted(ranges):
        if is_language_tag(tag) and (language := _lookup(tag, offered)):
            return language
    return _fallback(offered)
