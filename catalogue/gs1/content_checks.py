"""What a part of a value must be beyond its length and characters, by the names that the table of AIs uses.

A check answers None, or what is wrong and where: the index in the part, and the reason in Vietnamese and
English, in which ``{ai}`` stands for the application identifier. That of a GTIN raises, for its refusals have
codes of their own.

Source: GS1 General Specifications, sections 3 and 7.9 (check digits and characters); ISO 3166-1, ISO 4217,
ISO/IEC 5218.
"""

import calendar
import re
from collections.abc import Callable
from typing import NamedTuple

from stdnum import iban

from catalogue.gs1.gtin import check_digit, parse_gtin, refuse_restricted
from catalogue.gs1.iso_codes import COUNTRIES, COUNTRY_LETTERS, CURRENCIES
from catalogue.gs1.keys import check_pair

NO_TIME_OF_DAY = "9999"
_SHORTEST_PREFIX = 4
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UPPER_AND_DIGITS = re.compile(r"[0-9A-Z]*")


class Fault(NamedTuple):
    """What is wrong at ``offset`` of a part."""

    offset: int
    vi: str
    en: str


Check = Callable[[str], Fault | None]


def _gtin(part: str) -> Fault | None:
    refuse_restricted(parse_gtin(part))
    return None


def _check_digit(part: str) -> Fault | None:
    if not part.strip("0"):
        return Fault(0, "({ai}) toàn số 0", "({ai}) is nothing but zeros")
    expected = check_digit(part[:-1])
    if part[-1] == expected:
        return None
    return Fault(
        len(part) - 1,
        f"số kiểm tra của ({{ai}}) sai: phải là {expected}, không phải {part[-1]}",
        f"the check digit of ({{ai}}) is wrong: it should be {expected}, not {part[-1]}",
    )


def _key(part: str) -> Fault | None:
    head = part[:_SHORTEST_PREFIX]
    if len(part) > _SHORTEST_PREFIX and head.isdigit():
        return None
    offset = next((place for place, character in enumerate(head) if not character.isdigit()), len(head))
    return Fault(
        offset,
        "({ai}) phải bắt đầu bằng mã doanh nghiệp GS1",
        "({ai}) should begin with a GS1 company prefix",
    )


def _key_pair(part: str) -> Fault | None:
    fault = _key(part)
    if fault or (len(part) > _SHORTEST_PREFIX + 2 and part[-2:] == check_pair(part[:-2])):
        return fault
    return Fault(
        max(len(part) - 2, 0), "hai ký tự kiểm tra của ({ai}) sai", "the check characters of ({ai}) are wrong"
    )


def _day_or_month(part: str) -> Fault | None:
    return _day(part) if part[4:] != "00" else _day(part[:4] + "01")


def _day(part: str) -> Fault | None:
    # Every fourth year of the hundred that two digits can mean now is a leap year, 2000 included.
    return _calendar_fault(2000 + int(part[:2]), part, 2)


def _full_date(part: str) -> Fault | None:
    return _calendar_fault(max(int(part[:4]), 1), part, 4)


def _calendar_fault(year: int, part: str, month_at: int) -> Fault | None:
    month, day = int(part[month_at : month_at + 2]), int(part[month_at + 2 :])
    if not 1 <= month <= 12:
        return Fault(month_at, f"({{ai}}) không có tháng {month}", f"({{ai}}) is no real date: month {month}")
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return Fault(month_at + 2, f"({{ai}}) không có ngày {day}", f"({{ai}}) is no real date: day {day}")
    return None


def _clock_if_any(part: str) -> Fault | None:
    return None if part == NO_TIME_OF_DAY else _clock(part)


def _clock(part: str) -> Fault | None:
    fault = _hour(part[:2])
    if fault is None and (minute := _sixty(part[2:])):
        return minute._replace(offset=2)
    return fault


def _hour(part: str) -> Fault | None:
    if int(part) < 24:
        return None
    return Fault(0, f"({{ai}}) không có giờ {part}", f"({{ai}}) is no real time: hour {part}")


def _sixty(part: str) -> Fault | None:
    if int(part) < 60:
        return None
    return Fault(0, f"({{ai}}) không có phút hay giây {part}", f"({{ai}}) is no real time: {part} of 60")


def _piece(part: str) -> Fault | None:
    piece, pieces = part[:2], part[2:]
    if piece != "00" and piece <= pieces:
        return None
    return Fault(
        0, f"({{ai}}) không có mảnh {piece} trên {pieces}", f"({{ai}}) has no piece {piece} of {pieces}"
    )


def _birth_sequence(part: str) -> Fault | None:
    found = re.fullmatch(r"([1-9])/([1-9])", part)
    if found and found[1] <= found[2]:
        return None
    return Fault(0, "({ai}) phải như 1/2", "({ai}) should read like 1/2")


def _percent(part: str) -> Fault | None:
    found = _BROKEN_ESCAPE.search(part)
    if found is None:
        return None
    return Fault(found.start(), "({ai}) mã hoá phần trăm sai", "({ai}) is not percent-encoded correctly")


def _iban(part: str) -> Fault | None:
    # The library drops blanks, hyphens and dots and folds case: it is asked with a compact text only.
    end = len(_UPPER_AND_DIGITS.match(part)[0])  # type: ignore[index]  # matches every text
    if end == len(part) and iban.is_valid(part):
        return None
    return Fault(end if end < len(part) else 0, "({ai}) không phải IBAN", "({ai}) is no IBAN")


def _listed(values: frozenset[str], vi: str, en: str) -> Check:
    def check(part: str) -> Fault | None:
        if part in values:
            return None
        return Fault(0, f"({{ai}}): {part} không phải {vi}", f"({{ai}}): {part} is no {en}")

    return check


def _at_most(highest: int, vi: str, en: str) -> Check:
    def check(part: str) -> Fault | None:
        if int(part) <= highest:
            return None
        return Fault(0, f"({{ai}}): {part} không phải {vi}", f"({{ai}}): {part} is no {en}")

    return check


def _not_zero(part: str) -> Fault | None:
    return None if part.strip("0") else Fault(0, "({ai}) có số đo bằng 0", "({ai}) has a measure of zero")


def _no_leading_zero(part: str) -> Fault | None:
    if part == "0" or part[0] != "0":
        return None
    return Fault(0, "({ai}) không được bắt đầu bằng 0", "({ai}) may not begin with 0")


_BASE_64 = frozenset("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")
_MEDIA = frozenset(f"{number:02d}" for number in (*range(1, 11), *range(80, 100)))

CHECKS: dict[str, Check | None] = {
    "": None,
    "gtin": _gtin,
    "count": None,
    "decimals": None,
    "hundredths": None,
    "check": _check_digit,
    "key": _key,
    "key_pair": _key_pair,
    "day_or_month": _day_or_month,
    "day": _day,
    "full_date": _full_date,
    "clock": _clock,
    "clock_if_any": _clock_if_any,
    "hour": _hour,
    "sixty": _sixty,
    "piece": _piece,
    "birth_sequence": _birth_sequence,
    "percent": _percent,
    "iban": _iban,
    "not_zero": _not_zero,
    "no_leading_zero": _no_leading_zero,
    "country": _listed(COUNTRIES, "mã nước ISO 3166", "country code of ISO 3166"),
    "processor_country": _listed(COUNTRIES | {"999"}, "mã nước ISO 3166", "country code of ISO 3166"),
    "country_letters": _listed(COUNTRY_LETTERS, "mã nước ISO 3166", "country code of ISO 3166"),
    "currency": _listed(CURRENCIES, "mã tiền tệ ISO 4217", "currency code of ISO 4217"),
    "zero": _listed(frozenset("0"), "số 0", "zero"),
    "minus": _listed(frozenset("-"), "dấu trừ", "minus sign"),
    "yes_or_no": _listed(frozenset("01"), "0 hoặc 1", "0 or 1"),
    "sex": _listed(frozenset("0129"), "mã ISO/IEC 5218", "code of ISO/IEC 5218"),
    "winding": _listed(frozenset("019"), "chiều cuộn (0, 1, 9)", "winding direction (0, 1, 9)"),
    "importer": _listed(_BASE_64, "chỉ số nhà nhập khẩu", "importer index"),
    "medium": _listed(_MEDIA, "loại vật mang", "carrier medium"),
    "latitude": _at_most(1_800_000_000, "vĩ độ", "latitude"),
    "longitude": _at_most(3_600_000_000, "kinh độ", "longitude"),
}
