"""Rows of a .csv file: UTF-8 or UTF-16, parted by comma, semicolon or tab.

Source: RFC 4180; the ``sep=;`` line is Excel's own.
"""

import codecs
import csv
import io
import re

from catalogue.imports.file_errors import (
    EncodingUnknown,
    FileCutOff,
    QuoteLeftOpen,
    TooManyColumns,
    TooManyRows,
)
from catalogue.imports.headers import count_known
from catalogue.imports.limits import HEADER_WITHIN_ROWS, MAX_COLUMNS, MAX_DATA_ROWS
from catalogue.imports.xlsx import Sheet, SheetRow

_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DELIMITERS = (",", ";", "\t")


def read_csv(data: bytes) -> Sheet:
    """Return the rows of a text table; ``number`` counts the rows, not the lines inside cells.

    Raises FileRefused.
    """
    text = decode(data)
    delimiter, text, skipped = _delimiter(text)
    rows: list[SheetRow] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = skipped
    try:
        for cells in reader:
            number += 1
            if number > HEADER_WITHIN_ROWS + MAX_DATA_ROWS:
                if any(cell.strip() for cell in cells):
                    raise TooManyRows(limit=MAX_DATA_ROWS + 1)
                continue
            if any(cell.strip() for cell in cells[MAX_COLUMNS:]):
                raise TooManyColumns(limit=MAX_COLUMNS)
            rows.append(SheetRow(number, list(cells[:MAX_COLUMNS])))
    except csv.Error as error:
        raise QuoteLeftOpen(row=number + 1) from error
    _require_whole_last_row(rows, text)
    return Sheet(rows)


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


def _delimiter(text: str) -> tuple[str, str, int]:
    """Return the delimiter, the text after an Excel ``sep=`` line, and how many rows that line takes."""
    stated = re.match(r"sep=([,;\t])\r?\n", text, re.IGNORECASE)
    if stated:
        return stated[1], text[stated.end() :], 1
    lines = [line for line in text[:20_000].splitlines()[:HEADER_WITHIN_ROWS] if line.strip()]
    return max(_DELIMITERS, key=lambda mark: _fit(lines, mark)), text, 0


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
