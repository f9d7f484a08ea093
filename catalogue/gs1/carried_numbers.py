"""Which numbers a code carries, in whatever way it is written.

Source: GS1 General Specifications, sections 1.4 (company prefix at the head of every key) and 3 (AIs that
hold keys).
"""

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from catalogue.gs1.company_prefix import MAX_PREFIX_LENGTH, MIN_PREFIX_LENGTH
from catalogue.gs1.compressed_link import plain_link
from catalogue.gs1.digital_link import looks_like_link, read_link_path
from catalogue.gs1.errors import Gs1Error
from catalogue.gs1.gtin import is_restricted, parse_gtin
from catalogue.gs1.scan_code import ScannedCode

# AIs whose value begins with a GTIN of 14 digits.
_GTINS = ("01", "02", "03", "8006", "8026")
# Where the company prefix of every other key stands in its value: behind the extension digit of an SSCC and
# the zero of a returnable asset, else at the head.
_PREFIX_AT = {"00": 1, "8003": 1} | dict.fromkeys(
    (
        *("253", "255", "401", "402", "410", "411", "412", "413", "414", "415", "416", "417"),
        *("7023", "8004", "8010", "8013", "8014", "8017", "8018"),
    ),
    0,
)
_IDENTIFIER = re.compile(r"^\s*\][A-Za-z][0-9A-Za-z]")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[\s.-]+(?=[0-9])")
_DIGITS = re.compile(r"[0-9]+")
_WITH_ITS_AI = re.compile(r"0[123]([0-9]{14})")


@dataclass(frozen=True, slots=True)
class CarriedNumbers:
    """The numbers in a code.

    ``gtins`` have 14 digits, ``in_store_numbers`` 13 and no measure. ``prefixes`` are all that may be the
    company prefix of a key in the code: its first 7 to 10 digits.
    """

    gtins: frozenset[str] = frozenset()
    in_store_numbers: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()


def carried_by(scanned: ScannedCode) -> CarriedNumbers:
    """Return the numbers in what was scanned."""
    if scanned.kind == "in_store":
        return CarriedNumbers(in_store_numbers=frozenset({scanned.item_number or scanned.number or ""}))
    return _carried_in(scanned.data)


def written_in(text: str) -> CarriedNumbers:
    """Return the numbers in a text that no scan is read from: a compressed link, or GTINs among other words.

    >>> sorted(written_in("x 952-1234 567899").gtins)
    ['09521234567899']
    """
    plain = unicodedata.normalize("NFKC", unquote(_IDENTIFIER.sub("", text, count=1)))
    gtins: set[str] = set()
    for digits in _DIGITS.findall(_BETWEEN_DIGITS.sub("", plain)):
        for number in (digits, *_WITH_ITS_AI.findall(digits)):
            with suppress(Gs1Error):
                gtins.add(parse_gtin(number))
    return _carried_in(_compressed(text), frozenset(gtin for gtin in gtins if not is_restricted(gtin)))


def _carried_in(data: Mapping[str, str], gtins: frozenset[str] = frozenset()) -> CarriedNumbers:
    gtins |= {data[ai][:14] for ai in _GTINS if ai in data}
    keys = [gtin[1:] for gtin in gtins] + [data[ai][at:] for ai, at in _PREFIX_AT.items() if ai in data]
    return CarriedNumbers(gtins=gtins, prefixes=frozenset[str]().union(*map(_beginnings, keys)))


def _beginnings(key: str) -> frozenset[str]:
    lengths = range(MIN_PREFIX_LENGTH, MAX_PREFIX_LENGTH + 1)
    return frozenset(key[:length] for length in lengths if len(key) >= length)


def _compressed(text: str) -> dict[str, str]:
    """Return AI to value of a compressed link, under any stem; empty for other texts."""
    if not looks_like_link(text):
        return {}
    with suppress(ValueError):  # no address, or a segment that is a word
        address = urlsplit(text)
        segment = address.path.removesuffix("/").rpartition("/")[2]
        plain = plain_link(f"/{segment}", address.query)
        return read_link_path(*plain).data if plain else {}
    return {}
