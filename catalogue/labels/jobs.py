"""What is to be printed in one go, and where each label of it stands."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from catalogue.labels.content import LabelContent
from catalogue.labels.errors import (
    CopiesInvalid,
    NoLabels,
    NoSuchLabel,
    NoSuchPage,
    SkipInvalid,
    StartCellInvalid,
    TooManyLabels,
)
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.printer import Printer, label_corner_mm
from catalogue.labels.templates.design import Template
from catalogue.labels.templates.registry import STANDARD

MOST_LABELS = 5000


@dataclass(frozen=True, slots=True)
class LabelItem:
    """One content and how many labels of it."""

    content: LabelContent
    copies: int = 1


@dataclass(frozen=True, slots=True)
class LabelJob:
    """Labels of one stock and template for one printer.

    The first goes to ``start_cell``, counted from 1 along the rows; ``skip`` are cells of the first page that
    are used or spoilt. The labels of a job are numbered from 1 in the order in which they are printed.

    Raises NoLabels, CopiesInvalid, TooManyLabels, StartCellInvalid, SkipInvalid.
    """

    stock: LabelStock
    printer: Printer
    items: tuple[LabelItem, ...]
    start_cell: int = 1
    template: Template = STANDARD
    skip: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.items:
            raise NoLabels
        for item in self.items:
            if not _is_whole(item.copies) or item.copies < 1:
                raise CopiesInvalid(number=item.content.number, copies=str(item.copies))
        if self.labels > MOST_LABELS:
            raise TooManyLabels(most=MOST_LABELS, labels=self.labels)
        cells = self.stock.cells
        if not _is_whole(self.start_cell) or not 1 <= self.start_cell <= cells:
            raise StartCellInvalid(cells=cells, stock=self.stock.key, start_cell=str(self.start_cell))
        for cell in self.skip:
            if not _is_whole(cell) or not 1 <= cell <= cells:
                raise SkipInvalid(cells=cells, stock=self.stock.key, cell=str(cell))
        object.__setattr__(self, "skip", tuple(sorted(set(self.skip))))
        if not self._cells_of_page(1):
            raise SkipInvalid(cells=cells, stock=self.stock.key, cell=str(self.skip[-1]))

    @property
    def labels(self) -> int:
        """Labels of all items and copies."""
        return sum(item.copies for item in self.items)

    @property
    def pages(self) -> int:
        """Pages they fill, with the cells left free on the first."""
        on_first = len(self._cells_of_page(1))
        return 1 + max(-(-(self.labels - on_first) // self.stock.cells), 0)

    def pages_of_cells(self) -> Iterator[list[tuple[int, int]]]:
        """Yield each page as pairs of item index and cell index, both from 0."""
        indices = (index for index, item in enumerate(self.items) for _ in range(item.copies))
        for page in range(1, self.pages + 1):
            # The cells are asked first: a full page then takes no label away from the next.
            yield [(index, cell) for cell, index in zip(self._cells_of_page(page), indices, strict=False)]

    def labels_of_page(self, page: int) -> range:
        """Return the numbers of the labels on ``page``, both from 1. Raises NoSuchPage."""
        if not _is_whole(page) or not 1 <= page <= self.pages:
            raise NoSuchPage(page=page, pages=self.pages)
        on_first, cells = len(self._cells_of_page(1)), self.stock.cells
        first = 1 if page == 1 else 1 + on_first + (page - 2) * cells
        return range(first, min(first + (on_first if page == 1 else cells), self.labels + 1))

    def only(self, labels: Collection[int], *, start_cell: int = 1, skip: tuple[int, ...] = ()) -> "LabelJob":
        """Return the job that prints ``labels`` once more, by their numbers: those that jammed or tore.

        It begins at ``start_cell`` of a new sheet without ``skip``. Raises NoLabels, NoSuchLabel, or what a
        job raises.
        """
        for label in labels:
            if not _is_whole(label) or not 1 <= label <= self.labels:
                raise NoSuchLabel(label=str(label), labels=self.labels)
        wanted = set(labels)
        indices = (index for index, item in enumerate(self.items) for _ in range(item.copies))
        copies = Counter(index for label, index in enumerate(indices, start=1) if label in wanted)
        items = tuple(LabelItem(self.items[index].content, count) for index, count in sorted(copies.items()))
        return replace(self, items=items, start_cell=start_cell, skip=skip)

    def _cells_of_page(self, page: int) -> list[int]:
        """Return the cells of ``page``, from 0, that labels may go to."""
        if page > 1:
            return list(range(self.stock.cells))
        return [cell for cell in range(self.start_cell - 1, self.stock.cells) if cell + 1 not in self.skip]


def cell_origin(stock: LabelStock, printer: Printer, cell: int) -> tuple[int, int]:
    """Return left and top of a cell on the page, in whole dots, made up for what the printer is off."""
    left, top = label_corner_mm(stock, printer, cell)
    return round(printer.dots(left)), round(printer.dots(top))


def page_size(stock: LabelStock, printer: Printer) -> tuple[int, int]:
    """Return width and height of the page in whole dots."""
    return round(printer.dots(stock.page_width_mm)), round(printer.dots(stock.page_height_mm))


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)
