"""No word of a page stands in a template: each is a text in Vietnamese and in English."""

import ast
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from django.conf import settings

from catalogue.labels.preflight import Verdict
from desk.texts import TEXTS
from pages.wording import WORDING

TEMPLATES = sorted(
    path
    for room in ("desk", "pages")
    for path in (settings.BASE_DIR / room / "templates").rglob("*")
    if path.is_file()
)
SAME_IN_EVERY_LANGUAGE = {"SKU", "GLN", "SSCC", "HTX"}
CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
WORD = re.compile(r"[^\W\d_]+")


class Words(HTMLParser):
    """The words that a reader, or a screen reader, meets in a page."""

    def __init__(self, template: str) -> None:
        super().__init__()
        self.met: list[str] = []
        self._silent = False
        self.feed(CODE.sub("", template))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read the attributes that are shown or spoken."""
        self._silent = tag in ("style", "script")
        for name, value in attrs:
            if name in ("alt", "title", "placeholder", "aria-label"):
                self.met += WORD.findall(value or "")

    def handle_endtag(self, tag: str) -> None:
        """Listen again after a script."""
        self._silent = False

    def handle_data(self, data: str) -> None:
        """Read a text."""
        if not self._silent:
            self.met += WORD.findall(data)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_a_word_of_its_own(template: Path) -> None:
    words = set(Words(template.read_text()).met)

    assert words <= SAME_IN_EVERY_LANGUAGE


def test_a_word_in_a_template_is_found_wherever_it_is_met() -> None:
    template = (
        '{% say "home" %}<script>var x</script>{# a note #}<p>Chào {{ name }}</p>'
        '<img alt="ảnh"><input placeholder="tên" value="vi">'
    )

    assert Words(template).met == ["Chào", "ảnh", "tên"]


def facts_of(text: str) -> set[str | None]:
    """Return the names of what is filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_each_text_of_the_desk_tells_the_same_facts_in_both_languages() -> None:
    unlike = [key for key, (vi, en) in TEXTS.items() if facts_of(vi) != facts_of(en) or not (vi and en)]

    assert unlike == []


def test_each_text_of_the_public_pages_tells_the_same_facts_in_both_languages() -> None:
    vietnamese, english = WORDING["vi"], WORDING["en"]

    assert {key: facts_of(text) for key, text in vietnamese.items()} == {
        key: facts_of(text) for key, text in english.items()
    }


def names_and_patterns() -> tuple[set[str], list[str]]:
    """Return the names that templates and modules of the desk spell out, and those that they put together."""
    room = settings.BASE_DIR / "desk"
    names = {name for path in room.rglob("*.html") for name in re.findall(r'"([\w:-]+)"', path.read_text())}
    patterns: list[str] = []
    for path in room.rglob("*.py"):
        if path.name.startswith("texts"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                names.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = (str(part.value) if isinstance(part, ast.Constant) else "" for part in node.values)
                patterns.append("[\\w:-]+".join(map(re.escape, parts)))
    patterns += [f"{name}[\\w:-]+" for name in names if name.endswith("_") and name.isidentifier()]
    return names, [pattern for pattern in patterns if re.search("[a-z]_|_[a-z]", pattern)]


def test_each_text_of_the_desk_is_asked_for() -> None:
    names, patterns = names_and_patterns()

    assert [
        key
        for key in TEXTS
        if key not in names | set(get_args(Verdict))
        and not any(re.fullmatch(pattern, key) for pattern in patterns)
    ] == []


def test_no_text_takes_the_name_of_another() -> None:
    names = [
        key.value
        for path in (settings.BASE_DIR / "desk").glob("texts*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]
    assert len(names) > 500
    assert [name for name, count in Counter(names).items() if count > 1] == []
