import pytest

from catalogue.labels.templates.paragraphs import paragraph, place_lines, shortened, wrap, wrap_evenly
from catalogue.labels.typefaces import LINE, typeface

CAPTIONED = paragraph(("Xuất xứ:", "bold"), ("Việt Nam", "regular"))


def test_a_paragraph_is_as_wide_as_its_words_and_the_white_between_them() -> None:
    bold, regular = typeface("bold"), typeface("regular")

    assert CAPTIONED.width == pytest.approx(bold.pen_width("Xuất xứ: ") + regular.width("Việt Nam"))


def test_lines_break_at_blanks_and_a_word_too_wide_is_refused() -> None:
    text = paragraph(("một hai ba bốn", "regular"))

    assert wrap(text, text.width) == [4]
    assert wrap(text, text.width - 0.01) == [3, 4]
    assert wrap(text, text.widest_word) == [1, 2, 3, 4]
    assert wrap(text, text.widest_word - 0.01) is None


def test_even_lines_are_as_few_and_as_alike_as_they_go() -> None:
    text = paragraph(("aaa aaa aaa aaa aaa aaa", "regular"))
    room = text.width_of(0, 5)

    assert wrap(text, room) == [5, 6]
    assert wrap_evenly(text, room) == [3, 6]


def test_a_text_is_cut_behind_a_word() -> None:
    text = paragraph(("Mật ong, hoa bạc hà", "regular"))

    cut = shortened(text, text.width_of(0, 2) + 0.5, 1)

    assert cut is not None
    assert [word.text for word in cut.words] == ["Mật", "ong…"]
    assert shortened(text, 0.1, 1) is None


def test_each_change_of_weight_begins_a_new_piece_on_the_same_base_line() -> None:
    placed = place_lines("origin", CAPTIONED, [4], 20.0, 100, 50, 400, "left")

    assert [(text.text, text.weight) for text in placed] == [("Xuất xứ:", "bold"), ("Việt Nam", "regular")]
    assert placed[0].left == 100
    assert placed[1].left == pytest.approx(100 + 20 * typeface("bold").pen_width("Xuất xứ: "))
    assert len({text.baseline for text in placed}) == 1


def test_lines_stand_left_centred_or_right() -> None:
    text = paragraph(("a bb", "regular"))
    widths = [text.width_of(0, 1) * 10, text.width_of(1, 2) * 10]

    for align, share in (("left", 0.0), ("centre", 0.5), ("right", 1.0)):
        placed = place_lines("name", text, [1, 2], 10.0, 0, 0, 100, align)  # type: ignore[arg-type]
        assert [line.left for line in placed] == pytest.approx([share * (100 - width) for width in widths])
        assert placed[1].baseline - placed[0].baseline == pytest.approx(10 * LINE)
