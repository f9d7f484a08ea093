"""Stock keeping units: a cooperative's own codes for what it sells. Public at once, so codes and no words."""

import re

from catalogue.changes import FieldError, refuse_fields

LONGEST_SKU = 40

_SKU = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/+-]*")


class SkuInvalid(FieldError):
    """A SKU that is no code."""

    code = "sku_invalid"
    vi = (
        "Mã hàng chỉ gồm chữ không dấu, chữ số và các dấu - _ . / +, bắt đầu bằng chữ hoặc số,"
        " không có khoảng trắng, ví dụ MO-500; không phải “{sku}”."
    )
    en = (
        "A SKU has only letters A-Z, digits and - _ . / +, begins with a letter or digit and has no"
        " blanks, such as MO-500; not “{sku}”."
    )


def is_sku(text: str) -> bool:
    """Return whether ``text`` may be a new SKU.

    >>> is_sku("MO-500"), is_sku("mo_500/2.5+"), is_sku("mật ong"), is_sku("-MO")
    (True, True, False, False)
    """
    return len(text) <= LONGEST_SKU and _SKU.fullmatch(text) is not None


def require_sku(sku: str, *, known: str = "") -> None:
    """Check a SKU that is new; one that is ``known`` stays, whatever it was made of. Raises FieldsRefused."""
    if sku != known and not is_sku(sku):
        refuse_fields([SkuInvalid("sku", sku=sku)])
