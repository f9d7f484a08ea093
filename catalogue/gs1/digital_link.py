"""GS1 Digital Link URIs, uncompressed.

What stands before the key is stem and says nothing. Read from the right, pair by pair, so that a lot that
looks like an AI is not taken for one.

Source: GS1 Digital Link Standard: URI Syntax, release 1.6.0, sections 4 and 5 (GTIN in 14 digits since 1.4).
"""

import re
from urllib.parse import unquote_to_bytes

from catalogue.gs1.application_identifiers import check_together, check_value, exact_ai
from catalogue.gs1.errors import DigitalLinkInvalid, ElementStringInvalid, printable
from catalogue.gs1.gtin import parse_gtin, refuse_restricted, require_trade_item

# Key to its qualifiers, in the order in which they stand in the path.
_QUALIFIERS: dict[str, tuple[str, ...]] = {
    "00": (),
    "01": ("22", "10", "21", "235"),
    "253": (),
    "255": (),
    "401": (),
    "402": (),
    "414": ("254", "7040"),
    "415": ("8020",),
    "417": ("7040",),
    "8003": (),
    "8004": ("7040",),
    "8006": ("22", "10", "21"),
    "8010": ("8011",),
    "8013": (),
    "8017": ("8019",),
    "8018": ("8019",),
}
_NEVER_IN_QUERY = frozenset({"8200", *_QUALIFIERS})
_URI = re.compile(r"https?://(?P<host>[^/?#]*)(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#.*)?", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9][a-z0-9._-]*|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.IGNORECASE)
_VISIBLE_ASCII = re.compile(r"[!-~]*")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def looks_like_link(text: str) -> bool:
    """Return whether ``text`` begins as a web address does."""
    return text[:8].lower().startswith(("https://", "http://"))


def parse_digital_link(uri: str) -> dict[str, str]:
    """Return AI to value of ``uri``: the key, its qualifiers, and the attributes of the query.

    Query parameters that are no AI (``linkType``, ``utm_source``) and the fragment are ignored.

    Raises DigitalLinkInvalid; for a GTIN AllZeros, GtinCheckDigit, or RestrictedCirculation.
    """
    parts = _URI.fullmatch(uri) if _VISIBLE_ASCII.fullmatch(uri) else None
    if parts is None or not _HOST.fullmatch(parts["host"]):
        raise DigitalLinkInvalid(
            reason_vi="đây không phải địa chỉ http:// hoặc https:// đúng",
            reason_en="it is no http or https address",
        )
    pairs = _path_pairs(parts["path"])
    key = pairs[0][0]
    _require_order(key, [ai for ai, _ in pairs[1:]])
    pairs += _query_pairs(parts["query"] or "", key)
    try:
        check_together([ai for ai, _ in pairs])
        data = {ai: _checked(ai, value) for ai, value in pairs}
    except ElementStringInvalid as error:
        raise DigitalLinkInvalid(**error.facts) from None
    if "01" in data:
        refuse_restricted(data["01"])
    return data


def digital_link_uri(base: str, gtin14: str) -> str:
    """Return the link of ``gtin14`` under ``base``, an address such as ``https://id.example.vn``.

    >>> digital_link_uri("https://id.example.vn/", "09521234567899")
    'https://id.example.vn/01/09521234567899'

    Raises DigitalLinkInvalid, or the Gs1Error of a number that may not stand in a public link.
    """
    require_trade_item(parse_gtin(gtin14))
    uri = f"{base.rstrip('/')}/01/{gtin14.zfill(14)}"
    if parse_digital_link(uri) != {"01": gtin14.zfill(14)} or "?" in base or "#" in base:
        raise DigitalLinkInvalid(
            reason_vi=f"địa chỉ gốc “{printable(base)}” không dùng được",
            reason_en=f"the base address “{printable(base)}” can not be used",
        )
    return uri


def _path_pairs(path: str) -> list[tuple[str, str]]:
    segments = path.removesuffix("/").split("/")[1:]
    pairs: list[tuple[str, str]] = []
    while len(segments) >= 2:
        value, ai = segments.pop(), segments.pop()
        if not exact_ai(ai):
            break
        pairs.insert(0, (ai, value))
        if ai in _QUALIFIERS:
            return pairs
    raise DigitalLinkInvalid(
        reason_vi="đường dẫn không có khoá GS1 (như /01/ và 14 chữ số) ở đúng chỗ",
        reason_en="its path has no GS1 key (such as /01/ and 14 digits) in the right place",
    )


def _require_order(key: str, qualifiers: list[str]) -> None:
    allowed = _QUALIFIERS[key]
    places = [allowed.index(ai) if ai in allowed else -1 for ai in qualifiers]
    if -1 in places or places != sorted(set(places)):
        raise DigitalLinkInvalid(
            reason_vi=f"sau ({key}) chỉ được có {', '.join(allowed) or 'không gì'}, theo thứ tự đó",
            reason_en=f"after ({key}) only {', '.join(allowed) or 'nothing'} may follow, in that order",
        )


def _query_pairs(query: str, key: str) -> list[tuple[str, str]]:
    pairs = []
    for parameter in query.split("&"):
        name, _, value = parameter.partition("=")
        if not name.isdigit():
            continue
        if not exact_ai(name) or name in _NEVER_IN_QUERY or name in _QUALIFIERS[key]:
            raise DigitalLinkInvalid(
                reason_vi=f"tham số {printable(name)} không được phép",
                reason_en=f"the parameter {printable(name)} is not allowed",
            )
        pairs.append((name, value))
    return pairs


def _checked(ai: str, encoded: str) -> str:
    known = exact_ai(ai)
    value = unquote_to_bytes(encoded)
    if known is None or _BROKEN_ESCAPE.search(encoded) or not value.isascii():
        raise ElementStringInvalid(
            reason_vi=f"giá trị của ({ai}) mã hoá phần trăm sai",
            reason_en=f"the value of ({ai}) is not percent-encoded correctly",
        )
    return check_value(known, value.decode("ascii"))
