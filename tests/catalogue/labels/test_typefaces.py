import unicodedata
from functools import cache

import pytest
from PIL import ImageFont
from reportlab.pdfbase.ttfonts import TTFont

from catalogue.labels.typefaces import (
    ASCENT,
    DESCENT,
    DIGIT_ASCENT,
    DIGIT_DESCENT,
    FIGURE_ASCENT,
    FIGURE_DESCENT,
    Typeface,
    Weight,
    typeface,
)

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VIETNAMESE = sorted(
    {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
    | set("bcdđghklmnpqrstvx")
)
LETTERS = VIETNAMESE + [letter.upper() for letter in VIETNAMESE]
WEIGHTS: list[Weight] = ["regular", "bold"]
SIZE = 1000


@cache
def outline(path: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, SIZE, layout_engine=ImageFont.Layout.BASIC)


def ink(face: Typeface, text: str) -> tuple[float, float, float, float]:
    left, top, right, bottom = outline(face.path).getbbox(text, anchor="ls")
    return left / SIZE, -top / SIZE, right / SIZE, bottom / SIZE


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_vietnamese_letter_is_in_the_font(weight: Weight) -> None:
    face = typeface(weight)

    assert len(LETTERS) == 2 * (12 * 6 + 17)
    assert [letter for letter in [*LETTERS, *"0123456789₫…“”–×%°"] if not face.has(letter)] == []


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_ink_of_every_glyph_stays_within_its_line(weight: Weight) -> None:
    face = typeface(weight)
    covered = TTFont("Covered", face.path).face.charToGlyph

    outside = [
        chr(code)
        for code in covered
        if code != 0xFFFD and (ink(face, chr(code))[1] > ASCENT or ink(face, chr(code))[3] > DESCENT)
    ]

    assert outside == []


@pytest.mark.parametrize("weight", WEIGHTS)
def test_a_line_is_as_wide_as_its_ink(weight: Weight) -> None:
    face = typeface(weight)

    beyond = {letter: ink(face, letter)[2] - face.width(letter) for letter in [*LETTERS, *"0123456789.₫"]}

    assert {letter: out for letter, out in beyond.items() if out > 1e-9} == {}
    assert face.overhang("Ư") == pytest.approx(0.08, abs=0.02)
    assert face.overhang("a") < 0.001


def test_figures_and_digits_stay_within_their_own_heights() -> None:
    _, top, _, bottom = ink(typeface("bold"), "0123456789.₫")
    assert (top <= FIGURE_ASCENT, bottom <= FIGURE_DESCENT) == (True, True)

    _, top, _, bottom = ink(typeface("regular"), "0123456789")
    assert (top <= DIGIT_ASCENT, bottom <= DIGIT_DESCENT) == (True, True)
