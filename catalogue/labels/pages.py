"""A job page by page: labels are laid out and drawn as their turn comes, and no more than one is kept.

However long a job is, it needs the room of a page. ``Watch`` lets a background job count labels and stop.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from catalogue.labels.errors import FormatNeedsRoll, LabelsCancelled
from catalogue.labels.geometry import LabelLayout
from catalogue.labels.jobs import LabelJob, cell_origin, page_size
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.layout import lay_out
from catalogue.labels.printer import Printer

Drawn = TypeVar("Drawn")


def _nobody(done: int) -> None:
    """Take no notice."""
    del done


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how many labels of a job are done (``progress``), and asked whether to stop.

    Both are called after every page of a sheet and every label of a roll.
    """

    progress: Callable[[int], None] = _nobody
    cancelled: Callable[[], bool] = _never

    def __call__(self, done: int) -> None:
        """Tell that ``done`` labels are finished. Raises LabelsCancelled."""
        if self.cancelled():
            raise LabelsCancelled(done=done)
        self.progress(done)


UNWATCHED = Watch()


@dataclass(frozen=True, slots=True)
class Cell(Generic[Drawn]):
    """One label on its page: what was drawn of it, and its top left corner in dots of the page."""

    drawn: Drawn
    layout: LabelLayout
    left: int
    top: int


@dataclass(frozen=True, slots=True)
class WholePage:
    """A page that is one drawing, such as a calibration page: it is printed as a job of labels is."""

    stock: LabelStock
    printer: Printer
    layout: LabelLayout


Printable = LabelJob | WholePage


def drawn_pages(
    job: Printable, draw: Callable[[LabelLayout], Drawn], watch: Watch = UNWATCHED
) -> Iterator[list[Cell[Drawn]]]:
    """Yield the pages of ``job``, each item drawn once for all its copies.

    Raises what ``lay_out`` raises, at the page where it happens, and LabelsCancelled: whoever writes pages
    into a file throws it away then.
    """
    if isinstance(job, WholePage):
        yield [Cell(draw(job.layout), job.layout, 0, 0)]
        return
    last: tuple[int, LabelLayout, Drawn] | None = None
    done = 0
    for page in job.pages_of_cells():
        cells = []
        for index, cell in page:
            if last is None or last[0] != index:
                layout = lay_out(job.items[index].content, job.stock, job.printer, job.template)
                last = index, layout, draw(layout)
            cells.append(Cell(last[2], last[1], *cell_origin(job.stock, job.printer, cell)))
        yield cells
        done += len(cells)
        watch(done)


def alike(pages: Iterable[list[Cell[Drawn]]]) -> Iterator[tuple[list[Cell[Drawn]], int]]:
    """Yield each page with how many times it stands in a row: a printer repeats it by itself."""
    held: list[Cell[Drawn]] = []
    times = 0
    for page in pages:
        if times and _places(page) == _places(held):
            times += 1
            continue
        if times:
            yield held, times
        held, times = page, 1
    if times:
        yield held, times


def _places(page: list[Cell[Drawn]]) -> list[tuple[int, int, int]]:
    return [(id(cell.drawn), cell.left, cell.top) for cell in page]


@dataclass(frozen=True, slots=True)
class Strip:
    """The part of a page that is under the head of a roll printer, in dots: all of it but for wide paper."""

    left: int
    width: int
    height: int


def strip_of(job: Printable, form: str) -> Strip:
    """Return what the head reaches of a page; paper wider than the head lies in its middle.

    Raises FormatNeedsRoll for sheets, which ``form`` is not for.
    """
    stock, printer = job.stock, job.printer
    if not stock.roll:
        raise FormatNeedsRoll(form=form, stock=stock.key)
    width, height = page_size(stock, printer)
    beyond_mm = 0.0 if printer.head_mm is None else (stock.page_width_mm - printer.head_mm) / 2
    left = max(int(printer.dots(beyond_mm) + 1e-6), 0)
    return Strip(left, width - 2 * left, height)


def check(job: LabelJob) -> None:
    """Lay out every label and keep none. Raises what ``lay_out`` raises."""
    for item in job.items:
        lay_out(item.content, job.stock, job.printer, job.template)
