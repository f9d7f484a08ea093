"""Net quantities: how high their digits must be, and what they are called.

Source: Circular 21/2014/TT-BKHCN (height by the area of the principal display panel; SI units, a blank
between number and unit). The label is taken for the panel: nothing else of the pack is known here.
"""

import re

# Panels up to so many cm², and the least height of a digit in mm.
HEIGHTS = ((32.0, 1.6), (161.0, 3.2), (645.0, 4.8), (2580.0, 6.4))
_LARGEST_MM = 12.7
_MASS = ("mg", "g", "kg")
_VOLUME = ("ml", "cl", "l", "L")
_LENGTH = ("mm", "cm", "m")
_MEASURE = re.compile(r"[0-9](?:[0-9.,]*[0-9])? ([^\W\d_]+)")
_HAS_UNIT = re.compile(r"[0-9] [^\W\d_]")


def least_digit_mm(area_cm2: float) -> float:
    """Return the least height of a digit of the net quantity on a panel of so many cm²."""
    return next((height for area, height in HEIGHTS if area_cm2 <= area), _LARGEST_MM)


def caption(text: str, language: str) -> str:
    """Return what a net quantity is called: by mass, by volume, by measure, or by count."""
    units = set(_MEASURE.findall(text.partition("(")[0]))
    if units & set(_MASS):
        return "Khối lượng tịnh" if language == "vi" else "Net weight"
    if units & set(_VOLUME):
        return "Thể tích thực" if language == "vi" else "Net volume"
    if units & set(_LENGTH):
        return "Kích thước" if language == "vi" else "Size"
    return "Số lượng" if language == "vi" else "Quantity"


def has_unit(text: str) -> bool:
    """Return whether a number with a unit behind it, a blank between them, stands in ``text``."""
    return bool(_HAS_UNIT.search(text))
