"""Symbols by name."""

import pytest

from catalogue.barcodes.errors import SymbologyMismatch, UnknownSymbology
from catalogue.barcodes.symbols import (
    ELEMENT_SYMBOLOGIES,
    LINK_SYMBOLOGIES,
    SYMBOLOGIES,
    default_symbology,
    encode,
)
from catalogue.gs1.errors import (
    DigitalLinkInvalid,
    ElementStringInvalid,
    Gs1Error,
    GtinCheckDigit,
    GtinLength,
    NotDigits,
    RestrictedCirculation,
)


@pytest.mark.parametrize(
    ("symbology", "content", "kind"),
    [
        ("ean13", "8938500123451", GtinCheckDigit),
        ("ean13", "893850012345", GtinCheckDigit),
        ("ean8", "9520000", GtinLength),
        ("upca", "61414100003", GtinLength),
        ("ean13", "９５２１２３４５６７８９９", NotDigits),
        ("gs1-qr", "9521234567899", DigitalLinkInvalid),
        ("gs1-qr", "https://id.example.vn/", DigitalLinkInvalid),
        ("gs1-qr", "https://id.example.vn/01/09521234567890", GtinCheckDigit),
        ("gs1-qr", "https://id.example.vn/01/02000000000015", RestrictedCirculation),
        ("datamatrix-link", "9521234567899", DigitalLinkInvalid),
        ("datamatrix-link", "https://id.example.vn/01/02000000000015", RestrictedCirculation),
        ("itf14", "19521234567890", GtinCheckDigit),
        ("itf14", "1952123456789", GtinCheckDigit),
        ("itf14", "(01)19521234567896", NotDigits),
        ("gs1-128", "9521234567890", GtinCheckDigit),
        ("gs1-128", "(01)09521234567890(10)L1", GtinCheckDigit),
        ("gs1-128", "(01)09521234567899(17)270230", ElementStringInvalid),
        ("gs1-128", "2000000000015", RestrictedCirculation),
        ("gs1-datamatrix", "(01)09521234567899(10)mật", ElementStringInvalid),
        ("gs1-datamatrix", "https://id.example.vn/01/09521234567899", NotDigits),
        ("databar-expanded", "(01)09521234567899(02)09521234567899", ElementStringInvalid),
    ],
)
def test_nothing_is_encoded_unchecked(symbology: str, content: str, kind: type[Gs1Error]) -> None:
    with pytest.raises(kind):
        encode(symbology, content)


@pytest.mark.parametrize(
    ("symbology", "content"),
    [
        ("ean13", "19521234567896"),
        ("ean13", "95200002"),
        ("ean8", "9521234567899"),
        ("ean8", "614141000036"),
        ("upca", "9521234567899"),
        ("upca", "95200002"),
        ("gs1-qr", "https://id.example.vn/414/9521234567899"),
        ("datamatrix-link", "https://id.example.vn/414/9521234567899"),
        ("gs1-qr", f"https://id.example.vn/01/09521234567899?x={'x' * 3000}"),
        ("datamatrix-link", f"https://id.example.vn/01/09521234567899?x={'x' * 3000}"),
        ("databar-expanded", f"(01)09521234567899(91){'A' * 40}"),
    ],
)
def test_what_does_not_fit_is_refused(symbology: str, content: str) -> None:
    with pytest.raises(SymbologyMismatch):
        encode(symbology, content)


@pytest.mark.parametrize(
    "symbology", ["gs1-129", "code39", "itf", "", "EAN13", "ITF14", "\ud800", "x" * 9999]
)
def test_an_unknown_symbology_is_refused_with_the_choice(symbology: str) -> None:
    with pytest.raises(UnknownSymbology) as refusal:
        encode(symbology, "9521234567899")

    assert ", ".join(SYMBOLOGIES) in str(refusal.value)
    assert len(str(refusal.value).encode("utf-8")) < 250


def test_the_names_of_all_symbologies() -> None:
    assert (
        *("ean13", "ean8", "upca", "itf14"),
        *("gs1-128", "gs1-datamatrix", "databar-expanded"),
        *("gs1-qr", "datamatrix-link"),
    ) == SYMBOLOGIES
    assert ELEMENT_SYMBOLOGIES == ("gs1-128", "gs1-datamatrix", "databar-expanded")
    assert LINK_SYMBOLOGIES == ("gs1-qr", "datamatrix-link")


@pytest.mark.parametrize(
    ("gtin14", "symbology"),
    [
        ("00000095200002", "ean8"),
        ("00614141000036", "upca"),
        ("09521234567899", "ean13"),
        ("19521234567896", "itf14"),
    ],
)
def test_the_default_symbology_follows_the_length(gtin14: str, symbology: str) -> None:
    assert default_symbology(gtin14) == symbology
