"""Accept decides what may be answered."""

import pytest

from api.accepting import accepts


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        ("", True),
        ("*/*", True),
        ("application/*;q=0.1", True),
        ("text/html, application/json;q=0.5", True),
        ("APPLICATION/JSON", True),
        ("text/html", False),
        ("application/json;q=0, */*", False),
        ("application/json; q=0.000", False),
        ("*/*;q=0", False),
        ("nonsense", False),
        (",;q=1,", False),
    ],
)
def test_weighs_the_accept_header(header: str, answer: bool) -> None:
    assert accepts(header, "application/json") is answer
