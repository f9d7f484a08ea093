"""Compressed GS1 Digital Links, as they are read. None is ever issued: a plain link outlives its algorithm.

A segment of the alphabet of base64url is a row of bits. Each AI stands in it as its digits, four bits each;
two hexadecimal digits with a letter stand for a frequent group of AIs, and F for a parameter that is not
GS1's. Behind it come the parts of its value: digits as one number, letters in the leanest of five alphabets.
Numbers of any length are read exactly, and zeros in front are kept.

Source: GS1 Digital Link Standard, release 1.1, section 9, and 1.2, Compression; the tables are those of GS1's
own toolkit for JavaScript.
"""

import functools
import itertools
import math
import re
import string
from urllib.parse import quote

from catalogue.gs1.application_identifiers import APPLICATION_IDENTIFIERS, find_ai
from catalogue.gs1.errors import DigitalLinkInvalid, printable
from catalogue.gs1.link_grammar import QUALIFIERS, link_path, link_query, qualifiers_among

# No GTIN, SSCC or GLN fits into fewer; a shorter word in an address is a word.
SHORTEST = 10
ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
# Bits of a character, and the characters; the place of each is its number in the link.
ENCODINGS = (
    (0, string.digits),
    (4, "0123456789abcdef"),
    (4, "0123456789ABCDEF"),
    (6, ALPHABET),
    (7, "".join(map(chr, range(128)))),
)
_OTHER = "F"
# Groups as GS1 wrote them down: the code, then its AIs.
GROUPS = {
    code: tuple(ais)
    for code, *ais in map(
        str.split,
        """
        0A 01 22; 0B 01 10; 0C 01 21; 0D 01 17; 0E 01 7003; 0F 01 30; 1A 01 10 21 17; 1B 01 15; 1C 01 11
        1D 01 16; 1E 01 91; 1F 01 10 15; 9A 8010 8011; 9B 8017 8019; 9C 8018 8019; 9D 414 254
        2A 01 3100; 2B 01 3101; 2C 01 3102; 2D 01 3103; 2E 01 3104; 2F 01 3105
        3A 01 3200; 3B 01 3201; 3C 01 3202; 3D 01 3203; 3E 01 3204; 3F 01 3205
        A0 01 3920; A1 01 3921; A2 01 3922; A3 01 3923; A4 01 3924; A5 01 3925; A6 01 3926; A7 01 3927
        A8 01 3928; A9 01 3929; C0 255 3900; C1 255 3901; C2 255 3902; C3 255 3903; C4 255 3904
        C5 255 3905; C6 255 3906; C7 255 3907; C8 255 3908; C9 255 3909; CA 255 3940; CB 255 3941
        CC 255 3942; CD 255 3943
        """.replace(";", "\n")
        .strip()
        .splitlines(),
    )
}
_SIX_BITS = {character: f"{place:06b}" for place, character in enumerate(ALPHABET)}
_SEGMENT = re.compile(r"[A-Za-z0-9_-]+")


def plain_link(path: str, query: str = "") -> tuple[str, str] | None:
    """Return the path and the query of the same link, not compressed; None for a path that is not compressed.

    Compressed is ``/{segment}``, of ``SHORTEST`` characters at least, or, with its key in plain digits,
    ``/01/{gtin}/{segment}``. What the values mean is not checked: that is for who reads the plain link.

    >>> plain_link("/AQnYUc1gmiCNV4JG")
    ('/01/05412345000013/10/ABC123', '')

    Raises DigitalLinkInvalid, with the position in ``path``.
    """
    first, *segments = path.removesuffix("/").split("/")
    if first or not segments or not _SEGMENT.fullmatch(segments[-1]):
        return None
    *key_and_value, segment = segments
    known = "" if not key_and_value else key_and_value[0]
    if len(key_and_value) == 2 and known in QUALIFIERS:
        start = f"/{known}/{key_and_value[1]}"
    elif not key_and_value and len(segment) >= SHORTEST:
        start = ""
    else:
        return None
    data, others = _read(_Bits(segment, len(start) + 1), {known} if known else set())
    key = known or next((ai for ai in QUALIFIERS if ai in data), "")
    if not key:
        raise _malformed(len(start) + 1, "không có khoá GS1 trong đó", "there is no GS1 key in it")
    if not start:
        start = link_path({key: data.pop(key)})
    ordered = qualifiers_among(key, data)
    attributes = {ai: value for ai, value in data.items() if ai not in ordered}
    parameters = [link_query(attributes).removeprefix("?"), *others, query]
    return start + link_path({ai: data[ai] for ai in ordered}), "&".join(filter(None, parameters))


def value_bits(digits: int) -> int:
    """Return how many bits a number of ``digits`` digits takes; one where there are none."""
    return math.ceil(digits * math.log2(10) + 0.01)


def length_bits(longest: int) -> int:
    """Return how many bits tell the length of a part of at most ``longest`` characters."""
    return math.ceil(math.log2(longest) + 0.01)


@functools.cache
def stretches(ai: str) -> tuple[tuple[bool, int, int], ...]:
    """Return the parts of the value of ``ai`` as they are compressed: digits or not, shortest, longest.

    Neighbours of one kind are one, and what may be left out at the end is one of any length.
    """
    parts = APPLICATION_IDENTIFIERS[ai].parts
    found = []
    alike = itertools.groupby(parts, key=lambda part: (part.kind == "N", part.optional and part.kind == "N"))
    for (are_digits, optional), group in alike:
        run = list(group)
        shortest = 0 if optional or run[-1].optional else sum(part.shortest for part in run)
        found.append((are_digits, shortest, sum(part.longest for part in run)))
    return tuple(found)


class _Bits:
    """The bits of a segment, taken from the left; ``start`` is where it stands in the path."""

    def __init__(self, segment: str, start: int) -> None:
        self._bits = "".join(map(_SIX_BITS.__getitem__, segment))
        self._cursor = 0
        self._start = start

    @property
    def position(self) -> int:
        return self._start + self._cursor // 6

    @property
    def is_over(self) -> bool:
        """Whether nothing is left but what fills up the last character."""
        return len(self._bits) - self._cursor < 6

    def is_filled_with_zeros(self) -> bool:
        return "1" not in self._bits[self._cursor :]

    def take(self, count: int) -> int:
        return int(self._take(count) or "0", 2)

    def _take(self, count: int) -> str:
        end = self._cursor + count
        if end > len(self._bits):
            raise _malformed(self.position, "nó bị cụt", "it ends too early")
        taken = self._bits[self._cursor : end]
        self._cursor = end
        return taken

    def number(self, digits: int) -> str:
        at = self.position
        text = str(self.take(value_bits(digits))).zfill(digits)
        if len(text) > max(digits, 1):
            raise _malformed(at, "con số quá lớn", "a number is too great")
        return text if digits else ""

    def text(self, encoding: int, length: int) -> str:
        if encoding >= len(ENCODINGS):
            raise _malformed(self.position, "bảng chữ không rõ", "it uses an unknown alphabet")
        width, characters = ENCODINGS[encoding]
        if not width:
            return self.number(length)
        whole = (len(self._bits) - self._cursor) // width
        if whole < length:
            self._cursor += whole * width  # a refusal names the character that breaks off
        taken = self._take(width * length)
        return "".join(characters[int(taken[at : at + width], 2)] for at in range(0, len(taken), width))


def _read(bits: _Bits, taken: set[str]) -> tuple[dict[str, str], list[str]]:
    """Return AI to value, and the other parameters as they stand in a query; ``taken`` AIs may not come."""
    data: dict[str, str] = {}
    others = []
    while not bits.is_over:
        at = bits.position
        code = f"{bits.take(8):02X}"
        if code.startswith(_OTHER):
            others.append(_other(bits, int(code[1], 16)))
            continue
        for ai in GROUPS.get(code) or (_ai(bits, code, at),):
            if ai in data or ai in taken:
                raise _malformed(at, f"({ai}) có hai lần", f"({ai}) is in it twice")
            data[ai] = _value(bits, ai)
            if not data[ai]:
                raise _malformed(at, f"({ai}) không có giá trị", f"({ai}) has no value in it")
    if not bits.is_filled_with_zeros():
        raise _malformed(bits.position, "nó không kết thúc đúng", "it does not end as it should")
    return data, others


def _ai(bits: _Bits, code: str, at: int) -> str:
    ai = code
    while ai.isdigit() and len(ai) < 4 and find_ai(ai) is None:
        ai += f"{bits.take(4):X}"
    if ai not in APPLICATION_IDENTIFIERS:
        shown = printable(ai)
        raise _malformed(at, f"không có AI “{shown}”", f"there is no AI “{shown}”")
    return ai


def _value(bits: _Bits, ai: str) -> str:
    value = ""
    for are_digits, shortest, longest in stretches(ai):
        encoding = 0 if are_digits else bits.take(3)
        length = longest if shortest == longest else bits.take(length_bits(longest))
        value += bits.text(encoding, length)
    return value


def _other(bits: _Bits, first: int) -> str:
    name = bits.text(3, first << 3 | bits.take(3))
    value = bits.text(bits.take(3), bits.take(7))
    return f"{quote(name, safe='')}={quote(value, safe='')}"


def _malformed(position: int, vi: str, en: str) -> DigitalLinkInvalid:
    return DigitalLinkInvalid(
        reason_vi=f"phần nén không đọc được, {vi}",
        reason_en=f"its compressed part cannot be read: {en}",
        position=position,
    )
