import unicodedata
from dataclasses import replace

import pytest

from catalogue.gs1.errors import DigitalLinkInvalid, GtinCheckDigit
from catalogue.labels.content import clean_content, format_price
from catalogue.labels.errors import (
    LabelCharacter,
    LabelLinkMismatch,
    LabelPriceInvalid,
    LabelTextMissing,
    LabelTextTooLong,
)
from tests.catalogue.labels.specimens import HONEY, LINK_BASE, make_content


@pytest.mark.parametrize(
    ("price_vnd", "printed"),
    [(0, "0\u00a0₫"), (500, "500\u00a0₫"), (320000, "320.000\u00a0₫"), (1250000, "1.250.000\u00a0₫")],
)
def test_prices_have_dots_between_thousands_and_the_sign_behind(price_vnd: int, printed: str) -> None:
    assert format_price(price_vnd) == printed


def test_texts_come_in_form_c_with_single_blanks() -> None:
    name = unicodedata.normalize("NFD", "  Chè\tShan \r\n tuyết\u202f100\u00a0g\u3000 ")

    cleaned = clean_content(make_content(name=name))

    assert cleaned.name == "Chè Shan tuyết\u00a0100\u00a0g"


@pytest.mark.parametrize(
    ("character", "described"),
    [
        ("🍯", "“🍯” U+1F36F HONEY POT"),
        ("\x00", "U+0000"),
        ("\x1d", "U+001D"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("蜜", "“蜜” U+871C CJK UNIFIED IDEOGRAPH-871C"),
        ("\ue000", "U+E000"),
        ("\ufffd", "“\ufffd” U+FFFD REPLACEMENT CHARACTER"),
        ("\ud800", "U+D800"),
    ],
)
def test_a_character_that_can_not_be_printed_is_refused_by_name(character: str, described: str) -> None:
    with pytest.raises(LabelCharacter) as refusal:
        clean_content(make_content(name=f"Mật{character}ong"))

    expected = f"The label of {HONEY}: the name holds {described}, which can not be printed."
    assert str(refusal.value) == expected
    assert refusal.value.code == "label_character"


def test_letters_of_the_highland_languages_are_printed() -> None:
    content = make_content(name="Ê Đê Ƀă ŏ ŭ ơ\u0306", cooperative="HTX H'Mông – Kɨ")

    assert clean_content(content).name == "Ê Đê Ƀă ŏ ŭ ơ\u0306"


def test_markup_is_text_like_any_other() -> None:
    assert clean_content(make_content(name="<b>A&B</b> (\\) Tj")).name == "<b>A&B</b> (\\) Tj"


def test_a_label_needs_a_name_but_not_the_other_texts() -> None:
    with pytest.raises(LabelTextMissing) as refusal:
        clean_content(make_content(name=" \n "))
    assert refusal.value.text("vi") == f"Nhãn của {HONEY} thiếu tên."

    bare = clean_content(make_content(net_quantity="", cooperative=" "))
    assert (bare.net_quantity, bare.cooperative) == ("", "")


def test_endless_texts_are_refused() -> None:
    with pytest.raises(LabelTextTooLong) as refusal:
        clean_content(make_content(cooperative="a" * 501))

    assert str(refusal.value) == f"The label of {HONEY}: the cooperative has 501 characters, at most 500."


@pytest.mark.parametrize("price", [-1, 10**12 + 1, 12.5, True, None, "320000"])
def test_a_price_is_a_whole_number_of_dong(price: object) -> None:
    with pytest.raises(LabelPriceInvalid):
        clean_content(replace(make_content(), price_vnd=price))  # type: ignore[arg-type]


def test_bars_and_qr_code_carry_the_same_number() -> None:
    with pytest.raises(LabelLinkMismatch):
        clean_content(replace(make_content(), number="9520015838012"))
    # What stands before the last key is only the address of the resolver.
    misleading = f"{LINK_BASE}/01/0{HONEY}/01/09520015838012"
    with pytest.raises(LabelLinkMismatch):
        clean_content(replace(make_content(), digital_link=misleading))
    with pytest.raises(DigitalLinkInvalid):
        clean_content(replace(make_content(), digital_link=f"htx.example.vn/{HONEY}"))


def test_a_number_with_a_wrong_check_digit_is_refused() -> None:
    with pytest.raises(GtinCheckDigit):
        clean_content(replace(make_content(), number="9520007919010"))
