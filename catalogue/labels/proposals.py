"""What would fit where a job does not: nearest first, and each one tried by laying the labels out.

A larger label of the same kind, a finer printer for the same paper, an EAN-8 where the cooperative owns one,
a square code without bars.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from catalogue.barcodes.errors import BarcodeError
from catalogue.gs1.errors import Gs1Error
from catalogue.gs1.gtin import display_gtin, parse_gtin
from catalogue.labels.content import LabelContent
from catalogue.labels.errors import LabelError
from catalogue.labels.jobs import LabelJob
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.layout import lay_out
from catalogue.labels.printer import Printer
from catalogue.labels.templates.design import Template
from catalogue.labels.templates.registry import find_template

MOST_PROPOSALS = 4
# A GTIN-8 for trying: of GS1's range for examples.
_SAMPLE_GTIN8 = "95200002"
_SIMPLE_TEMPLATES = ("standard", "shelf", "price")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to print the labels; the keys say what to change, None what stays."""

    code: str
    vi: str
    en: str
    stock: str | None = None
    printer: str | None = None
    template: str | None = None

    def to_dict(self, language: str) -> dict[str, str]:
        """Return the proposal as it goes over the wire, with those keys only that change."""
        changes = {"stock": self.stock, "printer": self.printer, "template": self.template}
        detail = self.vi if language == "vi" else self.en
        return {"code": self.code, "detail": detail} | {name: key for name, key in changes.items() if key}


def proposals_for(
    job: LabelJob, troubled: Sequence[LabelContent], stocks: Sequence[LabelStock], printers: Sequence[Printer]
) -> tuple[Proposal, ...]:
    """Return what would print the ``troubled`` contents of ``job`` within the standard, at most four ways."""
    trial = _Trial(list(troubled), job.template)
    if not job.printer.feeds(job.stock):
        found = [*_other_printer(job, printers, trial), *_other_stock(job, stocks, trial)]
    else:
        found = [
            *_bigger_label(job, stocks, trial),
            *_finer_printer(job, printers, trial),
            *_ean8(job, trial),
            *_square_only(job, trial),
        ]
    return tuple(found[:MOST_PROPOSALS])


class _Trial:
    """Lays labels out to see whether they fit; the one that failed last is tried first."""

    def __init__(self, contents: list[LabelContent], template: Template) -> None:
        self._contents = contents
        self._template = template

    def fits(
        self,
        stock: LabelStock,
        printer: Printer,
        change: Callable[[LabelContent], LabelContent] = lambda content: content,
        template: Template | None = None,
    ) -> bool:
        """Return whether every label fits, within the standard."""
        for index, content in enumerate(self._contents):
            try:
                layout = lay_out(change(content), stock, printer, template or self._template)
            except (LabelError, Gs1Error, BarcodeError):
                layout = None
            if layout is None or layout.on_demand:
                self._contents.insert(0, self._contents.pop(index))
                return False
        return True

    def number_lengths(self) -> set[int]:
        """Return the lengths of the numbers of all contents."""
        return {len(display_gtin(parse_gtin(content.number))) for content in self._contents}

    def all_linked(self) -> bool:
        """Return whether every content has a Digital Link."""
        return all(content.digital_link for content in self._contents)


def _area(stock: LabelStock) -> float:
    return stock.label_width_mm * stock.label_height_mm


def _bigger_label(job: LabelJob, stocks: Sequence[LabelStock], trial: _Trial) -> Iterator[Proposal]:
    """Yield the smallest label that is larger, first among sheets of the same size."""
    larger = [stock for stock in stocks if job.printer.feeds(stock) and _area(stock) > _area(job.stock)]
    larger.sort(key=lambda stock: (not _same_page(stock, job.stock), _area(stock)))
    for stock in larger:
        if trial.fits(stock, job.printer):
            yield Proposal(
                "bigger_label",
                f"Vừa trên nhãn lớn hơn: {stock.name_vi}.",
                f"It fits a larger label: {stock.name_en}.",
                stock=stock.key,
            )
            return


def _same_page(one: LabelStock, other: LabelStock) -> bool:
    """Return whether two papers lie in the same tray; rolls differ in width anyway."""
    if one.roll or other.roll:
        return one.gap_mm > 0 and other.gap_mm > 0
    return one.page_width_mm == other.page_width_mm


def _finer_printer(job: LabelJob, printers: Sequence[Printer], trial: _Trial) -> Iterator[Proposal]:
    finer = [printer for printer in printers if printer.dpi > job.printer.dpi * 1.01]
    for printer in _nearest(job, finer):
        if trial.fits(job.stock, printer):
            yield Proposal(
                "finer_printer",
                f"Vừa với máy in mịn hơn: {printer.name_vi}.",
                f"It fits with a finer printer: {printer.name_en}.",
                printer=printer.key,
            )
            return


def _nearest(job: LabelJob, printers: Sequence[Printer]) -> list[Printer]:
    """Return those that feed the paper, first of the same language, then of the nearest resolution."""
    feeding = [printer for printer in printers if printer.feeds(job.stock)]
    current = job.printer
    return sorted(
        feeding, key=lambda printer: (printer.language != current.language, abs(printer.dpi - current.dpi))
    )


def _other_printer(job: LabelJob, printers: Sequence[Printer], trial: _Trial) -> Iterator[Proposal]:
    for printer in printers:
        if trial.fits(job.stock, printer):
            yield Proposal(
                "other_printer",
                f"Giấy này in được trên: {printer.name_vi}.",
                f"This paper goes through: {printer.name_en}.",
                printer=printer.key,
            )
            return


def _other_stock(job: LabelJob, stocks: Sequence[LabelStock], trial: _Trial) -> Iterator[Proposal]:
    """Yield the paper of the nearest size that the printer takes."""
    fed = [stock for stock in stocks if job.printer.feeds(stock) and not stock.needs_calibration]
    for stock in sorted(fed, key=lambda stock: abs(_area(stock) - _area(job.stock))):
        if trial.fits(stock, job.printer):
            yield Proposal(
                "other_stock",
                f"Máy in này in được trên: {stock.name_vi}.",
                f"This printer takes: {stock.name_en}.",
                stock=stock.key,
            )
            return


def _ean8(job: LabelJob, trial: _Trial) -> Iterator[Proposal]:
    if trial.number_lengths() <= {12, 13} and trial.fits(job.stock, job.printer, _with_gtin8):
        yield Proposal(
            "ean8",
            "Vừa nếu hàng có GTIN-8 (mã EAN-8): GS1 cấp từng số cho bao bì rất nhỏ.",
            "It fits with a GTIN-8 (EAN-8), which GS1 gives out one by one for very small packages.",
        )


def _with_gtin8(content: LabelContent) -> LabelContent:
    """Return the content with a GTIN-8 for its number, in the bars and in the link."""
    link = content.digital_link
    if link is not None:
        link = link.replace(parse_gtin(content.number), parse_gtin(_SAMPLE_GTIN8))
    return replace(content, number=_SAMPLE_GTIN8, digital_link=link)


def _square_only(job: LabelJob, trial: _Trial) -> Iterator[Proposal]:
    """Yield a template with a QR code or, smaller, a DataMatrix and no bars."""
    if job.template.key not in _SIMPLE_TEMPLATES or not trial.all_linked():
        return
    for code, key, symbol, readers_vi, readers_en in (
        ("qr_only", "qr", "QR", "điện thoại và máy quét 2D", "phones and 2D scanners"),
        ("datamatrix_only", "jewellery", "GS1 DataMatrix", "máy quét 2D", "2D scanners"),
    ):
        if trial.fits(job.stock, job.printer, template=find_template(key)):
            yield Proposal(
                code,
                f"Vừa nếu chỉ in mã {symbol}, không có vạch: chỉ {readers_vi} đọc được.",
                f"It fits with a {symbol} alone, without bars: only {readers_en} read it.",
                template=key,
            )
            return
