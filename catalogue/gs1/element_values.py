"""Values for application identifiers, made of dates, measures and amounts; what cartons and pallets carry.

Source: GS1 General Specifications, sections 3.3-3.6 and 4.13; ISO 4217 for currencies.
"""

import datetime as dt
from decimal import Decimal

from catalogue.gs1.application_identifiers import APPLICATION_IDENTIFIERS, check_value
from catalogue.gs1.decoded_values import VND, is_readable_day
from catalogue.gs1.gtin import parse_gtin, require_trade_item
from catalogue.gs1.keys import parse_sscc
from catalogue.gs1.measure_errors import ValueNotEncodable

_MOST_DECIMALS = 5


def date_value(day: dt.date, *, today: dt.date | None = None) -> str:
    """Return ``day`` as YYMMDD, which means that day to whoever reads it ``today`` (if not given, now).

    >>> date_value(dt.date(2027, 3, 31))
    '270331'

    Raises ValueNotEncodable for a day more than 49 years back or 50 ahead.
    """
    year = (today or dt.datetime.now(tz=dt.UTC).date()).year
    if not is_readable_day(day, this_year=year):
        raise ValueNotEncodable(ai="YYMMDD", value=day)
    return f"{day:%y%m%d}"


def measure_element(family: str, amount: Decimal) -> tuple[str, str]:
    """Return AI and value of a measure: ``family`` is the AI without its last digit, such as 310 for net kg.

    The decimals are those of ``amount``, at most 5.

    >>> measure_element("310", Decimal("1.250"))
    ('3103', '001250')

    Raises ValueNotEncodable.
    """
    digits, decimals = _digits(family, amount)
    ai = f"{family}{decimals}"
    if len(digits) > 6 or ai not in APPLICATION_IDENTIFIERS or APPLICATION_IDENTIFIERS[ai].shape != "N6":
        raise ValueNotEncodable(ai=family, value=amount)
    return ai, digits.zfill(6)


def price_element(price_vnd: int) -> tuple[str, str]:
    """Return AI and value of the price of a variable-measure item in whole đồng.

    >>> price_element(187500)
    ('3930', '704187500')

    Raises ValueNotEncodable.
    """
    if isinstance(price_vnd, bool) or not 0 <= price_vnd < 10**15:
        raise ValueNotEncodable(ai="3930", value=price_vnd)
    return "3930", f"{VND}{price_vnd}"


def contained_elements(
    gtin14: str,
    count: int,
    *,
    lot: str = "",
    best_before: dt.date | None = None,
    expires: dt.date | None = None,
) -> dict[str, str]:
    """Return what a carton or pallet says of the goods inside: (02), (37), (15) or (17), (10).

    On a logistic unit the SSCC stands beside them: ``pallet_elements``.

    >>> contained_elements("09521234567899", 24, lot="L1", expires=dt.date(2027, 3, 31))
    {'02': '09521234567899', '37': '24', '17': '270331', '10': 'L1'}

    Raises ValueNotEncodable, ElementStringInvalid for a lot, or the Gs1Error of the number.
    """
    if isinstance(count, bool) or not 0 < count < 10**8:
        raise ValueNotEncodable(ai="37", value=count)
    elements = {"02": require_trade_item(parse_gtin(gtin14)), "37": str(count)}
    return elements | _dates_and_lot(lot, best_before, expires)


def case_elements(
    gtin14: str, *, lot: str = "", best_before: dt.date | None = None, expires: dt.date | None = None
) -> dict[str, str]:
    """Return what a case that has a GTIN of its own says: (01), (15) or (17), (10).

    Raises ElementStringInvalid for a lot, or the Gs1Error of the number.
    """
    return {"01": require_trade_item(parse_gtin(gtin14))} | _dates_and_lot(lot, best_before, expires)


def pallet_elements(sscc: str, contents: dict[str, str]) -> dict[str, str]:
    """Return (00) and behind it ``contents`` of ``contained_elements``.

    Raises the Gs1Error of an SSCC that is not valid.
    """
    return {"00": parse_sscc(sscc), **contents}


def _dates_and_lot(lot: str, best_before: dt.date | None, expires: dt.date | None) -> dict[str, str]:
    elements = {}
    if best_before:
        elements["15"] = date_value(best_before)
    if expires:
        elements["17"] = date_value(expires)
    if lot:
        elements["10"] = check_value(APPLICATION_IDENTIFIERS["10"], lot)
    return elements


def _digits(ai: str, amount: Decimal) -> tuple[str, int]:
    """Return the digits of ``amount`` without its point, and how many stood behind the point."""
    sign, digits, exponent = amount.as_tuple()
    if sign or not isinstance(exponent, int) or not -_MOST_DECIMALS <= exponent <= 6:
        raise ValueNotEncodable(ai=ai, value=amount)
    return "".join(map(str, digits)) + "0" * max(exponent, 0), max(-exponent, 0)
