"""Values that people give for a paper or a machine, each checked by itself: text, whole number or length."""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from catalogue.gs1.errors import printable
from catalogue.labels.decimals import DecimalComma
from catalogue.labels.errors import LabelError
from catalogue.labels.profile_errors import ProfileValueInvalid, ProfileValueMissing, ProfileValueUnknown

# Takes the name of a field and a value; gives the value back or raises.
Reader = Callable[[str, object], Any]

_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_LONGEST_NAME = 100


def length(least: float, most: float) -> Reader:
    """Return a reader of numbers from ``least`` to ``most``."""

    def read(field: str, value: object) -> float:
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not number or not math.isfinite(value) or not least <= value <= most:  # type: ignore[arg-type, operator]
            raise _invalid(
                field,
                value,
                f"số từ {DecimalComma(least)} đến {DecimalComma(most)}",
                f"a number from {least:g} to {most:g}",
            )
        return value  # type: ignore[return-value]

    return read


def whole(least: int, most: int) -> Reader:
    """Return a reader of whole numbers from ``least`` to ``most``."""

    def read(field: str, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise _invalid(
                field, value, f"số nguyên từ {least} đến {most}", f"a whole number from {least} to {most}"
            )
        return value

    return read


def one_of(*choices: str) -> Reader:
    """Return a reader of one of ``choices``."""

    def read(field: str, value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            listed = ", ".join(choices)
            raise _invalid(field, value, f"một trong {listed}", f"one of {listed}")
        return value

    return read


def read_flag(field: str, value: object) -> bool:
    """Return ``value``, true or false."""
    if not isinstance(value, bool):
        raise _invalid(field, value, "true hoặc false", "true or false")
    return value


def read_key(field: str, value: object) -> str:
    """Return ``value``, small letters, digits and hyphens."""
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise _invalid(
            field, value, "chữ thường, chữ số và dấu gạch nối", "small letters, digits and hyphens"
        )
    return value


def read_name(field: str, value: object) -> str:
    """Return ``value`` without blanks around it: one printable line of at most 100 characters."""
    name = value.strip() if isinstance(value, str) else ""
    if not name or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise _invalid(
            field,
            value,
            f"một dòng chữ dài 1 đến {_LONGEST_NAME} ký tự",
            f"one line of 1 to {_LONGEST_NAME} characters",
        )
    return name


def read_values(
    given: Mapping[str, object], readers: Mapping[str, Reader], *, optional: Mapping[str, object]
) -> tuple[dict[str, Any], list[LabelError]]:
    """Return what could be read of ``given``, with ``optional`` where nothing is given, and every refusal."""
    values = dict(optional)
    refusals: list[LabelError] = [
        ProfileValueUnknown(field=printable(field)) for field in given if field not in readers
    ]
    for field, reader in readers.items():
        if field not in given:
            if field not in optional:
                refusals.append(ProfileValueMissing(field=field))
            continue
        try:
            values[field] = reader(field, given[field])
        except LabelError as refusal:
            refusals.append(refusal)
    return values, refusals


def _invalid(field: str, value: object, wanted_vi: str, wanted_en: str) -> ProfileValueInvalid:
    found = value if isinstance(value, float) else printable(f"{value}")
    return ProfileValueInvalid(field=field, found=found, wanted_vi=wanted_vi, wanted_en=wanted_en)
