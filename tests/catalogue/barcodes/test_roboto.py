"""The outlines are the font's own."""

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from catalogue.barcodes.roboto import FONT_PATH, UNITS_PER_EM, glyphs, text_units
from tests.catalogue.barcodes.pictures import fill, outlines

SIZE = 1024
# General Specifications, 7.11: what a lot or a serial may hold.
SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize("figure", SET_82)
def test_an_outline_fills_the_same_shape_as_the_font(figure: str) -> None:
    glyph = glyphs()[figure]
    scale = SIZE / UNITS_PER_EM
    shapes = outlines(f"M{glyph.x} {glyph.y}{glyph.path}")
    ours = fill(
        (SIZE, 2 * SIZE), [[(x * scale + 10, y * scale + 1000) for x, y in shape] for shape in shapes]
    )
    font = ImageFont.truetype(FONT_PATH, SIZE)
    theirs = Image.new("L", (SIZE, 2 * SIZE), 0)
    ImageDraw.Draw(theirs).text((10, 1000), figure, fill=255, font=font, anchor="ls")
    theirs = theirs.point(lambda value: 255 if value >= 128 else 0, mode="1")

    differ = ImageChops.logical_xor(ours, theirs).convert("L").histogram()[255]
    assert differ < 0.03 * theirs.convert("L").histogram()[255]


def test_all_digits_are_equally_wide() -> None:
    assert {glyphs()[digit].advance for digit in "0123456789"} == {1151}
    assert text_units("13") == 2302


def test_a_blank_has_width_and_no_ink() -> None:
    assert glyphs()[" "].path == ""
    assert glyphs()[" "].advance == 508


def test_there_is_an_outline_for_all_that_an_element_may_hold() -> None:
    assert len(SET_82) == 82
    assert set(glyphs()) == {*SET_82, " "}
