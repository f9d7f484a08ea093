"""Different words for the same goods."""

import re

import pytest

from catalogue.search.folding import words
from catalogue.search.synonyms import SYNONYMS, find_groups


def groups(text: str, *, under: set[str] | None = None) -> list[str]:
    return [group.key for _, _, group in find_groups(words(text), under=under)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chè", "trà"),
        ("HTX", "hợp tác xã"),
        ("ngô", "bắp"),
        ("lợn", "heo"),
        ("lạc", "đậu phộng"),
        ("dứa", "thơm"),
        ("dứa", "khóm"),
        ("gác bếp", "treo bếp"),
        ("H'Mông", "Mông"),
        ("H’Mông", "H Mông"),
        ("tam giác mạch", "kiều mạch"),
        ("tam giác mạch", "buckwheat"),
        ("mật ong", "honey"),
        ("rượu", "spirit"),
    ],
)
def test_both_words_belong_to_one_group(one: str, other: str) -> None:
    assert groups(one)
    assert set(groups(one)) & set(groups(other))


def test_a_word_typed_without_marks_stands_for_all_markings() -> None:
    assert groups("tra") == ["~tea"]
    assert groups("hop tac xa") == ["~htx"]


def test_a_word_in_a_marked_text_means_its_own_marks() -> None:
    assert groups("cá tra") == []
    assert groups("cá tra và trà") == ["~tea"]


def test_the_longest_phrase_counts() -> None:
    assert groups("gà H'Mông") == ["~blackchicken", "~hmong"]


def test_sweet_soup_is_no_tea() -> None:
    assert groups("Chè đỗ đen", under={"banh-keo", "thuc-pham"}) == []
    assert groups("Chè Shan", under={"che", "thuc-uong"}) == ["~tea"]


def test_fragrant_rice_is_no_pineapple() -> None:
    assert groups("Gạo thơm", under={"gao-ngu-coc", "thuc-pham"}) == []


def test_each_group_has_its_own_key_which_nobody_can_type() -> None:
    keys = [group.key for group in SYNONYMS]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch("~[a-z]+", key) for key in keys)
