"""Codewords of a Data Matrix symbol of one region, placed as ISO/IEC 16022 prescribes (annex F)."""

Places = dict[tuple[int, int], tuple[int, int]]

_UTAH = ((-2, -2), (-2, -1), (-1, -2), (-1, -1), (-1, 0), (0, -2), (0, -1), (0, 0))
# Rows and columns of the four corner shapes; negative ones count from the end.
_CORNERS = (
    ((-1, 0), (-1, 1), (-1, 2), (0, -2), (0, -1), (1, -1), (2, -1), (3, -1)),
    ((-3, 0), (-2, 0), (-1, 0), (0, -4), (0, -3), (0, -2), (0, -1), (1, -1)),
    ((-3, 0), (-2, 0), (-1, 0), (0, -2), (0, -1), (1, -1), (2, -1), (3, -1)),
    ((-1, 0), (-1, -1), (0, -3), (0, -2), (0, -1), (1, -3), (1, -2), (1, -1)),
)


def codewords(rows: tuple[str, ...]) -> list[int]:
    """Return data, padding and error correction of ``rows``, a square with finder and clock around it."""
    inner = [row[1:-1] for row in rows[1:-1]]
    words: dict[int, int] = {}
    for (row, column), (word, bit) in _places(len(inner)).items():
        words[word] = words.get(word, 0) | int(inner[row][column]) << (7 - bit)
    return [words[word] for word in sorted(words)]


def _places(size: int) -> Places:
    """Return codeword and bit, 0 the highest, of each module of a square of ``size`` modules."""
    places: Places = {}
    word, row, column = 0, 4, 0
    while row < size or column < size:
        for corner, due in zip(_CORNERS, _corners_due(size, row, column), strict=True):
            if due:
                for bit, (r, c) in enumerate(corner):
                    places[r % size, c % size] = word, bit
                word += 1
        for step, down, right in ((-2, 1, 3), (2, 3, 1)):  # up and to the right, then down and to the left
            while True:
                inside = 0 <= row < size and 0 <= column < size
                if inside and (row, column) not in places:
                    _place_utah(places, size, row, column, word)
                    word += 1
                row, column = row + step, column - step
                if min(row, column) < 0 or max(row if step > 0 else column, 0) >= size:
                    break
            row, column = row + down, column + right
    return places


def _corners_due(size: int, row: int, column: int) -> tuple[bool, bool, bool, bool]:
    return (
        row == size and column == 0,
        row == size - 2 and column == 0 and size % 4 != 0,
        row == size - 2 and column == 0 and size % 8 == 4,
        row == size + 4 and column == 2 and size % 8 == 0,
    )


def _place_utah(places: Places, size: int, row: int, column: int, word: int) -> None:
    for bit, (down, right) in enumerate(_UTAH):
        r, c = row + down, column + right
        if r < 0:
            r, c = r + size, c + 4 - (size + 4) % 8
        if c < 0:
            r, c = r + 4 - (size + 4) % 8, c + size
        places[r, c] = word, bit
