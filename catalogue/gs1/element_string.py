"""Element strings: application identifiers and their values, as scanned or as people type them.

Source: GS1 General Specifications, sections 7.8 (FNC1 and concatenation) and 4.14 (brackets in print only).
"""

import re
from typing import NamedTuple

from catalogue.gs1.application_identifiers import (
    ApplicationIdentifier,
    check_value,
    exact_ai,
    find_ai,
)
from catalogue.gs1.companions import check_excluded, refuse_repeated, require_companions
from catalogue.gs1.errors import ElementStringInvalid, Gs1Error, printable

SEPARATOR = "\x1d"
_ALLOWED = re.compile(f"[!-~{SEPARATOR}]*")
_ALLOWED_WITH_BLANKS = re.compile("[ -~]*")
# The next four characters that an AI may stand in, behind any separators.
_HEAD = re.compile(f"[^{SEPARATOR}].{{0,3}}")
_BRACKETED_AI = re.compile(r"\(([0-9]{2,4})\)")


class Element(NamedTuple):
    """An AI, its value, and where the AI begins in the text that was read."""

    ai: str
    value: str
    position: int


def parse_element_string(text: str, *, complete: bool = False) -> dict[str, str]:
    """Return AI to value of ``text``, in which GS (0x1D) stands for FNC1 and brackets for nothing.

    ``complete`` says that ``text`` is all that stands on the item: then what an AI needs must be there too.
    Positions are indices in ``text``.

    Raises ElementStringInvalid; for a GTIN in it AllZeros, GtinCheckDigit or RestrictedCirculation.
    """
    _require_allowed(text, _ALLOWED)
    elements: list[Element] = []
    seen: set[str] = set()
    position = 0
    while head := _HEAD.search(text, position):
        position = head.start()
        known = find_ai(head[0])
        if known is None:
            raise _unknown_ai(head[0], position)
        refuse_repeated(known.ai, seen, position)
        start = position + len(known.ai)
        end = _value_end(known, text, start)
        elements.append(_element(known, text[start:end], position, start))
        position = end
    return _collect(elements, complete=complete)


def parse_bracketed(text: str, *, complete: bool = False) -> dict[str, str]:
    """Return AI to value of ``text`` such as ``(01)09521234567899(10)L1``; blanks around values are dropped.

    A value may itself hold brackets: it ends at the first bracketed AI that leaves it well formed. Positions
    are indices in ``text``; ``complete`` as in ``parse_element_string``.

    Raises ElementStringInvalid; for a GTIN in it AllZeros, GtinCheckDigit or RestrictedCirculation.
    """
    _require_allowed(text, _ALLOWED_WITH_BLANKS)
    elements: list[Element] = []
    seen: set[str] = set()
    position = 0
    while position < len(text):
        head = _BRACKETED_AI.match(text, position)
        known = exact_ai(head.group(1)) if head else None
        if head is None or known is None:
            raise _unknown_ai(text[position : position + 6], position)
        refuse_repeated(known.ai, seen, position)
        end = _bracketed_end(known, text, head.end())
        value = text[head.end() : end].lstrip(" ")
        start = end - len(value)
        elements.append(_element(known, value.rstrip(" "), position, start))
        position = end
    return _collect(elements, complete=complete)


def _element(known: ApplicationIdentifier, value: str, position: int, start: int) -> Element:
    try:
        return Element(known.ai, check_value(known, value), position)
    except Gs1Error as error:
        raise error.within(start) from None


def _require_allowed(text: str, allowed: re.Pattern[str]) -> None:
    found = allowed.match(text)
    end = found.end() if found else 0
    if end < len(text):
        raise ElementStringInvalid(
            reason_vi=f"ký tự “{printable(text[end])}” không được phép",
            reason_en=f"the character “{printable(text[end])}” is not allowed",
            position=end,
        )


def _value_end(known: ApplicationIdentifier, text: str, start: int) -> int:
    """Return where the value at ``start`` ends: at the next separator, or where a predefined length ends."""
    end = min(len(text), start + known.longest) if known.fixed_length else len(text)
    separator = text.find(SEPARATOR, start, end)
    return end if separator < 0 else separator


def _bracketed_end(known: ApplicationIdentifier, text: str, start: int) -> int:
    farthest = start + known.longest + len("(0000)") + 2
    for head in _BRACKETED_AI.finditer(text, start):
        value = text[start : head.start()].strip(" ")
        if known.pattern.fullmatch(value) and exact_ai(head.group(1)):
            return head.start()
        if head.start() > farthest:
            break
    return len(text)


def _collect(elements: list[Element], *, complete: bool) -> dict[str, str]:
    if not elements:
        raise ElementStringInvalid(reason_vi="không có dữ liệu", reason_en="it holds no data", position=0)
    ais = [element.ai for element in elements]
    check_excluded(ais, [element.position for element in elements])
    if complete:
        require_companions(ais)
    return {element.ai: element.value for element in elements}


def _unknown_ai(text: str, position: int) -> ElementStringInvalid:
    return ElementStringInvalid(
        reason_vi=f"không có số định danh ứng dụng (AI) nào ở “{printable(text)}”",
        reason_en=f"there is no application identifier (AI) at “{printable(text)}”",
        position=position,
    )
