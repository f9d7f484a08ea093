"""One folding for queries, index and slugs."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalogue.search.folding import fold, has_marks, spell, words

APOSTROPHES = ["'", "’", "‘", "ʼ"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Mật ong hoa bạc hà", "mat ong hoa bac ha"),
        ("ĐƯỜNG Đồng Văn", "duong dong van"),
        ("Ðồng Văn with an eth", "dong van with an eth"),
        ("Ɖồng", "dong"),
        ("Rượu ngô men lá", "ruou ngo men la"),
        ("５００ ml", "500 ml"),
    ],
)
def test_fold_drops_marks_case_and_the_bar_of_the_d(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_hmong_is_one_word_with_each_of_its_apostrophes(apostrophe: str) -> None:
    assert [word.folded for word in words(f"Gà đen H{apostrophe}Mông")] == ["ga", "den", "hmong"]


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text())
def test_spelling_again_changes_nothing(text: str) -> None:
    assert spell(spell(text)) == spell(text)


@given(st.text(st.characters()))
@example("\ud800 \ud7fc \0 \uf900")
def test_words_hold_nothing_that_a_search_engine_could_take_for_syntax(text: str) -> None:
    assert all(word.folded.isalnum() and len(word.folded) <= 64 for word in words(text))


@pytest.mark.parametrize(
    ("old", "new"), [("hòa", "hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("HÓA", "hoá"), ("ủy", "uỷ")]
)
def test_the_place_of_the_tone_makes_no_other_word(old: str, new: str) -> None:
    assert spell(old) == spell(new)


@pytest.mark.parametrize("word", ["quý", "quà", "già", "toàn", "hoàn", "huỳnh"])
def test_a_tone_with_one_right_place_stays(word: str) -> None:
    assert spell(word) == word


def test_signs_of_chinese_are_words_each() -> None:
    assert [word.folded for word in words("有机蜂蜜 500ml")] == ["有", "机", "蜂", "蜜", "500", "ml"]


def test_marks_are_meant_once_one_is_typed() -> None:
    assert has_marks(words("mật ong"))
    assert has_marks(words("Đong"))
    assert not has_marks(words("MAT ONG h'mong 500ml"))
