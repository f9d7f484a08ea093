"""GS1 Digital Link URIs, uncompressed, as they are read.

What stands before the key is stem and says nothing. Read from the right, pair by pair, so that a lot that
looks like an AI is not taken for one.

Source: GS1 Digital Link Standard: URI Syntax, release 1.6.0, sections 4 and 5 (GTIN in 14 digits since 1.4,
no names such as ``/gtin/`` since 1.3).
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from catalogue.gs1.application_identifiers import APPLICATION_IDENTIFIERS, check_value
from catalogue.gs1.companions import check_together
from catalogue.gs1.errors import DigitalLinkInvalid, ElementStringInvalid, Gs1Error, printable
from catalogue.gs1.gtin import parse_gtin, require_trade_item
from catalogue.gs1.link_grammar import (
    ATTRIBUTES,
    CANONICAL_STEM,
    QUALIFIERS,
    WITHDRAWN_NAMES,
    follows_a_sequence,
    link_path,
    link_query,
)

_URI = re.compile(r"https?://(?P<host>[^/?#]*)(?P<path>[^?#]*)\??(?P<query>[^#]*)(?:#.*)?", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9][a-z0-9._-]*|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.IGNORECASE)
_VISIBLE_ASCII = re.compile(r"[!-~]*")
# Nothing but digits, percent-encoded or not, and the value behind them.
_AI_PARAMETER = re.compile(r"(?<![^&])((?:[0-9]|%3[0-9])+)(?![^=&])=?([^&]*)")
_WITHDRAWN_NAME = re.compile(rf"/({'|'.join(WITHDRAWN_NAMES)})(?![^/])")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class DigitalLink:
    """A link that was understood.

    ``stem`` is what stands before the key, ``key`` its AI and ``value`` the key itself. ``qualifiers`` are in
    the order of the path, ``attributes`` in that of the query, both AI to value, decoded. ``foreign`` are the
    parameters that are not GS1's, as they were written (``linkType=gs1:pip``), for a resolver to pass on.
    """

    stem: str
    key: str
    value: str
    qualifiers: dict[str, str]
    attributes: dict[str, str]
    foreign: tuple[str, ...]

    @property
    def data(self) -> dict[str, str]:
        """AI to value: the key, its qualifiers, the attributes."""
        return {self.key: self.value, **self.qualifiers, **self.attributes}

    @property
    def path(self) -> str:
        """The path without stem, percent-encoded: ``/01/09521234567899/10/A%2FB``."""
        return link_path({self.key: self.value, **self.qualifiers})

    @property
    def foreign_query(self) -> str:
        """The foreign parameters as a query string; empty without any."""
        return "&".join(self.foreign)

    @property
    def canonical(self) -> str:
        """The one URI of these data: under id.gs1.org, attributes by their number, nothing foreign."""
        return CANONICAL_STEM + self.path + link_query(self.attributes)

    def levels(self) -> tuple[dict[str, str], ...]:
        """Return the key with its qualifiers, then with one less each, down to the key alone.

        A resolver asks them in this order: the serial, its lot, the variant, the GTIN.
        """
        pairs = [(self.key, self.value), *self.qualifiers.items()]
        return tuple(dict(pairs[:length]) for length in range(len(pairs), 0, -1))


class _Pair(NamedTuple):
    """An AI and its encoded value, and where each begins in the text that is read."""

    ai: str
    encoded: str
    ai_at: int
    value_at: int


def looks_like_link(text: str) -> bool:
    """Return whether ``text`` begins as a web address does."""
    return text[:8].lower().startswith(("https://", "http://"))


def parse_digital_link(uri: str) -> dict[str, str]:
    """Return AI to value of ``uri``: the key, its qualifiers, and the attributes of the query.

    Query parameters that are no AI (``linkType``, ``utm_source``) and the fragment are ignored.

    Raises what ``read_digital_link`` raises.
    """
    return read_digital_link(uri).data


def read_digital_link(uri: str) -> DigitalLink:
    """Return what the http or https address ``uri`` says; a slash at the end of its path is nothing.

    Positions are indices in ``uri``.

    Raises DigitalLinkInvalid; for a GTIN AllZeros, GtinCheckDigit, or RestrictedCirculation.
    """
    parts = _address(uri)
    return _read(uri, parts.span("path"), parts.span("query"))


def read_link_path(path: str, query: str = "") -> DigitalLink:
    """Return what the ``path`` and ``query`` of a request say, both as they were sent, percent-encoding too.

    What a server has decoded can not be asked, for a ``%2F`` is lost in it: take its raw path. Positions are
    indices in the path, a question mark and the query, joined. ``stem`` is a path too.

    Raises what ``read_digital_link`` raises.
    """
    text = f"{path}?{query}"
    visible = _VISIBLE_ASCII.match(text)
    end = visible.end() if visible else 0
    if end < len(text) or not path.startswith("/") or "?" in path or "#" in text:
        raise DigitalLinkInvalid(
            reason_vi="đường dẫn có ký tự không được phép",
            reason_en="its path has characters that are not allowed",
            position=end if end < len(text) else 0,
        )
    return _read(text, (0, len(path)), (len(path) + 1, len(text)))


def digital_link_uri(base: str, gtin14: str) -> str:
    """Return the link of ``gtin14`` under ``base``, an address such as ``https://id.example.vn``.

    >>> digital_link_uri("https://id.example.vn/", "09521234567899")
    'https://id.example.vn/01/09521234567899'

    Raises DigitalLinkInvalid, or the Gs1Error of a number that may not stand in a public link.
    """
    return link_under(base, {"01": require_trade_item(parse_gtin(gtin14))})


def link_under(base: str, pairs: dict[str, str]) -> str:
    """Return the link of ``pairs``, a valid key and its qualifiers, under ``base``.

    It reads as ``pairs`` whatever the path of ``base``, for links are read from the right.

    Raises DigitalLinkInvalid for a base that is no address, or has more than a path.
    """
    uri = base.rstrip("/") + link_path(pairs)
    with suppress(DigitalLinkInvalid):
        if "?" not in base and "#" not in base and _address(uri):
            return uri
    raise DigitalLinkInvalid(
        reason_vi=f"địa chỉ gốc “{printable(base)}” không dùng được",
        reason_en=f"the base address “{printable(base)}” can not be used",
    )


def _address(uri: str) -> re.Match[str]:
    visible = _VISIBLE_ASCII.match(uri)
    end = visible.end() if visible else 0
    parts = _URI.fullmatch(uri) if end == len(uri) else None
    if parts and _HOST.fullmatch(parts["host"]):
        return parts
    raise DigitalLinkInvalid(
        reason_vi="đây không phải địa chỉ http:// hoặc https:// đúng",
        reason_en="it is no http or https address",
        position=end if end < len(uri) else parts.start("host") if parts else 0,
    )


def _read(text: str, path: tuple[int, int], query: tuple[int, int]) -> DigitalLink:
    """Return what ``text`` says, in which ``path`` and ``query`` begin and end so."""
    key, *qualifiers = _path_pairs(text, *path)
    if not follows_a_sequence(key.ai, [pair.ai for pair in qualifiers]):
        raise _wrong_order(key.ai, qualifiers[0].ai_at)
    attributes, foreign = _query_pairs(text, *query, key.ai)
    pairs = [key, *qualifiers, *attributes]
    try:
        check_together([pair.ai for pair in pairs], [pair.ai_at for pair in pairs])
        values = [(pair.ai, _value(pair)) for pair in pairs]
    except ElementStringInvalid as error:
        raise DigitalLinkInvalid(**error.facts) from None
    split = 1 + len(qualifiers)
    return DigitalLink(
        stem=text[: key.ai_at - 1],
        key=key.ai,
        value=values[0][1],
        qualifiers=dict(values[1:split]),
        attributes=dict(values[split:]),
        foreign=foreign,
    )


def _path_pairs(text: str, start: int, end: int) -> list[_Pair]:
    """Return the key and what follows it, read from the right."""
    if text.endswith("/", start, end):
        end -= 1
    segments = text[start:end].split("/")
    pairs: list[_Pair] = []
    while len(segments) > 2 and segments[-2] in APPLICATION_IDENTIFIERS:
        encoded, ai = segments.pop(), segments.pop()
        value_at = end - len(encoded)
        ai_at = value_at - len(ai) - 1
        pairs.append(_Pair(ai, encoded, ai_at, value_at))
        if ai in QUALIFIERS:
            return pairs[::-1]
        end = ai_at - 1
    raise _no_key(text, start, end)


def _query_pairs(text: str, start: int, end: int, key: str) -> tuple[list[_Pair], tuple[str, ...]]:
    query = text[start:end]
    pairs = []
    allowed = ATTRIBUTES[key]
    for parameter in _AI_PARAMETER.finditer(query):
        ai, encoded = parameter.groups()
        if "%" in ai:
            ai = unquote_to_bytes(ai).decode("ascii")
        if ai not in allowed:
            raise _not_allowed(ai, start + parameter.start())
        pairs.append(_Pair(ai, encoded, start + parameter.start(), start + parameter.start(2)))
    return pairs, tuple(filter(None, _AI_PARAMETER.sub("", query).split("&")))


def _value(pair: _Pair) -> str:
    value = _decoded(pair) if "%" in pair.encoded else pair.encoded
    try:
        return check_value(APPLICATION_IDENTIFIERS[pair.ai], value)
    except Gs1Error as error:
        decoded_at = error.position or 0
        raise error.within(pair.value_at + _encoded_offset(pair.encoded, decoded_at) - decoded_at) from None


def _decoded(pair: _Pair) -> str:
    value = unquote_to_bytes(pair.encoded)
    broken = _BROKEN_ESCAPE.search(pair.encoded)
    if broken or not value.isascii():
        raise ElementStringInvalid(
            reason_vi=f"giá trị của ({pair.ai}) mã hoá phần trăm sai",
            reason_en=f"the value of ({pair.ai}) is not percent-encoded correctly",
            position=pair.value_at + (broken.start() if broken else 0),
        )
    return value.decode("ascii")


def _encoded_offset(encoded: str, decoded_offset: int) -> int:
    """Return where the character ``decoded_offset`` of the decoded text stands in ``encoded``."""
    offset = 0
    for _ in range(decoded_offset):
        offset += 3 if encoded.startswith("%", offset) else 1
    return offset


def _not_allowed(ai: str, position: int) -> DigitalLinkInvalid:
    return DigitalLinkInvalid(
        reason_vi=f"tham số {printable(ai)} không được phép",
        reason_en=f"the parameter {printable(ai)} is not allowed",
        position=position,
    )


def _wrong_order(key: str, position: int) -> DigitalLinkInvalid:
    sequences = [", ".join(sequence) for sequence in QUALIFIERS[key] if sequence]
    return DigitalLinkInvalid(
        reason_vi=f"sau ({key}) chỉ được có {' hoặc '.join(sequences) or 'không gì'}, theo thứ tự đó",
        reason_en=f"after ({key}) only {' or '.join(sequences) or 'nothing'} may follow, in that order",
        position=position,
    )


def _no_key(text: str, start: int, end: int) -> DigitalLinkInvalid:
    if found := _WITHDRAWN_NAME.search(text, start, end):
        return DigitalLinkInvalid(
            reason_vi=f"tên “{found[1]}” đã bị bỏ khỏi chuẩn; hãy dùng số AI (/01/, /10/)",
            reason_en=f"the name “{found[1]}” was withdrawn; use the number of the AI (/01/, /10/)",
            position=found.start(1),
        )
    return DigitalLinkInvalid(
        reason_vi="đường dẫn không có khoá GS1 (như /01/ và 14 chữ số) ở đúng chỗ",
        reason_en="its path has no GS1 key (such as /01/ and 14 digits) in the right place",
        position=start,
    )
