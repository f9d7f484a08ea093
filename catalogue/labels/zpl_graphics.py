"""Dots as hexadecimal digits with Zebra's run lengths, for ``^GF``.

Every ZPL printer knows this form, also those that only imitate one; it needs a third of the plain digits.
No character of it is a command: ``^`` and ``~`` never occur.

Source: Zebra, ZPL II Programming Guide, ^GF and "alternative data compression scheme for ~DG and ~DB".
"""

import re
from functools import cache

from PIL import Image

from catalogue.barcodes.symbols import MatrixSymbol

_RUN = re.compile(r"([0-9A-F])\1{2,}")
_WHITE_END = re.compile(r"(?:00)+$", re.MULTILINE)
_BLACK_END = re.compile(r"(?:FF)+$", re.MULTILINE)
_AS_ABOVE = ":"
_LONGEST_RUN = 400


def graphic(ink: Image.Image) -> str:
    """Return the ``^GF`` command that draws ``ink``, a picture of mode "1", from the field's origin."""
    row_bytes = -(-ink.width // 8)
    digits = ink.tobytes().hex().upper()
    lines = [digits[at : at + 2 * row_bytes] for at in range(0, len(digits), 2 * row_bytes)]
    return _command(row_bytes, ink.height, _compressed(lines))


def matrix_graphic(symbol: MatrixSymbol, x: int) -> str:
    """Return the ``^GF`` command that draws a square symbol with ``x`` dots to the module."""
    width = x * len(symbol.rows[0])
    row_bytes = -(-width // 8)
    padding = 8 * row_bytes - width
    dark, light, again = "1" * x, "0" * x, _AS_ABOVE * (x - 1)
    # Modules seldom make long runs: counting them would cost more time than it saves digits.
    dots = [row.replace("0", "w").replace("1", dark).replace("w", light) for row in symbol.rows]
    data = "".join([f"{int(bits, 2) << padding:0{2 * row_bytes}X}{again}" for bits in dots])
    return _command(row_bytes, x * len(symbol.rows), data)


def _command(row_bytes: int, rows: int, data: str) -> str:
    return f"^GFA,{row_bytes * rows},{row_bytes * rows},{row_bytes},{data}"


def _compressed(lines: list[str]) -> str:
    """Return rows of digits packed; one that is the same as the row above is a colon."""
    distinct = [line for at, line in enumerate(lines) if at == 0 or line != lines[at - 1]]
    packed = iter(_packed(distinct))
    return "".join(
        _AS_ABOVE if at and line == lines[at - 1] else next(packed) for at, line in enumerate(lines)
    )


def _packed(lines: list[str]) -> list[str]:
    """Return each row with its white or black end as one sign and other runs as letters."""
    text = _BLACK_END.sub("!", _WHITE_END.sub(",", "\n".join(lines)))
    return _RUN.sub(lambda run: _count(len(run[0])) + run[1], text).split("\n")


@cache
def _count(times: int) -> str:
    """Return the letters for ``times`` of the digit that follows: G to Y are 1 to 19, g to z 20 to 400."""
    longest, rest = divmod(times, _LONGEST_RUN)
    twenties, ones = divmod(rest, 20)
    return (
        "z" * longest
        + (chr(ord("f") + twenties) if twenties else "")
        + (chr(ord("F") + ones) if ones else "")
    )
