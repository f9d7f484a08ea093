"""Application identifiers (AIs): which exist, what their values look like, and whether a value is right.

Source: GS1 General Specifications, sections 3 and 7.8; the rows themselves stand in ``ai_table``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.gs1.ai_table import (
    AMOUNTS,
    IDENTIFICATION,
    LOGISTIC_MEASURES,
    ORIGIN_AND_TRACE,
    PREDEFINED_LENGTHS,
    TRADE_MEASURES,
    TRANSPORT,
)
from catalogue.gs1.content_checks import CHECKS
from catalogue.gs1.errors import ElementStringInvalid, printable
from catalogue.gs1.gtin import parse_gtin, refuse_restricted

GTIN_AIS = frozenset({"01", "02", "03"})
_CHARACTERS = {
    "N": re.compile("[0-9]*"),
    "X": re.compile(r"[!\"%-?A-Z_a-z]*"),
    "Y": re.compile(r"[#\-/0-9A-Z]*"),
    "Z": re.compile(r"[0-9A-Za-z_\-]*"),
}
_PART = re.compile(r"(\[?)([NXYZ])(\.\.)?([0-9]+)(?:\.([a-z_]+))?\]?(?:x([0-9]))?")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a value: of which characters, how many, and by which check; an optional one comes last."""

    kind: str
    shortest: int
    longest: int
    optional: bool
    check: str


@dataclass(frozen=True, slots=True)
class ApplicationIdentifier:
    """An AI and the rules of its value.

    ``shape`` is its format as people read it, ``N13[+X..17]``; ``fixed_length`` ones have a predefined length
    and need no separator after them. ``needs`` are groups of AIs, one of which must be on the same item;
    ``never_with`` AIs may not be; in both ``n`` is any digit. ``names`` name the value, or each part of it.
    """

    ai: str
    shape: str
    parts: tuple[Part, ...]
    needs: tuple[tuple[str, ...], ...]
    never_with: tuple[str, ...]
    names: tuple[str, ...]
    longest: int
    fixed_length: bool


def find_ai(head: str) -> ApplicationIdentifier | None:
    """Return the AI that ``head``, the next four characters or fewer, begins with."""
    for length in (2, 3, 4):
        if known := APPLICATION_IDENTIFIERS.get(head[:length]):
            return known
    return None


def exact_ai(text: str) -> ApplicationIdentifier | None:
    """Return the AI that ``text`` is, with nothing after it."""
    return APPLICATION_IDENTIFIERS.get(text)


def split_value(known: ApplicationIdentifier, value: str) -> list[str]:
    """Return the parts of ``value``, without those left out at its end; characters and lengths are right.

    Raises ElementStringInvalid.
    """
    texts = []
    offset = 0
    for part in known.parts:
        end = _run_end(part, value, offset)
        if end - offset < part.shortest:
            if part.optional and offset == len(value):
                break
            raise _wrong_format(known, value, end)
        texts.append(value[offset:end])
        offset = end
    if offset < len(value):
        raise _wrong_format(known, value, offset)
    return texts


def check_value(known: ApplicationIdentifier, value: str) -> str:
    """Return ``value``, which has the format of its AI and the content that its parts ask for.

    Positions are indices in ``value``. Raises ElementStringInvalid; for a GTIN AllZeros, GtinCheckDigit or
    RestrictedCirculation.
    """
    offset = 0
    for part, text in zip(known.parts, split_value(known, value), strict=False):
        check = CHECKS[part.check]
        fault = check(text) if check else None
        if fault:
            raise ElementStringInvalid(
                reason_vi=fault.vi.replace("{ai}", known.ai),
                reason_en=fault.en.replace("{ai}", known.ai),
                position=offset + fault.offset,
            )
        offset += len(text)
    return refuse_restricted(parse_gtin(value)) if known.ai in GTIN_AIS else value


def _run_end(part: Part, value: str, offset: int) -> int:
    found = _CHARACTERS[part.kind].match(value, offset, offset + part.longest)
    return found.end() if found else offset


def _wrong_format(known: ApplicationIdentifier, value: str, position: int) -> ElementStringInvalid:
    return ElementStringInvalid(
        reason_vi=f"giá trị của ({known.ai}) sai định dạng {known.shape}: “{printable(value)}”",
        reason_en=f"the value of ({known.ai}) has the wrong format, not {known.shape}: “{printable(value)}”",
        position=position,
    )


def _parts_of(text: str) -> Iterator[Part]:
    for found in _PART.finditer(text):
        optional, kind, up_to, length, check, times = found.groups()
        shortest = 1 if up_to else int(length)
        for _ in range(int(times or 1)):
            yield Part(kind, shortest, int(length), bool(optional), check or "")


def _shape_of(parts: tuple[Part, ...]) -> str:
    shape = ""
    for part in parts:
        plus = "+" if shape else ""
        text = f"{plus}{part.kind}{'..' if part.shortest < part.longest else ''}{part.longest}"
        shape += f"[{text}]" if part.optional else text
    return shape


def _row(ai: str, value: str, needs: str, never_with: str, names: str) -> ApplicationIdentifier:
    parts = tuple(_parts_of(value))
    return ApplicationIdentifier(
        ai=ai,
        shape=_shape_of(parts),
        parts=parts,
        needs=() if needs == "-" else tuple(tuple(group.split("+")) for group in needs.split(",")),
        never_with=() if never_with == "-" else tuple(never_with.split(",")),
        names=tuple(names.replace("{n}", ai[-1]).split(",")),
        longest=sum(part.longest for part in parts),
        fixed_length=ai[:2] in PREDEFINED_LENGTHS,
    )


def _rows() -> Iterator[ApplicationIdentifier]:
    for line in (IDENTIFICATION + AMOUNTS + ORIGIN_AND_TRACE + TRANSPORT).split("\n"):
        if columns := line.split():
            first, _, last = columns[0].partition("-")
            for ai in range(int(first), int(last or first) + 1):
                yield _row(f"{ai:0{len(first)}d}", *columns[1:])
    for measures, needs in ((TRADE_MEASURES, "01,02"), (LOGISTIC_MEASURES, "00,01")):
        words = measures.split()
        for family, name in zip(words[::2], words[1::2], strict=True):
            for decimals in "012345":
                yield _row(f"{family}{decimals}", "N6.decimals", needs, f"{family}n", name)


APPLICATION_IDENTIFIERS = {known.ai: known for known in _rows()}
