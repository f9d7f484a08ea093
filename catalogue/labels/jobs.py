"""What is to be printed in one go, and where each label of it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.labels.content import LabelContent
from catalogue.labels.errors import CopiesInvalid, NoLabels, StartCellInvalid, TooManyLabels
from catalogue.labels.printer import Printer, label_corner_mm
from catalogue.labels.stocks import LabelStock
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

    The first goes to ``start_cell``, counted from 1 along the rows.

    Raises NoLabels, CopiesInvalid, TooManyLabels, StartCellInvalid.
    """

    stock: LabelStock
    printer: Printer
    items: tuple[LabelItem, ...]
    start_cell: int = 1
    template: Template = STANDARD

    def __post_init__(self) -> None:
        if not self.items:
            raise NoLabels
        for item in self.items:
            if not _is_whole(item.copies) or item.copies < 1:
                raise CopiesInvalid(number=item.content.number, copies=item.copies)
        if self.labels > MOST_LABELS:
            raise TooManyLabels(most=MOST_LABELS, labels=self.labels)
        cells = self.stock.cells
        if not _is_whole(self.start_cell) or not 1 <= self.start_cell <= cells:
            raise StartCellInvalid(cells=cells, stock=self.stock.key, start_cell=self.start_cell)

    @property
    def labels(self) -> int:
        """Labels of all items and copies."""
        return sum(item.copies for item in self.items)

    @property
    def pages(self) -> int:
        """Pages they fill, with the cells left free before ``start_cell``."""
        return -(-(self.start_cell - 1 + self.labels) // self.stock.cells)

    def pages_of_cells(self) -> Iterator[list[tuple[int, int]]]:
        """Yield each page as pairs of item index and cell index, both from 0."""
        page: list[tuple[int, int]] = []
        cell = self.start_cell - 1
        for index, item in enumerate(self.items):
            for _ in range(item.copies):
                page.append((index, cell))
                cell += 1
                if cell == self.stock.cells:
                    yield page
                    page, cell = [], 0
        if page:
            yield page


def cell_origin(stock: LabelStock, printer: Printer, cell: int) -> tuple[int, int]:
    """Return left and top of a cell on the page, in whole dots, made up for what the printer is off."""
    left, top = label_corner_mm(stock, printer, cell)
    return round(printer.dots(left)), round(printer.dots(top))


def page_size(stock: LabelStock, printer: Printer) -> tuple[int, int]:
    """Return width and height of the page in whole dots."""
    return round(printer.dots(stock.page_width_mm)), round(printer.dots(stock.page_height_mm))


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)
