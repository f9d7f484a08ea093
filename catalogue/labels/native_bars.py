"""Which bars a label printer can be left to draw itself, and what has to be added to them.

A printer's own command for bars is used only where it must give the same dots as our module grid:

- EAN and UPC: the modules are fixed by the number. Printers let the guards reach down for digits even where
  none are printed, label printers of Zebra by 13 dots at any size; our own guards reach five modules. They
  are drawn over the printer's, so a symbol whose guards are shorter than 13 dots is drawn bar by bar.
- ITF-14: fixed by the number and the ratio 3 : 1; its bearer bars are boxes.
- GS1-128: fixed by the code sets; they are read out of the modules and named one by one.

Nothing else is left to a printer: it chooses version and mask of a QR code, and the compaction of Data Matrix
and DataBar, for itself.

Source: Zebra, ZPL II Programming Guide, ^BE, ^B8, ^BU, ^B2 and ^BC; ISO/IEC 15417 (Code 128).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from barcode.charsets import code128

from catalogue.barcodes.symbols import LinearSymbol
from catalogue.labels.geometry import GUARD_MODULES, PlacedSymbol

Box = tuple[int, int, int, int]

WIDEST_MODULE = 10
_PRINTERS_GUARD_DOTS = 13
_WORD = 11
_VALUES = {word: value for value, word in enumerate(code128.CODES)}


@dataclass(frozen=True, slots=True)
class NativeBars:
    """Bars for the printer's own command, ``height`` dots high, and the boxes that make the symbol whole."""

    symbol: LinearSymbol
    x: int
    left: int
    top: int
    height: int
    boxes: tuple[Box, ...]


def native_bars(placed: PlacedSymbol) -> NativeBars | None:
    """Return ``placed`` for a printer that draws bars, or None where its dots would not be sure."""
    symbol = placed.symbol
    if not isinstance(symbol, LinearSymbol) or placed.x > WIDEST_MODULE:
        return None
    if symbol.guards and GUARD_MODULES * placed.x < _PRINTERS_GUARD_DOTS:
        return None
    return NativeBars(symbol, placed.x, placed.left, placed.top, placed.height, tuple(_boxes(placed)))


def _boxes(placed: PlacedSymbol) -> Iterator[Box]:
    """Yield what is dark beside the bars of the common height: ends of guards, bearer bars."""
    for left, top, width, height in placed.rectangles():
        if top != placed.top or height < placed.height:
            yield left, top, width, height
        elif height > placed.height:
            yield left, top + placed.height, width, height - placed.height


def code_128_values(symbol: LinearSymbol) -> list[int]:
    """Return the symbol characters of Code 128 modules, from the start character to the last of the data."""
    modules = symbol.modules[: -(_WORD + 2)]
    values = [_VALUES[modules[at : at + _WORD]] for at in range(0, len(modules), _WORD)]
    return values[:-1]
