"""Symbols by name: which there are, which one a number gets, and the grid of what is asked for."""

from collections.abc import Callable

from catalogue.barcodes.ean_upc import ean8, ean13, upca
from catalogue.barcodes.element_symbols import databar_expanded, gs1_128, gs1_datamatrix
from catalogue.barcodes.errors import UnknownSymbology
from catalogue.barcodes.grids import HriGroup, LinearSymbol, MatrixSymbol, Symbol
from catalogue.barcodes.itf import itf14
from catalogue.barcodes.link_symbols import datamatrix_link, gs1_qr
from catalogue.gs1.errors import printable
from catalogue.gs1.gtin import display_gtin

__all__ = [
    "ELEMENT_SYMBOLOGIES",
    "LINK_SYMBOLOGIES",
    "SYMBOLOGIES",
    "HriGroup",
    "LinearSymbol",
    "MatrixSymbol",
    "Symbol",
    "default_symbology",
    "encode",
]

_NUMBER_ENCODERS: dict[str, Callable[[str], Symbol]] = {
    "ean13": ean13,
    "ean8": ean8,
    "upca": upca,
    "itf14": itf14,
}
_ELEMENT_ENCODERS: dict[str, Callable[[str], Symbol]] = {
    "gs1-128": gs1_128,
    "gs1-datamatrix": gs1_datamatrix,
    "databar-expanded": databar_expanded,
}
_LINK_ENCODERS: dict[str, Callable[[str], Symbol]] = {
    "gs1-qr": gs1_qr,
    "datamatrix-link": datamatrix_link,
}
_ENCODERS = _NUMBER_ENCODERS | _ELEMENT_ENCODERS | _LINK_ENCODERS

SYMBOLOGIES = tuple(_ENCODERS)
ELEMENT_SYMBOLOGIES = tuple(_ELEMENT_ENCODERS)
LINK_SYMBOLOGIES = tuple(_LINK_ENCODERS)


def default_symbology(gtin14: str) -> str:
    """Return the symbology for the length of ``gtin14``: ean8, upca, ean13, or itf14 for a grouping."""
    return {8: "ean8", 12: "upca", 13: "ean13", 14: "itf14"}[len(display_gtin(gtin14))]


def encode(symbology: str, content: str) -> Symbol:
    """Return the symbol of ``content``, checked first.

    ``content`` is a number in digits, in its own length or zero-filled to 14, for all but the
    ``LINK_SYMBOLOGIES``, which take a GS1 Digital Link URI with a GTIN. The ``ELEMENT_SYMBOLOGIES`` also take
    an element string, ``(01)09521234567899(10)L1``, or as scanned with GS (0x1D) for FNC1 and one in front.
    EAN, UPC and ITF-14 draw in-store numbers as well; under an AI or in a link they are refused.

    Raises UnknownSymbology, SymbologyMismatch, or the Gs1Error of a content that is not valid.
    """
    encoder = _ENCODERS.get(symbology)
    if encoder is None:
        raise UnknownSymbology(symbology=printable(symbology), supported=", ".join(_ENCODERS))
    return encoder(content)
