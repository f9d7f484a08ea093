"""GS1 Digital Link URIs, uncompressed, as they are read.

What stands before the key is stem and says nothing. Read from the right, pair by pair, so that a lot that
looks like an AI is not taken for one.

Source: GS1 Digital Link Standard: URI Syntax, release 1.6.0, sections 4 and 5 (GTIN in 14 digits since 1.4,
no names such as ``/gtin/`` since 1.3).
"""

import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from catalogue.gs1.application_identifiers import APPLICATION_IDENTIFIERS, check_value, exact_ai
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

_URI = re.compile(r"https?://(?P<host>[^/?#]*)(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#.*)?", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9][a-z0-9._-]*|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.IGNORECASE)
_VISIBLE_ASCII = re.compile(r"[!-~]*")
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
    visible = _VISIBLE_ASCII.match(uri)
    end = visible.end() if visible else 0
    parts = _URI.fullmatch(uri) if end == len(uri) else None
    if parts is None or not _HOST.fullmatch(parts["host"]):
        at = end if end < len(uri) else parts.start("host") if parts else 0
        raise DigitalLinkInvalid(
            reason_vi="đây không phải địa chỉ http:// hoặc https:// đúng",
            reason_en="it is no http or https address",
            position=at,
        )
    query = parts["query"] or ""
    return _read(uri, parts.start("path"), parts.end("path"), query, max(parts.start("query"), 0))


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
    return _read(text, 0, len(path), query, len(path) + 1)


def digital_link_uri(base: str, gtin14: str) -> str:
    """Return the link of ``gtin14`` under ``base``, an address such as ``https://id.example.vn``.

    >>> digital_link_uri("https://id.example.vn/", "09521234567899")
    'https://id.example.vn/01/09521234567899'

    Raises DigitalLinkInvalid, or the Gs1Error of a number that may not stand in a public link.
    """
    return link_under(base, {"01": require_trade_item(parse_gtin(gtin14))})


def link_under(base: str, pairs: dict[str, str]) -> str:
    """Return the link of ``pairs``, a key and its qualifiers, under ``base``; it reads as ``pairs``.

    Raises DigitalLinkInvalid for a base that is no address.
    """
    uri = base.rstrip("/") + link_path(pairs)
    try:
        right = "?" not in base and "#" not in base and read_digital_link(uri).data == pairs
    except DigitalLinkInvalid:
        right = False
    if not right:
        raise DigitalLinkInvalid(
            reason_vi=f"địa chỉ gốc “{printable(base)}” không dùng được",
            reason_en=f"the base address “{printable(base)}” can not be used",
        )
    return uri


def _read(text: str, path_start: int, path_end: int, query: str, query_start: int) -> DigitalLink:
    key, *qualifiers = _path_pairs(text, path_start, path_end)
    if not follows_a_sequence(key.ai, [pair.ai for pair in qualifiers]):
        raise _wrong_order(key.ai, qualifiers[0].ai_at)
    attributes, foreign = _query_pairs(query, query_start, key.ai)
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
    pairs: list[_Pair] = []
    while (slash := text.rfind("/", start, end)) >= 0:
        before = text.rfind("/", start, slash)
        ai = text[before + 1 : slash]
        if before < 0 or not exact_ai(ai):
            break
        pairs.insert(0, _Pair(ai, text[slash + 1 : end], before + 1, slash + 1))
        if ai in QUALIFIERS:
            return pairs
        end = before
    raise _no_key(text, start, end)


def _query_pairs(query: str, start: int, key: str) -> tuple[list[_Pair], tuple[str, ...]]:
    pairs = []
    foreign = []
    allowed = ATTRIBUTES[key]
    position = start
    for parameter in query.split("&"):
        name, _, encoded = parameter.partition("=")
        if "%" in name:
            name = unquote_to_bytes(name).decode("latin-1")
        if name in allowed:
            pairs.append(_Pair(name, encoded, position, position + len(parameter) - len(encoded)))
        elif name.isascii() and name.isdigit():
            raise _not_allowed(name, position)
        elif parameter:
            foreign.append(parameter)
        position += len(parameter) + 1
    return pairs, tuple(foreign)


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
    position = start
    for segment in text[start:end].split("/"):
        if segment in WITHDRAWN_NAMES:
            return DigitalLinkInvalid(
                reason_vi=f"tên “{segment}” đã bị bỏ khỏi chuẩn; hãy dùng số AI (/01/, /10/)",
                reason_en=f"the name “{segment}” was withdrawn; use the number of the AI (/01/, /10/)",
                position=position,
            )
        position += len(segment) + 1
    return DigitalLinkInvalid(
        reason_vi="đường dẫn không có khoá GS1 (như /01/ và 14 chữ số) ở đúng chỗ",
        reason_en="its path has no GS1 key (such as /01/ and 14 digits) in the right place",
        position=start,
    )
