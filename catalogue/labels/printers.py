"""Printer profiles as data: how fine the dots are, how the paper goes in, how near to its edge ink can come.

``dpi`` is the grid the driver reports. A thermal head of 8 dots to the mm calls itself 203 dpi and is driven
as such; over a label of 50 mm the difference is half a dot.
"""

from dataclasses import dataclass
from typing import Literal

from catalogue.gs1.errors import printable
from catalogue.labels.errors import UnknownPrinter

MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Printer:
    """A machine: dots per inch, ``sheet`` or ``roll`` feed, and the margin of the page it can not reach.

    ``on_demand`` says that it prints labels where and when they are needed, on thermal paper: only there
    the standard allows bars below 80 % of the nominal size.
    """

    key: str
    name_vi: str
    name_en: str
    dpi: int
    feed: Literal["sheet", "roll"]
    margin_mm: float
    on_demand: bool

    def name(self, language: str) -> str:
        """Return the name for people in ``language`` (``vi``; anything else is English)."""
        return self.name_vi if language == "vi" else self.name_en

    def dots(self, mm: float) -> float:
        """Return a length in dots, not rounded."""
        return mm * self.dpi / MM_PER_INCH

    def millimetres(self, dots: float) -> float:
        """Return a length of so many dots in mm."""
        return dots * MM_PER_INCH / self.dpi


PRINTERS = (
    Printer(
        key="office-600",
        name_vi="Máy in laser văn phòng 600 dpi",
        name_en="Office laser printer, 600 dpi",
        dpi=600,
        feed="sheet",
        margin_mm=MM_PER_INCH / 6,
        on_demand=False,
    ),
    Printer(
        key="thermal-203",
        name_vi="Máy in tem nhiệt 203 dpi",
        name_en="Thermal label printer, 203 dpi",
        dpi=203,
        feed="roll",
        margin_mm=1.0,
        on_demand=True,
    ),
    Printer(
        key="thermal-300",
        name_vi="Máy in tem nhiệt 300 dpi",
        name_en="Thermal label printer, 300 dpi",
        dpi=300,
        feed="roll",
        margin_mm=1.0,
        on_demand=True,
    ),
)
_BY_KEY = {printer.key: printer for printer in PRINTERS}


def find_printer(key: str) -> Printer:
    """Return the printer profile with this key.

    Raises UnknownPrinter.
    """
    try:
        return _BY_KEY[key]
    except KeyError:
        raise UnknownPrinter(printer=printable(key), known=", ".join(_BY_KEY)) from None
