"""Every refusal has a code of its own and reads well in both languages."""

import string

import pytest

from catalogue.barcodes import errors as barcode_errors
from catalogue.gs1 import errors as gs1_errors
from catalogue.gs1.errors import CodedError, GtinLength, printable


def leaves() -> list[type[CodedError]]:
    return [
        kind
        for module in (gs1_errors, barcode_errors)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, CodedError) and "code" in vars(kind)
    ]


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_codes_are_unique() -> None:
    codes = [kind.code for kind in leaves()]

    assert len(codes) == len(set(codes))
    assert len(codes) >= 25


@pytest.mark.parametrize("kind", leaves(), ids=lambda kind: kind.code)
def test_both_languages_use_the_same_facts(kind: type[CodedError]) -> None:
    drop_words = {"reason_vi", "reason_en", "wanted_vi", "wanted_en"}

    assert fields(kind.vi) - drop_words == fields(kind.en) - drop_words
    assert kind.vi != kind.en


def test_an_error_speaks_vietnamese_and_english() -> None:
    error = GtinLength(length=5)

    assert error.text("vi") == "GTIN có 8, 12, 13 hoặc 14 chữ số; mã này có 5."
    assert error.text("en") == str(error) == "A GTIN has 8, 12, 13 or 14 digits; this number has 5."
    assert isinstance(error, ValueError)


def test_text_in_messages_is_bounded_and_harmless() -> None:
    assert printable("mật ong") == "mật ong"
    assert printable("a\x00b\ud800\n") == "a\\u0000b\\ud800\\u000a"
    assert printable("x" * 1000) == "x" * 40 + "…"
