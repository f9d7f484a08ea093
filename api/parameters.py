"""Query parameters by allow-list: what an address does not declare, it refuses.

One declaration reads the value and describes it in the schema, so the two cannot drift apart. An empty
value (``?q=``) counts as not given, as forms send it.

Source: RFC 3986 section 2.1 (percent-encoding), WHATWG URL section 5.1 (plus as space).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest

from api.languages import is_language_tag
from api.refusals import (
    BrokenQuery,
    InvalidParameter,
    MissingParameter,
    ParameterRefused,
    RepeatedParameter,
    TooManyParameters,
    UnknownParameter,
)

LARGEST_INTEGER = 2**31 - 1
MOST_PARAMETERS = 50
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_INTEGER = re.compile(r"[0-9]{1,12}")
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,30})?")


@dataclass(frozen=True)
class Parameter:
    """One query parameter: how it is read, and what the schema says of it.

    ``read`` returns the value or raises ValueError; ``expected_*`` end the sentence "… must be …".
    """

    name: str
    description: str
    read: Callable[[str], Any]
    expected_vi: str
    expected_en: str
    schema: Mapping[str, object]
    required: bool = False
    example: object = field(default=None, compare=False)


def text(name: str, description: str, *, longest: int = 200, **options: Any) -> Parameter:
    """Return a parameter of printable text."""

    def read(value: str) -> str:
        if len(value) > longest or _CONTROL.search(value):
            raise ValueError
        return value

    return Parameter(
        name,
        description,
        read,
        f"chữ in được, tối đa {longest} ký tự",
        f"printable text of at most {longest} characters",
        {"type": "string", "maxLength": longest, "pattern": r"^[^\u0000-\u001f\u007f-\u009f]*$"},
        **options,
    )


def pattern(name: str, description: str, form: str, expected: tuple[str, str], **options: Any) -> Parameter:
    """Return a parameter whose whole value matches the regular expression ``form``."""
    compiled = re.compile(form)

    def read(value: str) -> str:
        if not compiled.fullmatch(value):
            raise ValueError
        return value

    schema = {"type": "string", "pattern": f"^({form})?$"}
    return Parameter(name, description, read, *expected, schema, **options)


def slug(name: str, description: str, **options: Any) -> Parameter:
    """Return a parameter that names a row by its slug."""
    expected = ("chữ thường không dấu, số và gạch nối", "lower-case letters a-z, digits and hyphens")
    return pattern(name, description, r"[a-z0-9]+(-[a-z0-9]+){0,60}", expected, **options)


def integer(
    name: str, description: str, least: int, most: int = LARGEST_INTEGER, **options: Any
) -> Parameter:
    """Return a parameter that is a whole number from ``least`` to ``most``."""

    def read(value: str) -> int:
        if not _INTEGER.fullmatch(value) or not least <= int(value) <= most:
            raise ValueError
        return int(value)

    return Parameter(
        name,
        description,
        read,
        f"số nguyên từ {least} đến {most}",
        f"a whole number from {least} to {most}",
        {"type": "integer", "minimum": least, "maximum": most},
        **options,
    )


def number(name: str, description: str, least: float, most: float, **options: Any) -> Parameter:
    """Return a parameter that is a decimal number from ``least`` to ``most``, with a dot."""

    def read(value: str) -> float:
        if not _NUMBER.fullmatch(value) or not least <= float(value) <= most:
            raise ValueError
        return float(value)

    return Parameter(
        name,
        description,
        read,
        f"số từ {least:g} đến {most:g}, dùng dấu chấm",
        f"a number from {least:g} to {most:g}, with a dot",
        {"type": "number", "minimum": least, "maximum": most},
        **options,
    )


def choice(name: str, description: str, values: Iterable[str], **options: Any) -> Parameter:
    """Return a parameter that is one of a few words."""
    known = list(values)

    def read(value: str) -> str:
        if value not in known:
            raise ValueError
        return value

    listed = ", ".join(known)
    return Parameter(
        name,
        description,
        read,
        f"một trong: {listed}",
        f"one of: {listed}",
        {"type": "string", "enum": known},
        **options,
    )


def flag(name: str, description: str, **options: Any) -> Parameter:
    """Return a parameter that is ``true`` or ``false``."""

    def read(value: str) -> bool:
        if value not in {"true", "false"}:
            raise ValueError
        return value == "true"

    return Parameter(
        name, description, read, "true hoặc false", "true or false", {"type": "boolean"}, **options
    )


def _read_language(value: str) -> str:
    if not is_language_tag(value):
        raise ValueError
    return value


LANG = Parameter(
    "lang",
    "Language of the texts, a BCP 47 tag such as `vi` or `en-GB`; it outranks Accept-Language. "
    "A language without texts falls back to vi, then en.",
    _read_language,
    "một thẻ ngôn ngữ BCP 47, như vi hay en",
    "a BCP 47 language tag, such as vi or en",
    {"type": "string", "maxLength": 35, "pattern": "^([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5})?$"},
    example="vi",
)


def read_parameters(request: HttpRequest, allowed: Mapping[str, Parameter]) -> dict[str, Any]:
    """Return the values that were given, by name.

    Raises BrokenQuery, TooManyParameters, or the ParameterRefused of the first wrong parameter, which
    carries the others.
    """
    query = request.META.get("QUERY_STRING", "")
    if not query and not any(parameter.required for parameter in allowed.values()):
        return {}
    values: dict[str, Any] = {}
    refused: list[ParameterRefused] = []
    seen: set[str] = set()
    for name, raw in split_query(query):
        parameter = allowed.get(name)
        if parameter is None:
            refused.append(UnknownParameter(name[:60], known=", ".join(allowed) or "-"))
        elif name in seen:
            refused.append(RepeatedParameter(name))
        elif raw or parameter.required:
            try:
                values[name] = parameter.read(raw)
            except ValueError:
                refused.append(
                    InvalidParameter(
                        name, expected_vi=parameter.expected_vi, expected_en=parameter.expected_en
                    )
                )
        seen.add(name)
    refused += [MissingParameter(name) for name, p in allowed.items() if p.required and name not in seen]
    if refused:
        first, *others = refused
        first.also = tuple(others)
        raise first
    return values


def split_query(query: str) -> list[tuple[str, str]]:
    """Return the names and values of a query string, decoded as strict UTF-8, in their order.

    Raises BrokenQuery for a broken escape or bytes that are not UTF-8, TooManyParameters.
    """
    if _BROKEN_ESCAPE.search(query):
        raise BrokenQuery
    pieces = [piece for piece in query.split("&") if piece]
    if len(pieces) > MOST_PARAMETERS:
        raise TooManyParameters
    try:
        # WSGI hands bytes over as Latin-1.
        return [
            (_decode(name), _decode(value)) for name, _, value in (piece.partition("=") for piece in pieces)
        ]
    except UnicodeError:
        raise BrokenQuery from None


def _decode(escaped: str) -> str:
    return unquote_to_bytes(escaped.replace("+", " ").encode("latin-1")).decode("utf-8")
