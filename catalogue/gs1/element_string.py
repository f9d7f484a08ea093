"""Element strings: application identifiers and their values, as scanned or as people type them.

Source: GS1 General Specifications, sections 7.8 (FNC1 and concatenation) and 4.14 (brackets in print only).
"""

import re

from catalogue.gs1.application_identifiers import (
    ApplicationIdentifier,
    check_together,
    check_value,
    exact_ai,
    find_ai,
)
from catalogue.gs1.errors import ElementStringInvalid, printable

SEPARATOR = "\x1d"
_ALLOWED = re.compile(f"[!-~{SEPARATOR}]*")
_BRACKETED_AI = re.compile(r"\(([0-9]{2,4})\)")
_LONGEST_VALUE = 90


def parse_element_string(text: str) -> dict[str, str]:
    """Return AI to value of ``text``, in which GS (0x1D) stands for FNC1 and brackets for nothing.

    Raises ElementStringInvalid, or AllZeros or GtinCheckDigit for a GTIN in it.
    """
    _require_allowed(text)
    elements: list[tuple[str, str]] = []
    rest = text.lstrip(SEPARATOR)
    while rest:
        known = find_ai(rest[:4])
        if known is None:
            raise _unknown_ai(rest[:4])
        value = _next_value(known, rest[len(known.ai) :])
        elements.append((known.ai, check_value(known, value)))
        rest = rest[len(known.ai) + len(value) :].lstrip(SEPARATOR)
    return _collect(elements)


def parse_bracketed(text: str) -> dict[str, str]:
    """Return AI to value of ``text`` such as ``(01)09521234567899(10)L1``; blanks around values are dropped.

    A value may itself hold brackets: it ends at the first bracketed AI that leaves it well formed.

    Raises ElementStringInvalid, or AllZeros or GtinCheckDigit for a GTIN in it.
    """
    _require_allowed(text.replace(" ", ""))
    elements: list[tuple[str, str]] = []
    position = 0
    while position < len(text):
        head = _BRACKETED_AI.match(text, position)
        known = exact_ai(head.group(1)) if head else None
        if head is None or known is None:
            raise _unknown_ai(text[position : position + 6])
        end = _value_end(known, text, head.end())
        elements.append((known.ai, check_value(known, text[head.end() : end].strip(" "))))
        position = end
    return _collect(elements)


def _require_allowed(text: str) -> None:
    allowed = _ALLOWED.match(text)
    end = allowed.end() if allowed else 0
    if end < len(text):
        raise ElementStringInvalid(
            reason_vi=f"ký tự “{printable(text[end])}” không được phép",
            reason_en=f"the character “{printable(text[end])}” is not allowed",
        )


def _next_value(known: ApplicationIdentifier, rest: str) -> str:
    upto_separator = rest.split(SEPARATOR, 1)[0]
    if not known.fixed_length:
        return upto_separator
    found = known.value_pattern.match(upto_separator)
    return found.group() if found else upto_separator


def _value_end(known: ApplicationIdentifier, text: str, start: int) -> int:
    for head in _BRACKETED_AI.finditer(text, start, start + 2 * _LONGEST_VALUE):
        ends_well = known.value_pattern.fullmatch(text[start : head.start()].strip(" "))
        if ends_well and exact_ai(head.group(1)):
            return head.start()
    return len(text)


def _collect(elements: list[tuple[str, str]]) -> dict[str, str]:
    if not elements:
        raise ElementStringInvalid(reason_vi="không có dữ liệu", reason_en="it holds no data")
    check_together([ai for ai, _ in elements])
    return dict(elements)


def _unknown_ai(text: str) -> ElementStringInvalid:
    return ElementStringInvalid(
        reason_vi=f"không có số định danh ứng dụng (AI) nào ở “{printable(text)}”",
        reason_en=f"there is no application identifier (AI) at “{printable(text)}”",
    )
