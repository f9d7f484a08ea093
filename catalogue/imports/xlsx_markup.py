"""What the markup of a workbook says before the workbook reader sees it.

The reader builds the whole rectangle between the first and the last cell, so one cell far out would cost
gigabytes, and so would one long text that stands in a million cells. Hence each sheet is first streamed
through expat, which keeps nothing but the elements that are still open.

Source: ECMA-376 Part 1, 18.2 (workbook), 18.3.1 (worksheets), 18.4 (shared strings).
"""

import posixpath
import re
from collections.abc import Callable
from xml.parsers import expat

from catalogue.imports.file_errors import (
    FileDamaged,
    FileInflatesTooMuch,
    MarkupDeclaration,
    MergedCells,
    SheetMissing,
    TextTooLong,
    TooManyColumns,
    TooManyRows,
)
from catalogue.imports.limits import (
    HEADER_WITHIN_ROWS,
    MAX_CELL_LETTERS,
    MAX_COLUMNS,
    MAX_DATA_ROWS,
    MAX_DEPTH,
    MAX_MERGED,
    MAX_UNPACKED_BYTES,
)
from catalogue.imports.xlsx_parts import WORKBOOK, Parts

_RELATIONS = "xl/_rels/workbook.xml.rels"
_SHARED_STRINGS = "xl/sharedStrings.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
# More than ten thousand rows of every known column hold, were all their cells different.
_MOST_STRINGS = 500_000


def first_visible_sheet(parts: Parts) -> tuple[str, str]:
    """Return the name of the first visible worksheet and of the part that holds it.

    Raises SheetMissing, FileDamaged or MarkupDeclaration.
    """
    targets: dict[str, str] = {}
    sheets: list[dict[str, str]] = []

    def keep(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")
        elif tag == "sheet":
            sheets.append(attributes)

    _parse(parts, _RELATIONS, keep)
    _parse(parts, WORKBOOK, keep)
    for sheet in sheets:
        relation = next((value for key, value in sheet.items() if key.rpartition(":")[2] == "id"), "")
        target = targets.get(relation, "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if sheet.get("state", "visible") == "visible" and path in parts and "worksheets/" in path:
            return sheet.get("name", ""), path
    raise SheetMissing


def scan_sheet(parts: Parts, path: str) -> "SheetScan":
    """Return where the sheet has formulas, errors and merged cells.

    Raises TooManyRows, TooManyColumns, MergedCells, FileInflatesTooMuch, FileDamaged or MarkupDeclaration.
    """
    scan = SheetScan(_string_lengths(parts))
    _parse(parts, path, scan.element, scan.text)
    return scan


class SheetScan:
    """A walk over a sheet's markup; rows count from 1, columns from 0."""

    def __init__(self, string_lengths: list[int]) -> None:
        self.formulas: dict[int, int] = {}
        """By row; bit n for column n."""
        self.errors: dict[int, int] = {}
        self.merged: list[str] = []
        self._string_lengths = string_lengths
        self._letters = 0
        self._row, self._column, self._kind = 0, -1, ""
        self._letters_here = 0

    def element(self, tag: str, attributes: dict[str, str]) -> None:
        """Note one element. Cells without contents, which only carry a format, do not count."""
        if tag == "c":
            self._kind, self._letters_here = attributes.get("t", ""), 0
            self._row, self._column = _position(attributes.get("r"), self._row, self._column + 1)
        elif tag in ("v", "is", "f"):
            self._contents(tag)
        elif tag == "row":
            self._row, self._column = _row_number(attributes.get("r"), self._row + 1), -1
        elif tag == "mergeCell":
            self.merged.append(attributes.get("ref", ""))
            if len(self.merged) > MAX_MERGED:
                raise MergedCells(cells=", ".join(self.merged[:5]))

    def text(self, tag: str, text: str) -> None:
        """Count the letters of a cell, and what it brings in from the shared strings: each gets a copy."""
        self._letters_here += len(text)
        if self._letters_here > MAX_CELL_LETTERS:
            raise TextTooLong(limit=MAX_CELL_LETTERS)
        if tag == "v" and self._kind == "s" and text.isdigit() and int(text) < len(self._string_lengths):
            self._letters += self._string_lengths[int(text)]
            if self._letters > MAX_UNPACKED_BYTES:
                raise _too_much()

    def _contents(self, tag: str) -> None:
        if self._row > HEADER_WITHIN_ROWS + MAX_DATA_ROWS:
            raise TooManyRows(limit=MAX_DATA_ROWS + 1)
        if self._column >= MAX_COLUMNS:
            raise TooManyColumns(limit=MAX_COLUMNS)
        if tag == "f":
            self.formulas[self._row] = self.formulas.get(self._row, 0) | 1 << self._column
        elif self._kind == "e":
            self.errors[self._row] = self.errors.get(self._row, 0) | 1 << self._column


def _string_lengths(parts: Parts) -> list[int]:
    """Return the length of each shared string."""
    lengths: list[int] = []

    def keep(tag: str, _attributes: dict[str, str]) -> None:
        if tag == "si":
            lengths.append(0)
            if len(lengths) > _MOST_STRINGS:
                raise _too_much()

    def count(_tag: str, text: str) -> None:
        if lengths:
            lengths[-1] += len(text)
            if lengths[-1] > MAX_CELL_LETTERS:
                raise TextTooLong(limit=MAX_CELL_LETTERS)

    if _SHARED_STRINGS in parts:
        _parse(parts, _SHARED_STRINGS, keep, count)
    return lengths


def _too_much() -> FileInflatesTooMuch:
    return FileInflatesTooMuch(limit=MAX_UNPACKED_BYTES // (1024 * 1024))


def _row_number(text: str | None, following: int) -> int:
    if text is None:
        return following
    if not _ROW.fullmatch(text):
        raise FileDamaged(part="row")
    return int(text)


def _position(reference: str | None, row: int, following: int) -> tuple[int, int]:
    """Return row and column of ``C7``; without a reference, the cell after the last one."""
    if reference is None:
        return row, following
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise FileDamaged(part="cell")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1


def _parse(
    parts: Parts,
    name: str,
    keep: Callable[[str, dict[str, str]], None],
    count: Callable[[str, str], None] | None = None,
) -> None:
    """Call ``keep`` with each element's local name and attributes, ``count`` with its text."""
    if name not in parts:
        raise FileDamaged(part=name)

    def refuse(*_declaration: object) -> None:
        raise MarkupDeclaration

    element, depth = "", 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal element, depth
        element = tag.rpartition(":")[2] if ":" in tag else tag
        depth += 1
        if depth > MAX_DEPTH:
            raise FileDamaged(part=name)
        keep(element, attributes)

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    # The workbook reader takes every part for UTF-8, so what is checked must be read as UTF-8 too.
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if count is not None:
        parser.CharacterDataHandler = lambda text: count(element, text)
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(parts[name], True)
    except (expat.ExpatError, LookupError) as error:
        raise FileDamaged(part=name) from error
