from hypothesis import given
from hypothesis import strategies as st

from catalogue.labels.text_fitting import Box, fit, fit_or_shorten, smallest_step, step_down
from catalogue.labels.typefaces import LINE, typeface

FACE = typeface("bold")


def test_a_short_text_has_the_largest_size() -> None:
    fitted = fit("Mật ong", FACE, Box(1000, 200, 40, 20, 2))

    assert fitted is not None
    assert (fitted.lines, fitted.size, fitted.shortened) == (("Mật ong",), 40, False)


def test_a_long_text_takes_two_even_lines_where_that_makes_it_larger() -> None:
    text = "Mật ong hoa bạc hà Cao nguyên đá"

    one = fit(text, FACE, Box(400, 200, 40, 10, 1))
    two = fit(text, FACE, Box(400, 200, 40, 10, 2))

    assert one is not None
    assert two is not None
    assert one.lines == (text,)
    assert two.lines == ("Mật ong hoa bạc", "hà Cao nguyên đá")
    assert two.size > one.size


def test_a_text_keeps_to_one_line_where_that_is_preferred() -> None:
    fitted = fit("Mật ong hoa bạc hà Cao nguyên đá", FACE, Box(400, 200, 40, 10, 2, fewest_lines=True))

    assert fitted is not None
    assert len(fitted.lines) == 1


def test_a_text_without_room_at_the_smallest_size_is_not_fitted() -> None:
    assert fit("Mật ong hoa bạc hà", FACE, Box(100, 20, 40, 12, 1)) is None
    assert fit("Mật ong", FACE, Box(1000, 10, 40, 12, 1)) is None


def test_a_text_is_shortened_behind_a_word() -> None:
    fitted = fit_or_shorten("Mật ong hoa bạc hà, Cao nguyên đá", FACE, Box(130, 60, 40, 12, 1))

    assert fitted is not None
    assert (fitted.lines, fitted.size, fitted.shortened) == (("Mật ong hoa bạc hà…",), 12, True)


def test_a_word_longer_than_the_line_is_cut() -> None:
    fitted = fit_or_shorten("Ngoằnngoèongoằnngoèo", FACE, Box(60, 60, 40, 12, 3))

    assert fitted is not None
    assert fitted.lines == ("Ngoằnng…",)


def test_the_cut_is_marked_on_the_line_above_where_the_last_word_leaves_no_room_for_it() -> None:
    fitted = fit_or_shorten("ƯWơWƯ . ơƯơỄƯa hoa", FACE, Box(50, 40, 40, 12, 2))

    assert fitted is not None
    assert fitted.lines == ("ƯWơW…",)


def test_no_room_for_a_letter_is_no_text() -> None:
    assert fit_or_shorten("Mật ong", FACE, Box(10, 60, 40, 12, 1)) is None
    assert fit_or_shorten("Mật ong", FACE, Box(1000, 5, 40, 12, 1)) is None


def test_no_break_spaces_hold_words_together() -> None:
    fitted = fit_or_shorten("Chè 100\u00a0g", FACE, Box(40, 60, 12, 12, 2))

    assert fitted is not None
    assert fitted.lines == ("Chè", "100\u00a0g")


def test_sizes_go_in_quarter_dots() -> None:
    assert (step_down(13.99), step_down(13.75)) == (13.75, 13.75)
    assert (smallest_step(13.51), smallest_step(13.75)) == (13.75, 13.75)


@given(
    st.lists(st.text("aWƯơ.Ễ", min_size=1, max_size=12), min_size=1, max_size=20).map(" ".join),
    st.floats(30, 900),
    st.floats(10, 200),
    st.booleans(),
)
def test_lines_never_leave_their_box(text: str, width: float, height: float, fewest: bool) -> None:
    box = Box(width, height, 40, 12, 6, fewest_lines=fewest)

    fitted = fit_or_shorten(text, FACE, box)

    if fitted is not None:
        assert 12 <= fitted.size <= 40
        assert len(fitted.lines) <= 6
        assert max(FACE.width(line) for line in fitted.lines) * fitted.size <= width + 1e-6
        assert len(fitted.lines) * LINE * fitted.size <= height + 1e-6
        kept = " ".join(fitted.lines)
        assert fitted.shortened == kept.endswith("…")
        assert text.startswith(kept.removesuffix("…"))
        assert fitted.shortened or kept == text
