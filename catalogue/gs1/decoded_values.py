"""What the values of application identifiers mean: dates, measures, amounts.

Source: GS1 General Specifications, sections 3.4-3.6 and 7.12 (century of a two-digit year).
"""

import calendar
import datetime as dt
from decimal import Decimal

from catalogue.gs1.errors import ElementStringInvalid

VND = "704"

_TEXTS = {
    "00": "sscc",
    "02": "contained_gtin",
    "10": "lot",
    "21": "serial",
    "22": "consumer_variant",
    "240": "additional_id",
    "400": "order_number",
    "414": "location_gln",
    "417": "party_gln",
    "422": "origin_country",
    "8200": "url",
}
_DATES = {
    "11": "produced_on",
    "12": "due_on",
    "13": "packed_on",
    "15": "best_before_on",
    "16": "sell_by_on",
    "17": "expires_on",
    "7006": "first_frozen_on",
}
_COUNTS = {"30": "count", "37": "count"}
_MEASURES = {
    "310": ("net_weight_kg", "kg"),
    "311": ("length_m", "m"),
    "314": ("area_m2", "m2"),
    "315": ("net_volume_l", "l"),
    "316": ("net_volume_m3", "m3"),
    "320": ("net_weight_lb", "lb"),
}


def decode(data: dict[str, str], *, this_year: int) -> dict[str, str | int]:
    """Return the values of ``data`` by name: dates as ISO text, counts as numbers, measures as decimals.

    Raises ElementStringInvalid for a date that no calendar has.
    """
    decoded: dict[str, str | int] = {}
    for ai, value in data.items():
        if name := _TEXTS.get(ai):
            decoded[name] = value
        elif name := _DATES.get(ai):
            decoded[name] = _date(ai, value, this_year).isoformat()
        elif name := _COUNTS.get(ai):
            decoded[name] = int(value)
        elif ai[:3] in _MEASURES:
            decoded[_MEASURES[ai[:3]][0]] = f"{_decimal(ai, value):f}"
        elif ai[:3] == "392":
            decoded["amount_payable"] = f"{_decimal(ai, value):f}"
        elif ai[:3] == "393":
            decoded["amount_payable"] = f"{_decimal(ai, value[3:]):f}"
            decoded["currency"] = value[:3]
        else:
            decoded |= _times(ai, value, this_year)
    return decoded


def measure_of(data: dict[str, str]) -> tuple[Decimal, str] | None:
    """Return amount and unit of the first trade measure in ``data``, with its decimals as encoded."""
    for ai, value in data.items():
        if ai[:3] in _MEASURES:
            return _decimal(ai, value), _MEASURES[ai[:3]][1]
    return None


def price_vnd_of(data: dict[str, str]) -> int | None:
    """Return the amount payable in whole đồng; None without one, in other money, or with a part of a đồng."""
    for ai, value in data.items():
        amount = None
        if ai[:3] == "392":
            amount = _decimal(ai, value)
        elif ai[:3] == "393" and value[:3] == VND:
            amount = _decimal(ai, value[3:])
        if amount is not None and amount == amount.to_integral_value():
            return int(amount)
    return None


def full_year(two_digits: int, *, this_year: int) -> int:
    """Return the year that ends in ``two_digits`` and lies from 49 years back to 50 years ahead.

    >>> full_year(27, this_year=2026), full_year(77, this_year=2026)
    (2027, 1977)
    """
    return this_year - 49 + (two_digits - (this_year - 49)) % 100


def _times(ai: str, value: str, this_year: int) -> dict[str, str | int]:
    if ai == "7003":
        day = _date(ai, value[:6], this_year).isoformat()
        if value[6:] == "9999":
            return {"expires_on": day}
        return {"expires_on": day, "expires_at": f"{day}T{_clock(ai, value[6:])}"}
    if ai == "7007":
        harvest: dict[str, str | int] = {"harvested_on": _date(ai, value[:6], this_year).isoformat()}
        if value[6:]:
            harvest["harvested_until"] = _date(ai, value[6:], this_year).isoformat()
        return harvest
    return {}


def _date(ai: str, yymmdd: str, this_year: int) -> dt.date:
    year = full_year(int(yymmdd[:2]), this_year=this_year)
    month, day = int(yymmdd[2:4]), int(yymmdd[4:6])
    try:
        return dt.date(year, month, day or calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        raise _impossible(ai, yymmdd) from None


def _clock(ai: str, hhmm: str) -> str:
    try:
        return dt.time(int(hhmm[:2]), int(hhmm[2:])).isoformat("minutes")
    except ValueError:
        raise _impossible(ai, hhmm) from None


def _decimal(ai: str, digits: str) -> Decimal:
    return Decimal(int(digits)).scaleb(-int(ai[3]))


def _impossible(ai: str, value: str) -> ElementStringInvalid:
    return ElementStringInvalid(
        reason_vi=f"({ai}) không phải ngày giờ có thật: {value}",
        reason_en=f"({ai}) is no real date or time: {value}",
    )
