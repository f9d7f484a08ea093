"""What the values of application identifiers mean: dates, measures, amounts, by the names of ``ai_table``.

Names say the unit: ``net_weight_kg``, ``length_m``. ``…_on`` is a day, ``…_at`` a day and a time of day
without zone, as printed. Countries and currencies are their three digits. A value of several parts gives
several names: ``processor_0_country`` and ``processor_0``. AI 01 has none: it is told apart, as ``gtin``.

Source: GS1 General Specifications, sections 3.4-3.8 and 7.12 (century of a two-digit year).
"""

import calendar
import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from catalogue.gs1.application_identifiers import APPLICATION_IDENTIFIERS, ApplicationIdentifier, split_value
from catalogue.gs1.content_checks import NO_TIME_OF_DAY
from catalogue.gs1.errors import ElementStringInvalid, printable

VND = "704"

_UNITS = {
    "310": "kg",
    "311": "m",
    "314": "m2",
    "315": "l",
    "316": "m3",
    "320": "lb",
    "321": "in",
    "322": "ft",
    "323": "yd",
    "350": "in2",
    "351": "ft2",
    "352": "yd2",
    "356": "ozt",
    "357": "oz",
    "360": "qt",
    "361": "gal",
    "364": "in3",
    "365": "ft3",
    "366": "yd3",
}
_DAYS = frozenset({"day", "day_or_month", "full_date"})
# A second name for the same, where no other value of the code has it.
_ALSO = {"contained_count": "count", "expires_at": "expires_on", "produced_at": "produced_on"}

Decoded = dict[str, str | int]


def decode(data: dict[str, str], *, this_year: int) -> Decoded:
    """Return the values of ``data`` by name: dates as ISO text, counts as numbers, measures as decimals.

    Raises ElementStringInvalid for an AI, a format or a date that does not exist.
    """
    decoded: Decoded = {}
    for ai, value in data.items():
        known = APPLICATION_IDENTIFIERS.get(ai)
        if known is None:
            raise ElementStringInvalid(
                reason_vi=f"không có số định danh ứng dụng (AI) “{printable(ai)}”",
                reason_en=f"there is no application identifier (AI) “{printable(ai)}”",
            )
        decoded |= _decode_value(known, split_value(known, value), this_year)
    for name, also in _ALSO.items():
        if name in decoded:
            plain = decoded[name]
            decoded.setdefault(also, plain[:10] if isinstance(plain, str) else plain)
    return decoded


def measure_of(data: dict[str, str]) -> tuple[Decimal, str] | None:
    """Return amount and unit of the first trade measure in ``data``, with its decimals as encoded."""
    for ai, value in data.items():
        if len(ai) == 4 and ai[:3] in _UNITS:
            return _decimal(ai, value), _UNITS[ai[:3]]
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


def is_readable_day(day: dt.date, *, this_year: int) -> bool:
    """Return whether ``day``, written with two digits of its year, is read as that day in ``this_year``."""
    return full_year(day.year % 100, this_year=this_year) == day.year


def _decode_value(known: ApplicationIdentifier, texts: list[str], this_year: int) -> Decoded:
    if len(known.parts) == len(known.names):
        return {
            name: _plain(known.ai, text, part.check, this_year)
            for name, text, part in zip(known.names, texts, known.parts, strict=False)
            if name != "-"
        }
    check = known.parts[0].check
    if check in _DAYS:
        return _moment(known, texts, this_year)
    return {known.names[0]: _joined(texts, check)}


def _plain(ai: str, text: str, check: str, this_year: int) -> str | int:
    if check in _DAYS:
        return _date(ai, text, this_year).isoformat()
    if check == "decimals":
        return f"{_decimal(ai, text):f}"
    reader = _READERS.get(check)
    return reader(text) if reader else text


def _joined(texts: list[str], check: str) -> str:
    if check == "country":
        return ",".join(texts)
    if check == "hundredths":  # the sign stands behind
        return f"{Decimal(''.join(reversed(texts))).scaleb(-2):f}"
    return "".join(texts)


def _piece(text: str) -> str:
    return f"{int(text[:2])}/{int(text[2:])}"


def _latitude(text: str) -> str:
    return f"{Decimal(text).scaleb(-7) - 90:f}"


def _longitude(text: str) -> str:
    degrees = Decimal(text).scaleb(-7)
    return f"{degrees - 360 if degrees > 180 else degrees:f}"


_READERS: dict[str, Callable[[str], str | int]] = {
    "count": int,
    "piece": _piece,
    "latitude": _latitude,
    "longitude": _longitude,
}


def _moment(known: ApplicationIdentifier, texts: list[str], this_year: int) -> Decoded:
    """Return a day with its time of day by the name of the AI, or the day alone where no time is stated."""
    name = known.names[0]
    day = _date(known.ai, texts[0], this_year)
    clock = "".join(texts[1:])
    if clock in ("", NO_TIME_OF_DAY):
        return {f"{name.removesuffix('_at')}_on" if name.endswith("_at") else name: day.isoformat()}
    try:
        time = dt.time(int(clock[:2]), int(clock[2:4] or 0), int(clock[4:] or 0))
    except ValueError:
        raise _impossible(known.ai, clock) from None
    return {name: f"{day.isoformat()}T{time.isoformat('seconds' if clock[4:] else 'minutes')}"}


def _date(ai: str, digits: str, this_year: int) -> dt.date:
    year = int(digits[:4]) if len(digits) == 8 else full_year(int(digits[:2]), this_year=this_year)
    month, day = int(digits[-4:-2]), int(digits[-2:])
    try:
        return dt.date(year, month, day or calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        raise _impossible(ai, digits) from None


def _decimal(ai: str, digits: str) -> Decimal:
    return Decimal(int(digits)).scaleb(-int(ai[3]))


def _impossible(ai: str, value: str) -> ElementStringInvalid:
    return ElementStringInvalid(
        reason_vi=f"({ai}) không phải ngày giờ có thật: {value}",
        reason_en=f"({ai}) is no real date or time: {value}",
    )
