"""The texts of a template as blocks one below the other: set first, to know their height, then placed.

A block is one field, or several that share a row. Sizes and lengths are in printer dots.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.labels.content import LabelContent
from catalogue.labels.geometry import PlacedText
from catalogue.labels.templates.design import Line, Template, Zone
from catalogue.labels.templates.field_texts import FieldText, field_texts
from catalogue.labels.templates.paragraphs import (
    Paragraph,
    paragraph,
    place_lines,
    shortened,
    wrap,
    wrap_evenly,
)
from catalogue.labels.text_fitting import smallest_step, step_down
from catalogue.labels.typefaces import ASCENT, LINE

# Beside its text: a second language, and the caption of a cell.
_SECOND = 0.82
_CELL_CAPTION = 0.62
# White between texts of a row, in em of the larger one.
_ROW_GAP = 1.1


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of type at one step: that of running text, and how far larger scales are kept.

    ``least`` is the least lawful size, ``least_quantity`` that of a net quantity.
    """

    unit: float
    stretch: float
    least: float
    least_quantity: float = 0.0

    def of(self, line: Line) -> float:
        """Return the size of a line."""
        scale = 1 + (line.scale - 1) * self.stretch if line.scale > 1 else line.scale
        size = max(step_down(self.unit * scale), smallest_step(self.least))
        return max(size, smallest_step(self.least_quantity)) if line.field == "net_quantity" else size

    def smaller(self, size: float, share: float) -> float:
        """Return a share of ``size``, never below the least lawful one and never larger than ``size``."""
        return min(size, max(step_down(size * share), smallest_step(self.least)))


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a field: how large beside the field's own size, and whether it is a cell's caption."""

    text: Paragraph
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Item:
    """A field with its texts, ready to be set."""

    line: Line
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SetItem:
    """A field set in lines: each paragraph with the ends of its lines and its size."""

    item: Item
    lines: tuple[tuple[Paragraph, tuple[int, ...], float], ...]
    width: float
    cut: bool = False

    @property
    def height(self) -> float:
        """Height of all its lines."""
        return sum(len(ends) * LINE * size for _, ends, size in self.lines)

    @property
    def ascent(self) -> float:
        """How far the first base line is from its head."""
        return ASCENT * self.lines[0][2]

    def place(self, left: float, top: float, width: float) -> list[PlacedText]:
        """Return its lines."""
        placed: list[PlacedText] = []
        line = self.item.line
        for text, ends, size in self.lines:
            placed += place_lines(line.field, text, ends, size, left, top, width, line.align)
            top += len(ends) * LINE * size
        return placed


@dataclass(frozen=True, slots=True)
class Row:
    """What shares one row: each piece with its left end and width inside the column."""

    pieces: tuple[tuple[SetItem, float, float], ...]
    gap: float
    """The white that belongs below it."""

    @property
    def height(self) -> float:
        """Height of the row, base lines in line."""
        ascent = max(piece.ascent for piece, _, _ in self.pieces)
        return max(ascent - piece.ascent + piece.height for piece, _, _ in self.pieces)

    def place(self, left: float, top: float) -> list[PlacedText]:
        """Return its texts."""
        ascent = max(piece.ascent for piece, _, _ in self.pieces)
        return [
            text
            for piece, start, width in self.pieces
            for text in piece.place(left + start, top + ascent - piece.ascent, width)
        ]


def items_of(content: LabelContent, template: Template, zone: Zone) -> list[list[Item]]:
    """Return the fields of a zone that have a text, those of one row together."""
    groups: list[list[Item]] = []
    for line in template.lines:
        if line.zone != zone:
            continue
        texts = field_texts(content, line.field, template.languages)
        if not texts:
            continue
        item = Item(line, tuple(_parts(line, texts)))
        if line.beside and groups and groups[-1][0].line.style == line.style:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _parts(line: Line, texts: Sequence[FieldText]) -> Iterator[Part]:
    for index, text in enumerate(texts):
        share = 1.0 if index == 0 else _SECOND
        weight = line.weight if index == 0 or line.style != "plain" else "regular"
        if line.style == "cell" and text.caption:
            yield Part(paragraph((text.caption.upper(), "regular")), _CELL_CAPTION)
        if line.style == "captioned" and text.caption:
            yield Part(paragraph((f"{text.caption}:", "bold"), (text.text, weight)), share)
        else:
            yield Part(paragraph((text.text, weight)), share)


def set_rows(groups: Sequence[Sequence[Item]], width: float, sizes: Sizes) -> list[Row] | None:
    """Return the rows of a column, or None where a word has no room in it."""
    rows: list[Row] = []
    for group in groups:
        more = _set_group(group, width, sizes)
        if more is None:
            return None
        rows += more
    return rows


def column_height(rows: Sequence[Row]) -> float:
    """Return the height of rows with the white between them."""
    return sum(row.height for row in rows) + sum(row.gap for row in rows[:-1])


def too_wide(groups: Sequence[Sequence[Item]], width: float, sizes: Sizes) -> Item | None:
    """Return the first field with a word that has no room in the column."""
    items = (item for group in groups for item in group)
    return next((item for item in items if set_item(item, width, sizes) is None), None)


def set_item(item: Item, width: float, sizes: Sizes, *, lines: int = 0) -> SetItem | None:
    """Return a field set in a column, cut behind a word where it may be, or None without room.

    ``lines`` asks for at most so many lines, not cut.
    """
    own = sizes.of(item.line)
    done: list[tuple[Paragraph, tuple[int, ...], float]] = []
    widest = 0.0
    cut = False
    for part in item.parts:
        size = own if part.share == 1.0 else sizes.smaller(own, part.share)
        text, room = part.text, width / size
        ends = (wrap_evenly if item.line.zone == "head" else wrap)(text, room)
        most = item.line.lines
        if most and (ends is None or len(ends) > most):
            less = shortened(text, room, most)
            if less is None:
                return None
            text, ends, cut = less, wrap(less, room), True
        if ends is None or (lines and len(ends) > lines):
            return None
        done.append((text, tuple(ends), size))
        starts = [0, *ends[:-1]]
        widest = max(
            widest, *(text.width_of(start, end) * size for start, end in zip(starts, ends, strict=True))
        )
    return SetItem(item, tuple(done), widest, cut)


def _set_group(group: Sequence[Item], width: float, sizes: Sizes) -> list[Row] | None:
    gap = sizes.unit * (0.3 if group[0].line.style == "cell" else 0.16)
    for columns in range(len(group), 1, -1):
        rows = _in_columns(group, columns, width, sizes, gap)
        if rows is not None:
            return rows
    rows = []
    for item in group:
        done = set_item(item, width, sizes)
        if done is None:
            return None
        rows.append(Row(((done, 0.0, width),), gap))
    return rows


def _in_columns(
    group: Sequence[Item], columns: int, width: float, sizes: Sizes, gap: float
) -> list[Row] | None:
    """Return rows of so many fields, each on one line: in equal columns, or as wide as they are."""
    rows: list[Row] = []
    for start in range(0, len(group), columns):
        pieces = [set_item(item, width, sizes, lines=1) for item in group[start : start + columns]]
        done = [piece for piece in pieces if piece is not None]
        if len(done) < len(pieces):
            return None
        white = _ROW_GAP * max(sizes.of(piece.item.line) for piece in done) * 0.8
        column = width / columns
        if all(piece.width + white <= column for piece in done[:-1]) and done[-1].width <= column:
            starts = [index * column for index in range(len(done))]
        else:
            spare = width - sum(piece.width for piece in done)
            if len(done) > 1 and spare < white * (len(done) - 1):
                return None
            each = min(spare / max(len(done) - 1, 1), 3 * white)
            starts = [sum(piece.width + each for piece in done[:index]) for index in range(len(done))]
        if done[-1].item.line.align == "right":
            starts[-1] = width - done[-1].width
        rows.append(Row(tuple((piece, at, piece.width) for piece, at in zip(done, starts, strict=True)), gap))
    return rows
