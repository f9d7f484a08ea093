import pytest

from catalogue.labels.errors import UnknownTemplate
from catalogue.labels.templates.registry import STANDARD, find_template


def test_a_template_is_found_by_its_key() -> None:
    assert find_template("standard") is STANDARD


def test_an_unknown_template_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownTemplate) as refusal:
        find_template("poster")

    assert "“poster”" in refusal.value.text("vi")
    assert "standard" in refusal.value.text("en")
