"""Application identifiers (AIs): which exist, what their values look like, and whether a value is right.

The table of formats is biip's. It is asked with ASCII text only, for its patterns let other digits pass.

Source: GS1 General Specifications, section 3 and 7.8; GS1 Barcode Syntax Dictionary (formats, exclusions).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from biip import ParseError
from biip.gs1_application_identifiers import GS1ApplicationIdentifier

from catalogue.gs1.errors import ElementStringInvalid, printable
from catalogue.gs1.gtin import check_digit, parse_gtin

GTIN_AIS = frozenset({"01", "02", "03"})
# Value length up to and with the check digit, for the keys that carry one elsewhere.
_CHECKED_LENGTHS = {
    "00": 18,
    "253": 13,
    "255": 13,
    "402": 17,
    "8003": 14,
    "8006": 14,
    "8017": 18,
    "8018": 18,
    "8026": 14,
    **dict.fromkeys(("410", "411", "412", "413", "414", "415", "416", "417"), 13),
}
_EXCLUSIVE = (("01", "02"), ("01", "37"), ("01", "255"), ("21", "235"))
_ONE_OF_FAMILY = re.compile(r"3[1-6]\d|39\d")


@dataclass(frozen=True, slots=True)
class ApplicationIdentifier:
    """An AI with the pattern of its value; ``fixed_length`` ones need no separator after them."""

    ai: str
    fixed_length: bool
    value_pattern: re.Pattern[str]


@lru_cache(maxsize=4096)
def find_ai(head: str) -> ApplicationIdentifier | None:
    """Return the AI that ``head``, the next four characters or fewer, begins with."""
    try:
        known = GS1ApplicationIdentifier.extract(head)
    except ParseError:
        return None
    pattern = known.pattern.removeprefix(f"^{known.ai}").removesuffix("$")
    return ApplicationIdentifier(known.ai, not known.separator_required, re.compile(pattern, re.ASCII))


def exact_ai(text: str) -> ApplicationIdentifier | None:
    """Return the AI that ``text`` is, with nothing after it."""
    known = find_ai(text) if len(text) <= 4 else None
    return known if known and known.ai == text else None


def check_value(known: ApplicationIdentifier, value: str) -> str:
    """Return ``value``, which fits the format and the check digit of its AI.

    Raises ElementStringInvalid; for a GTIN AllZeros or GtinCheckDigit.
    """
    if not value or not known.value_pattern.fullmatch(value):
        raise ElementStringInvalid(
            reason_vi=f"giá trị của ({known.ai}) sai định dạng: “{printable(value)}”",
            reason_en=f"the value of ({known.ai}) has the wrong format: “{printable(value)}”",
        )
    if known.ai in GTIN_AIS:
        return parse_gtin(value)
    checked = value[: _CHECKED_LENGTHS.get(known.ai, 0)]
    if checked and (checked[-1] != check_digit(checked[:-1]) or not checked.strip("0")):
        raise ElementStringInvalid(
            reason_vi=f"số kiểm tra của ({known.ai}) sai",
            reason_en=f"the check digit of ({known.ai}) is wrong",
        )
    return value


def check_together(ais: list[str]) -> None:
    """Refuse AIs that may not stand in one code: the same twice, or two that exclude each other.

    Raises ElementStringInvalid.
    """
    families = [_ONE_OF_FAMILY.match(ai) for ai in ais]
    names = [family.group() if family else ai for family, ai in zip(families, ais, strict=True)]
    for position, name in enumerate(names):
        if name in names[:position]:
            raise ElementStringInvalid(
                reason_vi=f"({ais[position]}) xuất hiện hai lần", reason_en=f"({ais[position]}) occurs twice"
            )
    for one, other in _EXCLUSIVE:
        if one in ais and other in ais:
            raise ElementStringInvalid(
                reason_vi=f"({one}) và ({other}) không đi cùng nhau",
                reason_en=f"({one}) and ({other}) may not stand together",
            )
