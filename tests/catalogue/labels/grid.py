"""Every paper with every printer and kind of code: what preflight says, and what a scanner reads."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pypdfium2
import zxingcpp
from PIL import Image

from catalogue.barcodes.symbols import LinearSymbol
from catalogue.labels.content import LabelContent
from catalogue.labels.details import LabelDetails
from catalogue.labels.errors import LabelDoesNotFit
from catalogue.labels.geometry import LabelLayout, PlacedSymbol
from catalogue.labels.jobs import LabelItem, LabelJob
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.layout import lay_out
from catalogue.labels.pdf import label_pdf
from catalogue.labels.png import label_png
from catalogue.labels.preflight import preflight
from catalogue.labels.printer import Printer
from catalogue.labels.printers import PRINTERS
from catalogue.labels.raster import label_ink
from catalogue.labels.stocks import STOCKS
from catalogue.labels.templates.registry import find_template
from tests.catalogue.labels.specimens import make_content

_SHADES = bytes.maketrans(b"01", b"\x00\xff")
_CASE_DETAILS = LabelDetails(
    units=12,
    lot="L-2026/11",
    produced_on=dt.date(2026, 11, 1),
    expires_on=dt.date(2027, 11, 1),
    sscc="095200010000000010",
    count=40,
)
_CASE_CONTENT = replace(make_content(number="19520007919016", link=False), details=_CASE_DETAILS)

# A template with a content that brings out one kind of code or one pair.
CASES: dict[str, tuple[str, LabelContent]] = {
    "ean13": ("standard", make_content(link=False)),
    "ean8": ("standard", make_content(number="95200002", link=False)),
    "upca": ("standard", make_content(number="012345678905", link=False)),
    "ean13 + gs1-qr": ("standard", make_content()),
    "gs1-qr": ("qr", make_content()),
    "gs1-datamatrix": ("jewellery", make_content()),
    "itf14 + gs1-128": ("case", _CASE_CONTENT),
    "gs1-128 (SSCC)": ("pallet", _CASE_CONTENT),
}


@dataclass(frozen=True)
class Combination:
    """One paper, printer and kind of code."""

    stock: LabelStock
    printer: Printer
    case: str

    @property
    def job(self) -> LabelJob:
        template, content = CASES[self.case]
        return LabelJob(self.stock, self.printer, (LabelItem(content),), template=find_template(template))

    def __str__(self) -> str:
        return f"{self.stock.key} × {self.printer.key} × {self.case}"


@dataclass
class Outcome:
    """What came of a combination: the verdict, and what is wrong with it in words."""

    verdict: str
    codes: int = 0
    faults: list[str] = field(default_factory=list)


def combinations() -> Iterator[Combination]:
    for stock in STOCKS:
        for printer in PRINTERS:
            for case in CASES:
                yield Combination(stock, printer, case)


def examine(combination: Combination, *, largest: float = float("inf")) -> Outcome:
    """Return whether what preflight says of a combination is true.

    Labels of more than ``largest`` dots are read by their codes alone, each within its own quiet zones.
    """
    job = combination.job
    # Proposals are looked for elsewhere: here they would lay out every paper for every other.
    verdict = preflight(job, stocks=(), printers=()).verdict
    if verdict == "does_not_fit":
        return Outcome(verdict, 0, [] if is_refused(job) else ["does not fit and is printed all the same"])
    layout = lay_out(job.items[0].content, job.stock, job.printer, job.template)
    ink = label_ink(layout)
    faults = [
        f"off the dots: {placed.symbol.text}" for placed in layout.symbols if not stands_exactly(ink, placed)
    ]
    if ink.width * ink.height <= largest:
        read = codes_of(ink)
    else:
        read = [code for placed in layout.symbols for code in codes_of(ink.crop(box_of(placed)))]
    faults += differences(layout, read)
    if not carries_its_number(combination, layout):
        faults.append("another number")
    return Outcome(verdict, len(layout.symbols), faults)


def differences(layout: LabelLayout, read: list[str]) -> list[str]:
    """Return which codes of a label were not read, and what was read that is none of them."""
    expected = Counter(payload_of(placed) for placed in layout.symbols)
    found = Counter(read)
    missing = [f"missing {text}" for text in (expected - found).elements()]
    return missing + [f"extra {text}" for text in (found - expected).elements()]


def pdf_faults(combination: Combination, *, finest: float = 600) -> list[str]:
    """Return what is wrong with a combination that fits, printed as PDF: a whole page with its one label."""
    job = combination.job
    page = pypdfium2.PdfDocument(label_pdf(job))[0]
    picture = page.render(scale=min(job.printer.dpi, finest) / 72, grayscale=True).to_pil()
    read = [code.text for code in zxingcpp.read_barcodes(picture, try_downscale=False)]
    return differences(lay_out(job.items[0].content, job.stock, job.printer, job.template), read)


def is_refused(job: LabelJob) -> bool:
    """Return whether layout, PDF and PNG all refuse the job."""
    content = job.items[0].content
    for refused in (
        lambda: lay_out(content, job.stock, job.printer, job.template),
        lambda: label_pdf(job),
        lambda: next(label_png(job)),
    ):
        try:
            refused()
        except LabelDoesNotFit:
            continue
        return False
    return True


def carries_its_number(combination: Combination, layout: LabelLayout) -> bool:
    """Return whether the codes are those that were asked for, whatever the layout says they are."""
    content = CASES[combination.case][1]
    sscc = content.details.sscc
    wanted = {
        "gs1-qr": content.digital_link,
        "gs1-datamatrix": f"(01)0{content.number}",
        "itf14 + gs1-128": content.number,
        "gs1-128 (SSCC)": f"(00){sscc}",
    }.get(combination.case, content.number)
    return any(placed.symbol.text == wanted for placed in layout.symbols)


def codes_of(ink: Image.Image) -> list[str]:
    """Return what a scanner reads of dots of ink."""
    picture = ink.point(lambda dot: 255 - dot).convert("L")
    return [code.text for code in zxingcpp.read_barcodes(picture, try_downscale=False)]


def payload_of(placed: PlacedSymbol) -> str:
    """Return what a scanner should read: a UPC-A is an EAN-13 with a zero in front to it."""
    symbol = placed.symbol
    return f"0{symbol.text}" if symbol.symbology == "upca" else symbol.text


def box_of(placed: PlacedSymbol) -> tuple[int, int, int, int]:
    area = placed.area
    return int(area.left), int(area.top), int(area.right), int(area.bottom)


def stands_exactly(ink: Image.Image, placed: PlacedSymbol) -> bool:
    """Return whether the dots are those of the modules, ``x`` dots each, with white quiet zones beside."""
    symbol, x = placed.symbol, placed.x
    if isinstance(symbol, LinearSymbol):
        bars = "".join(module * x for module in symbol.modules)
        row = "0" * placed.quiet_left + bars + "0" * placed.quiet_right
        rows, top = [row] * placed.height, placed.top
        left, width = placed.left - placed.quiet_left, placed.width
        if symbol.bearer:
            # Bearer bars lie across the quiet zones; between them every row is the same.
            rows, top = rows[symbol.bearer * x : -symbol.bearer * x], placed.top + symbol.bearer * x
    else:
        white = ["0" * placed.width] * placed.quiet_left
        side = "0" * placed.quiet_left
        drawn = [side + "".join(module * x for module in row) + side for row in symbol.rows for _ in range(x)]
        rows, top = [*white, *drawn, *white], placed.top - placed.quiet_left
        left, width = placed.left - placed.quiet_left, placed.width
    found = ink.crop((left, top, left + width, top + len(rows))).convert("L").tobytes()
    return found == b"".join(row.encode().translate(_SHADES) for row in rows)
