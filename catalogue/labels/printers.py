"""The printers that come with the product, as data; a cooperative derives its own from one of them.

Driven as PDF or picture: ``office``, ``inkjet``, ``thermal`` and ``brother``. Sent their own commands:
``zpl`` (Zebra, and Godex and others that speak it), ``tspl`` (TSC, Xprinter) and ``escpos`` (receipts).

Source: makers' printable areas: margins of 1/6 inch for lasers and 3 to 5 mm for ink; heads of 104 to 108 mm
on 4 inch printers; receipts with 576 of 640 dots on 80 mm and 384 of 464 on 58 mm.
"""

from dataclasses import replace
from difflib import get_close_matches

from catalogue.gs1.errors import printable
from catalogue.labels.errors import UnknownPrinter
from catalogue.labels.printer import MM_PER_INCH, OFFICE_PAPER_MM, Feed, Language, Printer

__all__ = ["MM_PER_INCH", "OFFICE_PAPER_MM", "PRINTERS", "Feed", "Language", "Printer", "find_printer"]

_LASER_MARGIN_MM = MM_PER_INCH / 6
_INK_MARGIN_MM = 5.0
# Eight dots to the mm, which everybody calls 203 dpi.
_HEAD_203 = 8 * MM_PER_INCH
_LONGEST_KEY = 60
_NAMED_KEYS = 8


def _laser(dpi: int) -> Printer:
    return Printer(
        f"office-{dpi}",
        f"Máy in laser văn phòng {dpi} dpi",
        f"Office laser printer, {dpi} dpi",
        dpi=dpi,
        feed="sheet",
        margin_mm=_LASER_MARGIN_MM,
        on_demand=False,
    )


def _ink(dpi: int, makers: str) -> Printer:
    return Printer(
        f"inkjet-{dpi}",
        f"Máy in phun {dpi} dpi ({makers})",
        f"Ink jet printer, {dpi} dpi ({makers})",
        dpi=dpi,
        feed="sheet",
        margin_mm=_INK_MARGIN_MM,
        on_demand=False,
    )


def _thermal(dpi: int) -> Printer:
    return Printer(
        f"thermal-{dpi}",
        f"Máy in tem nhiệt {dpi} dpi",
        f"Thermal label printer, {dpi} dpi",
        dpi=dpi,
        feed="roll",
        margin_mm=1.0,
        on_demand=True,
        head_mm=104.0,
        paper_mm=118.0,
    )


def _speaking(language: Language, dpi: int, makers: str) -> Printer:
    """Return a thermal printer that is sent its own commands, dot for dot."""
    named = f"{language.upper()}, {dpi} dpi ({makers})"
    return replace(
        _thermal(dpi),
        key=f"{language}-{dpi}",
        name_vi=f"Máy in tem nhiệt {named}",
        name_en=f"Thermal label printer, {named}",
        dpi=_HEAD_203 if dpi == 203 else dpi,
        language=language,
    )


def _receipt(paper_mm: float, head_mm: float) -> Printer:
    return Printer(
        f"escpos-{paper_mm:g}",
        f"Máy in hoá đơn ESC/POS {paper_mm:g} mm, 203 dpi",
        f"ESC/POS receipt printer, {paper_mm:g} mm, 203 dpi",
        dpi=_HEAD_203,
        feed="roll",
        margin_mm=1.0,
        on_demand=True,
        language="escpos",
        head_mm=head_mm,
        paper_mm=paper_mm,
    )


_BROTHER = Printer(
    "brother-300",
    "Máy in nhãn Brother QL 300 dpi",
    "Brother QL label printer, 300 dpi",
    dpi=300,
    feed="roll",
    margin_mm=3.0,
    on_demand=True,
    head_mm=58.9,
    paper_mm=62.0,
)

PRINTERS = (
    _laser(600),
    _thermal(203),
    _thermal(300),
    _laser(300),
    _laser(1200),
    _ink(300, "HP, Canon"),
    _ink(600, "HP, Canon"),
    _ink(720, "Epson"),
    _ink(1200, "HP, Canon"),
    _thermal(600),
    _speaking("zpl", 203, "Zebra, Godex"),
    _speaking("zpl", 300, "Zebra, Godex"),
    _speaking("zpl", 600, "Zebra, Godex"),
    _speaking("tspl", 203, "TSC, Xprinter"),
    _speaking("tspl", 300, "TSC, Xprinter"),
    _speaking("tspl", 600, "TSC"),
    _receipt(80, 72),
    _receipt(58, 48),
    _BROTHER,
)
_BY_KEY = {printer.key: printer for printer in PRINTERS}


def find_printer(key: str) -> Printer:
    """Return the printer profile with this key.

    Raises UnknownPrinter, which names the keys most like it.
    """
    try:
        return _BY_KEY[key]
    except KeyError:
        alike = get_close_matches(key[:_LONGEST_KEY], _BY_KEY, n=_NAMED_KEYS, cutoff=0)
        raise UnknownPrinter(printer=printable(key), known=", ".join(alike)) from None
