"""Every refusal has a code of its own and reads well in both languages."""

import string

import pytest

from catalogue.barcodes import errors as barcode_errors
from catalogue.gs1 import errors as gs1_errors
from catalogue.gs1 import key_errors, measure_errors
from catalogue.gs1.errors import (
    CodedError,
    ElementStringInvalid,
    GtinLength,
    NotDigits,
    SeveralErrors,
    printable,
)


def leaves() -> list[type[CodedError]]:
    return [
        kind
        for module in (gs1_errors, key_errors, measure_errors, barcode_errors)
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


def test_several_errors_are_told_line_by_line() -> None:
    class ManyWrong(SeveralErrors):
        code = "many_wrong"
        vi = "{count} lỗi:\n{list_vi}"
        en = "{count} errors:\n{list_en}"

    several = ManyWrong([GtinLength(length=5), GtinLength(length=6)])

    assert [reason.facts["length"] for reason in several.reasons] == [5, 6]
    assert several.text("en") == (
        "2 errors:\nA GTIN has 8, 12, 13 or 14 digits; this number has 5.\n"
        "A GTIN has 8, 12, 13 or 14 digits; this number has 6."
    )
    assert several.text("vi").startswith("2 lỗi:\nGTIN có 8, 12, 13 hoặc 14 chữ số; mã này có 5.\n")


def test_a_position_ends_the_sentence_in_both_languages() -> None:
    error = NotDigits(character="x", position=7)

    assert error.position == 7
    assert error.text("en") == (
        "A number has only the digits 0-9 and no spaces; “x” is not a digit. See character 8."
    )
    assert error.text("vi") == (
        "Mã số chỉ được gồm các chữ số 0-9, viết liền; “x” không phải chữ số. Xem ký tự thứ 8."
    )


def test_a_position_moves_with_the_text_around() -> None:
    placed = ElementStringInvalid(reason_vi="a", reason_en="b", position=2)
    unplaced = GtinLength(length=5)

    assert (placed.moved(3).position, placed.within(3).position) == (5, 5)
    assert unplaced.position is None
    assert unplaced.moved(3) is unplaced
    assert unplaced.within(3).position == 3
    assert placed.facts["position"] == 2


def test_text_in_messages_is_bounded_and_harmless() -> None:
    assert printable("mật ong") == "mật ong"
    assert printable("a\x00b\ud800\n") == "a\\u0000b\\ud800\\u000a"
    assert printable("x" * 1000) == "x" * 40 + "…"
