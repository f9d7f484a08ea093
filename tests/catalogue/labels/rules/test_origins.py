import pytest

from catalogue.labels.rules.origins import is_worded, names_country


@pytest.mark.parametrize("origin", ["Việt Nam", "VIỆT NAM", "Sản phẩm của Lào", "Tuyên Quang – Việt Nam"])
def test_a_country_in_full_is_found(origin: str) -> None:
    assert names_country(origin)


@pytest.mark.parametrize("origin", ["", "VN", "Vietnamese", "Mèo Vạc", "Việt", "made in V.N"])
def test_a_place_or_an_abbreviation_is_no_country(origin: str) -> None:
    assert not names_country(origin)


def test_phrases_of_the_law_are_known_with_and_without_capitals() -> None:
    assert is_worded("SẢN XUẤT TẠI Việt Nam")
    assert is_worded("Xuất xứ: Việt Nam")
    assert not is_worded("Việt Nam")
