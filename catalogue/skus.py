"""Stock keeping units: a cooperative's own codes for what it sells.

They are public at once, without the Alliance, so they are codes: no words, and nothing that leads
customers away.
"""

import re

from catalogue.changes import FieldError, refuse_fields
from catalogue.gs1.errors import Gs1Error
from catalogue.gs1.gtin import parse_gtin

LONGEST_SKU = 40

_SKU = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/+-]*")
# Mobile numbers are 0 and nine digits, landlines 02 and nine; 84 or 0084 may stand for the 0.
# Source: the numbering plan of Circular 22/2014/TT-BTTTT.
_TELEPHONE = re.compile(r"(?:0|84|0084)(?:[35789][0-9]{8}|2[0-9]{9})")
_GROUPS = re.compile(r"[0-9]+(?:[._/+-]+[0-9]+)*")
# Codes such as GAO.ST25.5 have dots as well: an address ends in letters, or goes on behind them with a path.
_ADDRESS = re.compile(
    r"(?:^|[^a-z0-9])www\.|\.[a-z]{2,}(?:/|$)|\.(?:vn|com|net|org)(?![a-z0-9])", re.IGNORECASE
)


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


class SkuIsContact(FieldError):
    """A SKU that reads as a telephone number or as an address on the web."""

    code = "sku_is_contact"
    vi = "“{sku}” giống số điện thoại hoặc địa chỉ trang web. Mã hàng là mã ngắn, ví dụ MO-500."
    en = "“{sku}” looks like a telephone number or a web address. A SKU is a short code such as MO-500."


def sku_error(sku: str) -> FieldError | None:
    """Return what is wrong with a new SKU, if anything.

    >>> [sku_error(sku) for sku in ("MO-500", "mo_500/2.5+", "8938505970018", "2026-11-29-01")]
    [None, None, None, None]
    >>> [type(sku_error(sku)).__name__ for sku in ("mật ong", "-MO", "goi-0912.345.678", "shop.vn/mo")]
    ['SkuInvalid', 'SkuInvalid', 'SkuIsContact', 'SkuIsContact']
    """
    if len(sku) > LONGEST_SKU or _SKU.fullmatch(sku) is None:
        return SkuInvalid("sku", sku=sku)
    if _ADDRESS.search(sku) or (_has_telephone(sku) and not _is_gtin(sku)):
        return SkuIsContact("sku", sku=sku)
    return None


def require_sku(sku: str, *, known: str = "") -> None:
    """Check a SKU that is new; one that is ``known`` stays, whatever it was made of. Raises FieldsRefused."""
    if sku != known and (error := sku_error(sku)):
        refuse_fields([error])


def _has_telephone(sku: str) -> bool:
    """Return whether whole groups of digits, however parted, make a Vietnamese telephone number.

    Not any nine digits in a row: dates with a count, lots and numbers of other systems are codes.
    """
    for run in _GROUPS.findall(sku):
        groups = re.findall("[0-9]+", run)
        for start in range(len(groups)):
            ends = range(start + 1, len(groups) + 1)
            if any(_TELEPHONE.fullmatch("".join(groups[start:end])) for end in ends):
                return True
    return False


def _is_gtin(sku: str) -> bool:
    try:
        parse_gtin(sku)
    except Gs1Error:
        return False
    return True
