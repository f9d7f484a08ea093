"""Every page that a link or form leads to: it opens, can be read out, and takes whatever is typed into it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import resolve

from tests.wall.asking import undone
from tests.wall.scene import Scene, make_scene

pytestmark = pytest.mark.django_db
SAMPLES = 2
"""How many addresses of one kind are opened: rows of a list are alike."""
HOSTILE = (
    "",
    "<script>alert(1)</script>",
    "9" * 400,
    "\u0663\u0664",  # digits, but not ours
    "x" * 20_000,
    "\u202emảnh\ufffd\U0001f41d",
    "a\r\nb: c",
    "\0",
)


@dataclass
class Form:
    """A form with the names of its fields and what its hidden ones hold."""

    action: str
    method: str
    hidden: dict[str, str] = field(default_factory=dict)
    fields: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    buttons: list[dict[str, str]] = field(default_factory=list)


class Reader(HTMLParser):
    """What a page holds: its links and forms, and what a screen reader would miss."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.inputs: list[dict[str, str]] = []
        self.headings = 0
        self._in_label = False
        self._open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        match tag:
            case "a" if given.get("href", "").startswith(("/desk/", "?")):
                self.links.append(self._whole(given["href"]))
            case "h1":
                self.headings += 1
            case "label":
                self._in_label = True
                self.labelled.add(given.get("for", ""))
            case "form":
                action = self._whole(given.get("action") or self.address)
                self._open = Form(action, given.get("method", "get").lower())
                self.forms.append(self._open)
            case "input" | "select" | "textarea" | "button":
                self._note_field(tag, given)

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a label."""
        self._in_label = self._in_label and tag != "label"

    def _note_field(self, tag: str, given: dict[str, str]) -> None:
        kind, name = given.get("type", ""), given.get("name", "")
        if self._open is None:
            return
        if tag == "button":
            self._open.buttons.append({name: given.get("value", "")} if name else {})
        elif kind == "hidden":
            self._open.hidden[name] = given.get("value", "")
        else:
            (self._open.files if kind == "file" else self._open.fields).append(name)
            if not self._in_label:
                self.inputs.append(given)

    def _whole(self, href: str) -> str:
        bare = href.partition("#")[0]
        return f"{self.address.partition('?')[0]}{bare}" if bare.startswith("?") else bare


def read(client: Client, address: str) -> Reader:
    """Return the page at ``address``, which must open."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    reader = Reader(address)
    if answer.headers["Content-Type"].startswith("text/html"):
        reader.feed(answer.content.decode())
    return reader


def kind_of(address: str) -> str:
    """Return what kind of page this is: its route, and the step of a button."""
    match = resolve(address.partition("?")[0])
    return f"{match.route} {match.kwargs.get('step', '')}"


def crawled(client: Client) -> list[Reader]:
    """Return the pages that links lead to from the start page, of each kind a few."""
    waiting, seen, kinds, pages = ["/desk/"], {"/desk/"}, dict[str, int](), list[Reader]()
    while waiting:
        address = waiting.pop()
        kinds[kind_of(address)] = kinds.get(kind_of(address), 0) + 1
        if kinds[kind_of(address)] > SAMPLES:
            continue
        page = read(client, address)
        pages.append(page)
        fresh = [link for link in dict.fromkeys(page.links) if link not in seen]
        seen.update(fresh)
        waiting += fresh
    return pages


@pytest.fixture(scope="module")
def scene(rows_of_module: None) -> Scene:
    """Both cooperatives of the wall, which have one of everything."""
    return make_scene()


@pytest.fixture(scope="module", params=["session of owner A", "session of the Alliance"])
def pages(scene: Scene, request: pytest.FixtureRequest) -> tuple[Client, list[Reader]]:
    """What one of them is led to, walked through once for all tests here."""
    client = scene.callers[request.param].client
    return client, crawled(client)


def test_every_link_opens_a_page_that_can_be_read_out(pages: tuple[Client, list[Reader]]) -> None:
    _, found = pages

    faults: list[tuple[str, str, object]] = []
    for page in found:
        if page.headings == 0 and not page.forms:
            continue  # a file
        if page.headings != 1:
            faults.append((page.address, "headings", page.headings))
        if len(page.ids) != len(set(page.ids)):
            faults.append((page.address, "ids", len(page.ids)))
        faults += [
            (page.address, "no label", one.get("name", ""))
            for one in page.inputs
            if one.get("id") not in page.labelled and "aria-label" not in one
        ]
    assert faults == []
    assert len({kind_of(page.address) for page in found}) >= 20


def test_whatever_is_typed_into_a_form_is_answered(pages: tuple[Client, list[Reader]]) -> None:
    client, found = pages
    forms = {
        (kind_of(form.action), form.method, tuple(button)): (form, button)
        for page in found
        for form in page.forms
        for button in form.buttons or [{}]
        if not form.action.endswith("/log-out")
    }

    faults = [
        (form.action, button, text[:20], status)
        for form, button in forms.values()
        for text in HOSTILE
        if (status := sent(client, form, button, text)) is not None
    ]

    assert faults == []
    assert len(forms) >= 30


def sent(client: Client, form: Form, button: dict[str, str], text: str) -> str | None:
    """Return what is wrong with the answer when ``text`` stands in every field; None if it is right."""
    values: dict[str, Any] = {**form.hidden, **dict.fromkeys(form.fields, text), **button}
    with undone():
        ask = client.get if form.method == "get" else client.post
        answer = ask(form.action, values)
    if answer.status_code >= 500:
        return str(answer.status_code)
    if "<script>alert" in answer.content.decode("utf-8", "replace"):
        return "shown as markup"
    return None


def test_a_twin_that_shows_what_was_typed_as_markup_is_found(scene: Scene, tmp_path: Path) -> None:
    (tmp_path / "desk" / "goods").mkdir(parents=True)
    (tmp_path / "desk" / "goods" / "list.html").write_text("{{ query|safe }}", encoding="utf-8")
    client = scene.callers["session of owner A"].client
    form = Form("/desk/goods", "get", fields=["q"])
    assert sent(client, form, {}, HOSTILE[1]) is None

    engine = {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [tmp_path],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
    with override_settings(TEMPLATES=[engine]):
        assert sent(client, form, {}, HOSTILE[1]) == "shown as markup"
