"""How the country of manufacture may be named.

A number that begins with 893 is no proof of origin: it says which office issued it.

Source: Decree 43/2017/NĐ-CP, article 15, as amended by Decree 111/2021/NĐ-CP (places of the last step;
no abbreviations); Decree 37/2026/NĐ-CP, article 42; names of countries after TCVN 7217-1.
"""

import re
import unicodedata
from functools import cache

from babel import Locale

PHRASES_VI = ("sản xuất tại", "chế tạo tại", "nước sản xuất", "xuất xứ", "sản xuất bởi", "sản phẩm của")
LAST_STEP_VI = (
    *("lắp ráp tại", "đóng chai tại", "phối trộn tại", "hoàn tất tại", "đóng gói tại", "dán nhãn tại"),
)
_WORD = re.compile(r"\w+")


def is_worded(origin: str) -> bool:
    """Return whether ``origin`` already begins with a phrase of the law and needs no caption."""
    return _folded(origin).startswith((*PHRASES_VI, *LAST_STEP_VI))


def names_country(origin: str) -> bool:
    """Return whether ``origin`` names a country in full; "VN" or a commune alone does not."""
    words = " ".join(_WORD.findall(_folded(origin)))
    return any(f" {country} " in f" {words} " for country in _countries())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


@cache
def _countries() -> frozenset[str]:
    territories = Locale("vi").territories
    names = [name for code, name in territories.items() if len(code) == 2 and code.isalpha()]
    return frozenset(" ".join(_WORD.findall(_folded(name))) for name in names)
