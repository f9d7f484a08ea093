"""Symbols as exact grids of modules: EAN-13, EAN-8, UPC-A, and QR with a GS1 Digital Link.

Columns are counted in modules from the first bar. python-barcode and zxing-cpp give the modules; nothing
reaches them unchecked, for python-barcode replaces a wrong check digit without a word.

Source: GS1 General Specifications, section 5.2 (EAN/UPC: quiet zones, guard bars, digits) and 5.9 (QR).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import zxingcpp
from barcode.ean import EAN8, EAN13
from barcode.upc import UPCA

from catalogue.barcodes.errors import SymbologyMismatch, UnknownSymbology
from catalogue.gs1.digital_link import parse_digital_link
from catalogue.gs1.errors import printable
from catalogue.gs1.gtin import display_gtin, is_gtin_8, parse_gtin, require_trade_item

_DARK_RUN = re.compile("1+")


@dataclass(frozen=True, slots=True)
class HriGroup:
    """Digits under the bars, in equal cells over ``width`` modules from column ``start``.

    ``scale`` is the height of the digits beside that of the others (the outer digits of a UPC-A are small).
    """

    text: str
    start: float
    width: float
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class LinearSymbol:
    """A row of modules, "1" for dark, with what belongs around it; all widths in modules.

    ``guards`` are the half-open column ranges whose bars reach down between the digits.
    ``nominal_height`` is the height of the bars at the standard's target size.
    """

    symbology: str
    text: str
    modules: str
    quiet_left: int
    quiet_right: int
    guards: tuple[tuple[int, int], ...]
    hri: tuple[HriGroup, ...]
    nominal_height: float

    @property
    def width_modules(self) -> int:
        """Width of the bars, without quiet zones."""
        return len(self.modules)

    @property
    def total_width_modules(self) -> int:
        """Width with both quiet zones."""
        return self.quiet_left + len(self.modules) + self.quiet_right

    def runs(self) -> list[tuple[int, int]]:
        """Return column and width of every dark bar, left to right."""
        return [(run.start(), run.end() - run.start()) for run in _DARK_RUN.finditer(self.modules)]

    def is_guard(self, column: int) -> bool:
        """Return whether the bar that begins at ``column`` reaches down between the digits."""
        return any(start <= column < end for start, end in self.guards)


@dataclass(frozen=True, slots=True)
class MatrixSymbol:
    """A square of modules, rows of "1" for dark, with a quiet zone of ``quiet`` modules on all sides."""

    symbology: str
    text: str
    rows: tuple[str, ...]
    quiet: int
    hri: str

    @property
    def width_modules(self) -> int:
        """Width and height, without quiet zone."""
        return len(self.rows)

    @property
    def total_width_modules(self) -> int:
        """Width and height with the quiet zone."""
        return self.width_modules + 2 * self.quiet

    def runs(self) -> list[tuple[int, int, int]]:
        """Return row, column and width of every dark run, row by row."""
        return [
            (row, run.start(), run.end() - run.start())
            for row, modules in enumerate(self.rows)
            for run in _DARK_RUN.finditer(modules)
        ]


Symbol = LinearSymbol | MatrixSymbol


def default_symbology(gtin14: str) -> str:
    """Return the symbology for the length of ``gtin14``: ean8, upca, ean13, or itf14 for a grouping."""
    return {8: "ean8", 12: "upca", 13: "ean13", 14: "itf14"}[len(display_gtin(gtin14))]


def encode(symbology: str, content: str) -> Symbol:
    """Return the symbol of ``content``: a number for EAN and UPC, a Digital Link URI for ``gs1-qr``.

    A number may come in its own length or zero-filled to 14 digits; in-store numbers are drawn as well.

    Raises UnknownSymbology, SymbologyMismatch, or the Gs1Error of a content that is not valid.
    """
    encoder = _ENCODERS.get(symbology)
    if encoder is None:
        raise UnknownSymbology(symbology=printable(symbology), supported=", ".join(_ENCODERS))
    return encoder(content)


@lru_cache(maxsize=2048)
def _ean13(content: str) -> LinearSymbol:
    gtin14 = parse_gtin(content)
    if gtin14[0] != "0" or is_gtin_8(gtin14):
        raise SymbologyMismatch(
            symbology="ean13", content=display_gtin(gtin14), wanted_vi="GTIN-13", wanted_en="a GTIN-13"
        )
    number = gtin14[1:]
    drawn = EAN13(number)
    _require_same(drawn.get_fullcode(), number)
    return LinearSymbol(
        "ean13",
        number,
        drawn.build()[0],
        quiet_left=11,
        quiet_right=7,
        guards=((0, 3), (45, 50), (92, 95)),
        hri=(HriGroup(number[0], -10, 7), HriGroup(number[1:7], 4.5, 39), HriGroup(number[7:], 51.5, 39)),
        nominal_height=22.85 / 0.33,
    )


@lru_cache(maxsize=256)
def _ean8(content: str) -> LinearSymbol:
    gtin14 = parse_gtin(content)
    if not is_gtin_8(gtin14):
        raise SymbologyMismatch(
            symbology="ean8", content=display_gtin(gtin14), wanted_vi="GTIN-8", wanted_en="a GTIN-8"
        )
    number = display_gtin(gtin14)
    drawn = EAN8(number)
    _require_same(drawn.get_fullcode(), number)
    return LinearSymbol(
        "ean8",
        number,
        drawn.build()[0],
        quiet_left=7,
        quiet_right=7,
        guards=((0, 3), (31, 36), (64, 67)),
        hri=(HriGroup(number[:4], 4, 26), HriGroup(number[4:], 37, 26)),
        nominal_height=18.23 / 0.33,
    )


@lru_cache(maxsize=256)
def _upca(content: str) -> LinearSymbol:
    gtin14 = parse_gtin(content)
    number = gtin14[2:]
    if not gtin14.startswith("00") or is_gtin_8(gtin14):
        raise SymbologyMismatch(
            symbology="upca", content=display_gtin(gtin14), wanted_vi="GTIN-12", wanted_en="a GTIN-12"
        )
    drawn = UPCA(number)
    _require_same(drawn.get_fullcode(), number)
    return LinearSymbol(
        "upca",
        number,
        drawn.build()[0],
        quiet_left=9,
        quiet_right=9,
        guards=((0, 10), (45, 50), (85, 95)),
        hri=(
            HriGroup(number[0], -8, 5, 0.75),
            HriGroup(number[1:6], 11.5, 32),
            HriGroup(number[6:11], 51.5, 32),
            HriGroup(number[11], 98, 5, 0.75),
        ),
        nominal_height=22.85 / 0.33,
    )


@lru_cache(maxsize=1024)
def _gs1_qr(content: str) -> MatrixSymbol:
    link = parse_digital_link(content)
    gtin14 = link.get("01")
    if gtin14 is None:
        raise SymbologyMismatch(
            symbology="gs1-qr",
            content=printable(content, 80),
            wanted_vi="liên kết có GTIN (/01/…)",
            wanted_en="a link with a GTIN (/01/…)",
        )
    require_trade_item(gtin14)
    drawn = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    # One byte to a module, 0 for dark; the stubs do not know that the image is a buffer.
    image: Any = drawn.to_image(scale=1, add_quiet_zones=False)
    pixels: Any = memoryview(image).tolist()
    rows = tuple("".join("0" if pixel else "1" for pixel in row) for row in pixels)
    return MatrixSymbol("gs1-qr", content, rows, quiet=4, hri=f"(01) {gtin14}")


def _require_same(drawn: str, number: str) -> None:
    """Refuse bars that say another number than the one asked for; a last guard behind ``parse_gtin``."""
    if drawn != number:
        raise AssertionError(f"Asked for the bars of {number}, got those of {drawn}.")


_ENCODERS: dict[str, Callable[[str], Symbol]] = {
    "ean13": _ean13,
    "ean8": _ean8,
    "upca": _upca,
    "gs1-qr": _gs1_qr,
}
SYMBOLOGIES = tuple(_ENCODERS)
