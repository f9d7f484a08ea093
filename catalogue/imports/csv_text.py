"""Rows of a .csv file: UTF-8 or UTF-16, parted by comma, semicolon or tab.

Source: RFC 4180; the ``sep=;`` line is Excel's own.
"""

import codecs
import csv
import re
from typing import Self

from catalogue.imports.file_errors import (
    EncodingUnknown,
    FileCutOff,
    QuoteLeftOpen,
    TextTooLong,
    TooManyColumns,
    TooManyRows,
)
from catalogue.imports.headers import count_known
from catalogue.imports.limits import HEADER_WITHIN_ROWS, MAX_COLUMNS, MAX_DATA_ROWS, MAX_EMPTY_COLUMNS
from catalogue.imports.xlsx import Sheet, SheetRow

_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DELIMITERS = (",", ";", "\t")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
# What is more than blanks, delimiters and quotes.
_CONTENTS = re.compile(r'[^\s,;"]')


def read_csv(data: bytes) -> Sheet:
    """Return the rows of a text table; ``number`` counts the rows, not the lines inside cells.

    Raises FileRefused.
    """
    text = decode(data)
    delimiter, begin, skipped = _delimiter(text)
    rows: list[SheetRow] = []
    lines = _Lines(text, begin, delimiter)
    number = skipped
    try:
        for cells in csv.reader(lines, delimiter=delimiter, strict=True):
            number += 1
            if number > HEADER_WITHIN_ROWS + MAX_DATA_ROWS:
                _require_nothing_more(cells, text, lines.end)
                break
            if any(cell.strip() for cell in cells[MAX_COLUMNS:]):
                raise TooManyColumns(limit=MAX_COLUMNS)
            rows.append(SheetRow(number, list(cells[:MAX_COLUMNS])))
    except csv.Error as error:
        if "field limit" in str(error):
            raise TextTooLong(limit=csv.field_size_limit()) from error
        raise QuoteLeftOpen(row=number + 1) from error
    _require_whole_last_row(rows, text)
    return Sheet(rows)


class _Lines:
    """The lines of a text from ``begin`` on, without a copy of the text; ``end`` is where the last one ends.

    Raises TooManyColumns for a line that holds more delimiters than any spreadsheet has columns: the rows of
    the csv module take far more room than the line.
    """

    def __init__(self, text: str, begin: int, delimiter: str) -> None:
        self._found = _LINE.finditer(text, begin)
        self._delimiter = delimiter
        self.end = begin

    def __iter__(self) -> Self:
        """Return itself."""
        return self

    def __next__(self) -> str:
        """Return the next line with its end."""
        match = next(self._found)
        self.end = match.end()
        line = match[0]
        if line.count(self._delimiter) > MAX_EMPTY_COLUMNS:
            raise TooManyColumns(limit=MAX_COLUMNS)
        return line


def _require_nothing_more(cells: list[str], text: str, end: int) -> None:
    """Raise TooManyRows unless ``cells``, and all of ``text`` from ``end`` on, are blank."""
    if any(cell.strip() for cell in cells) or _CONTENTS.search(text, end):
        raise TooManyRows(limit=MAX_DATA_ROWS + 1)


def decode(data: bytes) -> str:
    """Return the text of UTF-8, with or without its mark, or of UTF-16 with its mark.

    Raises EncodingUnknown with the position of the first byte that does not fit.
    """
    encoding = "utf-16" if data.startswith(_UTF_16_MARKS) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingUnknown(position=error.start + 1) from error
    if "\x00" in text:
        raise EncodingUnknown(position=text.index("\x00") + 1)
    return text


def _delimiter(text: str) -> tuple[str, int, int]:
    """Return the delimiter, where the rows begin behind an Excel ``sep=`` line, and how many that takes."""
    stated = re.match(r"sep=([,;\t])\r?\n", text, re.IGNORECASE)
    if stated:
        return stated[1], stated.end(), 1
    lines = [line for line in text[:20_000].splitlines()[:HEADER_WITHIN_ROWS] if line.strip()]
    return max(_DELIMITERS, key=lambda mark: _fit(lines, mark)), 0, 0


def _fit(lines: list[str], mark: str) -> tuple[int, int]:
    """Return how well ``mark`` parts the lines: the headers it brings out, then its number."""
    known = max((count_known([cell.strip(' "') for cell in line.split(mark)]) for line in lines), default=0)
    return known, sum(line.count(mark) for line in lines)


def _require_whole_last_row(rows: list[SheetRow], text: str) -> None:
    """Refuse a last row that breaks off: shorter than the first ones and without a line end."""
    if len(rows) > 1 and not text.endswith(("\n", "\r")):
        expected = max(len(row.cells) for row in rows[:-1])
        if len(rows[-1].cells) < expected:
            raise FileCutOff(row=rows[-1].number, found=len(rows[-1].cells), expected=expected)
