"""What a scanner or a person gives, told apart and read.

Source: GS1 General Specifications, sections 5.1.3 (symbology identifiers, ISO/IEC 15424) and 7.8.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from catalogue.gs1.decoded_values import decode, measure_of, price_vnd_of
from catalogue.gs1.digital_link import looks_like_link, parse_digital_link
from catalogue.gs1.element_string import SEPARATOR, parse_bracketed, parse_element_string
from catalogue.gs1.errors import (
    DigitalLinkInvalid,
    ElementStringInvalid,
    Gs1Error,
    GtinLength,
    ScanEmpty,
    ScanTooLong,
)
from catalogue.gs1.gtin import GTIN_LENGTHS, display_gtin, is_restricted, parse_gtin, require_digits
from catalogue.gs1.variable_measure import InStoreLayout, read_variable_measure

Kind = Literal["gtin", "element_string", "digital_link", "in_store"]

MAX_SCAN_LENGTH = 2048
# Blanks and line ends that scanners add. Not str.strip(): that would also take the separator GS.
_AROUND = " \t\r\n"
_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Za-z]")
# GS1-128, DataBar and composites, GS1 DataMatrix, GS1 QR, GS1 DotCode.
_ELEMENT_STRING_IDENTIFIERS = frozenset({"]C1", "]e0", "]e1", "]e2", "]d2", "]Q3", "]J1"})
# EAN-13 or UPC, EAN-13 with add-on, EAN-8, ITF.
_NUMBER_LENGTHS = {
    "]E0": (12, 13),
    "]E3": (14, 15, 17, 18),
    "]E4": (8,),
    "]I0": (14,),
    "]I1": (14,),
    "]I3": (14,),
}
# Without an identifier only a key at the head tells an element string from other text.
_HEADED_BY_KEY = re.compile(
    r"(?:00[0-9]{18}|0[123][0-9]{14}|25[35][0-9]{13}|402[0-9]{17}|41[0-7][0-9]{13}|8003[0-9]{14}"
    rf"|80(?:06|17|18)[0-9]{{18}})[!-~{SEPARATOR}]*"
)


@dataclass(frozen=True, slots=True)
class ScannedCode:
    """A code that was understood.

    ``number`` is the item's number in its own length (8, 12, 13 or 14 digits; an in-store number of a UPC has
    13), None for other keys. ``gtin`` is its 14-digit form, None for in-store numbers and other keys.
    ``data`` maps AI to value as encoded, ``decoded`` the same by name. ``measure`` is amount and unit,
    ``price_vnd`` whole đồng, both for goods of variable measure only; ``item_number`` is the in-store number
    of such goods without their measure.
    """

    kind: Kind
    gtin: str | None
    number: str | None
    data: dict[str, str] = field(default_factory=dict)
    decoded: dict[str, str | int] = field(default_factory=dict)
    measure: tuple[Decimal, str] | None = None
    price_vnd: int | None = None
    item_number: str | None = None


def parse_scan(
    raw: str, *, today: dt.date | None = None, layouts: Sequence[InStoreLayout] = ()
) -> ScannedCode:
    """Return what ``raw`` says: a number, an element string, a Digital Link or an in-store number.

    Numbers stand alone, with any symbology identifier. Element strings come with GS (0x1D) for FNC1, or with
    brackets as people type them. ``today`` settles the century of dates; without it, the current date.
    ``layouts`` are those of the shop for in-store numbers of variable measure. Positions are indices in
    ``raw``.

    Raises Gs1Error, whose leaf names the reason, and nothing else, whatever the text.
    """
    if len(raw) > MAX_SCAN_LENGTH:
        raise ScanTooLong(limit=MAX_SCAN_LENGTH)
    end = len(raw.rstrip(_AROUND))
    start = len(raw) - len(raw.lstrip(_AROUND))
    found = _IDENTIFIER.match(raw, start, end)
    identifier = found.group() if found else ""
    start += len(identifier)
    start = end - len(raw[start:end].lstrip(_AROUND))
    text = raw[start:end]
    if not text.strip(SEPARATOR):
        raise ScanEmpty
    year = (today or dt.datetime.now(tz=dt.UTC).date()).year
    try:
        return _read(identifier, text, year, layouts)
    except Gs1Error as error:
        raise error.moved(start) from None


def _read(identifier: str, text: str, year: int, layouts: Sequence[InStoreLayout]) -> ScannedCode:
    if identifier in _NUMBER_LENGTHS:
        return _number(_number_of_symbol(identifier, text), layouts)
    if looks_like_link(text):
        return _digital_link(text, year)
    if text.startswith("("):
        return _scanned("element_string", parse_bracketed(text), year)
    if identifier in _ELEMENT_STRING_IDENTIFIERS or SEPARATOR in text or _HEADED_BY_KEY.fullmatch(text):
        return _scanned("element_string", parse_element_string(text), year)
    return _number(text, layouts)


def _number_of_symbol(identifier: str, text: str) -> str:
    require_digits(text)
    if len(text) not in _NUMBER_LENGTHS[identifier]:
        raise GtinLength(length=len(text))
    if identifier == "]E3":  # a two- or five-digit add-on follows the number
        return text[: 12 if len(text) in (14, 17) else 13]
    return text


def _number(text: str, layouts: Sequence[InStoreLayout]) -> ScannedCode:
    if require_digits(text) and len(text) not in GTIN_LENGTHS:
        raise GtinLength(length=len(text))
    gtin14 = parse_gtin(text)
    number = display_gtin(gtin14)
    if is_restricted(gtin14):
        return _in_store(number.zfill(13) if len(number) == 12 else number, layouts)
    return ScannedCode("gtin", gtin14, number, {"01": gtin14})


def _in_store(number: str, layouts: Sequence[InStoreLayout]) -> ScannedCode:
    said = read_variable_measure(number, layouts)
    if said is None:
        return ScannedCode("in_store", None, number)
    decoded: dict[str, str | int] = {}
    if said.weight_kg is not None:
        decoded["net_weight_kg"] = f"{said.weight_kg:f}"
    if said.price_vnd is not None:
        decoded["amount_payable"] = f"{said.price_vnd}"
    if said.count is not None:
        decoded["count"] = said.count
    measure = None if said.weight_kg is None else (said.weight_kg, "kg")
    return ScannedCode(
        "in_store", None, number, {}, decoded, measure, said.price_vnd, item_number=said.item_number
    )


def _digital_link(uri: str, year: int) -> ScannedCode:
    data = parse_digital_link(uri)
    try:
        return _scanned("digital_link", data, year)
    except ElementStringInvalid as error:
        raise DigitalLinkInvalid(**error.facts) from None


def _scanned(kind: Kind, data: dict[str, str], year: int) -> ScannedCode:
    gtin14 = data.get("01")
    return ScannedCode(
        kind,
        gtin14,
        display_gtin(gtin14) if gtin14 else None,
        data,
        decode(data, this_year=year),
        measure_of(data),
        price_vnd_of(data),
    )
