"""What does not fit the label, or the law, is told before anything is printed."""

import pytest

from catalogue.labels.details import Wording
from catalogue.labels.errors import BarsDoNotFit
from catalogue.labels.templates.errors import CodesDoNotFit, TextsDoNotFit, WordDoesNotFit
from tests.catalogue.labels.specimens import HONEY, make_case_content, make_full_content
from tests.catalogue.labels.templates.laid_out import lay


def test_texts_beyond_the_label_are_refused_with_the_height_they_need() -> None:
    with pytest.raises(TextsDoNotFit) as refusal:
        lay(make_full_content(), "product", "a4-24-70x37", "office-600")

    assert refusal.value.text("en") == (
        f"The label of {HONEY}: its texts do not fit 70 × 37 mm in letters of 1.2 mm, the smallest lawful; "
        f"it needs a label at least {refusal.value.facts['height_mm']} mm high. "
        "The longest is the directions for use."
    )
    assert 50 <= int(str(refusal.value.facts["height_mm"])) <= 70


def test_a_word_beyond_the_label_is_refused_by_name() -> None:
    with pytest.raises(WordDoesNotFit) as refusal:
        lay(make_full_content(warnings=Wording("M" * 90)), "product", "roll-100x70", "thermal-203")

    assert refusal.value.facts["field_en"] == "warning"


def test_codes_beyond_the_label_are_refused_with_their_width() -> None:
    with pytest.raises(CodesDoNotFit) as codes:
        lay(make_case_content(), "case", "roll-70x50", "thermal-203")
    with pytest.raises(BarsDoNotFit) as bars:
        lay(make_full_content(), "price", "a4-189-25x10", "office-600")

    assert "they alone need 93.6 × 51.8 mm" in codes.value.text("en")
    assert "25.4 × 10 mm" in bars.value.text("en")


def test_what_the_law_asks_for_is_told_before_printing() -> None:
    content = make_full_content(warnings=Wording(), origin=Wording("VN"))

    layout = lay(content, "product", "roll-100x70", "thermal-203")

    assert [notice.code for notice in layout.notices if notice.code.startswith("label_")] == [
        "label_content_missing",
        "label_origin_country",
    ]


def test_a_label_without_legal_contents_is_not_checked_by_law() -> None:
    content = make_full_content(warnings=Wording())

    layout = lay(content, "shelf", "roll-100x50", "thermal-203")

    assert not [notice for notice in layout.notices if notice.code == "label_content_missing"]
