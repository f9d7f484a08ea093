"""A look at a job before it is printed: does it fit, and what should people know."""

from dataclasses import dataclass
from typing import Any, Literal

from catalogue.barcodes.errors import BarcodeError
from catalogue.barcodes.symbols import MatrixSymbol
from catalogue.gs1.errors import CodedError, Gs1Error
from catalogue.labels.errors import LabelContentInvalid, LabelDoesNotFit, LabelsInvalid
from catalogue.labels.geometry import LabelLayout, PlacedSymbol
from catalogue.labels.jobs import LabelJob
from catalogue.labels.layout import lay_out
from catalogue.labels.notices import Notice, notice_of
from catalogue.labels.printers import Printer
from catalogue.labels.symbol_sizes import LINEAR_X_TARGET_MM, QR_X_TARGET_MM

Verdict = Literal["fits", "on_demand_only", "does_not_fit"]


@dataclass(frozen=True, slots=True)
class SymbolReport:
    """How one symbol will come out.

    ``width_mm`` counts the quiet zones, ``height_mm`` the bars without digits (of a QR code: all of it).
    ``magnification_percent`` is the module against the standard's target, 0.330 mm or 0.495 mm for QR.
    """

    gtin: str
    symbology: str
    x_mm: float
    x_dots: int
    magnification_percent: float
    width_mm: float
    height_mm: float
    truncated: bool

    def to_dict(self) -> dict[str, Any]:
        """Return the report as it goes over the wire."""
        return {field: getattr(self, field) for field in self.__slots__}


@dataclass(frozen=True, slots=True)
class Preflight:
    """The verdict on a job with every symbol it would print, item by item; each remark stands once."""

    verdict: Verdict
    symbols: tuple[SymbolReport, ...]
    warnings: tuple[Notice, ...]
    labels: int
    pages: int

    def to_dict(self, language: str = "vi") -> dict[str, Any]:
        """Return the answer as it goes over the wire."""
        return {
            "verdict": self.verdict,
            "symbols": [symbol.to_dict() for symbol in self.symbols],
            "warnings": [warning.to_dict(language) for warning in self.warnings],
            "labels": self.labels,
            "pages": self.pages,
        }


def preflight(job: LabelJob) -> Preflight:
    """Return what printing ``job`` would give; labels that do not fit are named in the warnings.

    Raises LabelContentInvalid or the error of a number or link that can not be encoded, and LabelsInvalid
    naming each where there are several.
    """
    symbols: list[SymbolReport] = []
    warnings: dict[Notice, None] = {}
    mistakes: dict[str, CodedError] = {}
    verdict: Verdict = "fits"
    for item in job.items:
        try:
            layout = lay_out(item.content, job.stock, job.printer, job.template)
        except LabelDoesNotFit as reason:
            verdict = "does_not_fit"
            warnings[notice_of(reason)] = None
            continue
        except (LabelContentInvalid, Gs1Error, BarcodeError) as mistake:
            mistakes.setdefault(str(mistake), mistake)
            continue
        if layout.on_demand and verdict == "fits":
            verdict = "on_demand_only"
        symbols += _reports(item.content.number, layout)
        warnings.update(dict.fromkeys(layout.notices))
    if mistakes:
        reasons = list(mistakes.values())
        raise reasons[0] if len(reasons) == 1 else LabelsInvalid(reasons)
    return Preflight(verdict, tuple(symbols), tuple(warnings), job.labels, job.pages)


def _reports(number: str, layout: LabelLayout) -> list[SymbolReport]:
    return [_report(number, symbol, layout.frame.printer) for symbol in layout.symbols]


def _report(number: str, placed: PlacedSymbol, printer: Printer) -> SymbolReport:
    square = isinstance(placed.symbol, MatrixSymbol)
    target = QR_X_TARGET_MM if square else LINEAR_X_TARGET_MM
    x_mm = printer.millimetres(placed.x)
    return SymbolReport(
        gtin=number,
        symbology=placed.symbol.symbology,
        x_mm=round(x_mm, 4),
        x_dots=placed.x,
        magnification_percent=round(x_mm / target * 100, 1),
        width_mm=round(printer.millimetres(placed.width), 2),
        height_mm=round(printer.millimetres(placed.width if square else placed.height), 2),
        truncated=placed.truncated,
    )
