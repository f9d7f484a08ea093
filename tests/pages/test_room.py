"""Long texts are cut where a page would grow too heavy; short ones never."""

from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from pages.room import fit


def test_what_fits_is_shown_whole() -> None:
    texts = {"story": "a" * 4000, "usage": "", "warnings": "b & c"}

    assert fit(texts, 4100) == texts


def test_the_longest_are_cut_at_a_word_and_say_so() -> None:
    fitted = fit({"story": "ong mật " * 600, "warnings": "Không dùng cho trẻ.", "usage": "x" * 600}, 1000)

    assert fitted["warnings"] == "Không dùng cho trẻ."
    assert fitted["usage"] == "x" * 488 + "…"
    assert fitted["story"].endswith(" ong…")
    assert 470 < len(escape(fitted["story"]).encode()) < 495


@given(st.dictionaries(st.text(max_size=3), st.text(alphabet='ab<&"\n đ', max_size=300)), st.integers(0, 900))
def test_all_of_it_together_stays_within_the_room(texts: dict[str, str], room: int) -> None:
    fitted = fit(texts, room)

    size = sum(
        len(escape(text.removesuffix("…")).encode()) + 9 * text.count("\n") for text in fitted.values()
    )
    assert fitted.keys() == texts.keys()
    assert size <= room
    for name, text in fitted.items():
        assert text == texts[name] or texts[name].startswith(text.removesuffix("…"))
