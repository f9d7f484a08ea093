"""Element strings to be encoded: elements in the order of a symbol, checked, raw and as text for people.

Source: GS1 General Specifications, sections 7.8.4-7.8.5 (concatenation: element strings of predefined length
first, a separator after every other one but the last) and 4.14 (brackets round the AI in text only).
"""

from collections.abc import Mapping

from catalogue.gs1.application_identifiers import (
    APPLICATION_IDENTIFIERS,
    ApplicationIdentifier,
    check_value,
    exact_ai,
)
from catalogue.gs1.companions import check_together
from catalogue.gs1.element_string import SEPARATOR, parse_bracketed, parse_element_string
from catalogue.gs1.errors import ElementStringInvalid, printable
from catalogue.gs1.gtin import parse_gtin

_KEYS = frozenset({"00", "01", "02", "03"})
# Where an AI stands in a symbol: keys, then what has a predefined length, then the rest.
_RANKS = {
    ai: 0 if ai in _KEYS else 1 if known.fixed_length else 2 for ai, known in APPLICATION_IDENTIFIERS.items()
}


def read_elements(content: str) -> dict[str, str]:
    """Return AI to value of what someone wants to see in a symbol, checked and in the order of a symbol.

    ``content`` is a GTIN in digits (it becomes AI 01), an element string with brackets such as
    ``(01)09521234567899(10)L1``, or one as scanned, with GS (0x1D) for FNC1 and a GS in front.

    Raises the Gs1Error of a number or an element string that is not valid.
    """
    if content.startswith("("):
        return in_symbol_order(parse_bracketed(content))
    if content.startswith(SEPARATOR):
        return in_symbol_order(parse_element_string(content))
    return in_symbol_order({"01": parse_gtin(content)})


def check_elements(elements: Mapping[str, str]) -> None:
    """Refuse ``elements``, AI to value, that are not all valid or may not stand together.

    Positions are indices in the value that the reason names.

    Raises ElementStringInvalid, AllZeros, GtinCheckDigit, or RestrictedCirculation.
    """
    if not elements:
        raise ElementStringInvalid(reason_vi="không có dữ liệu", reason_en="it holds no data")
    for ai, value in elements.items():
        check_value(_known(ai), value)
    check_together(list(elements))


def in_symbol_order(elements: Mapping[str, str]) -> dict[str, str]:
    """Return ``elements``, AI to value, as they follow each other in a symbol.

    The key comes first (SSCC, GTIN or contained GTIN), then what needs no separator, then the rest; beyond
    that the order stays. What must stand on the same label in another symbol is not asked for here: that is
    ``companions.require_companions`` over all its symbols.

    >>> in_symbol_order({"10": "L1", "17": "270331", "01": "09521234567899"})
    {'01': '09521234567899', '17': '270331', '10': 'L1'}

    Raises what ``check_elements`` raises.
    """
    check_elements(elements)
    return {ai: elements[ai] for ai in sorted(elements, key=_RANKS.__getitem__)}


def build_element_string(elements: Mapping[str, str]) -> str:
    r"""Return ``elements`` as a scanner gives them: GS after each value that could go on, none at the ends.

    The FNC1 that opens every GS1 symbol is the symbol's own; scanners report it as symbology identifier.

    >>> build_element_string({"01": "09521234567899", "10": "L1", "21": "7"})
    '010952123456789910L1\x1d217'

    Raises what ``in_symbol_order`` raises.
    """
    ordered = in_symbol_order(elements)
    return "".join(
        f"{ai}{value}{'' if APPLICATION_IDENTIFIERS[ai].fixed_length else SEPARATOR}"
        for ai, value in ordered.items()
    ).removesuffix(SEPARATOR)


def bracketed_elements(elements: Mapping[str, str]) -> tuple[str, ...]:
    """Return each element as people read it, ``(10)L1``; a line may end after one, never within one."""
    return tuple(f"({ai}){value}" for ai, value in elements.items())


def _known(ai: str) -> ApplicationIdentifier:
    known = exact_ai(ai)
    if known is None:
        raise ElementStringInvalid(
            reason_vi=f"không có số định danh ứng dụng (AI) “{printable(ai)}”",
            reason_en=f"there is no application identifier (AI) “{printable(ai)}”",
        )
    return known
