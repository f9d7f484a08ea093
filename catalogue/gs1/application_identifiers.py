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
from catalogue.gs1.content_checks import CHECKS, Check
from catalogue.gs1.errors import ElementStringInvalid, printable

_CHARACTERS = {"N": "[0-9]", "X": r"[!\"%-?A-Z_a-z]", "Y": r"[#\-/0-9A-Z]", "Z": r"[0-9A-Za-z_\-]"}
_RUNS = {kind: re.compile(f"{characters}*") for kind, characters in _CHARACTERS.items()}
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
    ``pattern`` matches values of the right format, a group for each part; ``checks`` are the groups whose
    content is looked at, and how.
    """

    ai: str
    shape: str
    parts: tuple[Part, ...]
    needs: tuple[tuple[str, ...], ...]
    never_with: tuple[str, ...]
    names: tuple[str, ...]
    longest: int
    fixed_length: bool
    pattern: re.Pattern[str]
    checks: tuple[tuple[int, Check], ...]


def find_ai(head: str) -> ApplicationIdentifier | None:
    """Return the AI that ``head``, the next four characters or fewer, begins with."""
    return APPLICATION_IDENTIFIERS.get(head[: _LENGTHS.get(head[:2], 0)])


def exact_ai(text: str) -> ApplicationIdentifier | None:
    """Return the AI that ``text`` is, with nothing after it."""
    return APPLICATION_IDENTIFIERS.get(text)


def split_value(known: ApplicationIdentifier, value: str) -> list[str]:
    """Return the parts of ``value``, without those left out at its end; characters and lengths are right.

    Raises ElementStringInvalid.
    """
    found = known.pattern.fullmatch(value)
    if found is None:
        raise _wrong_format(known, value)
    return [text for text in found.groups() if text is not None]


def check_value(known: ApplicationIdentifier, value: str) -> str:
    """Return ``value``, which has the format of its AI and the content that its parts ask for.

    Positions are indices in ``value``. Raises ElementStringInvalid; for a GTIN AllZeros, GtinCheckDigit or
    RestrictedCirculation.
    """
    found = known.pattern.fullmatch(value)
    if found is None:
        raise _wrong_format(known, value)
    for group, check in known.checks:
        text = found[group]
        if text and (fault := check(text)):
            raise ElementStringInvalid(
                reason_vi=fault.vi.replace("{ai}", known.ai),
                reason_en=fault.en.replace("{ai}", known.ai),
                position=found.start(group) + fault.offset,
            )
    return value


def _wrong_format(known: ApplicationIdentifier, value: str) -> ElementStringInvalid:
    return ElementStringInvalid(
        reason_vi=f"giá trị của ({known.ai}) sai định dạng {known.shape}: “{printable(value)}”",
        reason_en=f"the value of ({known.ai}) has the wrong format, not {known.shape}: “{printable(value)}”",
        position=_first_wrong(known, value),
    )


def _first_wrong(known: ApplicationIdentifier, value: str) -> int:
    """Return where ``value``, which has not the format of ``known``, leaves it."""
    end = 0
    for part in known.parts:
        start = end
        run = _RUNS[part.kind].match(value, start, start + part.longest)
        end = run.end() if run else start
        if end - start < part.shortest:
            break
    return end


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


def _pattern_of(parts: tuple[Part, ...]) -> re.Pattern[str]:
    pattern = ""
    for part in reversed(parts):
        pattern = f"({_CHARACTERS[part.kind]}{{{part.shortest},{part.longest}}}){pattern}"
        if part.optional:
            pattern = f"(?:{pattern})?"
    return re.compile(pattern)


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
        pattern=_pattern_of(parts),
        checks=tuple((group, check) for group, part in enumerate(parts, 1) if (check := CHECKS[part.check])),
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
# AIs that begin with the same two digits have the same length.
_LENGTHS = {ai[:2]: len(ai) for ai in APPLICATION_IDENTIFIERS}
