"""What a printer is: how fine its dots are, how the paper goes in, where ink really lands.

``dpi`` is the grid that the dots stand on: for a driver the one it reports (203), for a printer that is
sent its own commands the one of its head (8 dots to the mm, 203.2).
"""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from catalogue.labels.label_stock import LabelStock

MM_PER_INCH = 25.4
# The widest sheet of an office printer: Letter and Legal.
OFFICE_PAPER_MM = 216.0

Feed = Literal["sheet", "roll"]
Language = Literal["pdf", "zpl", "tspl", "escpos"]


@dataclass(frozen=True, slots=True)
class Printer:
    """A machine: dots per inch, ``sheet`` or ``roll`` feed, and the margin of the page it can not reach.

    ``on_demand`` says that it prints labels where and when they are needed, on thermal paper: only there
    the standard allows bars below 80 % of the nominal size. ``head_mm`` is the longest line it prints and
    ``paper_mm`` the widest paper it takes.

    The offsets and scales are what was measured on its calibration page: what is sent to x comes out at
    ``offset_x_mm + x * scale_x_percent / 100`` from the left edge of the paper, and alike from the top.
    """

    key: str
    name_vi: str
    name_en: str
    dpi: float
    feed: Feed
    margin_mm: float
    on_demand: bool
    language: Language = "pdf"
    head_mm: float | None = None
    paper_mm: float = OFFICE_PAPER_MM
    offset_x_mm: float = 0.0
    offset_y_mm: float = 0.0
    scale_x_percent: float = 100.0
    scale_y_percent: float = 100.0

    def name(self, language: str) -> str:
        """Return the name for people in ``language`` (``vi``; anything else is English)."""
        return self.name_vi if language == "vi" else self.name_en

    def dots(self, mm: float) -> float:
        """Return a length in dots, not rounded."""
        return mm * self.dpi / MM_PER_INCH

    def millimetres(self, dots: float) -> float:
        """Return a length of so many dots in mm."""
        return dots * MM_PER_INCH / self.dpi

    def sent_x(self, mm: float) -> float:
        """Return where to send ink that is to land ``mm`` from the left edge of the paper."""
        return (mm - self.offset_x_mm) * 100 / self.scale_x_percent

    def sent_y(self, mm: float) -> float:
        """Return where to send ink that is to land ``mm`` from the top edge of the paper."""
        return (mm - self.offset_y_mm) * 100 / self.scale_y_percent

    def feeds(self, stock: LabelStock) -> bool:
        """Return whether this paper goes through: fed alike, not too wide, and without gaps for receipts."""
        alike = stock.roll == (self.feed == "roll")
        return (
            alike and stock.page_width_mm <= self.paper_mm and (self.language != "escpos" or not stock.gap_mm)
        )

    def unprintable_sides_mm(self, page_width_mm: float) -> float:
        """Return how much of a page can not be reached at the left, and as much at the right."""
        beyond_head = 0.0 if self.head_mm is None else (page_width_mm - self.head_mm) / 2
        return max(self.margin_mm, beyond_head)

    def to_dict(self) -> dict[str, Any]:
        """Return every value by its name; ``custom_printer`` takes them back."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Insets:
    """The strip along each edge of a label that stays white, in mm."""

    left: float
    top: float
    right: float
    bottom: float


def insets_of(stock: LabelStock, printer: Printer) -> Insets:
    """Return the white strips that suit every label of the page: the stock's safety, or more at the rim.

    The printer's margin counts from the edge of the page, so it takes something from the labels there only.
    """
    first_x, first_y = label_corner_mm(stock, printer, 0)
    last_x, last_y = label_corner_mm(stock, printer, stock.cells - 1)
    sides, ends = printer.unprintable_sides_mm(stock.page_width_mm), printer.margin_mm
    beyond_right = last_x + stock.label_width_mm - stock.page_width_mm
    beyond_bottom = last_y + stock.label_height_mm - stock.page_height_mm
    return Insets(
        max(stock.safety_mm, sides - first_x),
        max(stock.safety_mm, ends - first_y),
        max(stock.safety_mm, sides + beyond_right),
        max(stock.safety_mm, ends + beyond_bottom),
    )


def label_corner_mm(stock: LabelStock, printer: Printer, cell: int) -> tuple[float, float]:
    """Return where to send the top left corner of a label, for its middle to land in the middle of the cell.

    The label itself is never stretched: bars stay whole dots. What the printer's scale takes or adds is
    shared by its two sides.
    """
    row, column = divmod(cell, stock.columns)
    half_width, half_height = stock.label_width_mm / 2, stock.label_height_mm / 2
    return (
        printer.sent_x(stock.left_mm + column * stock.pitch_x_mm + half_width) - half_width,
        printer.sent_y(stock.top_mm + row * stock.pitch_y_mm + half_height) - half_height,
    )
