"""Codewords of a QR symbol of version 1, read in the order that ISO/IEC 18004 prescribes (7.7.3)."""

from collections.abc import Callable

_SIZE = 21
# Data mask patterns (table 10): the condition under which a module is inverted, by row i and column j.
_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, j: i % 2 == 0,
    lambda i, j: j % 3 == 0,
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: i * j % 2 + i * j % 3 == 0,
    lambda i, j: (i * j % 2 + i * j % 3) % 2 == 0,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2 == 0,
)
# The format information is inverted where this has ones (7.9).
_FORMAT_MASK = 0b101010000010010


def level_and_mask(rows: tuple[str, ...]) -> tuple[int, int]:
    """Return the two bits of the error correction level (M is 00) and the number of the mask."""
    first_five = int(rows[8][:5], 2) ^ _FORMAT_MASK >> 10
    return first_five >> 3, first_five & 7


def codewords(rows: tuple[str, ...]) -> list[int]:
    """Return data and error correction of ``rows``, two columns at a time from the lower right corner."""
    inverted = _MASKS[level_and_mask(rows)[1]]
    bits = ""
    upwards = True
    for right in (20, 18, 16, 14, 12, 10, 8, 5, 3, 1):  # column 6 is a timing pattern
        for row in range(_SIZE - 1, -1, -1) if upwards else range(_SIZE):
            for column in (right, right - 1):
                if not _is_function(row, column):
                    bits += str(int(rows[row][column]) ^ inverted(row, column))
        upwards = not upwards
    return [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]


def _is_function(row: int, column: int) -> bool:
    """Return whether a module belongs to finders, separators, format information or timing patterns."""
    corner = (row < 9 and column < 9) or (row < 9 and column > 12) or (row > 12 and column < 9)
    return corner or 6 in {row, column}
