"""A look at a job before it is printed: does it fit, what should people know, and what would fit instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from catalogue.barcodes.errors import BarcodeError
from catalogue.barcodes.symbols import MatrixSymbol
from catalogue.gs1.errors import CodedError, Gs1Error
from catalogue.labels.content import FIELDS_EN, FIELDS_VI, LabelContent
from catalogue.labels.errors import LabelContentInvalid, LabelDoesNotFit, LabelsInvalid
from catalogue.labels.geometry import LabelLayout, PlacedSymbol
from catalogue.labels.jobs import LabelJob
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.layout import lay_out
from catalogue.labels.notices import Notice, not_in_template, notice_of, stock_needs_calibration
from catalogue.labels.printer import Printer
from catalogue.labels.printers import PRINTERS
from catalogue.labels.proposals import Proposal, proposals_for
from catalogue.labels.stocks import STOCKS
from catalogue.labels.symbol_checks import symbol_notices
from catalogue.labels.symbol_sizes import x_range
from catalogue.labels.templates.design import Code, Template

Verdict = Literal["fits", "on_demand_only", "does_not_fit"]
# What is asked for pallets alone, and the code that holds it.
_OF_A_PALLET: tuple[tuple[str, Code], ...] = (("sscc", "sscc"), ("count", "contents"))


@dataclass(frozen=True, slots=True)
class SymbolReport:
    """How one symbol will come out.

    ``width_mm`` counts the quiet zones, ``height_mm`` the bars without digits (of a square symbol: all of
    it). ``magnification_percent`` is the module against the standard's target: 0.330 mm for the bars of the
    point of sale, 0.495 mm for square symbols and cases.
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
    """The verdict on a job with every symbol it would print, item by item; each remark stands once.

    ``proposals`` are ways to print the whole of it, where it does not fit or only on demand.
    """

    verdict: Verdict
    symbols: tuple[SymbolReport, ...]
    warnings: tuple[Notice, ...]
    labels: int
    pages: int
    proposals: tuple[Proposal, ...] = ()

    def to_dict(self, language: str = "vi") -> dict[str, Any]:
        """Return the answer as it goes over the wire."""
        return {
            "verdict": self.verdict,
            "symbols": [symbol.to_dict() for symbol in self.symbols],
            "warnings": [warning.to_dict(language) for warning in self.warnings],
            "labels": self.labels,
            "pages": self.pages,
            "proposals": [proposal.to_dict(language) for proposal in self.proposals],
        }


def preflight(
    job: LabelJob, *, stocks: Sequence[LabelStock] = STOCKS, printers: Sequence[Printer] = PRINTERS
) -> Preflight:
    """Return what printing ``job`` would give; labels that do not fit are named in the warnings.

    What is proposed instead is taken from ``stocks`` and ``printers``.

    Raises LabelContentInvalid or the error of a number or link that can not be encoded, and LabelsInvalid
    naming each where there are several.
    """
    symbols: list[SymbolReport] = []
    warnings: dict[Notice, None] = {}
    mistakes: dict[str, CodedError] = {}
    troubled = []
    verdict: Verdict = "fits"
    if job.stock.needs_calibration:
        warnings[stock_needs_calibration(job.stock.name_vi, job.stock.name_en)] = None
    for item in job.items:
        try:
            layout = lay_out(item.content, job.stock, job.printer, job.template)
        except LabelDoesNotFit as reason:
            verdict = "does_not_fit"
            warnings[notice_of(reason)] = None
            troubled.append(item.content)
            continue
        except (LabelContentInvalid, Gs1Error, BarcodeError) as mistake:
            mistakes.setdefault(str(mistake), mistake)
            continue
        if layout.on_demand:
            verdict = "on_demand_only" if verdict == "fits" else verdict
            troubled.append(item.content)
        symbols += _reports(item.content.number, layout)
        remarks = (*layout.notices, *symbol_notices(layout), *_not_printed(item.content, job.template))
        warnings.update(dict.fromkeys(remarks))
    if mistakes:
        reasons = list(mistakes.values())
        raise reasons[0] if len(reasons) == 1 else LabelsInvalid(reasons)
    proposals = proposals_for(job, troubled, stocks, printers) if troubled else ()
    return Preflight(verdict, tuple(symbols), tuple(warnings), job.labels, job.pages, proposals)


def _not_printed(content: LabelContent, template: Template) -> list[Notice]:
    """Return a remark for each thing about a pallet that was asked for and that ``template`` has not."""
    return [
        not_in_template(FIELDS_VI[field], FIELDS_EN[field])
        for field, code in _OF_A_PALLET
        if getattr(content.details, field) and field not in template.fields and code not in template.codes
    ]


def _reports(number: str, layout: LabelLayout) -> list[SymbolReport]:
    return [_report(number, symbol, layout.frame.printer) for symbol in layout.symbols]


def _report(number: str, placed: PlacedSymbol, printer: Printer) -> SymbolReport:
    square = isinstance(placed.symbol, MatrixSymbol)
    target = x_range(placed.symbol.symbology).target_mm
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
