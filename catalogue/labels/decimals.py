"""Numbers with decimals as sentences show them: 297, and 38,1 in Vietnamese or 38.1 in English.

Ten digits tell what was given from the bound that it breaks, and hide what arithmetic leaves behind.
"""

_DIGITS = ".10g"


class DecimalPoint(float):
    """A number for an English sentence; without a format of its own, no more digits than it has."""

    def __format__(self, spec: str) -> str:
        return format(float(self), spec or _DIGITS)


class DecimalComma(float):
    """A number for a Vietnamese sentence, which has a comma before its decimals."""

    def __format__(self, spec: str) -> str:
        return format(float(self), spec or _DIGITS).replace(".", ",")
